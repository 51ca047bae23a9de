"""Frozen results, and the sheets of rounds the chair has opened. Nobody reads a sheet of a round still blind."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view

from ocop.api.enums import ScopeArea
from ocop.api.filters import ResourceFilter, choice_filter, number_filter, text_filter
from ocop.api.resource import Resource
from products.domain.queries import FIRST_YEAR, LAST_YEAR

from ..domain.results.listing import KINDS, ResultFilters, filter_results
from ..enums import SheetState
from ..models import EvaluationResult, Mark, ScoreSheet
from .parts import MAX_ID
from .result_shapes import OpenedSheetLine, OpenedSheetRecord, ResultLine, ResultRecord

OUTCOMES = (("ranked", _("từ 3 sao")), ("unranked", _("dưới 3 sao")), ("excluded", _("loại, dừng đánh giá")))
KINDS_OF_LISTING = dict(zip((word for word, _label in OUTCOMES), KINDS, strict=True))
STARS = ((1, _("1 sao")), (2, _("2 sao")), (3, _("3 sao")), (4, _("4 sao")), (5, _("5 sao")))


class ResultFilter(ResourceFilter):
    """Filters of the list, those of the page."""

    q = text_filter(_("Tên sản phẩm, chủ thể; không dấu"))
    star = choice_filter(STARS, _("Hạng sao"), coerce=int)
    outcome = choice_filter(OUTCOMES, _("Kết luận"))
    year = number_filter(_("Năm kết luận"), FIRST_YEAR, LAST_YEAR)
    session = number_filter(_("Số của phiên họp"), 1, MAX_ID)
    dossier = number_filter(_("Số của hồ sơ"), 1, MAX_ID)
    product = number_filter(_("Số của sản phẩm"), 1, MAX_ID)

    def narrow(self, rows: QuerySet[EvaluationResult], given: dict[str, Any]) -> QuerySet[EvaluationResult]:
        """As the filters of the page do."""
        wanted = ResultFilters(
            text=given["q"] or "",
            star=given["star"],
            kind=KINDS_OF_LISTING.get(given["outcome"], ""),
            year=given["year"],
            session=given["session"],
        )
        ids = {"dossier": given["dossier"], "dossier__product": given["product"]}
        return filter_results(rows, wanted).filter(**{name: value for name, value in ids.items() if value})


@extend_schema_view(
    list=extend_schema(description=_("Kết quả đánh giá đã chốt, mới nhất trước")),
    retrieve=extend_schema(description=_("Một kết quả với điểm từng phần và điều kiện chưa đạt")),
)
class ResultResource(Resource):
    """Results on visible products, and those of sessions one sits in or prepares; they exist once a session closes."""

    area = ScopeArea.RESULTS
    line_class = ResultLine
    record_class = ResultRecord
    filterset_class = ResultFilter
    queryset = EvaluationResult.objects.none()
    stamp = "frozen_at"
    order = ("-decided_on", "-id")
    orderings = {"-decided_on": ("-decided_on", "-id"), "id": ("id",), "frozen_at": ("frozen_at", "id")}

    def visible(self) -> QuerySet[EvaluationResult]:
        """The gate of all lists of results."""
        read = ("dossier__product__producer", "dossier__unit", "entry__session__council")
        rows = EvaluationResult.objects.visible_to(self.request.user).select_related(*read)
        return rows.defer("content") if self.is_list else rows


class OpenedSheetFilter(ResourceFilter):
    """Filters of the list."""

    dossier = number_filter(_("Số của hồ sơ"), 1, MAX_ID)
    session = number_filter(_("Số của phiên họp"), 1, MAX_ID)
    entry = number_filter(_("Hồ sơ trong phiên họp"), 1, MAX_ID)
    round = number_filter(_("Vòng chấm"), 1, 100)

    def narrow(self, rows: QuerySet[ScoreSheet], given: dict[str, Any]) -> QuerySet[ScoreSheet]:
        """Each for itself."""
        columns = {"dossier": "entry__dossier", "session": "entry__session", "entry": "entry", "round": "round"}
        return rows.filter(**{columns[name]: value for name, value in given.items() if value})


@extend_schema_view(
    list=extend_schema(description=_("Các phiếu đã nộp của những vòng chấm mà chủ tịch hội đồng đã mở")),
    retrieve=extend_schema(description=_("Một phiếu đã mở với điểm từng tiêu chí")),
)
class OpenedSheetResource(Resource):
    """Read by council and organisers, and only once opened: whatever asks, a blind round stays blind."""

    area = ScopeArea.RESULTS
    line_class = OpenedSheetLine
    record_class = OpenedSheetRecord
    filterset_class = OpenedSheetFilter
    queryset = ScoreSheet.objects.none()
    stamp = None
    order = ("-id",)

    def visible(self) -> QuerySet[ScoreSheet]:
        """The gate of sheets, without one's own that are not open yet."""
        rows = ScoreSheet.objects.visible_to(self.request.user)
        rows = rows.filter(state=SheetState.SUBMITTED, round__lte=F("entry__opened_round"))
        rows = rows.select_related("entry", "member")
        if self.is_list:
            return rows.defer("answers", "notes", "flags")
        return rows.prefetch_related(Prefetch("marks", Mark.objects.order_by("id")))
