"""Plans: the list, and one plan with its version in force (or another one asked for)."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from ocop.api.enums import ScopeArea
from ocop.api.filters import ResourceFilter, choice_filter, number_filter, text_filter
from ocop.api.parts import UnitRef
from ocop.api.resource import Resource
from ocop.text import fold

from ..enums import Tier, VersionState
from ..models import Adjustment, Plan, PlanVersion, Target
from .parts import reached_from
from .plan_parts import AdjustmentPart, FigurePart, VersionLine, VersionRecord

VERSION_WORDS = _("Mã của bản kế hoạch; trống: bản ban hành gần nhất, chưa ban hành thì bản dự thảo")
VERSION = OpenApiParameter("version", OpenApiTypes.INT, OpenApiParameter.QUERY, description=VERSION_WORDS)


class PlanLine(serializers.Serializer[Any]):
    """A plan in a list, with its version in force."""

    slug = serializers.CharField(help_text=_("Tên trong địa chỉ, không đổi"))
    title = serializers.CharField(help_text=_("Tên"))
    year = serializers.IntegerField(help_text=_("Năm"))
    unit = UnitRef(help_text=_("Đơn vị"))
    version = serializers.SerializerMethodField(help_text=_("Bản ban hành gần nhất, chưa ban hành thì bản dự thảo"))
    totals = serializers.SerializerMethodField(help_text=_("Chỉ tiêu chung của bản đó theo hạng sao và loại"))
    closed_on = serializers.DateField(allow_null=True, help_text=_("Ngày kết thúc thực hiện"))
    updated_at = serializers.DateTimeField(
        source="changed_at", help_text=_("Lúc kế hoạch hoặc một bản của kế hoạch được sửa lần cuối")
    )

    @extend_schema_field(VersionLine(allow_null=True))
    def get_version(self, plan: Any) -> Any:
        """The first of the versions one may read."""
        return VersionLine(plan.shown[0]).data if plan.shown else None

    @extend_schema_field(FigurePart(many=True))
    def get_totals(self, plan: Any) -> Any:
        """At the plan's own unit."""
        return FigurePart(plan.shown[0].headline, many=True).data if plan.shown else []


class PlanRecord(PlanLine):
    """A plan with one version as it reads."""

    closing_note = serializers.CharField(help_text=_("Kết luận khi kết thúc"))
    versions = VersionLine(source="shown", many=True, help_text=_("Các bản được xem, bản đang dùng trước"))
    text = serializers.SerializerMethodField(help_text=_("Nội dung của bản được hỏi"))
    adjustments = AdjustmentPart(source="decided", many=True, help_text=_("Các quyết định điều chỉnh chỉ tiêu"))

    @extend_schema_field(VersionRecord(allow_null=True))
    def get_text(self, plan: Any) -> Any:
        """Of the version asked for; 404 for one that is not there."""
        version = chosen_version(self.context["request"], plan.shown)
        if version is None:
            return None
        version.plan = plan
        return VersionRecord(version).data


def chosen_version(request: Any, versions: list[PlanVersion]) -> PlanVersion | None:
    """The one of `?version=` (404 when it is not among them), else the first; None when there is none."""
    asked = request.query_params.get("version", "")
    if not asked:
        return versions[0] if versions else None
    found = next((version for version in versions if str(version.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def shown_versions(user: Any) -> QuerySet[PlanVersion]:
    """Versions one may read: the issued one issued last first, the draft at the end."""
    return PlanVersion.objects.visible_to(user).order_by("-state", "-issued_on", "-id")


class PlanFilter(ResourceFilter):
    """Filters of the list."""

    q = text_filter(_("Tên đơn vị, không cần dấu"))
    unit = text_filter(_("Mã đơn vị; gồm cả đơn vị bên dưới"), 8)
    year = number_filter(_("Năm"), 2018, 2100)
    tier = choice_filter(Tier, _("Cấp của đơn vị"))
    state = choice_filter(VersionState, _("Có bản ở trạng thái này"))

    class Meta:
        model = Plan
        fields: list[str] = []

    def narrow(self, rows: QuerySet[Plan], given: dict[str, Any]) -> QuerySet[Plan]:
        """As the page does; the state is that of a version one may read."""
        columns = {"year": "year", "tier": "unit__tier"}
        rows = rows.filter(**{column: given[name] for name, column in columns.items() if given.get(name)})
        if given.get("q"):
            rows = rows.filter(unit__fold__contains=fold(given["q"]))
        if given.get("unit"):
            rows = rows.filter(unit__in=reached_from(given["unit"]))
        if not given.get("state"):
            return rows
        versions = PlanVersion.objects.visible_to(self.request.user)
        return rows.filter(Exists(versions.filter(plan=OuterRef("pk"), state=given["state"])))


@extend_schema_view(
    list=extend_schema(description=_("Kế hoạch trong địa bàn và kế hoạch cấp trên đã ban hành, mới nhất trước")),
    retrieve=extend_schema(description=_("Một kế hoạch với nội dung một bản"), parameters=[VERSION]),
)
class PlanResource(Resource):
    """Plans of the territory; of units above those that are issued."""

    area = ScopeArea.PLANS
    queryset = Plan.objects.none()
    line_class = PlanLine
    record_class = PlanRecord
    filterset_class = PlanFilter
    order = ("-year", "id")
    orderings = {
        "year": ("year", "id"),
        "-year": ("-year", "id"),
        "updated_at": ("changed_at", "id"),
        "-updated_at": ("-changed_at", "-id"),
    }
    stamp = "changed_at"
    lookup_field = "slug"
    record_parameters = frozenset({"version"})

    def visible(self) -> QuerySet[Any]:
        """The gate of the list of plans."""
        user = self.request.user
        totals = Prefetch("targets", Target.objects.headline().order_by("-star", "kind"), to_attr="headline")
        versions = Prefetch("versions", shown_versions(user).prefetch_related(totals), to_attr="shown")
        latest = PlanVersion.objects.visible_to(user).filter(plan=OuterRef("pk")).order_by("-updated_at")
        rows = Plan.objects.visible_to(user).select_related("unit").prefetch_related(versions)
        rows = rows.annotate(changed_at=Greatest("updated_at", Subquery(latest.values("updated_at")[:1])))
        if self.action != "retrieve":
            return rows
        decided = Adjustment.objects.visible_to(user).prefetch_related("lines__unit")
        return rows.prefetch_related(Prefetch("adjustments", decided, to_attr="decided"))
