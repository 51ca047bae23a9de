"""Figures of reports: what units submitted, frozen as it was then, and what the data say of a period today."""

from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.api.enums import ScopeArea
from ocop.api.errors import NotFound
from ocop.api.filters import ResourceFilter, choice_filter, number_filter, text_filter
from ocop.api.parts import Chosen, UnitRef
from ocop.api.resource import Action, Resource
from programs.models import Unit, UnitReach

from ..domain.period import Part, Period, compute_period
from ..domain.period.types import FIRST_YEAR, LAST_YEAR
from ..domain.unit_reports.drafting import TEXTS
from ..domain.unit_reports.figures import FIGURES, GROUPS, Spec, by_unit, drafted, period_of
from ..enums import ReportReason, ReportState
from ..models import ReportSubmission, UnitReport

PARTS = tuple((part.value, Period(FIRST_YEAR, part).name.rpartition(" năm ")[0] or "năm") for part in Part)


class PeriodPart(serializers.Serializer[Any]):
    """A period of a year."""

    year = serializers.IntegerField(help_text=_("Năm"))
    part = serializers.ChoiceField(choices=PARTS, help_text=_("Phần của năm"))
    name = serializers.CharField(help_text=_("Tên kỳ"))
    first = serializers.DateField(help_text=_("Ngày đầu"))
    last = serializers.DateField(help_text=_("Ngày cuối"))


class CallPart(serializers.Serializer[Any]):
    """Who asked for the report."""

    id = serializers.IntegerField(help_text=_("Mã của yêu cầu báo cáo"))
    title = serializers.CharField(help_text=_("Tên báo cáo"))
    unit = UnitRef(help_text=_("Nơi yêu cầu"))
    reason = Chosen(ReportReason, help_text=_("Định kỳ hay theo yêu cầu"))
    due_on = serializers.DateField(help_text=_("Hạn gửi"))
    is_illustration = serializers.BooleanField(help_text=_("Dữ liệu minh họa"))


class ReportLine(serializers.Serializer[Any]):
    """A unit's report in a list."""

    id = serializers.IntegerField(help_text=_("Mã của báo cáo"))
    unit = UnitRef(help_text=_("Đơn vị báo cáo"))
    call = CallPart(help_text=_("Yêu cầu báo cáo"))
    period = serializers.SerializerMethodField(help_text=_("Kỳ báo cáo"))
    state = Chosen(ReportState, help_text=_("Trạng thái"))
    submitted_at = serializers.DateTimeField(allow_null=True, help_text=_("Lúc gửi lần cuối; trống khi chưa gửi"))
    updated_at = serializers.DateTimeField(help_text=_("Lúc sửa lần cuối"))

    @extend_schema_field(PeriodPart)
    def get_period(self, report: UnitReport) -> Any:
        """Of the call."""
        return PeriodPart(period_of(report.call)).data


class FigureLine(serializers.Serializer[Any]):
    """One figure."""

    key = serializers.CharField(help_text=_("Tên cố định của số liệu"))
    name = serializers.CharField(help_text=_("Số liệu"))
    group = serializers.CharField(help_text=_("Nhóm"))
    value = serializers.IntegerField(allow_null=True, help_text=_("Số báo cáo; trống khi không có số"))
    computed = serializers.IntegerField(allow_null=True, help_text=_("Số tính từ dữ liệu trước khi sửa"))
    reason = serializers.CharField(help_text=_("Lý do sửa; trống khi không sửa"))


class TextLine(serializers.Serializer[Any]):
    """A part of the words."""

    key = serializers.CharField(help_text=_("Tên cố định của phần lời"))
    name = serializers.CharField(help_text=_("Phần lời"))
    text = serializers.CharField(help_text=_("Lời văn"))


class SubmissionPart(serializers.Serializer[Any]):
    """What was sent, as it was then."""

    number = serializers.IntegerField(help_text=_("Lần gửi"))
    at = serializers.DateTimeField(help_text=_("Lúc gửi"))
    paper = serializers.CharField(help_text=_("Số, ký hiệu văn bản"))
    sha256 = serializers.CharField(help_text=_("Mã băm của nội dung đã gửi"))
    figures = serializers.SerializerMethodField(help_text=_("Số liệu"))
    texts = serializers.SerializerMethodField(help_text=_("Lời văn"))

    @extend_schema_field(FigureLine(many=True))
    def get_figures(self, sent: ReportSubmission) -> Any:
        """In the order of the report."""
        return FigureLine([figure_of(spec, sent) for spec in FIGURES], many=True).data

    @extend_schema_field(TextLine(many=True))
    def get_texts(self, sent: ReportSubmission) -> Any:
        """Those that were written."""
        found = [
            {"key": key, "name": name, "text": sent.texts[key]} for key, name in TEXTS.items() if key in sent.texts
        ]
        return TextLine(found, many=True).data


class ReportRecord(ReportLine):
    """A unit's report with everything that was sent; a draft's numbers are not told."""

    returned_reason = serializers.CharField(help_text=_("Lý do trả lại lần cuối"))
    submissions = SubmissionPart(source="sent", many=True, help_text=_("Các lần gửi, mới nhất trước"))


def figure_of(spec: Spec, sent: Any) -> dict[str, Any]:
    """What was reported of one figure, and what had been counted."""
    told, computed = sent.corrected.get(spec.key), sent.figures.get(spec.key)
    value, reason = (told["value"], told["reason"]) if told else (computed, "")
    return {**_named(spec), "value": value, "computed": computed, "reason": reason}


