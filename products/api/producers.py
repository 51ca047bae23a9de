"""Producers: personal data are masked as on the pages; seeing them whole is an act of its own, on the page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from ocop.api.views import ReadOnlyResource

from ..domain.queries import Filters, filter_producers
from ..enums import LegalForm
from ..models import LegalFormPeriod, Producer, ProducerLocation, YearFigures
from .common import Labelled, ListQuery, UnitPart, choice_field


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


class ProducerQuery(ListQuery):
    """Filters of the list."""

    kind = choice_field(LegalForm, _("Loại hình"))


@extend_schema_view(
    list=extend_schema(description=_("Chủ thể trong địa bàn, theo thứ tự tiếng Việt"), parameters=[ProducerQuery]),
    retrieve=extend_schema(description=_("Một chủ thể")),
)
class ProducerResource(ReadOnlyResource):
    """Producers of one's territory, and one's own."""

    queryset = Producer.objects.none()
    serializer_class = ProducerLine
    detail_class = ProducerRecord
    query_class = ProducerQuery
    order = ("sort_key", "id")

    def visible(self) -> QuerySet[Producer]:
        """The gate of all lists of producers."""
        rows = Producer.objects.visible_to(self.request.user).select_related("unit")
        if self.action == "retrieve":
            return rows.prefetch_related("forms", "locations__unit", "years")
        return rows

    def narrow(self, rows: QuerySet[Producer], query: dict[str, Any]) -> QuerySet[Producer]:
        """As the filters of the page do."""
        filters = Filters(text=query.get("q", ""), unit=query.get("unit", ""), kind=query.get("kind", ""))
        return filter_producers(rows, filters)
