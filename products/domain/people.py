"""Who represents a producer, which accounts act for it, and who may change what of it."""

from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.accounts.models import User
from ocop.audit.acts import record_act

from ..enums import MemberRole, Sex
from ..models import Producer, ProducerMember, Representation
from ..validators import clean_personal_number, clean_phone, clean_text
from .queries import is_own_producer, writable_producers
from .records import StaleError, assign, check_producer, clean_fields, lock_record

_NAMES = (
    "Kinh|Tày|Thái|Hoa|Khmer|Mường|Nùng|Mông|Dao|Gia Rai|Ngái|Ê Đê|Ba Na|Xơ Đăng|Sán Chay|Cơ Ho|Chăm|Sán Dìu|Hrê"
    "|Mnông|Ra Glai|Xtiêng|Bru - Vân Kiều|Thổ|Giáy|Cơ Tu|Gié Triêng|Mạ|Khơ Mú|Co|Tà Ôi|Chơ Ro|Kháng|Xinh Mun|Hà Nhì"
    "|Chu Ru|Lào|La Chí|La Ha|Phù Lá|La Hủ|Lự|Lô Lô|Chứt|Mảng|Pà Thẻn|Cơ Lao|Cống|Bố Y|Si La|Pu Péo|Brâu|Ơ Đu|Rơ Măm"
)
ETHNIC_GROUPS = tuple(_NAMES.split("|"))
"""The 54 official names (Danh mục các thành phần dân tộc Việt Nam, Quyết định 121-TCTK/PPCĐ)."""


def can_edit_own(user: Any, producer: Producer) -> bool:
    """Whether the person may change contact, representative and yearly figures: an editor of the territory, or the
    producer's own account."""
    return writable_producers(user).filter(pk=producer.pk).exists() or is_own_producer(user, producer)


def check_own(actor: Any, producer: Producer) -> None:
    """Refuse who is neither an editor of the territory nor the producer's own account; None is the command line."""
    if actor is not None and not is_own_producer(actor, producer):
        check_producer(actor, producer)


def clean_email(value: str) -> str:
    """An address in lower-case domain, "" when empty; raises ValidationError."""
    text = clean_text(value, limit=254)
    if text:
        validate_email(text)
    return text


def clean_choice(value: str, *, among: type[Sex] | type[MemberRole]) -> str:
    """One of the choices or ""; raises ValidationError."""
    if value and value not in among.values:
        raise ValidationError(_("Giá trị này không có trong danh sách."), "choice")
    return value or ""


CLEANERS: dict[str, Any] = {
    "position": partial(clean_text, limit=120),
    "sex": partial(clean_choice, among=Sex),
    "ethnicity": partial(clean_text, limit=40),
    "has_disability": bool,
    "residence": partial(clean_text, limit=300),
    "personal_number": clean_personal_number,
    "consented_on": lambda value: value or None,
}


CONTACT_CLEANERS: dict[str, Any] = {
    "representative": partial(clean_text, limit=120),
    "phone": clean_phone,
    "email": clean_email,
}


@transaction.atomic
def save_representation(*, actor: Any, producer_id: int, revision: int | None, **values: Any) -> Representation:
    """Store how the producer is reached (CONTACT_CLEANERS) and the representative's data (CLEANERS), those given.

    The producer's own account may. `revision` is the producer's. Raises StaleError, ValidationError.
    """
    producer = lock_record(Producer, producer_id)
    check_own(actor, producer)
    record = Representation.objects.filter(producer=producer).first() or Representation(producer=producer)
    contact, person = _cleaned(producer, values)
    if record.pk is not None and _holds(producer, contact) and _holds(record, person):
        return record
    if revision is not None and producer.revision != revision:
        raise StaleError(producer.revision)
    assign(record, None, person)
    record.erased_at = None
    record.save()
    if not assign(producer, None, contact):
        producer.revision += 1
    producer.save()
    return record


def _holds(record: Any, values: dict[str, Any]) -> bool:
    return all(getattr(record, name) == value for name, value in values.items())


def _cleaned(producer: Producer, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Values of the producer, values of the representation; an old number that is kept is not checked anew."""
    kept = {"phone"} if values.get("phone") == producer.phone else set()
    cleaners = {**CONTACT_CLEANERS, **CLEANERS, **dict.fromkeys(kept, str)}
    cleaned = clean_fields({name: clean for name, clean in cleaners.items() if name in values}, values)
    if (cleaned.get("consented_on") or date.min) > timezone.localdate():
        raise ValidationError({"consented_on": ValidationError(_("Ngày đồng ý không thể ở tương lai."), "future")})
    contact = {name: value for name, value in cleaned.items() if name in CONTACT_CLEANERS}
    return contact, {name: value for name, value in cleaned.items() if name in CLEANERS}


@transaction.atomic
def link_member(
    *, actor: Any, producer_id: int, username: str, role: str, valid_from: date, valid_to: date | None = None
) -> ProducerMember:
    """Let an account act for the producer between two days; only editors. The same link again is the one stored.

    Raises ValidationError: no such account, dates in the wrong order, or a link of other dates in force then.
    """
    producer = lock_record(Producer, producer_id)
    check_producer(actor, producer)
    user = User.objects.filter(username__iexact=username.strip(), is_active=True, is_machine=False).first()
    if user is None:
        raise ValidationError({"username": ValidationError(_("Không có tài khoản này."), "unknown_user")})
    if valid_to is not None and valid_to < valid_from:
        raise ValidationError({"valid_to": ValidationError(_("Ngày kết thúc phải sau ngày bắt đầu."), "order")})
    role = clean_choice(role, among=MemberRole) or MemberRole.OWNER
    for known in producer.members.filter(user=user):
        if (known.valid_from, known.valid_to, known.role) == (valid_from, valid_to, role):
            return known
        if known.valid_from <= (valid_to or date.max) and valid_from <= (known.valid_to or date.max):
            fault = _("Tài khoản này đang được gắn với chủ thể trong thời gian đó.")
            raise ValidationError({"username": ValidationError(fault, "overlap")})
    member = ProducerMember.objects.create(
        producer=producer, user=user, role=role, valid_from=valid_from, valid_to=valid_to
    )
    payload = {"account": user.pk, "role": str(role), "from": valid_from.isoformat()}
    record_act(verb="link_member", actor=actor, subject=producer, payload=payload)
    return member


@transaction.atomic
def end_member(*, actor: Any, member_id: int, last_day: date) -> ProducerMember | None:
    """Let a link end with `last_day`; only editors. One that would begin later is taken away (then None)."""
    known = ProducerMember.objects.select_related("producer").get(pk=member_id)
    check_producer(actor, lock_record(Producer, known.producer_id))
    member = ProducerMember.objects.select_for_update(of=("self",)).select_related("producer").get(pk=member_id)
    if member.valid_to is not None and member.valid_to <= last_day:
        return member
    payload = {"account": member.user_id, "to": last_day.isoformat()}
    record_act(verb="end_member", actor=actor, subject=member.producer, payload=payload)
    if member.valid_from > last_day:
        member.delete()
        return None
    member.valid_to = last_day
    member.save()
    return member