def _named(spec: Spec) -> dict[str, str]:
    return {"key": spec.key, "name": str(spec.name), "group": str(GROUPS[spec.group])}


class ReportFilter(ResourceFilter):
    """Filters of the list."""

    unit = text_filter(_("Mã đơn vị; gồm cả đơn vị bên dưới"), 8)
    year = number_filter(_("Năm của kỳ"), FIRST_YEAR, LAST_YEAR)
    part = choice_filter(PARTS, _("Phần của năm"))
    state = choice_filter(ReportState, _("Trạng thái"))
    call = number_filter(_("Mã của yêu cầu báo cáo"), 1, 2**31 - 1)

    class Meta:
        model = UnitReport
        fields: list[str] = []

    def narrow(self, rows: QuerySet[UnitReport], given: dict[str, Any]) -> QuerySet[UnitReport]:
        """Each for itself."""
        columns = {"year": "call__year", "part": "call__part", "state": "state", "call": "call"}
        rows = rows.filter(**{column: given[name] for name, column in columns.items() if given.get(name)})
        if given.get("unit"):
            rows = rows.filter(unit__in=UnitReach.objects.filter(unit__code=given["unit"]).values("member"))
        return rows


@extend_schema_view(
    list=extend_schema(description=_("Báo cáo của đơn vị mình và báo cáo các đơn vị bên dưới đã gửi, mới nhất trước")),
    retrieve=extend_schema(description=_("Một báo cáo với số liệu của từng lần gửi, giữ nguyên như khi gửi")),
)
class ReportResource(Resource):
    """Reports of the own unit, and of units below what was submitted."""

    area = ScopeArea.REPORTS
    queryset = UnitReport.objects.none()
    line_class = ReportLine
    record_class = ReportRecord
    filterset_class = ReportFilter
    order = ("-id",)
    orderings = {
        "id": ("id",),
        "-id": ("-id",),
        "updated_at": ("updated_at", "id"),
        "-updated_at": ("-updated_at", "-id"),
    }

    def visible(self) -> QuerySet[Any]:
        """The gate of the list of reports, without illustration where it is hidden."""
        rows = UnitReport.objects.visible_to(self.request.user).shown().select_related("unit", "call__unit")
        last = ReportSubmission.objects.filter(report=OuterRef("pk")).order_by("-number")
        rows = rows.annotate(submitted_at=Subquery(last.values("at")[:1]))
        if self.is_list:
            return rows
        sent = Prefetch("submissions", ReportSubmission.objects.order_by("-number"), to_attr="sent")
        return rows.prefetch_related(sent)


class PeriodFigure(serializers.Serializer[Any]):
    """One figure of the data."""

    key = serializers.CharField(help_text=_("Tên cố định của số liệu"))
    name = serializers.CharField(help_text=_("Số liệu"))
    group = serializers.CharField(help_text=_("Nhóm"))
    value = serializers.IntegerField(allow_null=True, help_text=_("Số tính từ dữ liệu; trống khi không ghi nhận"))


class UnitFigures(serializers.Serializer[Any]):
    """The share of one unit below."""

    code = serializers.CharField(help_text=_("Mã đơn vị"))
    name = serializers.CharField(help_text=_("Tên đơn vị"))
    figures = serializers.DictField(child=serializers.IntegerField(), help_text=_("Tên cố định và số"))


class PeriodRecord(serializers.Serializer[Any]):
    """What the data say of a unit and a period."""

    unit = UnitRef(help_text=_("Đơn vị"))
    period = PeriodPart(help_text=_("Kỳ"))
    as_of = serializers.DateField(help_text=_("Tính đến hết ngày"))
    illustration = serializers.IntegerField(help_text=_("Số bản ghi là dữ liệu minh họa trong số được tính"))
    figures = PeriodFigure(many=True, help_text=_("Số liệu"))
    units = UnitFigures(many=True, help_text=_("Phần của từng đơn vị bên dưới, với số liệu tách được"))


class PeriodFigures(Action):
    """Figures of a period as the pages count them."""

    area = ScopeArea.REPORTS
    conditional = True

    @extend_schema(
        operation_id="period_reports_retrieve",
        description=_("Số liệu của một đơn vị trong một kỳ (ví dụ 2026-quy-3), tính từ dữ liệu lúc hỏi"),
        responses=PeriodRecord,
    )
    def get(self, request: Request, code: str, period: str) -> Response:
        """404 for a period there is not and for a unit outside the territory."""
        self.query(serializers.Serializer)
        try:
            asked = Period.parse(period)
        except ValueError:
            raise NotFound from None
        day = asked.as_of(timezone.localdate())
        reached = UnitReach.objects.of(request.user)
        unit = Unit.objects.on(day).filter(code=code, pk__in=reached).first()
        if unit is None:
            raise NotFound
        found = compute_period(unit=unit, period=asked)
        numbers, parts = drafted(found), by_unit(found)
        facts = {
            "unit": unit,
            "period": asked,
            "as_of": found.as_of,
            "illustration": found.illustration,
            "figures": [{**_named(spec), "value": numbers.get(spec.key)} for spec in FIGURES],
            "units": [{"code": key, "name": name, "figures": parts[key]} for key, name, _pk in found.rows],
        }
        return self.answer(PeriodRecord(facts).data)
