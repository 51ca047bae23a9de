"""Verbs on producers."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import format_date
from programs.models import Unit

from ..enums import TOURISM_FORMS, LegalForm, ProductSet
from ..models import LegalFormPeriod, Producer, ProducerLocation, Product
from ..validators import clean_phone, clean_tax_code, clean_text
from .keys import rekey_products
from .people import clean_email
from .records import StaleError, assign, check_place, check_producer, clean_fields, lock_record

LIMITS = {"name": 250, "legal_form": 12, "address": 300, "representative": 120, "registration_number": 60}
CLEANERS: Mapping[str, Any] = {
    **{name: partial(clean_text, limit=limit) for name, limit in LIMITS.items()},
    "phone": clean_phone,
    "tax_code": clean_tax_code,
    "email": clean_email,
    "founded_on": lambda value: value or None,
}
FIELDS = tuple(CLEANERS)
ELIGIBLE = "QĐ 26/2026/QĐ-TTg, Điều 2.3"


def _cleaned(values: Mapping[str, Any], stored: Producer | None = None) -> dict[str, Any]:
    """Clean values; what is stored already stays as it is, also when today's rules would refuse it."""
    kept = {name for name, value in values.items() if stored is not None and getattr(stored, name) == value}
    cleaners = {name: (lambda value: value) if name in kept else CLEANERS[name] for name in values}
    cleaned = clean_fields(cleaners, values)
    if (cleaned.get("founded_on") or date.min) > timezone.localdate():
        fault = ValidationError(_("Ngày thành lập không thể ở tương lai."), "future")
        raise ValidationError({"founded_on": fault})
    return cleaned


@transaction.atomic
def create_producer(
    *,
    actor: Any,
    unit: Unit,
    name: str,
    legal_form: str,
    source_note: str = "",
    is_illustration: bool = False,
    **values: Any,
) -> Producer:
    """Register a producer at the unit of its day; `values` are other FIELDS. The same data again gives the one stored.

    Raises ValidationError: outside the territory, a bad field, or another producer of that name at the unit.
    """
    check_place(actor, unit)
    given = {key: value for key, value in values.items() if key in FIELDS}
    cleaned = _cleaned({"name": name, "legal_form": legal_form, **given})
    producer = Producer(unit=unit, source_note=source_note, is_illustration=is_illustration, **cleaned).set_keys()
    try:
        with transaction.atomic():
            producer.full_clean(exclude=["unit"], validate_unique=False, validate_constraints=False)
            producer.save(force_insert=True)
    except IntegrityError:
        return _same_producer(producer, cleaned)
    return producer


def _same_producer(wanted: Producer, values: dict[str, Any]) -> Producer:
    """A form sent twice finds its own first answer; different data is refused."""
    stored = Producer.objects.get(fold=wanted.fold, unit=wanted.unit, merged_into=None)
    if all(getattr(stored, name) == value for name, value in values.items()):
        return stored
    constraint = next(item for item in Producer._meta.constraints if item.name == "producer_once_a_unit")
    raise ValidationError({"name": ValidationError(str(constraint.violation_error_message), code="duplicate")})


@transaction.atomic
def update_producer(*, actor: Any, producer_id: int, revision: int | None, unit: Unit, **values: Any) -> Producer:
    """Correct the fields given (names of FIELDS) and the unit; raises StaleError, ValidationError.

    A correction also corrects the present legal form and place of the history; a change with a day of its own is
    `change_form` or `move_producer`.
    """
    producer = lock_record(Producer, producer_id)
    check_producer(actor, producer)
    if unit.pk != producer.unit_id:
        check_place(actor, unit)
    cleaned = _cleaned({name: value for name, value in values.items() if name in FIELDS}, producer)
    found_by = (producer.name, producer.unit_id)
    if not assign(producer, revision, cleaned | {"unit": unit}):
        return producer
    _store(producer, found_by)
    form, place = producer.forms.first(), producer.locations.first()
    if form is not None and form.legal_form != producer.legal_form:
        form.legal_form = producer.legal_form
        form.save()
    if place is not None and (place.unit_id, place.address) != (producer.unit_id, producer.address):
        place.unit, place.address = producer.unit, producer.address
        place.save()
    return producer


def _store(producer: Producer, found_by: tuple[str, int]) -> None:
    producer.set_keys()
    producer.full_clean()
    producer.save()
    if found_by != (producer.name, producer.unit_id):
        rekey_products(producer.products.all())


def _first_day(producer: Producer, before: date) -> date:
    """Since when the facts at hand are known to hold: the founding, else the registration here, always `before`."""
    known = producer.founded_on or timezone.localtime(producer.created_at).date()
    return min(known, before - timedelta(days=1))


