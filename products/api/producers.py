"""Producers: personal data are masked as on the pages; seeing them whole is an act of its own, on the page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from ocop.api.enums import ScopeArea
from ocop.api.filters import ResourceFilter, choice_filter, text_filter
from ocop.api.resource import Resource

from ..domain.queries import Filters, filter_producers
from ..enums import LegalForm
from ..models import LegalFormPeriod, Producer, ProducerLocation, YearFigures
from .common import Labelled, UnitPart


class ProducerLine(serializers.ModelSerializer[Producer]):
    """A producer in a list."""

    legal_form = Labelled(help_text=_("Loại hình"))
    unit = UnitPart(read_only=True, help_text=_("Đơn vị của ngày ghi nhận"))
    address = serializers.SerializerMethodField(help_text=_("Địa chỉ; trống với cá nhân, hộ gia đình"))
    phone = serializers.CharField(source="phone_masked", read_only=True, help_text=_("Điện thoại, đã che"))
    tax_code = serializers.CharField(
        source="tax_code_masked", read_only=True, help_text=_("Mã số thuế; của cá nhân, hộ gia đình thì đã che")
    )

    class Meta:
        model = Producer
        fields = ("id", "name", "legal_form", "unit", "address", "phone", "tax_code", "source_note", "is_illustration")

    def get_address(self, producer: Producer) -> str:
        """Where a household lives is personal data."""
        return "" if producer.is_person else producer.address


class FormPart(serializers.ModelSerializer[LegalFormPeriod]):
    """A legal form since a day."""

    legal_form = Labelled()

    class Meta:
        model = LegalFormPeriod
        fields = ("legal_form", "since", "note")


class PlacePart(serializers.ModelSerializer[ProducerLocation]):
    """A place since a day."""

    unit = UnitPart(read_only=True, help_text=_("Đơn vị của ngày ghi nhận"))
    address = serializers.SerializerMethodField()

    class Meta:
        model = ProducerLocation
        fields = ("unit", "address", "since", "note")

    def get_address(self, place: ProducerLocation) -> str:
        """As above."""
        return "" if place.producer.is_person else place.address


class YearPart(serializers.ModelSerializer[YearFigures]):
    """Workers and money (đồng) of a year."""

    class Meta:
        model = YearFigures
        fields = ("year", "workers", "workers_local", "capital", "capital_local", "revenue", "profit")


class ProducerRecord(ProducerLine):
    """A producer with what it was before and its figures."""

    forms = FormPart(many=True, read_only=True, help_text=_("Các loại hình đã có"))
    locations = PlacePart(many=True, read_only=True, help_text=_("Các địa điểm đã có"))
    registration_number = serializers.SerializerMethodField(help_text=_("Số giấy đăng ký; trống với cá nhân"))
    years = YearPart(many=True, read_only=True, help_text=_("Số liệu từng năm"))

    class Meta(ProducerLine.Meta):
        fields = (
            *ProducerLine.Meta.fields,
            "founded_on",
            "registration_number",
            "forms",
            "locations",
            "years",
            "updated_at",
        )

    def get_registration_number(self, producer: Producer) -> str:
        """That of a household names a person."""
        return "" if producer.is_person else producer.registration_number


class ProducerFilter(ResourceFilter):
    """Filters of the list."""

    q = text_filter(_("Tìm theo tên, không dấu"))
    unit = text_filter(_("Mã hoặc tên đơn vị; gồm cả đơn vị bên dưới"))
    kind = choice_filter(LegalForm, _("Loại hình"))

    def narrow(self, rows: QuerySet[Producer], given: dict[str, Any]) -> QuerySet[Producer]:
        """As the filters of the page do."""
        return filter_producers(rows, Filters(text=given["q"], unit=given["unit"], kind=given["kind"]))


ORDERINGS = {
    "name": ("sort_key", "id"),
    "-name": ("-sort_key", "-id"),
    "updated_at": ("updated_at", "id"),
    "-updated_at": ("-updated_at", "-id"),
    "id": ("id",),
}
"""What `?ordering=` offers: by name in Vietnamese order, by time of the last change, by number."""


@extend_schema_view(
    list=extend_schema(description=_("Chủ thể trong địa bàn, theo thứ tự tiếng Việt")),
    retrieve=extend_schema(description=_("Một chủ thể")),
)
class ProducerResource(Resource):
    """Producers of one's territory, and one's own."""

    area = ScopeArea.PRODUCERS
    queryset = Producer.objects.none()
    line_class = ProducerLine
    record_class = ProducerRecord
    filterset_class = ProducerFilter
    order = ("sort_key", "id")
    orderings = ORDERINGS
    detail_name = "api:producer_detail"

    def visible(self) -> QuerySet[Producer]:
        """The gate of all lists of producers."""
        rows = Producer.objects.visible_to(self.request.user).select_related("unit")
        return rows if self.is_list else rows.prefetch_related("forms", "locations__unit", "years")
