"""Products with the codes they have carried and their recognitions."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.api.enums import ScopeArea
from ocop.api.errors import Unprocessable
from ocop.api.filters import ResourceFilter, choice_filter, number_filter, text_filter
from ocop.api.lean import Labels, Lean
from ocop.api.parts import chosen_shape
from ocop.api.resource import Resource

from ..domain.codes import assign_code
from ..domain.products import create_product, update_product
from ..domain.queries import FIRST_YEAR, LAST_YEAR, Filters, filter_products, for_pages
from ..domain.states import standings
from ..enums import ProductSet, ProductState
from ..models import Producer, Product, ProductCode
from .common import Labelled, UnitPart
from .producers import ORDERINGS
from .sent import PlaceAsk, commune, text_sent

UNIT = ("code", "name", "valid_from", "valid_to")
READ = (
    *("id", "name", "product_set", "official_code", "source_note", "is_illustration", "sort_key", "updated_at"),
    *("producer_id", "producer__name", *(f"producer__unit__{name}" for name in UNIT)),
)
"""Columns a line of the list shows or is sorted by."""
STARS = ((3, _("3 sao")), (4, _("4 sao")), (5, _("5 sao")))


class ProducerPart(serializers.ModelSerializer[Producer]):
    """Whose product it is and where."""

    unit = UnitPart(read_only=True, help_text=_("Đơn vị của ngày ghi nhận"))

    class Meta:
        model = Producer
        fields = ("id", "name", "unit")


class RecognitionPart(serializers.Serializer[Any]):
    """A recognition; its app stands above this one, so its fields are named here."""

    star = serializers.IntegerField(help_text=_("Hạng sao"))
    kind = serializers.CharField(help_text=_("Loại công nhận"))
    body = serializers.CharField(help_text=_("Cấp công nhận"))
    decision_number = serializers.CharField(help_text=_("Số quyết định"))
    decided_on = serializers.DateField(help_text=_("Ngày quyết định"))
    expires_on = serializers.DateField(help_text=_("Ngày hết hạn"))
    unit = UnitPart(help_text=_("Đơn vị khi công nhận"))
    is_illustration = serializers.BooleanField(help_text=_("Dữ liệu minh họa"))


@extend_schema_field(chosen_shape(ProductState.choices))
class State(serializers.Field[Any, Any, Any, Any]):
    """The derived state (domain/queries.py `with_state`) as {"value", "label"}."""

    def to_representation(self, value: str) -> dict[str, str]:
        """Its Vietnamese word beside it."""
        return {"value": value, "label": str(ProductState(value).label)}


class ProductLine(Lean, serializers.ModelSerializer[Product]):
    """A product in a list; star and last day are those of the newest recognition."""

    producer = ProducerPart(read_only=True, help_text=_("Chủ thể"))
    product_set = Labelled(help_text=_("Bộ sản phẩm theo QĐ 26/2026/QĐ-TTg"))
    state = State(read_only=True, help_text=_("Trạng thái, suy từ công nhận và hồ sơ"))
    star = serializers.IntegerField(
        source="current_star", read_only=True, allow_null=True, help_text=_("Hạng sao của lần công nhận mới nhất")
    )
    valid_until = serializers.DateField(
        source="current_until", read_only=True, allow_null=True, help_text=_("Ngày hết hạn của lần công nhận mới nhất")
    )

    class Meta:
        model = Product
        fields = (
            "id",
            "name",
            "producer",
            "product_set",
            "official_code",
            "state",
            "star",
            "valid_until",
            "source_note",
            "is_illustration",
        )

    def row(self, record: Any) -> dict[str, Any]:
        """As the fields would say it."""
        standing = self.context["standings"][record.id]
        unit = {
            "code": record.producer__unit__code,
            "name": record.producer__unit__name,
            "valid_from": record.producer__unit__valid_from.isoformat(),
            "valid_to": record.producer__unit__valid_to and record.producer__unit__valid_to.isoformat(),
        }
        return {
            "id": record.id,
            "name": record.name,
            "producer": {"id": record.producer_id, "name": record.producer__name, "unit": unit},
            "product_set": self._sets.get(record.product_set),
            "official_code": record.official_code,
            "state": self._states[standing.state],
            "star": standing.star,
            "valid_until": standing.until and standing.until.isoformat(),
            "source_note": record.source_note,
            "is_illustration": record.is_illustration,
        }

    @cached_property
    def _sets(self) -> Labels:
        return Labels(ProductSet)

    @cached_property
    def _states(self) -> Labels:
        return Labels(ProductState)


class CodePart(serializers.ModelSerializer[ProductCode]):
    """An official code the product has carried."""

    class Meta:
        model = ProductCode
        fields = ("code", "year", "serial", "is_assigned")


class ProductRecord(ProductLine):
    """A product with all its codes and recognitions."""

    codes = CodePart(many=True, read_only=True, help_text=_("Các mã số đã mang"))
    recognitions = RecognitionPart(many=True, read_only=True, help_text=_("Các lần công nhận, mới nhất trước"))

    class Meta(ProductLine.Meta):
        fields = (*ProductLine.Meta.fields, "product_set_1048", "description", "codes", "recognitions", "updated_at")

    to_representation = serializers.ModelSerializer.to_representation  # type: ignore[assignment]


class ProductFilter(ResourceFilter):
    """Filters of the list."""

    is_idle = True

    q = text_filter(_("Tìm theo tên sản phẩm, chủ thể, đơn vị, không dấu, hoặc mã số"))
    unit = text_filter(_("Mã hoặc tên đơn vị; gồm cả đơn vị bên dưới"))
    product_set = choice_filter(ProductSet, _("Bộ sản phẩm"), coerce=int)
    star = choice_filter(STARS, _("Hạng sao"), coerce=int)
    state = choice_filter(ProductState, _("Trạng thái"))
    year = number_filter(_("Năm công nhận"), FIRST_YEAR, LAST_YEAR)

    def narrow(self, rows: QuerySet[Product], given: dict[str, Any]) -> QuerySet[Product]:
        """As the filters of the page do."""
        filters = Filters(
            text=given["q"],
            unit=given["unit"],
            star=given["star"],
            product_set=given["product_set"],
            year=given["year"],
            state=given["state"],
        )
        return filter_products(rows, filters)


class ProductBody(serializers.Serializer[Any]):
    """A product as it is corrected."""

    name = serializers.CharField(max_length=250, help_text=_("Tên sản phẩm"))
    product_set = serializers.ChoiceField(
        ProductSet.choices, required=False, allow_null=True, help_text=_("Bộ sản phẩm theo QĐ 26/2026/QĐ-TTg")
    )
    product_set_1048 = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=99,
        help_text=_("Bộ sản phẩm theo QĐ 1048, với sản phẩm công nhận trước 24/02/2023"),
    )
    official_code = text_sent(_("Mã số đã được cấp, ví dụ 38-16438-1-2026; được thêm vào các mã đã mang"), 40)
    description = text_sent(_("Mô tả"), 20_000)


class NewProduct(ProductBody):
    """A product as it is entered."""

    producer = serializers.IntegerField(min_value=1, help_text=_("Chủ thể"))


class CodeBody(serializers.Serializer[Any]):
    """The commune and year whose next number the product gets."""

    unit = PlaceAsk(help_text=_("Xã, phường cấp số; mã đọc theo ngày 31/12 của năm, hoặc hôm nay nếu chưa đến"))
    year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, help_text=_("Năm đánh giá"))


@extend_schema_view(
    list=extend_schema(description=_("Sản phẩm trong địa bàn, theo thứ tự tiếng Việt")),
    retrieve=extend_schema(description=_("Một sản phẩm")),
    create=extend_schema(
        description=_("Thêm sản phẩm của một chủ thể; gửi lại đúng dữ liệu đã có thì nhận lại sản phẩm đã lưu"),
        request=NewProduct,
        responses={201: ProductRecord},
    ),
    partial_update=extend_schema(
        description=_("Sửa sản phẩm; trường không gửi thì giữ nguyên"), request=ProductBody, responses=ProductRecord
    ),
)
class ProductResource(Resource):
    """Products of visible producers."""

    area = ScopeArea.PRODUCTS
    queryset = Product.objects.none()
    line_class = ProductLine
    record_class = ProductRecord
    filterset_class = ProductFilter
    order = ("sort_key", "id")
    orderings = ORDERINGS
    detail_name = "api:product_detail"
    revisioned = ("PATCH",)

    def visible(self) -> QuerySet[Product]:
        """The gate of all lists of products."""
        rows = Product.objects.visible_to(self.request.user)
        if self.is_list:
            return rows.values_list(*READ, named=True)
        return for_pages(rows).prefetch_related(Prefetch("codes", ProductCode.objects.order_by("-year", "-id")))

    def complete(self, rows: Sequence[Any], lines: Any) -> None:
        """The state of each."""
        lines.context["standings"] = standings(rows)

    def create(self, request: Request) -> Response:
        """A product of a visible producer; one of another territory is as unknown as one there is not."""
        sent = self.body(NewProduct)
        producer = Producer.objects.visible_to(request.user).filter(pk=sent.pop("producer")).first()
        if producer is None:
            raise Unprocessable({"producer": [ErrorDetail("", "does_not_exist")]})
        return self.created(create_product(actor=request.user, producer=producer, **sent))

    def partial_update(self, request: Request, pk: int) -> Response:
        """A correction of the fields sent; the same content again is no change."""
        product = self.record()
        revision = self.expected_revision(product, check=False)
        sent = self.body(ProductBody, partial=True)
        return self.saved(update_product(actor=request.user, product_id=product.pk, revision=revision, **sent))

    @extend_schema(
        description=_("Cấp số tiếp theo của xã cho sản phẩm (QĐ 26/2026/QĐ-TTg, Phụ lục II); đã có số thì giữ số"),
        request=CodeBody,
        responses=ProductRecord,
    )
    def number(self, request: Request, pk: int) -> Response:
        """The next number of the commune's series; a product that has one of that year keeps it."""
        product = self.record()
        sent = self.body(CodeBody)
        day = min(date(sent["year"], 12, 31), timezone.localdate())
        place = commune({"on": day, **sent["unit"]})
        assign_code(actor=request.user, product=product, unit=place, year=sent["year"])
        return self.saved(product)