def _check_since(newest: Any, since: date) -> None:
    """A change is entered after the last one and not ahead of time."""
    if since > timezone.localdate():
        raise ValidationError({"since": ValidationError(_("Ngày này ở tương lai."), "future")})
    if newest is not None and since <= newest.since:
        fault = _("Phải sau lần thay đổi trước (%s).") % format_date(newest.since)
        raise ValidationError({"since": ValidationError(fault, "order")})


@transaction.atomic
def change_form(
    *, actor: Any, producer_id: int, revision: int | None, legal_form: str, since: date, note: str = ""
) -> Producer:
    """The producer takes another legal form from `since` on; the former ones stay in `forms`.

    The same change again does nothing. Raises StaleError, ValidationError. (QĐ 26/2026/QĐ-TTg, Điều 2.3)
    """
    producer = lock_record(Producer, producer_id)
    check_producer(actor, producer)
    newest = producer.forms.first()
    if newest is not None and (newest.legal_form, newest.since) == (legal_form, since):
        return producer
    if revision is not None and producer.revision != revision:
        raise StaleError(producer.revision)
    if legal_form not in LegalForm.values or legal_form == producer.legal_form:
        fault = _("Hãy chọn loại hình khác với loại hình hiện nay.")
        raise ValidationError({"legal_form": ValidationError(fault, "same_form")})
    _check_since(newest, since)
    before = producer.legal_form
    if newest is None:
        LegalFormPeriod.objects.create(producer=producer, legal_form=before, since=_first_day(producer, since))
    text = clean_fields({"note": partial(clean_text, limit=200)}, {"note": note})["note"]
    LegalFormPeriod.objects.create(producer=producer, legal_form=legal_form, since=since, note=text)
    assign(producer, None, {"legal_form": legal_form})
    producer.save()
    payload = {"before": before, "after": legal_form, "since": since.isoformat()}
    record_act(verb="change_legal_form", actor=actor, subject=producer, article=ELIGIBLE, payload=payload)
    return producer


@transaction.atomic
def move_producer(
    *, actor: Any, producer_id: int, revision: int | None, unit: Unit, address: str, since: date, note: str = ""
) -> Producer:
    """The producer has moved to a unit of that day; where it was before stays in `locations`.

    The same move again does nothing. Raises StaleError, ValidationError: outside the territory, a unit which was not
    there that day, a day before the last move.
    """
    producer = lock_record(Producer, producer_id)
    check_producer(actor, producer)
    texts = {"address": address, "note": note}
    cleaned = clean_fields({"address": CLEANERS["address"], "note": partial(clean_text, limit=200)}, texts)
    newest = producer.locations.first()
    place = (unit.pk, cleaned["address"], since)
    if newest is not None and (newest.unit_id, newest.address, newest.since) == place:
        return producer
    if revision is not None and producer.revision != revision:
        raise StaleError(producer.revision)
    check_place(actor, unit)
    if not unit.is_valid_on(since):
        fault = _("%(unit)s không có vào ngày %(day)s.") % {"unit": unit.name, "day": format_date(since)}
        raise ValidationError({"unit": ValidationError(fault, "unit_of_another_day")})
    _check_since(newest, since)
    _write_move(producer, newest, unit, since, cleaned)
    payload = {"unit": unit.code, "since": since.isoformat()}
    record_act(verb="move_producer", actor=actor, subject=producer, payload=payload)
    return producer


def _write_move(producer: Producer, newest: Any, unit: Unit, since: date, texts: dict[str, str]) -> None:
    if newest is None:
        first = {"unit": producer.unit, "address": producer.address, "since": _first_day(producer, since)}
        ProducerLocation.objects.create(producer=producer, **first)
    ProducerLocation.objects.create(producer=producer, unit=unit, since=since, **texts)
    found_by = (producer.name, producer.unit_id)
    assign(producer, None, {"unit": unit, "address": texts["address"]})
    _store(producer, found_by)


def form_warnings(producer: Producer, products: list[Product]) -> list[str]:
    """What the legal form does not allow for the products at hand (QĐ 26/2026/QĐ-TTg, Điều 2.3); only told."""
    if producer.legal_form not in TOURISM_FORMS:
        return []
    others = [product.name for product in products if product.product_set not in (None, ProductSet.TOURISM)]
    if not others:
        return []
    names = "; ".join(others)
    return [
        _(
            "Hội, hiệp hội, trung tâm điều hành chỉ tham gia với dịch vụ du lịch (QĐ 26/2026/QĐ-TTg, Điều 2.3). "
            "Sản phẩm thuộc bộ khác: %s."
        )
        % names
    ]
