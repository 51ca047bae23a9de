"""Dossiers with their receipts, steps and papers."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from ocop.api.views import ReadOnlyResource

from ..domain.dossiers.listing import DossierFilters, filter_dossiers
from ..enums import DossierKind, DossierState
from ..models import Dossier, DossierMove, EvidenceLink, Product, Receipt
from .common import Labelled, ListQuery, UnitPart, choice_field, year_field
from .products import STARS, ProducerPart


class DossierProductPart(serializers.ModelSerializer[Product]):
    """The product of a dossier."""

    producer = ProducerPart(read_only=True, help_text=_("Chủ thể"))

    class Meta:
        model = Product
        fields = ("id", "name", "producer")


class DossierLine(serializers.ModelSerializer[Dossier]):
    """A dossier in a list, with the legal clock that runs."""

    product = DossierProductPart(read_only=True, help_text=_("Sản phẩm"))
    unit = UnitPart(read_only=True, help_text=_("Đơn vị của ngày ghi nhận"))
    kind = Labelled(help_text=_("Loại hồ sơ"))
    state = Labelled(help_text=_("Trạng thái"))
    clock_kind = Labelled(help_text=_("Thời hạn đang chạy"))

    class Meta:
        model = Dossier
        fields = (
            "id",
            "product",
            "unit",
            "kind",
            "year",
            "star_sought",
            "law_pack",
            "state",
            "submitted_on",
            "clock_kind",
            "clock_due_on",
            "is_illustration",
        )


class ReceiptPart(serializers.ModelSerializer[Receipt]):
    """A receipt number of Mẫu 01."""

    level = Labelled()

    class Meta:
        model = Receipt
        fields = ("level", "text", "received_on")


class MovePart(serializers.ModelSerializer[DossierMove]):
    """One step; who took it is not told here."""

    step = Labelled()
    after = Labelled()

    class Meta:
        model = DossierMove
        fields = ("step", "after", "on")


class LinkPart(serializers.ModelSerializer[EvidenceLink]):
    """A paper shown for a requirement; the record of the paper tells the rest."""

    class Meta:
        model = EvidenceLink
        fields = ("requirement", "evidence", "note")


class DossierRecord(DossierLine):
    """A dossier with what happened to it."""

    receipts = ReceiptPart(many=True, read_only=True, help_text=_("Phiếu tiếp nhận"))
    moves = MovePart(many=True, read_only=True, help_text=_("Các bước xử lý"))
    links = LinkPart(many=True, read_only=True, help_text=_("Minh chứng theo yêu cầu"))

    class Meta(DossierLine.Meta):
        fields = (
            *DossierLine.Meta.fields,
            "samples",
            "certificate_expires_on",
            "receipts",
            "moves",
            "links",
            "updated_at",
        )


class DossierQuery(ListQuery):
    """Filters of the list."""

    kind = choice_field(DossierKind, _("Loại hồ sơ"))
    state = choice_field(DossierState, _("Trạng thái"))
    star = serializers.ChoiceField(choices=STARS, required=False, help_text=_("Hạng sao đăng ký"))
    year = year_field(_("Năm đánh giá"))


@extend_schema_view(
    list=extend_schema(description=_("Hồ sơ trong địa bàn, mới nhất trước"), parameters=[DossierQuery]),
    retrieve=extend_schema(description=_("Một hồ sơ")),
)
class DossierResource(ReadOnlyResource):
    """Dossiers of visible products."""

    queryset = Dossier.objects.none()
    serializer_class = DossierLine
    detail_class = DossierRecord
    query_class = DossierQuery
    order = ("-year", "-id")

    def visible(self) -> QuerySet[Dossier]:
        """The gate of all lists of dossiers."""
        rows = Dossier.objects.visible_to(self.request.user).select_related("product__producer__unit", "unit")
        if self.action == "retrieve":
            links = Prefetch("links", EvidenceLink.objects.order_by("requirement", "id"))
            return rows.prefetch_related(Prefetch("receipts", Receipt.objects.order_by("id")), "moves", links)
        return rows

    def narrow(self, rows: QuerySet[Dossier], query: dict[str, Any]) -> QuerySet[Dossier]:
        """As the filters of the page do."""
        filters = DossierFilters(
            text=query.get("q", ""),
            unit=query.get("unit", ""),
            kind=query.get("kind", ""),
            state=query.get("state", ""),
            star=query.get("star"),
            year=query.get("year"),
        )
        return filter_dossiers(rows, filters)
