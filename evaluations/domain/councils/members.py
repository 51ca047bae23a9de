"""Members of a council: who they may be, their place, from when to when."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.accounts.access import territory_grants
from ocop.accounts.domain.grants import grant_role
from ocop.accounts.enums import Role
from ocop.accounts.models import Grant, User
from ocop.audit.acts import record_act
from ocop.text import fold, format_date, nfc
from products.domain.records import assign
from programs.models import UnitReach

from ...enums import CouncilRole
from ...models import Council, CouncilMember
from ...models.council import ORGANISERS
from .locks import lock_council
from .seats import sync_council

PAGE_ROLES = {CouncilRole.ADVISER: Role.ADVISOR}
"""Role of the account that goes with a place; every other place goes with COUNCIL_MEMBER."""
MOST = 20


def account_role(role: str) -> Role:
    """The account's role that goes with a place in a council; it asks for the second factor (Role.SECOND_FACTOR)."""
    return PAGE_ROLES.get(CouncilRole(role), Role.COUNCIL_MEMBER)


def eligible_people(organiser: Any) -> QuerySet[User]:
    """Active accounts which hold a role today in the territory where the organiser prepares councils.

    A producer's account alone does not count: it is found by its other roles, if it has any. None: the command line.
    """
    grants = Grant.objects.on(timezone.localdate()).exclude(role=Role.PRODUCER)
    if organiser is not None:
        reached = UnitReach.objects.filter(unit__in=territory_grants(organiser, ORGANISERS)).values("member")
        grants = grants.filter(unit__in=reached)
    return User.objects.filter(is_active=True, is_machine=False, pk__in=grants.values("user"))


def find_people(organiser: Any, text: str) -> list[User]:
    """At most MOST of them whose name holds every word of the text, or whose login begins with it."""
    words = fold(text).split()
    if not words:
        return []
    named = Q()
    for word in words:
        named &= Q(fold__contains=word)
    found = eligible_people(organiser).filter(named | Q(username__istartswith=text.strip()))
    return list(found.order_by("fold", "pk")[:MOST])


def without_role(members: list[CouncilMember]) -> set[int]:
    """Ids of members whose account lacks, today, the role that goes with the place; one query."""
    held = Grant.objects.on(timezone.localdate()).filter(user__in=[member.user_id for member in members])
    pairs = set(held.values_list("user", "role"))
    return {member.pk for member in members if (member.user_id, account_role(member.role)) not in pairs}


@transaction.atomic
def add_member(
    *,
    actor: Any,
    council_id: int,
    user: User,
    name: str,
    position: str = "",
    body: str = "",
    role: str = CouncilRole.MEMBER,
    valid_from: date,
    grants_role: bool = False,
) -> CouncilMember:
    """Give an account a place from a day on; seats of sessions under preparation follow.

    `grants_role`: an administrator asks that the account get the role that goes with the place too. The same sent
    again gives the stored member. Raises ValidationError: outside the organiser's people, there already, a second
    chair, a day before the founding.
    """
    council = lock_council(actor, council_id)
    values = _clean(name=name, position=position, body=body, role=role)
    stored = council.members.filter(user=user, valid_from=valid_from, valid_to=None).first()
    if stored is not None and all(getattr(stored, key) == value for key, value in values.items()):
        return stored
    if not eligible_people(actor).filter(pk=user.pk).exists():
        text = _("Tài khoản này không có vai trò nào trong địa bàn của bạn. Người quản trị cần phân quyền trước.")
        raise ValidationError({"user": ValidationError(text, code="unknown_person")})
    order = (council.members.order_by("-order").values_list("order", flat=True).first() or 0) + 1
    member = CouncilMember(council=council, user=user, valid_from=valid_from, order=order, **values)
    _check_days(member)
    member.full_clean(validate_constraints=False)
    member.save()
    if grants_role:
        _grant(actor, member)
    sync_council(council)
    record_act(verb="add_council_member", actor=actor, subject=member, payload=_facts(member))
    return member


@transaction.atomic
def update_member(
    *,
    actor: Any,
    member_id: int,
    revision: int | None,
    name: str,
    position: str = "",
    body: str = "",
    role: str,
    order: int | None = None,
) -> CouncilMember:
    """Mend a member; the place in sessions already being scored stays what it was."""
    member = _lock(actor, member_id)
    values = _clean(name=name, position=position, body=body, role=role)
    if order is not None:
        values["order"] = order
    if not assign(member, revision, values):
        return member
    _check_days(member)
    member.full_clean(validate_constraints=False)
    member.save()
    sync_council(member.council)
    record_act(verb="update_council_member", actor=actor, subject=member, payload=_facts(member))
    return member


