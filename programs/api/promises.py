"""What a version of a plan promises: targets by unit, star and kind, and batches with their named products."""

from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Case, F, OuterRef, Prefetch, QuerySet, Subquery, Value, When
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from ocop.api.enums import ScopeArea
from ocop.api.filters import ResourceFilter, choice_filter, flag_filter, number_filter, text_filter
from ocop.api.parts import Chosen, UnitRef
from ocop.api.resource import Resource

from ..domain.batches.standing import standing_on
from ..enums import AssignmentState, TargetKind
from ..models import Assignment, Batch, BatchProduct, Plan, PlanVersion, Target
from .parts import reached_from
from .plans import VERSION_WORDS, chosen_version, shown_versions

STARS = ((3, _("3 sao")), (4, _("4 sao")), (5, _("5 sao")))


class AskedPart(serializers.Serializer[Any]):
    """What a unit asks for instead."""

    star = serializers.IntegerField(help_text=_("Hạng sao"))
    kind = serializers.ChoiceField(choices=TargetKind.choices, help_text=_("Loại được tính"))
    committed = serializers.IntegerField(allow_null=True, help_text=_("Cam kết"))
    working = serializers.IntegerField(allow_null=True, help_text=_("Dự kiến"))


class AssignedPart(serializers.Serializer[Any]):
    """What the unit says to the figures given to it."""

    state = Chosen(AssignmentState, help_text=_("Trạng thái"))
    answer_by = serializers.DateField(allow_null=True, help_text=_("Trả lời trước ngày"))
    asked = AskedPart(many=True, help_text=_("Số đơn vị đề nghị"))


class TargetLine(serializers.Serializer[Any]):
    """A figure: so many products of one star and kind at one unit."""

    id = serializers.IntegerField(help_text=_("Mã của dòng"))
    unit = UnitRef(help_text=_("Đơn vị"))
    printed_name = serializers.CharField(help_text=_("Tên in trong phụ lục"))
    is_headline = serializers.BooleanField(help_text=_("Chỉ tiêu chung của kế hoạch, không phải dòng phụ lục"))
    star = serializers.IntegerField(help_text=_("Hạng sao"))
    kind = Chosen(TargetKind, help_text=_("Loại được tính"))
    committed = serializers.IntegerField(help_text=_("Cam kết (sản phẩm)"))
    working = serializers.IntegerField(allow_null=True, help_text=_("Dự kiến (sản phẩm)"))
    wording = serializers.CharField(help_text=_("Cách ghi"))
    assignment = serializers.SerializerMethodField(help_text=_("Việc giao chỉ tiêu cho đơn vị; trống khi chưa giao"))

    @extend_schema_field(AssignedPart(allow_null=True))
    def get_assignment(self, target: Target) -> Any:
        """Of the same version and unit, where one may see it."""
        found = self.context["view"].assignments.get(target.unit_id)
        return AssignedPart(found).data if found else None


class OfVersionFilter(ResourceFilter):
    """Which version: read by the gate itself (`OfVersion.version`)."""

    version = number_filter(VERSION_WORDS, 1, 2**31 - 1)


class TargetFilter(OfVersionFilter):
    """Filters of the list."""

    unit = text_filter(_("Mã đơn vị; gồm cả đơn vị bên dưới"), 8)
    star = choice_filter(STARS, _("Hạng sao"), coerce=int)
    kind = choice_filter(TargetKind, _("Loại được tính"))
    is_headline = flag_filter(_("true: chỉ dòng tổng; false: chỉ dòng phụ lục"))

    class Meta:
        model = Target
        fields: list[str] = []

    def narrow(self, rows: QuerySet[Target], given: dict[str, Any]) -> QuerySet[Target]:
        """Each for itself."""
        asked = {name: given[name] for name in ("star", "kind") if given.get(name)}
        if given.get("is_headline") is not None:
            asked["is_headline"] = given["is_headline"]
        rows = rows.filter(**asked)
        return rows.filter(unit__in=reached_from(given["unit"])) if given.get("unit") else rows


