"""The ministry's product table PTNT_OCOP for other systems: JSON as all lists, or CSV by `Accept: text/csv`."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import django_filters
from django.core.exceptions import ValidationError as DomainError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.api.enums import ScopeArea
from ocop.api.filters import ResourceFilter
from ocop.api.lean import Lean
from ocop.api.permissions import granted_scopes, needed_scope
from ocop.api.renderers import FastJSON
from ocop.api.resource import Resource
from ocop.site.registry import get_setting
from ocop.spreadsheets import Column, write_csv
from products.models import Product

from ..domain.exchange.periods import Period, parse_time, period_of
from ..domain.exchange.table import COLUMNS, Wording, listed, rows_of


class TableCSV(FastJSON):
    """A page of the list as CSV; errors stay JSON."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        """UTF-8 with BOM, comma, CRLF, as the exports of the pages."""
        context = renderer_context or {}
        if context["response"].exception or not isinstance(data, dict) or "results" not in data:
            return super().render(data, accepted_media_type, renderer_context)
        names = context["view"].names
        rows = [[row[name] for name in names] for row in data["results"]]
        return write_csv([Column(name) for name in names], rows)


class PtntLine(Lean, serializers.Serializer[Any]):
    """A row of PTNT_OCOP; the names are those of QĐ 5277."""

    MA_OCOP = serializers.IntegerField(help_text=_("Số của sản phẩm trong hệ thống này; không đổi"))
    Ma_DonViHanhChinh = serializers.CharField(
        max_length=10, help_text=_("Mã xã, phường, thị trấn nơi có chủ thể vào ngày cuối của thời gian")
    )
    Ma_ThoiGian = serializers.CharField(max_length=10, help_text=_("Thời gian của số liệu"))
    Ma_SanPham = serializers.CharField(allow_null=True, help_text=_("Mã số sản phẩm; null khi chưa được cấp"))
    TenSanPham = serializers.CharField(help_text=_("Tên sản phẩm"))
    XepHang = serializers.CharField(allow_null=True, help_text=_("3*, 4* hoặc 5*"))
    ChuTheSXKD = serializers.CharField(help_text=_("Tên chủ thể"))
    DoanhThuNam = serializers.CharField(
        allow_null=True,
        help_text=_(
            "Doanh thu năm của chủ thể, hai số lẻ; đơn vị tính do tỉnh chọn; null khi thiếu phạm vi producers:read"
        ),
    )
    TrangThai = serializers.CharField(allow_null=True, help_text=_("Tình trạng của công nhận"))

    def row(self, record: Any) -> dict[str, Any]:
        """As the table has it; amounts are texts, so that no program rounds them."""
        row = dict(self.context["rows"][record.pk])
        amount = row["DoanhThuNam"]
        return {**row, "DoanhThuNam": None if amount is None else str(amount)}


@extend_schema_field({"type": "string", "pattern": "^(20[0-9]{2}([Qq][1-4]|0[1-9]|1[0-2])?)?$"})
class TimeFilter(django_filters.CharFilter):
    """A time code."""


class PtntFilter(ResourceFilter):
    """Which time."""

    time = TimeFilter(
        help_text=_("Mã thời gian: 2026, 2026Q3 hoặc 202609; không ghi thì thời gian hiện tại"), max_length=10
    )

    def narrow(self, rows: QuerySet[Product], given: dict[str, Any]) -> QuerySet[Product]:
        """Products which the table of that time names."""
        return listed(rows, asked_period(given["time"]))


def asked_period(text: str) -> Period:
    """The period of a code; the present one, as the province writes it, for ""."""
    if not text:
        return period_of(timezone.localdate(), get_setting("ptnt_time_code"))
    try:
        return parse_time(text)
    except DomainError as error:
        raise ValidationError({"time": [ErrorDetail(" ".join(error.messages), "time_code")]}) from None


@extend_schema_view(
    list=extend_schema(
        operation_id="exchange_ptnt_ocop_list",
        description=_(
            "Bảng sản phẩm PTNT_OCOP theo chuẩn dữ liệu của Bộ (QĐ 5277), mỗi sản phẩm một dòng, tình trạng vào ngày"
            " cuối của thời gian; sản phẩm trong địa bàn, theo MA_OCOP. Gửi Accept: text/csv để nhận trang đó dạng CSV;"
            " địa chỉ của trang sau khi ấy nằm ở đầu mục Link"
        ),
        responses={
            (200, "application/json"): PtntLine(many=True),
            (200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, description=_("Trang đó dạng CSV, UTF-8 có BOM")),
        },
    )
)
class PtntResource(Resource):
    """Visible products as rows of the table."""

    area = ScopeArea.PRODUCTS
    queryset = Product.objects.none()
    line_class = PtntLine
    record_class = PtntLine
    filterset_class = PtntFilter
    renderer_classes = [FastJSON, TableCSV]
    stamp = None

    def visible(self) -> QuerySet[Product]:
        """The gate of all lists of products."""
        return Product.objects.visible_to(self.request.user)

    def complete(self, rows: Sequence[Any], lines: Any) -> None:
        """The rows of a page at once."""
        period: Period = asked_period(self.request.query_params.get("time", ""))
        found = rows_of([row.pk for row in rows], period, Wording.load())
        if needed_scope("GET", ScopeArea.PRODUCERS) not in granted_scopes(self.request):
            found = [{**row, "DoanhThuNam": None} for row in found]  # a fact of the producer, told with that scope only
        lines.context["rows"] = {row["MA_OCOP"]: row for row in found}

    @cached_property
    def names(self) -> list[str]:
        """The columns asked for, in the order of the table."""
        offered = self._shaped(self.line_class).fields
        return [name for name in COLUMNS if name in offered]

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The page; its neighbours are named in a header too, for CSV has no room for them."""
        response = super().list(request, *args, **kwargs)
        links = [f'<{response.data[rel]}>; rel="{rel}"' for rel in ("next", "previous") if response.data[rel]]
        if links:
            response["Link"] = ", ".join(links)
        return response
