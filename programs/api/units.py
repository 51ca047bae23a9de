"""Administrative units: the map of any day, where a unit comes from, what became of it."""

from datetime import date
from typing import Any

from django.db.models import DateField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.api.enums import ScopeArea
from ocop.api.filters import ResourceFilter, choice_filter, day_filter, flag_filter, text_filter
from ocop.api.parts import Chosen, UnitRef
from ocop.api.resource import Action, Resource
from ocop.text import fold

from ..domain.became import became
from ..domain.units import Step, history
from ..enums import Extent, Tier, UnitKind
from ..models import Unit
from .parts import InstrumentPart, asked_day, day_parameter, lives_on

ON_WORDS = _("Ngày của bản đồ; trống: hôm nay")


class OnQuery(serializers.Serializer[Any]):
    """The day of the map."""

    on = serializers.DateField(required=False, help_text=ON_WORDS)


class FromQuery(OnQuery):
    """Two days: of the unit and of the map."""


# A field cannot be called `from` in Python.
FromQuery._declared_fields["from"] = serializers.DateField(
    required=False, help_text=_("Ngày mà mã đó được dùng; trống: lần dùng gần nhất tính đến on")
)


class AbovePart(serializers.Serializer[Any]):
    """A unit above."""

    code = serializers.CharField(help_text=_("Mã đơn vị"))
    name = serializers.CharField(help_text=_("Tên đơn vị của ngày đó"))


class UnitLine(serializers.Serializer[Any]):
    """A version of a unit in a list."""

    id = serializers.IntegerField(help_text=_("Mã của bản ghi: một đơn vị giữa hai ngày"))
    code = serializers.CharField(help_text=_("Mã đơn vị hành chính; có thể được dùng lại"))
    name = serializers.CharField(help_text=_("Tên đầy đủ"))
    short_name = serializers.CharField(help_text=_("Tên không kèm loại đơn vị"))
    tier = Chosen(Tier, help_text=_("Cấp"))
    kind = Chosen(UnitKind, help_text=_("Loại đơn vị"))
    valid_from = serializers.DateField(help_text=_("Từ ngày"))
    valid_to = serializers.DateField(allow_null=True, help_text=_("Đến hết ngày; trống khi vẫn còn"))
    parent = serializers.SerializerMethodField(help_text=_("Đơn vị cấp trên trực tiếp của ngày đó"))

    @extend_schema_field(AbovePart(allow_null=True))
    def get_parent(self, unit: Any) -> dict[str, str] | None:
        """Read with the rows (`with_parent`)."""
        return {"code": unit.parent_code, "name": unit.parent_name} if unit.parent_name else None


class VersionPart(serializers.Serializer[Any]):
    """Another version of the same code."""

    id = serializers.IntegerField(help_text=_("Mã của bản ghi"))
    name = serializers.CharField(help_text=_("Tên"))
    valid_from = serializers.DateField(help_text=_("Từ ngày"))
    valid_to = serializers.DateField(allow_null=True, help_text=_("Đến hết ngày"))


class UnitRecord(UnitLine):
    """A unit as it was on a day."""

    above = serializers.SerializerMethodField(help_text=_("Các đơn vị cấp trên của ngày đó, từ tỉnh xuống"))
    aliases = serializers.SerializerMethodField(help_text=_("Cách viết khác của tên"))
    instrument_from = InstrumentPart(allow_null=True, help_text=_("Văn bản lập"))
    instrument_to = InstrumentPart(allow_null=True, help_text=_("Văn bản chấm dứt"))
    lat = serializers.FloatField(allow_null=True, help_text=_("Vĩ độ của điểm đại diện"))
    lon = serializers.FloatField(allow_null=True, help_text=_("Kinh độ của điểm đại diện"))
    versions = serializers.SerializerMethodField(help_text=_("Mọi bản ghi của mã này, cũ nhất trước"))

    @extend_schema_field(AbovePart(many=True))
    def get_above(self, unit: Unit) -> list[dict[str, str]]:
        """From the path of codes, on the day asked for."""
        codes = unit.path.split("/")[:-2]
        day = self.context["view"].day
        found = dict(Unit.objects.on(day).filter(code__in=codes).values_list("code", "name"))
        return [{"code": code, "name": found[code]} for code in codes if code in found]

    def get_aliases(self, unit: Unit) -> list[str]:
        """As they were entered."""
        return [alias.alias for alias in unit.aliases.all()]

    @extend_schema_field(VersionPart(many=True))
    def get_versions(self, unit: Unit) -> Any:
        """A code is used again: these are told apart by their days."""
        return VersionPart(Unit.objects.filter(code=unit.code).order_by("valid_from"), many=True).data