@transaction.atomic
def end_member(*, actor: Any, member_id: int, valid_to: date) -> CouncilMember:
    """The member's last day. What was handed in stays; seats of later sessions under preparation go."""
    member = _lock(actor, member_id)
    if member.valid_to == valid_to:
        return member
    if member.valid_to is not None and member.valid_to < valid_to:
        text = _("Thành viên này đã thôi tham gia từ %s.") % format_date(member.valid_to)
        raise ValidationError({"valid_to": ValidationError(text, code="ended")})
    if valid_to < member.valid_from:
        text = _("Ngày kết thúc không thể trước ngày bắt đầu (%s).") % format_date(member.valid_from)
        raise ValidationError({"valid_to": ValidationError(text, code="before_start")})
    member.valid_to = valid_to
    member.revision += 1
    member.save()
    sync_council(member.council)
    record_act(verb="end_council_member", actor=actor, subject=member, payload=_facts(member))
    return member


def _lock(actor: Any, member_id: int) -> CouncilMember:
    """The member; its council is locked, so two changes of one council never pass each other."""
    council_id = CouncilMember.objects.values_list("council", flat=True).get(pk=member_id)
    council = lock_council(actor, council_id)
    member = CouncilMember.objects.select_related("user").get(pk=member_id)
    member.council = council
    return member


def _clean(*, name: str, position: str, body: str, role: str) -> dict[str, Any]:
    texts = {"name": name, "position": position, "body": body}
    values: dict[str, Any] = {key: " ".join(nfc(text or "").split()) for key, text in texts.items()}
    if not values["name"]:
        raise ValidationError({"name": ValidationError(_("Hãy ghi họ và tên."), code="required")})
    return {**values, "role": CouncilRole(role)}


def _check_days(member: CouncilMember) -> None:
    """Within the council's life; nobody twice and no two chairs at one time."""
    council: Council = member.council
    if member.valid_from < council.decided_on:
        text = _("Không thể trước ngày thành lập hội đồng (%s).") % format_date(council.decided_on)
        raise ValidationError({"valid_from": ValidationError(text, code="before_start")})
    if council.ended_on is not None and member.valid_from > council.ended_on:
        text = _("Hội đồng đã giải thể ngày %s.") % format_date(council.ended_on)
        raise ValidationError({"valid_from": ValidationError(text, code="ended")})
    others = council.members.exclude(pk=member.pk).filter(Q(valid_to=None) | Q(valid_to__gte=member.valid_from))
    if member.valid_to is not None:
        others = others.filter(valid_from__lte=member.valid_to)
    if others.filter(user=member.user).exists():
        raise ValidationError({"user": ValidationError(_("Người này đã có trong hội đồng."), code="twice")})
    if member.pk is not None:  # a changed place counts from today, sessions keep the places of their day
        others = others.filter(Q(valid_to=None) | Q(valid_to__gte=timezone.localdate()))
    if member.role == CouncilRole.CHAIR and others.filter(role=CouncilRole.CHAIR).exists():
        text = _("Hội đồng đã có chủ tịch trong thời gian này. Hãy ghi ngày thôi của chủ tịch trước.")
        raise ValidationError({"role": ValidationError(text, code="two_chairs")})


def _grant(actor: Any, member: CouncilMember) -> None:
    """Give the account the role that goes with the place at the council's unit, unless it has it."""
    if not without_role([member]):
        return
    council, note = member.council, member.council.name[:200]
    role, start = account_role(member.role), member.valid_from
    try:
        grant_role(actor=actor, user=member.user, role=role, unit=council.unit, valid_from=start, note=note)
    except PermissionDenied:
        text = _("Bạn không quản trị tài khoản này nên không phân quyền được. Bỏ dấu ở ô phân quyền rồi lưu lại.")
        raise ValidationError({"grants_role": ValidationError(text, code="not_allowed")}) from None


def _facts(member: CouncilMember) -> dict[str, Any]:
    return {
        "council": member.council_id,
        "user": member.user_id,
        "name": member.name,
        "role": member.role,
        "body": member.body,
        "valid_from": member.valid_from.isoformat(),
        "valid_to": member.valid_to.isoformat() if member.valid_to else None,
    }
