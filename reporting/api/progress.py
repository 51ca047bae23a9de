"""How far a plan is, on a day, in one of the two ways of reading units: the figures of `manage.py progress`."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.api.enums import ScopeArea
from ocop.api.errors import NotFound
from ocop.api.resource import Action
from programs.enums import VersionState
from programs.models import PlanVersion

from ..domain.progress import compute_progress, default_day
from ..domain.progress_find import version_on, versions_in_force
from ..domain.progress_json import progress_as_data

MODES = (("as-was", _("theo đơn vị khi đó")), ("restated", _("theo đơn vị hiện nay")))


class ProgressQuery(serializers.Serializer[Any]):
    """On which day, and how units are read."""

    as_of = serializers.DateField(
        required=False, help_text=_("Tính đến hết ngày; trống: hôm nay, trong năm của kế hoạch")
    )
    mode = serializers.ChoiceField(
        choices=MODES, required=False, default="as-was", help_text=_("Cách đọc đơn vị hành chính")
    )
    map_date = serializers.DateField(required=False, help_text=_("Ngày của bản đồ khi mode=restated; trống: hôm nay"))


class CellPart(serializers.Serializer[Any]):
    """One figure with what it is measured by."""

    committed = serializers.IntegerField(help_text=_("Cam kết (sản phẩm)"))
    working = serializers.IntegerField(help_text=_("Dự kiến (sản phẩm)"))
    achieved = serializers.IntegerField(help_text=_("Đã đạt"))
    expected = serializers.FloatField(help_text=_("Dự kiến đạt đến ngày"))
    missing = serializers.IntegerField(help_text=_("Còn thiếu"))


class StarsPart(serializers.Serializer[Any]):
    """A figure for each star."""


for star in ("5", "4", "3"):
    StarsPart._declared_fields[star] = CellPart(help_text=_("Hạng sao"))


class RowPart(serializers.Serializer[Any]):
    """A row: its total, and by star and kind."""

    total = CellPart(help_text=_("Tổng"))
    stars = StarsPart(help_text=_("Theo hạng sao"))
    kinds = serializers.DictField(
        child=serializers.DictField(child=CellPart()), help_text=_("Theo loại (new, upgrade, renewal, any) và hạng sao")
    )
    illustration = serializers.IntegerField(help_text=_("Trong đó số công nhận là dữ liệu minh họa"))


class UnitRowPart(RowPart):
    """The row of a unit."""

    code = serializers.CharField(help_text=_("Mã đơn vị"))
    name = serializers.CharField(help_text=_("Tên đơn vị"))
    lat = serializers.FloatField(allow_null=True, help_text=_("Vĩ độ"))
    lon = serializers.FloatField(allow_null=True, help_text=_("Kinh độ"))


class ApartUnitPart(serializers.Serializer[Any]):
    """A unit whose figures belong to no single row."""

    name = serializers.CharField(help_text=_("Tên đơn vị"))
    reason = serializers.CharField(help_text=_("Vì sao không quy được về một đơn vị"))
    committed = serializers.IntegerField(help_text=_("Cam kết"))
    achieved = serializers.IntegerField(help_text=_("Đã đạt"))


class ApartPart(RowPart):
    """What belongs to no single row."""

    name = serializers.CharField(help_text=_("Tên dòng"))
    units = ApartUnitPart(many=True, help_text=_("Các đơn vị"))


class MonthPart(serializers.Serializer[Any]):
    """A month of the plan's year."""

    last_day = serializers.DateField(help_text=_("Ngày cuối tháng"))
    achieved = serializers.DictField(
        child=serializers.IntegerField(), allow_null=True, help_text=_("Lũy kế theo hạng sao; trống khi chưa tới")
    )
    expected_share = serializers.FloatField(help_text=_("Phần dự kiến đạt, từ 0 đến 1"))