class UnitFilter(ResourceFilter):
    """Filters of the list; `on` and `all_versions` are read by the gate itself."""

    on = day_filter(ON_WORDS)
    all_versions = flag_filter(_("true: mọi đơn vị của mọi ngày, bỏ qua on"))
    q = text_filter(_("Tên nay hoặc tên trước và sau sắp xếp, không cần dấu"))
    tier = choice_filter(Tier, _("Cấp"))
    kind = choice_filter(UnitKind, _("Loại đơn vị"))
    parent = text_filter(_("Mã đơn vị cấp trên trực tiếp"), 8)
    province = text_filter(_("Mã tỉnh"), 8)

    class Meta:
        model = Unit
        fields: list[str] = []

    def narrow(self, rows: QuerySet[Unit], given: dict[str, Any]) -> QuerySet[Unit]:
        """Words are those of any name the unit or its forebears and heirs had."""
        columns = {"tier": "tier", "kind": "kind", "parent": "parent_code"}
        rows = rows.filter(**{column: given[name] for name, column in columns.items() if given.get(name)})
        for word in fold(given.get("q") or "").split():
            rows = rows.filter(kin_fold__contains=word)
        return rows.filter(path__startswith=f"{given['province']}/") if given.get("province") else rows


def with_parent(units: QuerySet[Unit], day: Any) -> QuerySet[Any]:
    """With `parent_name`: what stood directly above on the day (None: the nation, or unknown)."""
    parents = Unit.objects.filter(lives_on(OuterRef("that_day")), code=OuterRef("parent_code"))
    return units.annotate(that_day=day).annotate(parent_name=Subquery(parents.values("name")[:1]))


@extend_schema_view(
    list=extend_schema(description=_("Đơn vị hành chính của một ngày (mặc định hôm nay), theo mã")),
    retrieve=extend_schema(description=_("Đơn vị mang mã đó vào một ngày"), parameters=[day_parameter("on", ON_WORDS)]),
)
class UnitResource(Resource):
    """Units are public facts: everybody who is let in reads them."""

    area = ScopeArea.UNITS
    queryset = Unit.objects.none()
    line_class = UnitLine
    record_class = UnitRecord
    filterset_class = UnitFilter
    order = ("code", "valid_from", "id")
    orderings = {
        "code": ("code", "valid_from", "id"),
        "name": ("sort_key", "id"),
        "valid_from": ("valid_from", "id"),
        "-valid_from": ("-valid_from", "-id"),
    }
    stamp = None
    lookup_field = "code"
    record_parameters = frozenset({"on"})

    @property
    def day(self) -> date:
        """The day of the map."""
        return asked_day(self.request, "on")

    def visible(self) -> QuerySet[Any]:
        """The units of the day; all versions where that is asked for."""
        units = Unit.objects.visible_to(self.request.user)
        if self.action == "list" and self.request.query_params.get("all_versions") == "true":
            return with_parent(units, Coalesce(F("valid_to"), Value(self.day), output_field=DateField()))
        units = with_parent(units.on(self.day), Value(self.day, output_field=DateField()))
        if self.action == "retrieve":
            return units.select_related("instrument_from", "instrument_to").prefetch_related("aliases")
        return units


