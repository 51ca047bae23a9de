"""What is known of a paper; never its bytes: the file is read on its page, where reads of sensitive ones are logged."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from ocop.api.views import ReadOnlyResource
from ocop.text import fold

from ..domain.queries import at_units
from ..enums import EvidenceKind
from ..models import Evidence
from .common import Labelled, ListQuery, choice_field, year_field
from .products import ProducerPart

VALID, EXPIRING, EXPIRED = "valid", "expiring", "expired"
STATES = ((VALID, _("còn hạn")), (EXPIRING, _("hết hạn trong 90 ngày")), (EXPIRED, _("đã hết hạn")))
SOON = timedelta(days=90)


class EvidenceLine(serializers.ModelSerializer[Evidence]):
    """A paper in a list."""

    producer = ProducerPart(read_only=True, help_text=_("Chủ thể"))
    kind = Labelled(help_text=_("Loại minh chứng"))

    class Meta:
        model = Evidence
        fields = ("id", "producer", "kind", "title", "issuer", "number", "issued_on", "expires_on", "is_sensitive")


class EvidenceRecord(EvidenceLine):
    """A paper with the size and kind of its file."""

    content_type = serializers.CharField(source="stored.content_type", read_only=True, help_text=_("Loại nội dung"))
    size = serializers.IntegerField(source="stored.size", read_only=True, help_text=_("Dung lượng (byte)"))
    pages = serializers.IntegerField(source="stored.pages", read_only=True, allow_null=True, help_text=_("Số trang"))

    class Meta(EvidenceLine.Meta):
        fields = (*EvidenceLine.Meta.fields, "content_type", "size", "pages", "updated_at")


class EvidenceQuery(ListQuery):
    """Filters of the list."""

    kind = choice_field(EvidenceKind, _("Loại minh chứng"))
    state = choice_field(STATES, _("Thời hạn của giấy tờ"))
    year = year_field(_("Năm cấp"))


@extend_schema_view(
    list=extend_schema(description=_("Minh chứng trong kho của các chủ thể"), parameters=[EvidenceQuery]),
    retrieve=extend_schema(description=_("Một minh chứng")),
)
class EvidenceResource(ReadOnlyResource):
    """Papers of visible producers that are still in the vault."""

    queryset = Evidence.objects.none()
    serializer_class = EvidenceLine
    detail_class = EvidenceRecord
    query_class = EvidenceQuery
    order = ("-id",)

    def visible(self) -> QuerySet[Evidence]:
        """The gate of the vault."""
        rows = Evidence.objects.visible_to(self.request.user).current()
        return rows.select_related("producer__unit", "stored")

    def narrow(self, rows: QuerySet[Evidence], query: dict[str, Any]) -> QuerySet[Evidence]:
        """Words are those of the producer."""
        for word in fold(query.get("q", "")).split():
            rows = rows.filter(producer__fold__contains=word)
        if query.get("unit"):
            rows = rows.filter(at_units(query["unit"], None, "producer"))
        if query.get("kind"):
            rows = rows.filter(kind=query["kind"])
        if query.get("year"):
            rows = rows.filter(issued_on__year=query["year"])
        return rows.filter(_in_time(query.get("state", "")))


def _in_time(state: str) -> Q:
    today = timezone.localdate()
    conditions = {
        VALID: Q(expires_on=None) | Q(expires_on__gte=today),
        EXPIRING: Q(expires_on__gte=today, expires_on__lte=today + SOON),
        EXPIRED: Q(expires_on__lt=today),
    }
    return conditions.get(state, Q())