class BatchRowPart(serializers.Serializer[Any]):
    """A batch; the last one, without a number, is what no batch names."""

    number = serializers.CharField(help_text=_("Đợt"))
    label = serializers.CharField(help_text=_("Tên đợt"))
    window_from = serializers.DateField(allow_null=True, help_text=_("Từ ngày"))
    window_to = serializers.DateField(allow_null=True, help_text=_("Đến ngày"))
    capacity = serializers.IntegerField(allow_null=True, help_text=_("Số sản phẩm tối đa"))
    joined = serializers.IntegerField(help_text=_("Số sản phẩm đã ghép với sản phẩm trong hệ thống"))
    total = CellPart(help_text=_("Tổng"))
    stars = StarsPart(help_text=_("Theo hạng sao"))


class UnitName(serializers.Serializer[Any]):
    """The plan's unit."""

    code = serializers.CharField(help_text=_("Mã đơn vị"))
    name = serializers.CharField(help_text=_("Tên đơn vị"))


class ProgressPlan(serializers.Serializer[Any]):
    """The version that counts."""

    slug = serializers.CharField(help_text=_("Tên trong địa chỉ"))
    number = serializers.CharField(help_text=_("Số, ký hiệu"))
    year = serializers.IntegerField(help_text=_("Năm"))
    unit = UnitName(help_text=_("Đơn vị"))
    state = serializers.ChoiceField(choices=VersionState.choices, help_text=_("Dự thảo hay đã ban hành"))
    issued_on = serializers.DateField(allow_null=True, help_text=_("Ngày ban hành"))


class AdjustedPart(serializers.Serializer[Any]):
    """A decision counted in."""

    number = serializers.CharField(help_text=_("Số quyết định"))
    committed = serializers.IntegerField(help_text=_("Cam kết tăng hoặc giảm"))


class ProgressRecord(serializers.Serializer[Any]):
    """The same data as `manage.py progress --format json` (docs/commands.md)."""

    plan = ProgressPlan(help_text=_("Bản kế hoạch"))
    as_of = serializers.DateField(help_text=_("Tính đến hết ngày"))
    mode = serializers.ChoiceField(choices=MODES, help_text=_("Cách đọc đơn vị"))
    map_date = serializers.DateField(help_text=_("Ngày của bản đồ"))
    expected_path = serializers.CharField(help_text=_("Cách tính số dự kiến đến ngày"))
    expected_share = serializers.FloatField(help_text=_("Phần dự kiến đạt đến ngày, từ 0 đến 1"))
    counted_kinds = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), help_text=_("Hạng sao và các loại được tính")
    )
    illustration = serializers.IntegerField(help_text=_("Số công nhận là dữ liệu minh họa trong số được tính"))
    totals = RowPart(help_text=_("Tổng số"))
    rows = UnitRowPart(many=True, help_text=_("Từng đơn vị"))
    unattributable = ApartPart(allow_null=True, help_text=_("Không quy được về một đơn vị"))
    unallocated = RowPart(allow_null=True, help_text=_("Chỉ tiêu chưa giao cho đơn vị nào"))
    months = MonthPart(many=True, help_text=_("Từng tháng"))
    batches = BatchRowPart(many=True, help_text=_("Từng đợt"))
    carried_over = serializers.DictField(
        child=serializers.IntegerField(), help_text=_("Năm và số sản phẩm chuyển sang năm đó")
    )
    adjustments = AdjustedPart(many=True, help_text=_("Các quyết định điều chỉnh đã tính"))


class PlanProgress(Action):
    """Progress of a plan of the own territory."""

    area = ScopeArea.PLANS
    conditional = True

    @extend_schema(
        operation_id="plans_progress",
        description=_("Tiến độ của một kế hoạch trong địa bàn: cùng số liệu với trang và lệnh manage.py progress"),
        parameters=[ProgressQuery],
        responses=ProgressRecord,
    )
    def get(self, request: Request, slug: str) -> Response:
        """404 as on the page: who only reads the plan of a unit above sees no progress of it."""
        asked = self.query(ProgressQuery)
        versions = PlanVersion.objects.in_territory(request.user).filter(plan__slug=slug)
        version = versions_in_force(versions).first()
        if version is None:
            raise NotFound
        day = asked.get("as_of") or default_day(version.plan.year)
        progress = compute_progress(
            plan_version=version_on(version, day), as_of=day, mode=asked["mode"], map_date=asked.get("map_date")
        )
        return self.answer(progress_as_data(progress))