class OfVersion(Resource):
    """Rows of one version of the plan named in the address."""

    area = ScopeArea.PLANS
    stamp = None

    @cached_property
    def version(self) -> PlanVersion | None:
        """The version asked for; 404 unless the plan and the version may be read."""
        plan = Plan.objects.visible_to(self.request.user).filter(slug=self.kwargs["slug"]).first()
        if plan is None:
            raise Http404
        return chosen_version(self.request, list(shown_versions(self.request.user).filter(plan=plan)))


@extend_schema_view(
    list=extend_schema(
        description=_("Chỉ tiêu của một bản kế hoạch: hạng sao × loại × đơn vị; điều chỉnh trong năm xem ở kế hoạch"),
    )
)
class TargetResource(OfVersion):
    """Targets as the version says them."""

    queryset = Target.objects.none()
    line_class = TargetLine
    record_class = TargetLine
    filterset_class = TargetFilter
    order = ("order", "-star", "kind", "id")
    orderings = {"star": ("star", "id"), "-star": ("-star", "id"), "unit": ("unit_code", "id")}

    def visible(self) -> QuerySet[Any]:
        """Those of the version."""
        own = Case(When(unit=F("version__plan__unit"), then=Value(True)), default=False, output_field=BooleanField())
        rows = Target.objects.filter(version=self.version).select_related("unit")
        code = Subquery(Target.objects.filter(pk=OuterRef("pk")).values("unit__code")[:1])
        return rows.annotate(is_headline=own, unit_code=code)

    @cached_property
    def assignments(self) -> dict[int, Assignment]:
        """By unit, those one may see."""
        rows = Assignment.objects.visible_to(self.request.user).filter(version=self.version)
        return {row.unit_id: row for row in rows}


class NamedProduct(serializers.Serializer[Any]):
    """A product named in a batch."""

    id = serializers.IntegerField(help_text=_("Mã của dòng"))
    name = serializers.CharField(help_text=_("Sản phẩm"))
    producer_name = serializers.CharField(help_text=_("Chủ thể"))
    place = serializers.CharField(help_text=_("Địa chỉ ghi trong kế hoạch"))
    unit = UnitRef(allow_null=True, help_text=_("Đơn vị"))
    star_sought = serializers.IntegerField(allow_null=True, help_text=_("Hạng sao đề nghị"))
    kind = Chosen(TargetKind, help_text=_("Loại"))
    batch_now = serializers.IntegerField(allow_null=True, help_text=_("Đợt hiện nay; trống khi đã chuyển sang năm sau"))
    year_now = serializers.IntegerField(allow_null=True, help_text=_("Năm đã chuyển sang"))
    move_reason = serializers.CharField(allow_null=True, help_text=_("Lý do chuyển lần cuối"))


class BatchLine(serializers.Serializer[Any]):
    """A batch with its products as printed, and where they stand today."""

    id = serializers.IntegerField(help_text=_("Mã của đợt"))
    number = serializers.CharField(help_text=_("Đợt"))
    label = serializers.CharField(help_text=_("Tên đợt"))
    window_from = serializers.DateField(allow_null=True, help_text=_("Từ ngày"))
    window_to = serializers.DateField(allow_null=True, help_text=_("Đến ngày"))
    wording = serializers.CharField(help_text=_("Cách ghi"))
    capacity = serializers.IntegerField(allow_null=True, help_text=_("Số sản phẩm tối đa"))
    products = NamedProduct(source="named", many=True, help_text=_("Sản phẩm ghi trong đợt"))


class BatchFilter(OfVersionFilter):
    """Filters of the list."""

    number = text_filter(_("Đợt"), 20)

    class Meta:
        model = Batch
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(
        description=_("Các đợt của một bản kế hoạch, với sản phẩm ghi trong đợt và đợt hiện nay của từng sản phẩm"),
    )
)
class BatchResource(OfVersion):
    """Batches of the version."""

    queryset = Batch.objects.none()
    line_class = BatchLine
    record_class = BatchLine
    filterset_class = BatchFilter
    order = ("order", "id")
    orderings = {"order": ("order", "id"), "-order": ("-order", "-id")}

    def visible(self) -> QuerySet[Any]:
        """Those of the version."""
        items = standing_on(BatchProduct.objects.select_related("unit"), timezone.localdate()).order_by("order", "pk")
        named = Prefetch("products", items, to_attr="named")
        return Batch.objects.filter(version=self.version).prefetch_related(named)
