"""Bodies with their days, what they were before and what they became."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from ocop.api.enums import ScopeArea
from ocop.api.filters import ResourceFilter, choice_filter, day_filter, text_filter
from ocop.api.parts import Chosen, UnitRef
from ocop.api.resource import Resource
from ocop.text import fold

from ..domain.bodies_time import last_day, successors_on
from ..enums import BodyChangeKind, BodyKind
from ..models import Body, BodyChange
from .parts import BodyRef, InstrumentPart, reached_from


class BodyLine(serializers.Serializer[Any]):
    """A body in a list."""

    id = serializers.IntegerField(help_text=_("Mã của cơ quan"))
    name = serializers.CharField(help_text=_("Tên"))
    kind = Chosen(BodyKind, help_text=_("Loại cơ quan"))
    unit = UnitRef(allow_null=True, help_text=_("Đơn vị hành chính; trống với cơ quan Trung ương"))
    valid_from = serializers.DateField(allow_null=True, help_text=_("Từ ngày; trống khi chưa biết"))
    valid_to = serializers.DateField(allow_null=True, help_text=_("Đến hết ngày; trống khi vẫn còn hoặc chưa biết"))
    updated_at = serializers.DateTimeField(help_text=_("Lúc sửa lần cuối"))


class BodyChangePart(serializers.Serializer[Any]):
    """A change of a body into another."""

    body = serializers.SerializerMethodField(help_text=_("Cơ quan kia"))
    kind = Chosen(BodyChangeKind, help_text=_("Loại thay đổi"))
    effective_on = serializers.DateField(help_text=_("Từ ngày"))
    instrument = InstrumentPart(allow_null=True, help_text=_("Văn bản"))
    note = serializers.CharField(help_text=_("Ghi chú"))
    other = "successor"

    @extend_schema_field(BodyRef)
    def get_body(self, change: BodyChange) -> Any:
        """The one on the other side."""
        return BodyRef(getattr(change, self.other)).data


class BodyBeforePart(BodyChangePart):
    """What a body came from."""

    other = "predecessor"


class BodyRecord(BodyLine):
    """A body with what it was and became."""

    last_day = serializers.SerializerMethodField(help_text=_("Ngày cuối, kể cả do đơn vị hành chính chấm dứt"))
    became = BodyChangePart(source="changes_out", many=True, help_text=_("Đã thành cơ quan nào"))
    came_from = BodyBeforePart(source="changes_in", many=True, help_text=_("Từ cơ quan nào"))
    today = serializers.SerializerMethodField(
        help_text=_("Cơ quan của hôm nay: chính nó, hoặc các cơ quan kế thừa; trống khi không còn cơ quan nào")
    )

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_last_day(self, body: Body) -> Any:
        """A division of a district ends with the district."""
        return last_day(body)

    @extend_schema_field(BodyRef(many=True))
    def get_today(self, body: Body) -> Any:
        """Over any chain of changes."""
        return BodyRef(successors_on(body, timezone.localdate()), many=True).data


class BodyFilter(ResourceFilter):
    """Filters of the list."""

    q = text_filter(_("Tên cơ quan hoặc đơn vị, không cần dấu"))
    kind = choice_filter(BodyKind, _("Loại cơ quan"))
    unit = text_filter(_("Mã đơn vị; gồm cả đơn vị bên dưới"), 8)
    on = day_filter(_("Có vào ngày này, theo ngày ghi của cơ quan"))

    class Meta:
        model = Body
        fields: list[str] = []

    def narrow(self, rows: Any, given: dict[str, Any]) -> QuerySet[Body]:
        """Every word, of the name or of the unit's; an unknown date excludes nothing."""
        for word in fold(given.get("q") or "").split():
            rows = rows.filter(fold__contains=word) | rows.filter(unit__fold__contains=word)
        if given.get("kind"):
            rows = rows.filter(kind=given["kind"])
        if given.get("unit"):
            rows = rows.filter(unit__in=reached_from(given["unit"]))
        return rows.on(given["on"]) if given.get("on") else rows


@extend_schema_view(
    list=extend_schema(description=_("Cơ quan, tổ chức nêu trong các kế hoạch, theo tên")),
    retrieve=extend_schema(description=_("Một cơ quan, với đổi tên, hợp nhất, chia tách")),
)
class BodyResource(Resource):
    """Bodies are public facts: everybody who is let in reads them."""

    area = ScopeArea.UNITS
    queryset = Body.objects.none()
    line_class = BodyLine
    record_class = BodyRecord
    filterset_class = BodyFilter
    order = ("fold", "id")
    orderings = {
        "name": ("fold", "id"),
        "updated_at": ("updated_at", "id"),
        "-updated_at": ("-updated_at", "-id"),
    }

    def visible(self) -> QuerySet[Body]:
        """The gate of the list of bodies."""
        rows = Body.objects.visible_to(self.request.user).select_related("unit")
        if self.action != "retrieve":
            return rows
        changes = BodyChange.objects.select_related("predecessor", "successor", "instrument")
        return rows.prefetch_related(Prefetch("changes_out", changes), Prefetch("changes_in", changes))
