"""Interests: a member tied to the producer, who advised on the dossier, or who says so does not score it.

The texts of law at hand are silent; it is a rule of procedure (rules.md §8).
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import nfc
from products.enums import MemberRole
from products.models import ProducerMember

from ...enums import CouncilRole, InterestGround, SessionState, SheetState
from ...models import CouncilMember, CouncilSession, InterestDeclaration, ScoreSheet, SessionEntry
from ..sheets.locks import lock_entry
from .roles import is_organiser

GROUNDS = {MemberRole.HELPER: InterestGround.ADVISER}
"""Ground by what the account does for the producer: who helps with dossiers advised on this one; else its own."""


def ties(entries: Iterable[SessionEntry], members: Iterable[CouncilMember]) -> dict[tuple[int, int], InterestGround]:
    """(entry, member) → ground, for accounts that act or once acted for the producer, whatever the dates; one query.

    Reads `entry.dossier.product` (select them). Advisers of the council never score and are left out.
    """
    by_user = {member.user_id: member.pk for member in members if member.role != CouncilRole.ADVISER}
    producers: dict[int, list[int]] = {}
    for entry in entries:
        producers.setdefault(entry.dossier.product.producer_id, []).append(entry.pk)
    links = ProducerMember.objects.filter(user__in=by_user, producer__in=producers).order_by("-role")
    found: dict[tuple[int, int], InterestGround] = {}
    for link in links:  # "owner" after "helper" backwards: being the producer's own goes before
        ground = GROUNDS.get(MemberRole(link.role), InterestGround.PRODUCER)
        for entry_id in producers[link.producer_id]:
            found.setdefault((entry_id, by_user[link.user_id]), ground)
    return found


def write_ties(actor: Any, entries: list[SessionEntry], members: list[CouncilMember]) -> list[InterestDeclaration]:
    """Declarations for ties nobody declared, with their ground; the caller holds the session's lock."""
    found = ties(entries, members)
    said = InterestDeclaration.objects.filter(entry__in=entries).values_list("entry", "member")
    for pair in set(said):
        found.pop(pair, None)
    note = _("ghi tự động khi bắt đầu chấm: tài khoản gắn với chủ thể")
    return [
        InterestDeclaration.objects.create(
            entry_id=entry_id, member_id=member_id, ground=ground, note=note, declared_by=actor
        )
        for (entry_id, member_id), ground in sorted(found.items())
    ]


@transaction.atomic
def declare_interest(
    *, actor: Any, entry_id: int, member_id: int, ground: str = InterestGround.DECLARED, note: str = ""
) -> InterestDeclaration:
    """Close a member's sheet of a dossier: by the member, or recorded by the organiser; done twice = done once.

    A draft of the sheet no longer counts. Raises ValidationError: someone else's to declare, the session over, the
    sheet of the present round handed in already.
    """
    entry = lock_entry(entry_id)
    member = _member(entry.session, member_id)
    _check(actor, entry, member)
    stored = InterestDeclaration.objects.filter(entry=entry, member=member).first()
    if stored is not None:
        return stored
    if ScoreSheet.objects.filter(entry=entry, member=member, round=entry.round, state=SheetState.SUBMITTED).exists():
        text = _("%s đã nộp phiếu của hồ sơ này, không khai được nữa.") % member.name
        raise ValidationError(text, code="submitted")
    declared = InterestDeclaration.objects.create(
        entry=entry, member=member, ground=InterestGround(ground), note=nfc(note or "").strip()[:300], declared_by=actor
    )
    payload = {"entry": entry.pk, "member": member.pk, "ground": declared.ground, "note": declared.note}
    record_act(verb="declare_interest", actor=actor, subject=declared, payload=payload)
    return declared


@transaction.atomic
def withdraw_interest(*, actor: Any, interest_id: int) -> SessionEntry:
    """Take back a declaration made by mistake; a tie of the account to the producer stays closed all the same.

    Raises InterestDeclaration.DoesNotExist once it is gone.
    """
    entry = lock_entry(InterestDeclaration.objects.values_list("entry", flat=True).get(pk=interest_id))
    declared = InterestDeclaration.objects.select_related("member").get(pk=interest_id)
    _check(actor, entry, declared.member)
    if ties([entry], [declared.member]):
        text = _("Tài khoản gắn với chủ thể của hồ sơ, không rút khai báo được.")
        raise ValidationError(text, code="tied")
    payload = {"entry": entry.pk, "member": declared.member_id, "ground": declared.ground}
    record_act(verb="withdraw_interest", actor=actor, subject=declared, payload=payload)
    declared.delete()
    return entry


def may_declare(user: Any, entry: SessionEntry, member: CouncilMember) -> bool:
    """One's own interest, or anybody's for the organiser."""
    return member.user_id == getattr(user, "pk", None) or is_organiser(user, entry.session)


def _member(session: CouncilSession, member_id: int) -> CouncilMember:
    seat = session.seats.filter(member=member_id).select_related("member").first()
    if seat is None:
        raise ValidationError(_("Người này không dự phiên họp."), code="no_seat")
    return seat.member


def _check(actor: Any, entry: SessionEntry, member: CouncilMember) -> None:
    """Who may, and while the entry's marks are neither open nor concluded."""
    if actor is not None and not may_declare(actor, entry, member):
        raise ValidationError(_("Bạn chỉ khai lợi ích liên quan của chính mình."), code="not_allowed")
    open_states = (SessionState.PREPARING, SessionState.SCORING)
    is_opened = entry.opened_round >= entry.round
    if entry.session.state not in open_states or entry.concluded_at is not None or is_opened:
        raise ValidationError(_("Hồ sơ đã mở điểm hoặc đã kết luận, không thay đổi được nữa."), code="wrong_state")
