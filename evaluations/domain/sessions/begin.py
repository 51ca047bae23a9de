"""Scoring begins: everything the result depends on is checked, copied and pinned (QĐ 26/2026, Điều 7.3d, 7.6d)."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import format_date
from products.domain.dossiers.clock import Basis
from products.domain.dossiers.clock_rules import days_after
from products.domain.dossiers.steps import take_council_step
from products.enums import DossierKind, DossierState, DossierStep
from products.models import Dossier

from ...enums import CouncilLevel, CouncilRole, SessionMode, SessionState
from ...models import CouncilSession, SessionEntry
from ..councils.procedure import rules_on
from ..lawpacks.load import Pack, alteration, load_pack
from ..lawpacks.select import Selection, select_pack
from ..sheets.locks import lock_dossiers
from .batch import BEFORE_COUNCIL, set_of
from .interests import write_ties
from .roles import may_keep_roll
from .roll import Quorum, quorum_of
from .sessions import lock_session

ARTICLES = {
    ("qd-26-2026", SessionMode.MEETING): "Điều 7.3d",
    ("qd-26-2026", SessionMode.WRITTEN): "Điều 7.6d",
}
"""Where each pack speaks of the council's session; the others cite their manifest's step to the council."""


@dataclass(frozen=True)
class Choice:
    """The law of one dossier on the day of the session: `pack` None while none rules, `fault` says why it cannot be
    scored, `note` that another decision rules than the one it was handed in under."""

    pack: Pack | None
    product_set: int | None
    fault: str = ""
    note: str = ""


def choose(dossier: Dossier, held_on: date) -> Choice:
    """The pack and sheet of a dossier evaluated on a day (table of rules.md §2); no query. Reads `dossier.product`."""
    product_set = set_of(dossier.product)
    selection = _select(dossier, held_on)
    if selection is None or product_set is None:
        why = _("chưa có bộ sản phẩm") if product_set is None else _("không có bộ quy định nào cho ngày nộp hồ sơ")
        return Choice(None, product_set, f"{dossier.product.name}: {why}.")
    pack = load_pack(selection.code)
    altered = alteration(pack)
    if altered:
        return Choice(pack, product_set, f"{dossier.product.name}: {altered}.")
    sheet = pack.sheets.get(product_set)
    if sheet is None or sheet.status == "incomplete":
        words = {"name": dossier.product.name, "number": product_set, "law": pack.manifest.title}
        missing = _("%(name)s: %(law)s không có phiếu chấm của bộ %(number)s.")
        unfinished = _("%(name)s: phiếu chấm của bộ %(number)s (%(law)s) chưa đủ nội dung trong phần mềm.")
        return Choice(pack, product_set, (missing if sheet is None else unfinished) % words)
    return Choice(pack, product_set, note=_other_law(dossier, pack, selection))


def choice_of(entry: SessionEntry, held_on: date) -> Choice:
    """What was pinned when scoring began, else what would be. Reads `entry.dossier.product`; no query."""
    if not entry.law_pack:
        return choose(entry.dossier, held_on)
    pack = load_pack(entry.law_pack)
    selection = _select(entry.dossier, held_on) or Selection(pack.code)
    return Choice(pack, entry.product_set, note=_other_law(entry.dossier, pack, selection))


def _select(dossier: Dossier, held_on: date) -> Selection | None:
    if dossier.submitted_on is None:
        return None
    try:
        return select_pack(DossierKind(dossier.kind), dossier.submitted_on, held_on)
    except LookupError:
        return None


def _other_law(dossier: Dossier, pack: Pack, selection: Selection) -> str:
    """Says that the pack of the day rules instead of the one the dossier was handed in under (Điều 12.2)."""
    if pack.code == dossier.law_pack:
        return ""
    words = {"law": pack.manifest.title, "old": dossier.law_pack}
    with suppress(LookupError):
        words["old"] = load_pack(dossier.law_pack).manifest.title
    if selection.finish_by is None or not selection.is_late:
        return _("Chấm theo %(law)s; hồ sơ ghi %(old)s.") % words
    words |= {"day": format_date(selection.finish_by), "article": selection.article}
    return _("Chấm theo %(law)s: hồ sơ nộp theo %(old)s đã quá hạn hoàn thành %(day)s (%(article)s).") % words


@transaction.atomic
def begin_scoring(*, actor: Any, session_id: int) -> CouncilSession:
    """Open the scoring of a session: organiser, chair or secretary; done twice = done once.

    Copies the rules in force on the day, pins pack, hash and sheet of each dossier, writes interests of accounts tied
    to a producer, moves eligible dossiers to the council, sets the day 45 days after completeness for written opinions.
    Raises ValidationError with every fault ("day", "seats", "quorum", "batch", "dossier", "sheet", "complete_on").
    """
    session = lock_session(session_id)
    if actor is not None and not may_keep_roll(actor, session):
        raise ValidationError(_("Bạn không mở được phần chấm điểm của phiên họp này."), code="not_allowed")
    if session.state == SessionState.SCORING:
        return session
    if session.state != SessionState.PREPARING:
        raise ValidationError(_("Phiên họp %s.") % session.get_state_display(), code="wrong_state")
    lock_dossiers(session.entries.values_list("dossier", flat=True))
    entries = list(session.entries.select_related("dossier__product__producer", "dossier__unit"))
    quorum = quorum_of(session)
    faults = [*begin_faults(session, entries, quorum)]
    if faults:
        raise ValidationError(faults)
    choices = {entry.pk: choose(entry.dossier, session.held_on) for entry in entries}
    _copy_rules(session)
    session.due_on = _due_on(session, list(choices.values()))
    session.state, session.opened_at = SessionState.SCORING, timezone.now()
    session.revision += 1
    session.save()
    _pin(actor, session, entries, choices)
    seats = list(session.seats.select_related("member"))
    write_ties(actor, entries, [seat.member for seat in seats])
    _record(actor, session, entries, quorum)
    return session


def begin_faults(session: CouncilSession, entries: list[SessionEntry], quorum: Quorum) -> list[ValidationError]:
    """Everything that is in the way, in the order of the page; the same list is shown before it is tried."""
    found = [*_session_faults(session, quorum)]
    if not entries:
        found.append(ValidationError(_("Phiên họp chưa có hồ sơ nào."), code="batch"))
    for entry in entries:
        fault = _dossier_fault(session, entry.dossier)
        if fault:
            found.append(ValidationError(f"{entry.dossier.product.name}: {fault}", code="dossier"))
            continue
        choice = choose(entry.dossier, session.held_on)
        if choice.fault:
            found.append(ValidationError(choice.fault, code="sheet"))
    return found


def _session_faults(session: CouncilSession, quorum: Quorum) -> list[ValidationError]:
    found = []
    if session.held_on > timezone.localdate():
        text = _("Chưa đến ngày %s, chưa bắt đầu chấm được.") % format_date(session.held_on)
        found.append(ValidationError(text, code="day"))
    if not any(seat.role == CouncilRole.CHAIR for seat in session.seats.all()):
        text = _("Phiên họp không có chủ tịch hội đồng: không ai mở được kết quả chấm.")
        found.append(ValidationError(text, code="seats"))
    if not quorum.is_met:
        found.append(ValidationError(quorum_text(quorum), code="quorum"))
    elif quorum.is_asked and not quorum.present:
        found.append(ValidationError(_("Chưa có thành viên chấm điểm nào được điểm danh có mặt."), code="quorum"))
    if session.mode == SessionMode.WRITTEN and session.complete_on is None:
        text = _("Hãy ghi ngày nhận đủ hồ sơ hợp lệ: thời hạn lấy ý kiến tính từ ngày đó (Điều 7.6d).")
        found.append(ValidationError(text, code="complete_on"))
    return found


def quorum_text(quorum: Quorum) -> str:
    """ "Có mặt 6/9 thành viên, cần ít nhất 7 (75 %); chưa có chủ tịch hội đồng." """
    words = {"present": quorum.present, "seats": quorum.seats, "needed": quorum.needed, "percent": quorum.percent}
    text = _("Có mặt %(present)s/%(seats)s thành viên") % words
    if quorum.percent is not None:
        text += ", " + _("cần ít nhất %(needed)s (%(percent)s %%)") % words
    if quorum.needs_chair and not quorum.has_chair:
        text += "; " + _("chưa có chủ tịch hội đồng")
    return f"{text}."


def _dossier_fault(session: CouncilSession, dossier: Dossier) -> str:
    central = session.council.level == CouncilLevel.CENTRAL
    if dossier.state not in ((DossierState.EVALUATED,) if central else BEFORE_COUNCIL):
        return _("hồ sơ %s.") % dossier.get_state_display()
    if session.mode == SessionMode.WRITTEN and dossier.kind != DossierKind.RERANK:
        return _("chỉ phân hạng lại được lấy ý kiến bằng văn bản (Điều 7.6d).")
    if dossier.submitted_on is None:
        return _("chưa có ngày nộp hồ sơ.")
    if dossier.submitted_on > session.held_on:
        return _("hồ sơ nộp ngày %s, sau ngày của phiên họp.") % format_date(dossier.submitted_on)
    return ""


def _copy_rules(session: CouncilSession) -> None:
    rules = rules_on(session.council, session.held_on)
    if rules is None:
        session.quorum_percent, session.needs_chair, session.max_spread, session.rules_source = None, False, None, ""
        return
    session.quorum_percent, session.needs_chair = rules.quorum_percent, rules.needs_chair
    session.max_spread, session.rules_source = rules.max_spread, rules.source


def _due_on(session: CouncilSession, choices: list[Choice]) -> date | None:
    """45 days from a complete dossier (Điều 7.6d), counted as the installation counts; None where no pack says so."""
    terms = [choice.pack.manifest.deadlines["rerank_days"] for choice in choices if choice.pack is not None]
    days = min((term for term in terms if term is not None), default=None)
    if session.mode != SessionMode.WRITTEN or session.complete_on is None or days is None:
        return None
    basis = Basis.now()
    return days_after(session.complete_on, days, basis.calendar, basis.counting)


def _pin(actor: Any, session: CouncilSession, entries: list[SessionEntry], choices: dict[int, Choice]) -> None:
    """Pack, hash and sheet of each entry; the dossier goes to the council. One referred stays as it is."""
    for entry in entries:
        choice = choices[entry.pk]
        assert choice.pack is not None  # begin_faults refuses what has none
        entry.law_pack, entry.pack_sha256 = choice.pack.code, choice.pack.sha256
        entry.product_set = choice.product_set
        entry.revision += 1
        entry.save()
        if entry.dossier.state == DossierState.ELIGIBLE:
            entry.dossier = take_council_step(
                actor=actor, dossier_id=entry.dossier_id, step=DossierStep.TO_COUNCIL, on=session.held_on
            )


def articles_of(session: CouncilSession, packs: list[Pack]) -> str:
    """ "Quyết định 26/2026/QĐ-TTg, Điều 7.3d": each law once."""
    cited = []
    for pack in packs:
        law = pack.manifest
        article = ARTICLES.get((pack.code, SessionMode(session.mode)), law.articles.get("to_council", ""))
        cited.append(law.cite(article))
    return "; ".join(dict.fromkeys(cited))[:200]


def _record(actor: Any, session: CouncilSession, entries: list[SessionEntry], quorum: Quorum) -> None:
    packs = [load_pack(code) for code in sorted({entry.law_pack for entry in entries})]
    rules = {name: getattr(session, name) for name in ("quorum_percent", "needs_chair", "max_spread", "rules_source")}
    record_act(
        verb="begin_scoring",
        actor=actor,
        subject=session,
        article=articles_of(session, packs),
        payload={
            "number": f"{session.number}/{session.year}",
            "mode": session.mode,
            "held_on": session.held_on.isoformat(),
            "due_on": session.due_on.isoformat() if session.due_on else None,
            "rules": rules,
            "present": quorum.present,
            "seats": quorum.seats,
            "entries": [
                {
                    "dossier": entry.dossier_id,
                    "law_pack": entry.law_pack,
                    "pack_sha256": entry.pack_sha256,
                    "product_set": entry.product_set,
                }
                for entry in entries
            ],
        },
    )
