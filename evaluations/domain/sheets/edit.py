"""A member's own sheet: read, saved piece by piece, and what is checked of it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.text import nfc
from products.domain.records import StaleError

from ...enums import Opinion, SessionState, SheetState
from ...models import CouncilMember, CouncilSession, ScoreSheet, SessionEntry
from ..lawpacks import Sheet
from ..scoring import AnswerError, parse_answers, parse_flags
from ..sessions.roles import scorable, seat_of
from .content import law_of
from .locks import Shared, share_entry

TEXT_MAX = 2000
COPIED = ("answers", "flags", "notes", "comment", "opinion")


def sheet_for(user: Any, entry: SessionEntry) -> ScoreSheet:
    """The person's own sheet of the present round: stored, or an unsaved one that begins with the former round's.

    Writes nothing. LookupError for somebody without a seat in the session.
    """
    seat = seat_of(user, entry.session)
    if seat is None:
        raise LookupError("no seat")
    own = ScoreSheet.objects.filter(entry=entry, member=seat.member, round=entry.round).first()
    return own or _new_sheet(entry.pk, seat.member, entry.round)


@transaction.atomic
def save_sheet(
    *,
    actor: Any,
    entry_id: int,
    revision: int | None,
    answers: Mapping[str, Any] | None = None,
    flags: Mapping[str, Any] | None = None,
    notes: Mapping[str, Any] | None = None,
    comment: str | None = None,
    opinion: str | None = None,
    round: int | None = None,
) -> ScoreSheet:
    """Keep a draft. Each argument replaces that field whole, None leaves it; criteria may still be missing.

    `revision`: of the draft the person saw (0 = not stored yet), None = not checked; the same content again is no
    conflict. `round`: the round the page was made for. StaleError; ValidationError "submitted", "round", those of
    `check_open`, and {"answers", "flags", "notes", "comment", "opinion"} naming every bad criterion ("answer").
    """
    shared = share_entry(entry_id)
    member = _member(actor, shared)
    sheet = lock_sheet(entry_id, member, shared.round)
    if sheet.state == SheetState.SUBMITTED:
        raise ValidationError(_("Phiếu đã nộp, không sửa được nữa."), code="submitted")
    entry = check_open(actor, entry_id)
    check_round(shared, round)
    given = {"answers": answers, "flags": flags, "notes": notes, "comment": comment, "opinion": opinion}
    values = clean_content(law_of(entry)[1], {name: value for name, value in given.items() if value is not None})
    if all(getattr(sheet, name) == value for name, value in values.items()):
        return sheet
    if revision is not None and sheet.revision != revision:
        raise StaleError(sheet.revision)
    for name, value in values.items():
        setattr(sheet, name, value)
    sheet.revision += 1
    sheet.save(update_fields=[*values, "revision", "saved_at"])
    return sheet


def lock_sheet(entry_id: int, member: CouncilMember, round: int) -> ScoreSheet:
    """The sheet of a round under lock; made when there is none (of two at once, one makes it)."""
    rows = ScoreSheet.objects.select_for_update(of=("self",), no_key=True)
    wanted = {"entry": entry_id, "member": member, "round": round}
    sheet = rows.filter(**wanted).first()
    if sheet is None:
        ScoreSheet.objects.bulk_create([_new_sheet(entry_id, member, round)], ignore_conflicts=True)
        sheet = rows.get(**wanted)
    return sheet


def check_open(actor: Any, entry_id: int) -> SessionEntry:
    """The entry with its session when the person may fill in its sheet now; one query.

    ValidationError "closed" (session over, concluded, round opened) or "not_allowed" (interest, not present, …).
    """
    entry = scorable(actor).filter(pk=entry_id).select_related("session").first()
    if entry is not None:
        return entry
    entry = SessionEntry.objects.select_related("session").get(pk=entry_id)
    if entry.session.state != SessionState.SCORING:
        text = _("Phiên họp %s, không chấm điểm được.") % entry.session.get_state_display()
        raise ValidationError(text, code="closed")
    if entry.concluded_at is not None or entry.opened_round >= entry.round:
        raise ValidationError(
            _("Chủ tịch hội đồng đã mở kết quả của hồ sơ này, không sửa phiếu được nữa."), code="closed"
        )
    raise ValidationError(_("Bạn không chấm điểm hồ sơ này."), code="not_allowed")


def clean_content(sheet: Sheet, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields given, checked against the sheet; ValidationError keyed by field for all faults."""
    checks = {
        "answers": lambda value: parse_answers(sheet, value, partial=True) and dict(value),
        "flags": lambda value: dict(parse_flags(sheet, value)),
        "notes": lambda value: _clean_notes(sheet, value),
        "comment": lambda value: _clean_text(value),
        "opinion": _clean_opinion,
    }
    cleaned: dict[str, Any] = {}
    faults: dict[str, Any] = {}
    for name, value in values.items():
        try:
            cleaned[name] = checks[name](value)
        except AnswerError as error:
            faults[name] = [as_fault(fault) for fault in error.faults]
        except ValidationError as error:
            faults[name] = error
    if faults:
        raise ValidationError(faults)
    return cleaned


def as_fault(fault: Any) -> ValidationError:
    """A fault of an answer; `params["criterion"]` names it for programs."""
    return ValidationError("%(text)s", code="answer", params={"text": str(fault), "criterion": fault.code})


def _new_sheet(entry_id: int, member: CouncilMember, round: int) -> ScoreSheet:
    """An unsaved draft with what the member said in the newest round before."""
    sheet = ScoreSheet(entry_id=entry_id, member=member, round=round)
    former = ScoreSheet.objects.filter(entry=entry_id, member=member, round__lt=round).order_by("-round").first()
    for name in COPIED if former else ():
        setattr(sheet, name, getattr(former, name))
    return sheet


def _member(actor: Any, shared: Shared) -> CouncilMember:
    seat = seat_of(actor, CouncilSession(pk=shared.session_id))
    if seat is None:
        raise ValidationError(_("Bạn không dự phiên họp này."), code="not_allowed")
    return seat.member


def check_round(shared: Shared, round: int | None) -> None:
    """Refuse a page made for another round; None = not asked."""
    if round is not None and round != shared.round:
        raise ValidationError(_("Hồ sơ đã sang vòng chấm %s. Hãy mở lại phiếu.") % shared.round, code="round")


def _clean_notes(sheet: Sheet, value: Any) -> dict[str, str]:
    """Criterion → text; empty notes are dropped."""
    if not isinstance(value, Mapping):
        raise ValidationError(_("Ghi chú phải là một nhóm tiêu chí và nội dung."), code="notes")
    codes = {leaf.code for _path, leaf in sheet.leaves()}
    unknown = [str(code) for code in value if code not in codes]
    if unknown:
        raise ValidationError(_("Tiêu chí không có trong phiếu: %s.") % ", ".join(unknown), code="notes")
    return {code: text for code, note in value.items() if (text := _clean_text(note))}


def _clean_text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValidationError(_("Nội dung phải là chữ."), code="text")
    text = nfc(value.replace("\0", "")).strip()
    if len(text) > TEXT_MAX:
        raise ValidationError(_("Nội dung dài quá %s ký tự.") % TEXT_MAX, code="text")
    return text


def _clean_opinion(value: Any) -> str:
    if value not in ("", *Opinion.values):
        raise ValidationError(_("Ý kiến phải là thống nhất hoặc không thống nhất."), code="opinion")
    return str(value)
