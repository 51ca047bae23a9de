"""Pages of an entry: who has finished, then the opened marks; what the chair does with them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ..domain.results import (
    Law,
    conclude,
    gate_lines,
    may_conclude,
    open_marks,
    opened_sheets,
    opinions_differ,
    outcome_of,
    return_entry,
    scores_of,
    spread_of,
    start_next_round,
    stored_conclusions,
)
from ..domain.results.table import mark_table, shown_mean
from ..domain.scoring import mends, shown_total
from ..domain.sessions.roles import is_chair, may_score
from ..domain.sheets import waiting_of
from ..enums import SessionMode, SessionState
from ..forms.results import ConcludeForm, ReasonForm
from ..models import ScoreSheet, SessionEntry
from .saving import posted, save, sent

READ = ("session__council__unit", "dossier__product__producer", "dossier__unit")


def entry_of(request: HttpRequest, pk: int) -> SessionEntry:
    """An entry the person may see, of a session that is or was scored; 404 otherwise."""
    states = (SessionState.SCORING, SessionState.CLOSED)
    rows = SessionEntry.objects.visible_to(request.user).filter(session__state__in=states)
    return get_object_or_404(rows.select_related(*READ), pk=pk)


def led_entry(request: HttpRequest, pk: int, *, by_secretary: bool = False) -> SessionEntry:
    """An entry whose session the person chairs (or writes the conclusions of); 404 otherwise."""
    entry = entry_of(request, pk)
    leads = may_conclude if by_secretary else is_chair
    if not leads(request.user, entry.session):
        raise Http404
    return entry


def back(entry: SessionEntry) -> HttpResponse:
    """To the entry's page."""
    return redirect("evaluations:entry_detail", pk=entry.pk)


