"""Pages of sessions: my sheets and the list, the board, making and mending a session, calling it off."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.accounts.access import has_role
from ocop.ui.paging import paginate

from ..domain.sessions.begin import begin_faults, quorum_text
from ..domain.sessions.board import Board, board_of, cancelled_because, my_sheets, with_counts
from ..domain.sessions.roles import is_chair, is_organiser, may_keep_roll, seat_of
from ..domain.sessions.sessions import cancel_session, create_session, update_session
from ..enums import CouncilRole, SessionMode, SessionState
from ..forms.sessions import CancelForm, SessionForm
from ..models import Council, CouncilSession, Seat
from ..models.council import ORGANISERS
from .saving import posted, save, sent


def session_of(request: HttpRequest, pk: int) -> CouncilSession:
    """The session the person may see; 404 otherwise."""
    return get_object_or_404(CouncilSession.objects.visible_to(request.user).select_related("council__unit"), pk=pk)


def organised_session(request: HttpRequest, pk: int, *states: SessionState) -> CouncilSession:
    """A session the person prepares, in one of the states; 404 otherwise."""
    councils = Council.objects.organised_by(request.user)
    rows = CouncilSession.objects.filter(council__in=councils).select_related("council__unit")
    return get_object_or_404(rows.filter(state__in=states), pk=pk)


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """My sheets to fill in first, then the sessions I see, newest first."""
    mine = [{"sheets": one, "url": _first_sheet(one)} for one in my_sheets(request.user)]
    sessions = with_counts(CouncilSession.objects.visible_to(request.user))
    context = {
        "mine": mine,
        "page": paginate(sessions, request, order=("-held_on", "-id")),
        "organises": has_role(request.user, *ORGANISERS),
    }
    return render(request, "evaluations/session_list.html", context)


def _first_sheet(one: Any) -> str:
    """The first sheet still to fill in; the board when all are in."""
    if one.next_entry is None:
        return reverse("evaluations:session_detail", args=[one.session.pk])
    return reverse("evaluations:sheet_edit", args=[one.next_entry.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def session_create(request: HttpRequest) -> HttpResponse:
    """A new session of a council one prepares (`?hoi-dong=` chooses it)."""
    councils = Council.objects.organised_by(request.user).filter(ended_on=None)
    if not has_role(request.user, *ORGANISERS):
        raise Http404
    if not councils.exists():
        messages.info(request, _("Hãy lập hội đồng trước, rồi lập phiên họp."))
        return redirect("evaluations:council_list")
    form = SessionForm(sent(request), councils=councils, initial={"council": request.GET.get("hoi-dong")})
    if posted(form, request):
        values = {name: value for name, value in form.cleaned_data.items() if name not in ("council", "revision")}
        council = form.cleaned_data["council"]
        session = save(form, lambda: create_session(actor=request.user, council_id=council.pk, **values))
        if session is not None:
            messages.success(request, _("Đã lập phiên họp. Hãy chọn hồ sơ đưa vào phiên họp."))
            return redirect("evaluations:session_batch", pk=session.pk)
    return render(request, "evaluations/session_form.html", {"form": form, "session": None})


@require_http_methods(["GET", "HEAD", "POST"])
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change day, place or form while it is prepared."""
    session = organised_session(request, pk, SessionState.PREPARING)
    form = SessionForm(sent(request), councils=Council.objects.none(), session=session)
    if posted(form, request) and save(
        form, lambda: update_session(actor=request.user, session_id=pk, **form.cleaned_data)
    ):
        messages.success(request, _("Đã lưu."))
        return redirect("evaluations:session_detail", pk=pk)
    return render(request, "evaluations/session_form.html", {"form": form, "session": session})


