"""Pages of results: opening everything that is complete, closing a session, the list, one result."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.spreadsheets import Column, write_xlsx
from ocop.ui.paging import paginate
from products.domain.queries import FIRST_YEAR

from ..domain.lawpacks import PackError
from ..domain.results import Law, close_faults, close_session, open_all, ranking
from ..domain.results.listing import ResultFilters, filter_results
from ..domain.results.table import mean_of, mends_of, shown_fraction
from ..domain.scoring import shown_total
from ..domain.sessions.roles import is_chair
from ..domain.sheets import waiting_of
from ..enums import SessionState
from ..forms.results import ResultFilterForm
from ..models import CouncilSession, EvaluationResult, SessionEntry
from .downloads import MAX_ROWS, download

READ = ("dossier__product__producer", "dossier__unit", "entry__session__council__unit")


def led_session(request: HttpRequest, pk: int) -> CouncilSession:
    """A session the person chairs, being scored or closed; 404 otherwise."""
    states = (SessionState.SCORING, SessionState.CLOSED)
    rows = CouncilSession.objects.visible_to(request.user).filter(state__in=states).select_related("council__unit")
    session = get_object_or_404(rows, pk=pk)
    if not is_chair(request.user, session):
        raise Http404
    return session


@require_http_methods(["GET", "HEAD", "POST"])
def session_open_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Which dossiers have all sheets in; opening them all."""
    session = led_session(request, pk)
    if session.state == SessionState.CLOSED:
        return redirect("evaluations:session_detail", pk=pk)
    faults: list[str] = []
    if request.method == "POST":
        try:
            opened = open_all(actor=request.user, session_id=pk)
        except ValidationError as error:
            faults = error.messages
        else:
            messages.success(request, _("Đã mở kết quả của %d hồ sơ.") % len(opened))
            return redirect("evaluations:session_detail", pk=pk)
    entries = [entry for entry in _entries(session) if entry.opened_round < entry.round and entry.returned_at is None]
    waiting = waiting_of(session, [entry.pk for entry in entries])
    context = {
        "session": session,
        "faults": faults,
        "complete": [entry for entry in entries if waiting[entry.pk].submitted and not waiting[entry.pk].missing],
        "others": [
            {"entry": entry, "missing": waiting[entry.pk].missing} for entry in entries if waiting[entry.pk].missing
        ],
    }
    return render(request, "evaluations/session_open_all.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def session_close(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking once more, then results are frozen: not to be undone."""
    session = led_session(request, pk)
    if session.state == SessionState.CLOSED:
        return redirect("evaluations:session_detail", pk=pk)
    faults: list[str] = []
    if request.method == "POST":
        try:
            frozen = close_session(actor=request.user, session_id=pk)
        except ValidationError as error:
            faults = error.messages
        else:
            messages.success(request, _("Đã kết thúc phiên họp, chốt %d kết quả.") % len(frozen))
            return redirect("evaluations:session_detail", pk=pk)
    entries = list(_entries(session))
    context = {
        "session": session,
        "faults": faults or [message for fault in close_faults(entries) for message in fault.messages],
        "rows": [{"row": row, "mean": shown_total(row.mean)} for row in ranking(session)],
        "returned": [entry for entry in entries if entry.returned_at is not None],
    }
    return render(request, "evaluations/session_close.html", context)


def _entries(session: CouncilSession) -> Any:
    return session.entries.select_related("dossier__product__producer")


def _listed(request: HttpRequest) -> Any:
    """Results the person may see, narrowed by the url."""
    seen = EvaluationResult.objects.visible_to(request.user)
    return filter_results(seen, ResultFilters.from_query(request.GET)).select_related(*READ)


@require_safe
def result_list(request: HttpRequest) -> HttpResponse:
    """Results, newest first; `q`, `ket-qua`, `sao`, `nam`, `phien` narrow them."""
    results = _listed(request)
    page = paginate(results, request, order=("-decided_on", "-id"))
    form = ResultFilterForm(request.GET, years=list(range(timezone.localdate().year, FIRST_YEAR - 1, -1)))
    context = {
        "page": page,
        "rows": [{"result": result, "mean": shown_total(mean_of(result))} for result in page],
        "count": results.count(),
        "form": form,
        "query": request.GET.urlencode(),
        "filtered": any(request.GET.get(name) for name in [*form.fields, "phien"]),
    }
    return render(request, "evaluations/result_list.html", context)


@require_safe
def result_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as a file, with the same query."""
    head = [_("Sản phẩm"), _("Chủ thể"), _("Xã, phường"), _("Hội đồng"), _("Ngày kết luận"), _("Số phiếu")]
    head += [_("Điểm trung bình"), _("Hạng theo điểm"), _("Hạng sao"), _("Loại, dừng"), _("Bộ quy định"), "SHA-256"]
    rows = (_cells(result) for result in _listed(request).order_by("-decided_on", "-id")[:MAX_ROWS])
    columns = [Column(str(title)) for title in head]
    return download(write_xlsx(columns, rows, title=_("Kết quả")), "xlsx", "ket-qua-danh-gia")


def _cells(result: EvaluationResult) -> list[Any]:
    product = result.dossier.product
    return [
        product.name,
        product.producer.name,
        result.dossier.unit.name,
        result.entry.session.council.name,
        result.decided_on,
        result.sheet_count,
        shown_total(mean_of(result)),
        result.band_star,
        result.star,
        result.excluded["reason"] if result.excluded else "",
        result.law_pack,
        result.sha256,
    ]


@require_safe
def result_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Total, parts, band, star, marks not met with what would mend them; sheets only for council and organisers."""
    rows = EvaluationResult.objects.visible_to(request.user).select_related(*READ)
    result = get_object_or_404(rows, pk=pk)
    content = result.content
    parts = content.get("outcome", {}).get("parts", {})
    context = {
        "result": result,
        "product": result.dossier.product,
        "session": result.entry.session,
        "mean": shown_total(mean_of(result)),
        "parts": [(code, shown_fraction(points)) for code, points in sorted(parts.items())],
        "mends": mends_of(result),
        "sees_sheets": SessionEntry.objects.visible_to(request.user).filter(pk=result.entry_id).exists(),
        "note": content.get("note", ""),
        **_law(result),
    }
    return render(request, "evaluations/result_detail.html", context)


def _law(result: EvaluationResult) -> dict[str, str]:
    """Words for the law pinned; its code where the pack is not at hand."""
    try:
        law = Law.of(result)  # type: ignore[arg-type]
    except (LookupError, PackError):
        return {"law": result.law_pack, "form_name": ""}
    return {"law": law.pack.manifest.title, "form_name": law.form.name}
