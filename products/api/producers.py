"""Producers: personal data are masked as on the pages; seeing them whole is an act of its own, on the page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.api.enums import ScopeArea
from ocop.api.filters import ResourceFilter, choice_filter, text_filter
from ocop.api.resource import Resource

from ..domain.producers import change_form, create_producer, move_producer, update_producer
from ..domain.queries import Filters, filter_producers
from ..enums import LegalForm
from ..models import LegalFormPeriod, Producer, ProducerLocation, YearFigures
from .common import Labelled, UnitPart
from .sent import PlaceAsk, commune, text_sent


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

    legal_form = Labelled(help_text=_("Loại hình"))

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

    is_idle = True

    q = text_filter(_("Tìm theo tên, không dấu"))
    unit = text_filter(_("Mã hoặc tên đơn vị; gồm cả đơn vị bên dưới"))
    kind = choice_filter(LegalForm, _("Loại hình"))

    def narrow(self, rows: QuerySet[Producer], given: dict[str, Any]) -> QuerySet[Producer]:
        """As the filters of the page do."""
        return filter_producers(rows, Filters(text=given["q"], unit=given["unit"], kind=given["kind"]))


class ProducerBody(serializers.Serializer[Any]):
    """A producer as it is sent. Personal data can be written here; they are read back masked."""

    name = serializers.CharField(max_length=250, help_text=_("Tên chủ thể"))
    legal_form = serializers.ChoiceField(LegalForm.choices, help_text=_("Loại hình"))
    unit = PlaceAsk(help_text=_("Xã, phường, thị trấn nơi chủ thể đăng ký"))
    address = text_sent(_("Địa chỉ"), 300)
    representative = text_sent(_("Họ và tên người đại diện; không trả lại khi đọc"), 120)
    phone = text_sent(_("Điện thoại, ví dụ 0912345678"), 30)
    tax_code = text_sent(_("Mã số thuế 10 hoặc 13 chữ số; hộ, cá nhân: 12 chữ số định danh"), 20)
    email = serializers.EmailField(
        required=False, allow_blank=True, max_length=254, help_text=_("Thư điện tử; không trả lại khi đọc")
    )
    registration_number = text_sent(_("Số giấy đăng ký"), 60)
    founded_on = serializers.DateField(required=False, allow_null=True, help_text=_("Ngày thành lập, đăng ký"))


class MoveBody(serializers.Serializer[Any]):
    """A move to another place from a day on."""

    since = serializers.DateField(help_text=_("Từ ngày"))
    unit = PlaceAsk(help_text=_("Đơn vị nơi đến; mã đọc theo ngày chuyển khi không ghi ngày khác"))
    address = text_sent(_("Địa chỉ nơi đến"), 300, default="")
    note = text_sent(_("Ghi chú"), 200, default="")


class FormBody(serializers.Serializer[Any]):
    """Another legal form from a day on."""

    since = serializers.DateField(help_text=_("Từ ngày"))
    legal_form = serializers.ChoiceField(LegalForm.choices, help_text=_("Loại hình mới"))
    note = text_sent(_("Ghi chú, ví dụ số giấy chứng nhận đăng ký mới"), 200, default="")


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
    create=extend_schema(
        description=_("Thêm chủ thể tại một xã trong địa bàn; gửi lại đúng dữ liệu đã có thì nhận lại chủ thể đã lưu"),
        request=ProducerBody,
        responses={201: ProducerRecord},
    ),
    partial_update=extend_schema(
        description=_("Sửa chỗ ghi sai của chủ thể; trường không gửi thì giữ nguyên"),
        request=ProducerBody,
        responses=ProducerRecord,
    ),
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
    revisioned = ("PATCH", "move", "change_form")

    def visible(self) -> QuerySet[Producer]:
        """The gate of all lists of producers."""
        rows = Producer.objects.visible_to(self.request.user).select_related("unit")
        return rows if self.is_list else rows.prefetch_related("forms", "locations__unit", "years")

    def create(self, request: Request) -> Response:
        """A producer at a commune of the own territory."""
        sent = self.body(ProducerBody)
        place = commune(sent.pop("unit"))
        return self.created(create_producer(actor=request.user, unit=place, **sent))

    def partial_update(self, request: Request, pk: int) -> Response:
        """A correction of the fields sent; the same content again is no change."""
        producer = self.record()
        revision = self.expected_revision(producer, check=False)
        sent = self.body(ProducerBody, partial=True)
        place = commune(sent.pop("unit")) if "unit" in sent else producer.unit
        user = request.user
        return self.saved(update_producer(actor=user, producer_id=producer.pk, revision=revision, unit=place, **sent))

    @extend_schema(
        description=_("Ghi việc chuyển địa điểm từ một ngày; nơi cũ giữ trong lịch sử"),
        request=MoveBody,
        responses=ProducerRecord,
    )
    def move(self, request: Request, pk: int) -> Response:
        """Another place from a day on."""
        producer = self.record()
        revision = self.expected_revision(producer, check=False)
        sent = self.body(MoveBody)
        place = commune({"on": sent["since"], **sent.pop("unit")})
        user = request.user
        return self.saved(move_producer(actor=user, producer_id=producer.pk, revision=revision, unit=place, **sent))

    @extend_schema(
        description=_("Ghi việc chuyển đổi loại hình từ một ngày (QĐ 26/2026/QĐ-TTg, Điều 2.3)"),
        request=FormBody,
        responses=ProducerRecord,
    )
    def change_form(self, request: Request, pk: int) -> Response:
        """Another legal form from a day on."""
        producer = self.record()
        revision = self.expected_revision(producer, check=False)
        sent = self.body(FormBody)
        return self.saved(change_form(actor=request.user, producer_id=producer.pk, revision=revision, **sent))
