"""Withdrawal of a recognition and its certificate: ground, conclusion, 15 days, decision (QĐ 26/2026, Điều 8)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from products.domain.dossiers.clock import Basis
from products.domain.dossiers.clock_rules import days_after
from products.domain.records import assign
from products.validators import clean_text

from ...enums import WithdrawalGround, WithdrawalState
from ...models import Recognition, Withdrawal
from ...validators import clean_decision_number
from ..lawpacks import load_pack, pack_codes
from .keepers import lock_kept

ARTICLE = "Quyết định 26/2026/QĐ-TTg, Điều 8"


def competent_for(recognition: Recognition) -> str:
    """Who decides to withdraw: three and four stars the province's chairman, five the minister (Điều 8)."""
    if recognition.star == 5:
        return _("Bộ trưởng Bộ Nông nghiệp và Môi trường")
    return _("Chủ tịch Ủy ban nhân dân cấp tỉnh")


def due_after(concluded_on: date, basis: Basis | None = None) -> date:
    """Last day to decide: 15 days from the conclusion, or from the commune's word that production stopped."""
    basis = basis or Basis.now()
    days = next(
        days for code in reversed(pack_codes()) if (days := load_pack(code).manifest.deadlines["revocation_days"])
    )
    return days_after(concluded_on, days, basis.calendar, basis.counting)


def open_cases(user: Any) -> QuerySet[Withdrawal]:
    """Cases under way which the person may see, the most urgent first."""
    cases = Withdrawal.objects.visible_to(user).filter(state=WithdrawalState.OPEN)
    return cases.select_related("recognition__product__producer", "recognition__unit").order_by("due_on", "pk")


@transaction.atomic
def open_withdrawal(*, actor: Any, recognition_id: int, ground: str, concluded_on: date, conclusion: str) -> Withdrawal:
    """Open the case with its ground and the authority's conclusion; the same sent again gives the case stored.

    Raises ValidationError keyed by field; one case at a time, a withdrawn recognition has no other.
    """
    recognition = lock_kept(actor, recognition_id)
    values = {
        "ground": WithdrawalGround(ground),
        "concluded_on": concluded_on,
        "conclusion": _text("conclusion", conclusion, 300),
    }
    cases = Withdrawal.objects.filter(recognition=recognition)
    stored = cases.exclude(state=WithdrawalState.DROPPED).first()
    if stored is not None:
        if all(getattr(stored, name) == value for name, value in values.items()):
            return stored
        raise ValidationError(_("Công nhận này đã có hồ sơ thu hồi."), code="duplicate")
    if not recognition.decided_on <= concluded_on <= timezone.localdate():
        text = _("Ngày có kết luận phải từ ngày công nhận đến hôm nay.")
        raise ValidationError({"concluded_on": ValidationError(text, code="day")})
    withdrawal = Withdrawal.objects.create(recognition=recognition, due_on=due_after(concluded_on), **values)
    _record("open_withdrawal", actor, withdrawal, due_on=withdrawal.due_on.isoformat())
    return withdrawal


@transaction.atomic
def decide_withdrawal(
    *, actor: Any, withdrawal_id: int, decision_number: str, decided_on: date, note: str = "", revision: int | None
) -> Withdrawal:
    """Enter the decision: from its day on the certificate no longer counts. The same again changes nothing.

    Raises StaleError, ValidationError keyed by field.
    """
    withdrawal = _lock(actor, withdrawal_id)
    values = {
        "state": WithdrawalState.DECIDED,
        "decision_number": _number(decision_number),
        "decided_on": decided_on,
        "note": note.strip(),
    }
    if not withdrawal.concluded_on <= decided_on <= timezone.localdate():
        text = _("Ngày quyết định phải từ ngày có kết luận đến hôm nay.")
        raise ValidationError({"decided_on": ValidationError(text, code="day")})
    return _finish("decide_withdrawal", actor, withdrawal, revision, values)


@transaction.atomic
def drop_withdrawal(*, actor: Any, withdrawal_id: int, note: str, revision: int | None) -> Withdrawal:
    """End the case without withdrawing; the reason is asked for. Raises StaleError, ValidationError keyed by field."""
    withdrawal = _lock(actor, withdrawal_id)
    values = {"state": WithdrawalState.DROPPED, "note": _text("note", note, 1000)}
    return _finish("drop_withdrawal", actor, withdrawal, revision, values)


def _lock(actor: Any, withdrawal_id: int) -> Withdrawal:
    """The case, its recognition locked first: nothing else happens to that meanwhile."""
    recognition_id = Withdrawal.objects.values_list("recognition", flat=True).get(pk=withdrawal_id)
    lock_kept(actor, recognition_id)
    return Withdrawal.objects.select_for_update(of=("self",)).select_related("recognition").get(pk=withdrawal_id)


def _finish(verb: str, actor: Any, withdrawal: Withdrawal, revision: int | None, values: dict[str, Any]) -> Withdrawal:
    was_open = withdrawal.state == WithdrawalState.OPEN
    if assign(withdrawal, revision if was_open else None, values):
        if not was_open:
            raise ValidationError(_("Hồ sơ thu hồi này đã kết thúc."), code="closed")
        withdrawal.full_clean()
        withdrawal.save()
        texts = {name: str(value) for name, value in values.items() if value and name != "state"}
        _record(verb, actor, withdrawal, **texts)
    return withdrawal


def _record(verb: str, actor: Any, withdrawal: Withdrawal, **more: str) -> None:
    payload = {
        "recognition": withdrawal.recognition.pk,
        "ground": withdrawal.ground,
        "concluded_on": withdrawal.concluded_on.isoformat(),
        "conclusion": withdrawal.conclusion,
        **more,
    }
    record_act(verb=verb, actor=actor, subject=withdrawal, article=ARTICLE, payload=payload)


def _number(value: str) -> str:
    try:
        return clean_decision_number(value)
    except ValidationError as error:
        raise ValidationError({"decision_number": error}) from None


def _text(name: str, value: str, limit: int) -> str:
    """A text that must not be empty."""
    try:
        text = clean_text(value, limit=limit)
        if not text:
            raise ValidationError(_("Hãy điền mục này."), code="required")
    except ValidationError as error:
        raise ValidationError({name: error}) from None
    return text
