"""What is done in a session before and while it is scored: the batch, the roll, beginning, interests."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..domain.sessions.batch import add_entries, candidates, remove_entry, waiting
from ..domain.sessions.begin import begin_faults, begin_scoring, choose, quorum_text
from ..domain.sessions.board import board_session
from ..domain.sessions.interests import declare_interest, withdraw_interest
from ..domain.sessions.roles import is_organiser, may_keep_roll
from ..domain.sessions.roll import mark_attendance, quorum_of
from ..enums import CouncilRole, SessionState
from ..forms.sessions import InterestForm, RollForm
from ..models import CouncilSession, InterestDeclaration, Seat, SessionEntry
from .saving import posted, save, sent
from .sessions import organised_session, session_of

OPEN_STATES = (SessionState.PREPARING, SessionState.SCORING)
MOST = 200
"""Dossiers offered at once."""


@require_http_methods(["GET", "HEAD", "POST"])
def session_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Dossiers that wait for this council; the ticked ones are put into the session."""
    session = organised_session(request, pk, SessionState.PREPARING)
    if request.method == "POST":
        wanted = [int(text) for text in request.POST.getlist("ho-so") if text.isascii() and text.isdigit()]
        try:
            added = add_entries(actor=request.user, session_id=pk, dossier_ids=wanted)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
        else:
            messages.success(request, _("Đã đưa %d hồ sơ vào phiên họp.") % len(added))
            return redirect("evaluations:session_detail", pk=pk)
    found = list(candidates(request.user, session)[: MOST + 1])
    fitting = {dossier.pk for dossier in found}
    without_set = [dossier for dossier in waiting(request.user, session)[:MOST] if dossier.pk not in fitting]
    context = {
        "session": session,
        "rows": [{"dossier": dossier, "choice": choose(dossier, session.held_on)} for dossier in found[:MOST]],
        "more": len(found) > MOST,
        "without_set": [dossier for dossier in without_set if _lacks_set(dossier)],
        "entries": session.entries.select_related("dossier__product__producer", "dossier__unit"),
    }
    return render(request, "evaluations/session_batch.html", context)


def _lacks_set(dossier: Any) -> bool:
    return bool(dossier.product.product_set is None)


@require_POST
def entry_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dossier out of a session under preparation."""
    entries = SessionEntry.objects.visible_to(request.user).select_related("session")
    entry = get_object_or_404(entries, pk=pk, session__state=SessionState.PREPARING)
    if not is_organiser(request.user, entry.session):
        raise Http404
    remove_entry(actor=request.user, entry_id=pk)
    messages.success(request, _("Đã đưa hồ sơ ra khỏi phiên họp."))
    return redirect("evaluations:session_batch", pk=entry.session_id)


def _kept_session(request: HttpRequest, pk: int) -> CouncilSession:
    """An open session whose roll the person keeps, its seats read; 404 otherwise."""
    session = session_of(request, pk)
    if session.state not in OPEN_STATES or not may_keep_roll(request.user, session):
        raise Http404
    return board_session(session)


@require_http_methods(["GET", "HEAD", "POST"])
def session_roll(request: HttpRequest, pk: int) -> HttpResponse:
    """The roll: who is there; who comes late is marked while scoring goes on."""
    session = _kept_session(request, pk)
    form = RollForm(sent(request), seats=list(session.seats.all()))
    if posted(form, request) and save(
        form,
        lambda: mark_attendance(actor=request.user, session_id=pk, present=form.present(), notes=form.notes()),
    ):
        messages.success(request, _("Đã ghi điểm danh."))
        return redirect("evaluations:session_detail", pk=pk)
    quorum = quorum_of(session)
    context = {"session": session, "form": form, "quorum": quorum, "quorum_text": quorum_text(quorum)}
    return render(request, "evaluations/session_roll.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def session_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything once more, then scoring begins: not to be undone."""
    session = _kept_session(request, pk)
    if session.state == SessionState.SCORING:
        return redirect("evaluations:session_detail", pk=pk)
    faults: list[str] = []
    if request.method == "POST":
        try:
            begin_scoring(actor=request.user, session_id=pk)
        except ValidationError as error:
            faults = error.messages
        else:
            messages.success(request, _("Đã bắt đầu chấm điểm. Mỗi thành viên chấm phiếu của mình."))
            return redirect("evaluations:session_detail", pk=pk)
    entries = list(session.entries.select_related("dossier__product__producer", "dossier__unit"))
    quorum = quorum_of(session)
    found = begin_faults(session, entries, quorum)
    context = {
        "session": session,
        "rows": [{"entry": entry, "choice": choose(entry.dossier, session.held_on)} for entry in entries],
        "quorum": quorum,
        "quorum_text": quorum_text(quorum),
        "faults": faults or [message for fault in found for message in fault.messages],
    }
    return render(request, "evaluations/session_begin.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def interest_declare(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare one's own interest in a dossier; the organiser records anybody's."""
    entries = SessionEntry.objects.visible_to(request.user).filter(session__state__in=OPEN_STATES)
    entry: SessionEntry = get_object_or_404(entries.select_related("session__council", "dossier__product"), pk=pk)
    seats = _declaring_seats(request, entry.session)
    if not seats or entry.concluded_at is not None:
        raise Http404
    form = InterestForm(sent(request), seats=seats)
    if posted(form, request):
        values = {**form.cleaned_data, "member_id": int(form.cleaned_data["member"])}
        del values["member"]
        if save(form, lambda: declare_interest(actor=request.user, entry_id=pk, **values)):
            messages.success(request, _("Đã ghi khai báo; thành viên này không chấm hồ sơ đó."))
            return redirect("evaluations:session_detail", pk=entry.session_id)
    context = {
        "entry": entry,
        "session": entry.session,
        "form": form,
        "declared": entry.interests.select_related("member").filter(member__in=[seat.member_id for seat in seats]),
    }
    return render(request, "evaluations/interest_form.html", context)


def _declaring_seats(request: HttpRequest, session: CouncilSession) -> list[Seat]:
    """Whose interest the person may declare: everybody's who scores, or only one's own."""
    seats = session.seats.exclude(role=CouncilRole.ADVISER).select_related("member")
    return list(seats if is_organiser(request.user, session) else seats.filter(member__user=request.user))


@require_POST
def interest_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a declaration made by mistake: one's own, or any for the organiser."""
    entries = SessionEntry.objects.visible_to(request.user).filter(session__state__in=OPEN_STATES)
    declared = get_object_or_404(
        InterestDeclaration.objects.select_related("entry__session", "member"), pk=pk, entry__in=entries
    )
    session = declared.entry.session
    if declared.member.user_id != request.user.pk and not is_organiser(request.user, session):
        raise Http404
    try:
        withdraw_interest(actor=request.user, interest_id=pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã rút khai báo."))
    return redirect("evaluations:session_detail", pk=session.pk)