class StepPart(serializers.Serializer[Any]):
    """One step before or after."""

    unit = UnitRef(help_text=_("Đơn vị"))
    depth = serializers.IntegerField(help_text=_("Cách bao nhiêu lần sắp xếp, bắt đầu từ 1"))
    extent = Chosen(Extent, source="edge.extent", help_text=_("Toàn bộ hay một phần của đơn vị trước"))
    effective_on = serializers.DateField(source="edge.effective_on", help_text=_("Ngày có hiệu lực"))
    instrument = InstrumentPart(source="edge.instrument", allow_null=True, help_text=_("Văn bản"))
    is_default = serializers.BooleanField(
        source="edge.is_default", help_text=_("Gợi ý của nguồn khi chia cho nhiều đơn vị; không phải quy định")
    )
    note = serializers.CharField(source="edge.note", help_text=_("Ghi chú"))


class LineageRecord(serializers.Serializer[Any]):
    """Where a unit comes from and what came after, to the end."""

    unit = UnitRef(help_text=_("Đơn vị"))
    before = StepPart(many=True, help_text=_("Các đơn vị trước"))
    after = StepPart(many=True, help_text=_("Các đơn vị sau"))
    derived = UnitRef(many=True, help_text=_("Với huyện: các xã tiếp nhận, suy từ các xã của huyện"))


class HeirPart(serializers.Serializer[Any]):
    """A unit of the other day that holds ground of the unit."""

    unit = UnitRef(help_text=_("Đơn vị của ngày hỏi"))
    extent = Chosen(Extent, help_text=_("Toàn bộ hay một phần"))
    by = InstrumentPart(many=True, help_text=_("Các văn bản sắp xếp đã đi qua"))


class BecameRecord(serializers.Serializer[Any]):
    """What became of a unit."""

    unit = UnitRef(help_text=_("Đơn vị hỏi về"))
    on = serializers.DateField(help_text=_("Ngày của bản đồ"))
    whole = UnitRef(
        allow_null=True, help_text=_("Đơn vị duy nhất chứa toàn bộ; trống khi không quy được về một đơn vị")
    )
    heirs = HeirPart(many=True, help_text=_("Mọi đơn vị chứa toàn bộ hoặc một phần"))


class Lineage(Action):
    """The history of a unit."""

    area = ScopeArea.UNITS
    conditional = True

    @extend_schema(
        operation_id="units_lineage",
        description=_("Quan hệ kế thừa của đơn vị mang mã đó vào một ngày: trước và sau, đến hết"),
        parameters=[OnQuery],
        responses=LineageRecord,
    )
    def get(self, request: Request, code: str) -> Response:
        """404 when no unit carried the code on the day."""
        day = self.query(OnQuery).get("on", timezone.localdate())
        unit = Unit.objects.visible_to(request.user).on(day).filter(code=code).first()
        if unit is None:
            raise Http404
        found = history(unit)
        facts: dict[str, list[Step] | list[Unit] | Unit] = {
            "unit": unit,
            "before": found.before,
            "after": found.after,
            "derived": found.derived,
        }
        return self.answer(LineageRecord(facts).data)


class WhatBecame(Action):
    """What became of a unit."""

    area = ScopeArea.UNITS
    conditional = True

    @extend_schema(
        operation_id="units_became",
        description=_("Đơn vị mang mã đó vào ngày from nay (hoặc vào ngày on) là đơn vị nào"),
        parameters=[FromQuery],
        responses=BecameRecord,
    )
    def get(self, request: Request, code: str) -> Response:
        """404 when no unit carried the code on the first day."""
        asked = self.query(FromQuery)
        on = asked.get("on", timezone.localdate())
        versions = Unit.objects.visible_to(request.user).filter(code=code)
        if "from" in asked:
            unit = versions.on(asked["from"]).first()
        else:
            unit = versions.filter(valid_from__lte=on).order_by("-valid_from").first()
        if unit is None:
            raise Http404
        return self.answer(BecameRecord(became(unit, on)).data)
