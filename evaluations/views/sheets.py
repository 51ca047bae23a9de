"""A council member's own sheet: filled in, looked through once more, handed in. Nobody else comes here."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.files.serving import serve
from products.domain.dossiers.handed_in import handed_in, open_handed_in
from products.models import Evidence

from ..domain.sheet_beside import beside_of, common_papers, is_kept_away, own_entry, papers_open, why_closed
from ..domain.sheet_rows import outcome, sheet_rows
from ..domain.sheets import law_of, save_sheet, sheet_for, submit_sheet
from ..enums import Opinion, SessionMode, SessionState, SheetState
from ..forms.marks import sent_answers, sent_flags, sent_notes, sent_revision, sent_round
from ..models import ScoreSheet, Seat, SessionEntry
from .marks import is_autosave, live, refusal


@require_safe
def sheet_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The own sheet of the present round, to be filled in, or to be read when it is handed in or closed."""
    entry, seat = _own(request, pk)
    sheet = sheet_for(request.user, entry)
    return render(request, "evaluations/sheet_edit.html", _page(request, entry, seat, sheet))


@require_POST
def sheet_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the draft: the live result for the page's script, without it back to the page."""
    entry, seat = _own(request, pk)
    given = _sent(request, entry)
    try:
        sheet = save_sheet(actor=request.user, entry_id=pk, **given)
    except ValidationError as error:
        if is_autosave(request):
            return refusal(request, error)
        sheet = _with(sheet_for(request.user, entry), given)
        page = _page(request, entry, seat, sheet, faults=error.messages)
        return render(request, "evaluations/sheet_edit.html", page)
    if is_autosave(request):
        return live(request, _live(entry, sheet))
    messages.success(request, _("Đã lưu phiếu. Phiếu chưa nộp, hội đồng chưa tính."))
    return redirect("evaluations:sheet_submit" if "xem" in request.POST else "evaluations:sheet_edit", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole sheet once more with what is missing; then handed in for good. Sent twice: handed in once."""
    entry, seat = _own(request, pk)
    faults: list[str] = []
    if request.method == "POST":
        revision, number = sent_revision(request.POST), sent_round(request.POST)
        try:
            submit_sheet(actor=request.user, entry_id=pk, revision=revision, round=number)
        except ValidationError as error:
            faults = error.messages
        else:
            messages.success(request, _("Đã nộp phiếu. Phiếu được khóa; chỉ chủ tịch hội đồng mở kết quả."))
            return redirect("evaluations:sheet_edit", pk=pk)
    sheet = sheet_for(request.user, entry)
    if sheet.state == SheetState.SUBMITTED:
        return redirect("evaluations:sheet_edit", pk=pk)
    page = _page(request, entry, seat, sheet, faults=faults)
    page["link_base"] = reverse("evaluations:sheet_edit", args=[pk])
    return render(request, "evaluations/sheet_submit.html", page)


@require_safe
def sheet_evidence(request: HttpRequest, pk: int, evidence: int) -> FileResponse:
    """A paper of what was handed in, through the entry's own gate; never an identity card."""
    entry, _seat = _own(request, pk)
    if not papers_open(request.user, entry):
        raise Http404
    try:
        paper, file = open_handed_in(entry.dossier, evidence)
    except (Evidence.DoesNotExist, OSError):
        raise Http404 from None
    return serve(file, name=paper.file_name, kind=paper.stored.content_type, saves=bool(request.GET.get("tai")))


def _own(request: HttpRequest, pk: int) -> tuple[SessionEntry, Seat]:
    """The entry and the person's own scoring seat; 404 for everybody else, whoever it is."""
    try:
        return own_entry(request.user, pk)
    except SessionEntry.DoesNotExist:
        raise Http404 from None


def _sent(request: HttpRequest, entry: SessionEntry) -> dict[str, Any]:
    """What the form says, as save_sheet takes it."""
    form = law_of(entry)[1]
    return {
        "revision": sent_revision(request.POST),
        "round": sent_round(request.POST),
        "answers": sent_answers(form, request.POST),
        "flags": sent_flags(form, request.POST),
        "notes": sent_notes(form, request.POST),
        "comment": request.POST.get("comment", ""),
        "opinion": request.POST.get("opinion", ""),
    }


def _with(sheet: ScoreSheet, given: dict[str, Any]) -> ScoreSheet:
    """The sheet as the person sent it, to be shown again; not stored."""
    for name in ("answers", "notes", "comment"):
        setattr(sheet, name, given[name])
    return sheet


def _live(entry: SessionEntry, sheet: ScoreSheet) -> dict[str, Any]:
    pack, form = law_of(entry)
    return {
        # No advice on the way to a higher star: a member judges what is there.
        "outcome": outcome(pack, form, sheet.answers, sheet.flags, advise=False),
        "revision": sheet.revision,
        "round": sheet.round,
        "link_base": "",
        "saved_at": sheet.saved_at if sheet.pk and sheet.revision else None,
    }


def _page(
    request: HttpRequest, entry: SessionEntry, seat: Seat, sheet: ScoreSheet, faults: list[str] | None = None
) -> dict[str, Any]:
    """Everything of the own sheet. An interest closes the producer's papers as well; so does the end of the session."""
    closed = why_closed(request.user, entry, seat)
    is_open = entry.session.state == SessionState.SCORING and not is_kept_away(request.user, entry, seat)
    found = handed_in(entry.dossier) if is_open else None
    texts, papers = common_papers(found) if found else ([], [])
    form = law_of(entry)[1]
    return {
        **_live(entry, sheet),
        "entry": entry,
        "seat": seat,
        "score_sheet": sheet,
        "sheet": form,
        "closed": "" if sheet.state == SheetState.SUBMITTED else closed,
        "is_submitted": sheet.state == SheetState.SUBMITTED,
        "can_write": not closed and sheet.state != SheetState.SUBMITTED,
        "rows": sheet_rows(
            form,
            sheet.answers,
            notes=sheet.notes,
            flags=sheet.flags,
            beside=beside_of(entry, form, seat, found),
        ),
        "texts": texts,
        "papers": papers,
        "faults": faults,
        "opinions": Opinion.choices if entry.session.mode == SessionMode.WRITTEN else (),
        # With the person's id: on a tablet that members share, nobody is offered another's unsaved marks.
        "draft_key": f"phieu-{entry.pk}-{sheet.round}-{request.user.pk}",
        "save_url": reverse("evaluations:sheet_save", args=[entry.pk]),
        "list_url": reverse("evaluations:session_list"),
        "session_url": reverse("evaluations:session_detail", args=[entry.session_id]),
    }
