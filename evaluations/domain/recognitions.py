"""The verb that enters a recognition in the register."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.site.registry import get_setting
from ocop.text import format_date
from products.domain.records import check_producer
from products.models import Producer, Product
from programs.domain.place import resolve_located
from programs.models import Unit

from .. import rules, validators
from ..models import DecisionItem, Recognition
from .dates import expiry_of

SAME = ("star", "kind", "body", "unit_id")


@dataclass(frozen=True)
class Recorded:
    """The recognition, whether it is new, and what the person should know although it was stored."""

    recognition: Recognition
    is_new: bool
    warnings: tuple[str, ...] = ()


@transaction.atomic
def record_recognition(
    *,
    actor: Any,
    product: Product,
    star: int,
    decided_on: date,
    body: str,
    unit: Unit | None = None,
    score: Decimal | None = None,
    plan_year: int | None = None,
    body_note: str = "",
    decision_item: DecisionItem | None = None,
    **texts: Any,
) -> Recorded:
    """Enter one decision on one product, at the unit of its day; valid 36 months (QĐ 26/2026, Điều 4).

    `decision_item`: the line of a decision issued here; the right to issue is checked there, not by the producer's
    place, its act names all lines, a recognition typed in before gets the line. `texts`: kind, decision_number,
    source_note. `body_note`: why it names another body than the law; without it that is refused (or warned of, by the
    setting body_by_date). The same decision again gives the stored one. Raises ValidationError keyed by field.
    """
    product = Product.objects.select_for_update(of=("self",)).select_related("producer__unit").get(pk=product.pk)
    if decision_item is None:
        check_producer(actor, product.producer)
    warnings = check_facts(
        star=star, decided_on=decided_on, body=body, body_note=body_note, score=score, plan_year=plan_year
    )
    facts = {"star": star, "body": body, "score": score, "body_note": body_note.strip(), **texts}
    facts |= {"decided_on": decided_on, "expires_on": expiry_of(decided_on)} | _of_item(decision_item)
    facts["decision_number"] = _field("decision_number", validators.clean_decision_number, texts["decision_number"])
    unit = unit or unit_on(product.producer, decided_on)
    _check_unit(unit, decided_on)
    recognition = Recognition(product=product, unit=unit, **facts)
    stored = _store(recognition)
    if stored is not None:
        _attach(stored, decision_item)
        return Recorded(stored, False)
    if decision_item is None:
        _record(actor, recognition)
    return Recorded(recognition, True, tuple(warnings))


def check_facts(
    *,
    star: int,
    decided_on: date,
    body: str,
    body_note: str = "",
    score: Decimal | None = None,
    plan_year: int | None = None,
    body_rule: str | None = None,
    today: date | None = None,
) -> list[str]:
    """Check what needs no database but the setting; returns warnings, raises ValidationError keyed by field."""
    _field("star", validators.check_star, star)
    _field("decided_on", validators.check_day, decided_on, today or timezone.localdate(), plan_year)
    _field("score", validators.check_score, score, star)
    if body_note.strip():
        return []
    try:
        validators.check_body(body, star, decided_on)
    except ValidationError as error:
        if (body_rule or get_setting("body_by_date")) == "error":
            raise ValidationError({"body": error}) from None
        return list(error.messages)
    return []


def _field(name: str, check: Any, *values: Any) -> Any:
    """Run a check; its fault belongs to the field."""
    try:
        return check(*values)
    except ValidationError as error:
        raise ValidationError({name: error}) from None


def unit_on(producer: Producer, day: date) -> Unit:
    """The unit in which the producer lies on the day: its own, or its one heir (or forebear); never guessed."""
    if producer.unit.is_valid_on(day):
        return producer.unit
    decided = {producer.pk: list(producer.attributions.values_list("unit_id", flat=True))}
    found = resolve_located({producer.pk: producer.unit_id}, day, decided)[producer.pk]
    if found is None:
        raise ValidationError(
            {
                "decided_on": ValidationError(
                    _("Ngày %(day)s, %(unit)s không quy được về một đơn vị. Hãy chọn đơn vị khi công nhận.")
                    % {"day": format_date(day), "unit": producer.unit.name},
                    "unit_unknown",
                )
            }
        )
    return Unit.objects.get(pk=found)


def _check_unit(unit: Unit, day: date) -> None:
    if not unit.is_valid_on(day):
        raise ValidationError(
            {
                "decided_on": ValidationError(
                    _("%(unit)s không tồn tại ngày %(day)s.") % {"unit": unit.name, "day": format_date(day)},
                    "unit_not_valid",
                )
            }
        )


def _store(recognition: Recognition) -> Recognition | None:
    """Insert; returns the row already stored when it is the same decision, raises when its facts differ."""
    try:
        with transaction.atomic():
            known = {"product", "unit", "decision_item"}  # rows at hand: not to be looked up again
            recognition.full_clean(exclude=known, validate_unique=False, validate_constraints=False)
            recognition.save(force_insert=True)
    except IntegrityError:
        stored = Recognition.objects.get(
            product=recognition.product,
            decision_number=recognition.decision_number,
            decided_on=recognition.decided_on,
        )
        if all(getattr(stored, name) == getattr(recognition, name) for name in SAME):
            return stored
        constraint = next(item for item in Recognition._meta.constraints if item.name == "recognition_once")
        raise ValidationError(
            {"decision_number": ValidationError(str(constraint.violation_error_message), "duplicate")}
        ) from None
    return None


def _of_item(item: DecisionItem | None) -> dict[str, Any]:
    """The line of a decision issued here, and whether all of it is an illustration."""
    return {} if item is None else {"decision_item": item, "is_illustration": item.decision.is_illustration}


def _attach(stored: Recognition, item: DecisionItem | None) -> None:
    """Give a recognition that was typed in or imported the line of the decision that turned up here."""
    if item is not None and stored.decision_item_id is None:
        stored.decision_item = item
        stored.revision += 1
        stored.save(update_fields=["decision_item", "revision", "updated_at"])


def _record(actor: Any, recognition: Recognition) -> None:
    record_act(
        verb="record_recognition",
        actor=actor,
        subject=recognition,
        article=rules.competence_on(recognition.decided_on).article,
        payload={
            "product": recognition.product_id,
            "star": recognition.star,
            "kind": recognition.kind,
            "body": recognition.body,
            "decision": recognition.decision_number,
            "decided_on": recognition.decided_on.isoformat(),
            "expires_on": recognition.expires_on.isoformat(),
            "body_note": recognition.body_note,
        },
    )