@require_safe
def entry_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Before a round is opened who has handed in, no more; then its sheets side by side, spread, gates, conclusion."""
    entry = entry_of(request, pk)
    session = entry.session
    is_open = session.state == SessionState.SCORING and entry.returned_at is None
    is_blind = entry.opened_round < entry.round
    context = {
        "entry": entry,
        "session": session,
        "is_blind": is_blind,
        "is_open": is_open,
        "chairs": is_open and is_chair(request.user, session),
        "concludes": is_open and not is_blind and may_conclude(request.user, session),
        "waiting": waiting_of(session, [entry.pk])[entry.pk] if is_open and is_blind else None,
        "rounds": list(entry.rounds.prefetch_related("missing")),
        "is_written": session.mode == SessionMode.WRITTEN,
        "result": getattr(entry, "result", None),
        "my_sheet": is_open and is_blind and may_score(request.user, entry),
        "session_url": reverse("evaluations:session_detail", args=[session.pk]),
        **_opened(request, entry),
    }
    return render(request, "evaluations/entry_detail.html", context)


def _opened(request: HttpRequest, entry: SessionEntry) -> dict[str, Any]:
    """What is known of the opened round the page shows (`?vong=`, the newest by default)."""
    if not entry.opened_round:
        return {"table": None}
    asked = request.GET.get("vong", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else entry.opened_round
    number = min(max(number, 1), entry.opened_round)
    # The gate once more: whatever this page forgets, sheets of a blind round do not pass it.
    seen = set(ScoreSheet.objects.visible_to(request.user).filter(entry=entry).values_list("pk", flat=True))
    sheets = [sheet for sheet in opened_sheets(entry, number) if sheet.pk in seen]
    law = Law.of(entry)
    scores = scores_of(law, sheets)
    is_newest = number == entry.opened_round
    return {
        "table": mark_table(law.form, sheets, scores),
        "law": law.pack.manifest.title,
        "form": law.form,
        "sheets": sheets,
        "mean": shown_mean([one.total for one in scores]),
        "shown_round": number,
        "opened_rounds": range(1, entry.opened_round + 1) if entry.opened_round > 1 else (),
        "pairs": spread_of(entry, sheets),
        "apart": {sheet.pk for pair in spread_of(entry, sheets) for sheet in (pair.first, pair.second)},
        "differ": opinions_differ(sheets),
        **(_outcome(entry, law, scores) if is_newest and entry.opened_round == entry.round else {"lines": ()}),
    }


def _outcome(entry: SessionEntry, law: Law, scores: list[Any]) -> dict[str, Any]:
    """The gates and the rank they give with the mean: as concluded, before that as the majority says."""
    lines = gate_lines(law.form, scores, stored_conclusions(entry))
    outcome = outcome_of(law, scores, lines)
    return {
        "lines": lines,
        "outcome": outcome,
        "parts": [(code, shown_total(points)) for code, points in outcome.parts.items()],
        "mends": mends(law.pack, law.form, outcome.failed_gates),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def entry_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the marks of the present round; without somebody only with the reason."""
    entry = led_entry(request, pk)
    if entry.opened_round >= entry.round or entry.returned_at is not None or entry.session.state == SessionState.CLOSED:
        return back(entry)
    waiting = waiting_of(entry.session, [entry.pk])[entry.pk]
    label = _("Lý do mở khi còn thiếu phiếu")
    form = ReasonForm(sent(request), label=label, required=bool(waiting.missing))
    if posted(form, request) and save(
        form, lambda: open_marks(actor=request.user, entry_id=pk, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, _("Đã mở kết quả chấm của hồ sơ."))
        return back(entry)
    context = {"entry": entry, "session": entry.session, "form": form, "waiting": waiting}
    return render(request, "evaluations/entry_open.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_next_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Have everybody score again, blind; the reason is recorded."""
    entry = led_entry(request, pk)
    if entry.opened_round < entry.round or entry.returned_at is not None or entry.session.state == SessionState.CLOSED:
        return back(entry)
    pairs = spread_of(entry)
    form = ReasonForm(sent(request), label=_("Lý do chấm lại"), initial={"reason": _spread_text(entry, pairs)})
    if posted(form, request) and save(
        form, lambda: start_next_round(actor=request.user, entry_id=pk, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, _("Đã mở vòng chấm mới. Mỗi thành viên chấm lại từ phiếu trước của mình."))
        return back(entry)
    context = {"entry": entry, "session": entry.session, "form": form, "pairs": pairs}
    return render(request, "evaluations/entry_next_round.html", context)


def _spread_text(entry: SessionEntry, pairs: list[Any]) -> str:
    if not pairs:
        return ""
    words = {"most": max(pair.difference for pair in pairs), "limit": entry.session.max_spread}
    return _("Điểm của các thành viên chênh nhau đến %(most)s điểm, quá mức %(limit)s điểm của quy chế.") % words


@require_http_methods(["GET", "HEAD", "POST"])
def entry_conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """The council's conclusion on every gate, pre-filled from the majority of the sheets."""
    entry = led_entry(request, pk, by_secretary=True)
    if entry.opened_round < entry.round or entry.returned_at is not None or entry.session.state == SessionState.CLOSED:
        return back(entry)
    law = Law.of(entry)
    sheets = opened_sheets(entry)
    lines = gate_lines(law.form, scores_of(law, sheets), stored_conclusions(entry))
    pairs = spread_of(entry, sheets)
    initial = {"note": entry.note, "spread_note": entry.spread_note}
    form = ConcludeForm(sent(request), lines=lines, is_apart=bool(pairs), initial=initial)
    if posted(form, request) and save(form, lambda: _conclude(request, entry, form), form.renames()):
        messages.success(request, _("Đã ghi kết luận của hội đồng."))
        return back(entry)
    context = {
        "entry": entry,
        "session": entry.session,
        "form": form,
        "pairs": pairs,
        "mean": shown_mean([sheet.total or 0 for sheet in sheets]),
    }
    return render(request, "evaluations/entry_conclude.html", context)


def _conclude(request: HttpRequest, entry: SessionEntry, form: ConcludeForm) -> SessionEntry:
    texts = {name: form.cleaned_data.get(name, "") for name in ("note", "spread_note")}
    return conclude(actor=request.user, entry_id=entry.pk, conclusions=form.conclusions(), **texts)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the dossier back without a result, with the reason."""
    entry = led_entry(request, pk)
    if entry.returned_at is not None or entry.session.state == SessionState.CLOSED:
        return back(entry)
    differ = entry.session.mode == SessionMode.WRITTEN and opinions_differ(opened_sheets(entry))
    initial = _("Ý kiến của các thành viên khác nhau, đưa ra họp hội đồng (Điều 7.6d).") if differ else ""
    form = ReasonForm(sent(request), label=_("Lý do trả lại"), initial={"reason": initial})
    if posted(form, request) and save(
        form, lambda: return_entry(actor=request.user, entry_id=pk, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, _("Đã trả lại hồ sơ; có thể đưa vào phiên họp khác."))
        return back(entry)
    context = {"entry": entry, "session": entry.session, "form": form, "differ": differ}
    return render(request, "evaluations/entry_return.html", context)