@require_http_methods(["GET", "HEAD", "POST"])
def session_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a session off, with the reason."""
    session = organised_session(request, pk, SessionState.PREPARING, SessionState.SCORING, SessionState.CANCELLED)
    if session.state == SessionState.CANCELLED:
        return redirect("evaluations:session_detail", pk=pk)
    form = CancelForm(sent(request))
    if posted(form, request) and save(
        form, lambda: cancel_session(actor=request.user, session_id=pk, **form.cleaned_data)
    ):
        messages.success(request, _("Đã hủy phiên họp."))
        return redirect("evaluations:session_detail", pk=pk)
    return render(request, "evaluations/session_cancel.html", {"form": form, "session": session})


@require_safe
def session_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The board: who is there, quorum, who has finished (counts only), the dossiers with their links."""
    session = session_of(request, pk)
    return render(request, "evaluations/session_detail.html", board_context(request, session))


@require_safe
def session_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The moving part of the board, asked for every ten seconds while scoring goes on. As blind as the page."""
    session = session_of(request, pk)
    return render(request, "evaluations/session_board.html", board_context(request, session))


def board_context(request: HttpRequest, session: CouncilSession) -> dict[str, Any]:
    """What the page and its fragment show; the same rights decide both."""
    board = board_of(request.user, session)
    session = board.session
    organises, chairs = is_organiser(request.user, session), is_chair(request.user, session)
    keeps_roll = organises or may_keep_roll(request.user, session)
    is_preparing = session.state == SessionState.PREPARING
    faults = begin_faults(session, [line.entry for line in board.entries], board.quorum) if is_preparing else []
    return {
        "session": session,
        "board": board,
        "lines": [_line(line, session) for line in board.entries],
        "quorum_text": quorum_text(board.quorum),
        "organises": organises,
        "chairs": chairs,
        "keeps_roll": keeps_roll,
        "declares": organises or _scores(seat_of(request.user, session)),
        "is_open": session.state in (SessionState.PREPARING, SessionState.SCORING),
        "is_preparing": is_preparing,
        "is_scoring": session.state == SessionState.SCORING,
        "is_meeting": session.mode == SessionMode.MEETING,
        "is_late": _is_late(session),
        "faults": [message for fault in faults for message in fault.messages],
        "cancelled_because": cancelled_because(session) if session.state == SessionState.CANCELLED else "",
        "open_url": reverse("evaluations:session_open_all", args=[session.pk]) if chairs else "",
        "close_url": reverse("evaluations:session_close", args=[session.pk]) if chairs else "",
        **_finished(board),
    }


def _scores(seat: Seat | None) -> bool:
    return seat is not None and seat.role != CouncilRole.ADVISER


def _is_late(session: CouncilSession) -> bool:
    is_over = session.state != SessionState.SCORING or session.due_on is None
    return not is_over and session.due_on < timezone.localdate()


def _finished(board: Board) -> dict[str, int]:
    """How many sheets are in, of how many; over all dossiers."""
    return {
        "sheets_in": sum(line.counts.submitted for line in board.entries),
        "sheets_all": sum(line.counts.expected for line in board.entries),
    }


def _line(line: Any, session: CouncilSession) -> dict[str, Any]:
    """A row of the table: words for its state, and where one goes from it."""
    entry = line.entry
    opened = entry.opened_round >= entry.round
    is_begun = session.state in (SessionState.SCORING, SessionState.CLOSED)
    return {
        "line": line,
        "entry": entry,
        "product": entry.dossier.product,
        "word": _word(line, session, opened),
        "detail_url": reverse("evaluations:entry_detail", args=[entry.pk]) if is_begun else "",
        "sheet_url": reverse("evaluations:sheet_edit", args=[entry.pk]) if line.is_mine else "",
    }


def _word(line: Any, session: CouncilSession, opened: bool) -> tuple[str, str]:
    """State of an entry in words, with its tone."""
    if line.entry.concluded_at is not None:
        return (_("đã kết luận"), "locked") if line.entry.returned_at is None else (_("đã trả lại"), "warn")
    if session.state == SessionState.PREPARING:
        return (_("chưa chấm được"), "danger") if line.choice.fault else (_("chờ chấm"), "draft")
    if session.state == SessionState.CANCELLED:
        return _("phiên họp đã hủy"), "off"
    if opened:
        return _("đã mở điểm, chờ kết luận"), "warn"
    if line.counts.is_complete:
        return _("đã đủ phiếu, chờ mở điểm"), "done"
    return _("đang chấm"), "progress"
