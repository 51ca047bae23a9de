"""Issuing a decision: recognitions, certificates and codes of its whole annex in one transaction, once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.site.registry import get_setting
from ocop.text import format_date, parse_document_number
from products.domain.codes import lock_series, number_product
from products.domain.dossiers.freeze import content_hash
from products.domain.records import StaleError, lock_record
from products.enums import DossierState
from products.models import Dossier, Product
from products.validators import clean_text
from programs.domain.numbers import Paper, SeriesKey, committee_series, reserve_number
from programs.models import Unit

from ... import rules, validators
from ...enums import DecisionState
from ...models import Certificate, DecisionItem, EvaluationResult, Recognition, RecognitionDecision
from ..recognitions import record_recognition, unit_on
from .certificates import Numbering
from .drafts import kinds_of
from .pending import score_of, star_due
from .who import check_issuer

SYMBOL = "QĐ-UBND"
"""The symbol of a decision whose number the register gives (NĐ 30/2020, Phụ lục III)."""


@dataclass(frozen=True)
class Line:
    """A line of the annex on the day of issue: the communes that the recognition and the code belong to."""

    item: DecisionItem
    product: Product
    unit: Unit
    code_unit: Unit
    code_year: int

    @property
    def result(self) -> EvaluationResult:
        return self.item.result


@transaction.atomic
def issue_decision(
    *,
    actor: Any,
    decision_id: int,
    number: str,
    decided_on: date,
    signer_name: str,
    signer_position: str,
    revision: int | None = None,
) -> RecognitionDecision:
    """Enter a draft as signed: from here on it is final (QĐ 26/2026, Điều 4, 7.3đ).

    For each line a recognition of 36 months, the certificate with its own number and the product's code of the year of
    evaluation. `number` "": the next of the register, where that gives numbers. Sent again with the same number and
    day: the issued decision. Raises StaleError (the annex changed since
    the person saw it) and ValidationError: keyed by field, or a list naming each product that cannot be recognised.
    """
    decision = lock_record(RecognitionDecision, decision_id)
    check_issuer(actor, decision.unit)
    facts = _clean(number, decided_on, signer_name, signer_position)
    if decision.state == DecisionState.ISSUED:
        if facts["number"] in ("", decision.number) and decision.decided_on == decided_on:
            return decision
        raise ValidationError(_("Quyết định đã ban hành không sửa được."), code="frozen")
    if revision is not None and revision != decision.revision:
        raise StaleError(decision.revision)
    lines = _lock_lines(decision, decided_on)
    _store_lines(lines, decided_on)
    for series in sorted({line.code_unit.path for line in lines}):
        lock_series(series)
    facts["number"] = _enter(actor, decision, facts)
    made = list(_recognise(actor, decision, lines, facts))
    _store(decision, facts)
    _record(actor, decision, made)
    return decision


def _clean(number: str, decided_on: date, signer_name: str, signer_position: str) -> dict[str, Any]:
    """The facts of the signed paper; every fault at once, keyed by field."""
    faults: dict[str, Any] = {}
    facts: dict[str, Any] = {"decided_on": decided_on}
    cleaners = {
        "number": lambda: validators.clean_decision_number(number) if number.strip() else "",
        "decided_on": lambda: _day(decided_on),
        "signer_name": lambda: _required(signer_name, 120, _("Hãy ghi người ký.")),
        "signer_position": lambda: _required(signer_position, 150, _("Hãy ghi chức vụ người ký.")),
    }
    for name, clean in cleaners.items():
        try:
            facts[name] = clean()
        except ValidationError as error:
            faults[name] = error
    if faults:
        raise ValidationError(faults)
    return facts


def _day(day: date) -> date:
    validators.check_day(day, timezone.localdate())
    return day


def _required(text: str, limit: int, missing: str) -> str:
    clean = clean_text(text, limit=limit)
    if not clean:
        raise ValidationError(missing, code="required")
    return clean


def _lock_lines(decision: RecognitionDecision, day: date) -> list[Line]:
    """The annex under lock, everything about it checked; products and dossiers in the order of their ids."""
    if not decision.unit.is_valid_on(day):
        text = _("%(unit)s không tồn tại ngày %(day)s.") % {"unit": decision.unit.name, "day": format_date(day)}
        raise ValidationError({"decided_on": ValidationError(text, code="unit_not_valid")})
    items = list(decision.items.select_related("result__dossier__unit", "result__referral"))
    if not items:
        raise ValidationError(_("Quyết định chưa có sản phẩm nào."), code="empty")
    dossiers = Dossier.objects.select_for_update(of=("self",)).filter(pk__in=[one.result.dossier_id for one in items])
    states = {row.pk: row for row in dossiers.order_by("pk")}
    wanted = {row.product_id for row in states.values()}
    locked = Product._base_manager.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    products = {row.pk: row for row in locked.select_related("producer__unit")}
    lines, faults, seen = [], [], set()
    for item in items:
        dossier = states[item.result.dossier_id]
        product = products[dossier.product_id]
        try:
            lines.append(_checked(decision, item, dossier, product, day))
            if product.pk in seen:
                raise ValidationError(_("có hai kết quả trong quyết định này, hãy bỏ một."), code="twice")
            seen.add(product.pk)
        except ValidationError as error:
            faults += [ValidationError(f"{product.name}: {text}", code="line") for text in error.messages]
    if faults:
        raise ValidationError(faults)
    return lines


def _checked(decision: RecognitionDecision, item: DecisionItem, dossier: Dossier, product: Product, day: date) -> Line:
    """The line, or ValidationError saying why this product cannot be recognised by this decision."""
    result, star = item.result, star_due(item.result)
    if dossier.state != DossierState.EVALUATED:
        raise ValidationError(_("hồ sơ không còn ở trạng thái hội đồng đã kết luận."), code="dossier_state")
    if product.merged_into_id is not None:
        raise ValidationError(_("sản phẩm đã được gộp vào bản ghi khác."), code="merged")
    if star not in rules.STARS:
        raise ValidationError(_("kết quả không còn hạng sao để công nhận."), code="star")
    referral = result.own_referral
    reached = max(filter(None, (result.decided_on, referral.outcome_on if referral else None)))
    if day < reached:
        raise ValidationError(
            _("ngày quyết định %(day)s trước ngày có kết quả %(reached)s.")
            % {"day": format_date(day), "reached": format_date(reached)},
            code="before_result",
        )
    fault = validators.body_fault(decision.body, star, day)
    if fault and get_setting("body_by_date") == "error":
        raise ValidationError(fault, code="body_not_competent")
    validators.check_score(score_of(result), star)
    code_unit = _commune_on(dossier, product, result.decided_on)
    return Line(item, product, _commune_on(dossier, product, day), code_unit, result.decided_on.year)


def _commune_on(dossier: Dossier, product: Product, day: date) -> Unit:
    """The dossier's commune while it exists, else the one the producer lies in on the day."""
    return dossier.unit if dossier.unit.is_valid_on(day) else unit_on(product.producer, day)


def _store_lines(lines: Sequence[Line], day: date) -> None:
    """Star and kind as they are on the day of issue: the chain may have grown since the draft."""
    for line in lines:
        line.result.dossier.product_id = line.product.pk
    kinds = kinds_of([line.result for line in lines], day)
    for line in lines:
        line.item.star, line.item.kind = star_due(line.result) or 0, kinds[line.result.pk]
    DecisionItem.objects.bulk_update([line.item for line in lines], ["star", "kind"])


def _recognise(
    actor: Any, decision: RecognitionDecision, lines: Sequence[Line], facts: dict[str, Any]
) -> Iterator[tuple[Line, Recognition, Certificate]]:
    """Code, recognition and certificate of each line, in the order of the annex."""
    numbering = Numbering(decision.unit, facts["decided_on"].year)
    for line in lines:
        try:
            code = number_product(product=line.product, unit=line.code_unit, year=line.code_year)
            recognition = record_recognition(
                actor=actor,
                product=line.product,
                star=line.item.star,
                decided_on=facts["decided_on"],
                body=decision.body,
                unit=line.unit,
                score=score_of(line.result),
                kind=line.item.kind,
                decision_number=facts["number"],
                decision_item=line.item,
            ).recognition
        except ValidationError as error:
            raise ValidationError(
                [ValidationError(f"{line.product.name}: {text}", code="line") for text in error.messages]
            ) from None
        yield line, recognition, numbering.give(recognition, code.code)


def decision_series(decision: RecognitionDecision, symbol: str, day: date) -> SeriesKey:
    """The register a decision gets its number from: that of the people's committee of its unit."""
    return committee_series(decision.unit, symbol, day.year)


def _enter(actor: Any, decision: RecognitionDecision, facts: dict[str, Any]) -> str:
    """Put the decision into the register; its number ("3025/QĐ-UBND"), once in the unit's year."""
    number, symbol = parse_document_number(facts["number"]) or (None, SYMBOL)
    paper = Paper(
        issued_on=facts["decided_on"],
        abstract=decision.title,
        signer=facts["signer_name"],
        source=decision,
        is_illustration=decision.is_illustration,
    )
    key = decision_series(decision, symbol, facts["decided_on"])
    return f"{reserve_number(key=key, paper=paper, actor=actor, number=number).number}/{symbol}"


def _store(decision: RecognitionDecision, facts: dict[str, Any]) -> None:
    """Number, day and signer; the database refuses any change from here on."""
    for name, value in facts.items():
        setattr(decision, name, value)
    decision.state, decision.issued_at = DecisionState.ISSUED, timezone.now()
    decision.revision += 1
    decision.save()


def _record(actor: Any, decision: RecognitionDecision, made: Sequence[tuple[Line, Recognition, Certificate]]) -> None:
    annex = [
        {
            "result": line.result.pk,
            "result_sha256": line.result.sha256,
            "recognition": recognition.pk,
            "product": line.product.pk,
            "star": line.item.star,
            "kind": line.item.kind,
            "certificate": certificate.number,
            "code": certificate.product_code,
        }
        for line, recognition, certificate in made
    ]
    payload = {
        "decision": decision.number,
        "decided_on": decision.decided_on.isoformat() if decision.decided_on else "",
        "body": decision.body,
        "signer": decision.signer_name,
        "annex": annex,
        "sha256": content_hash(annex),
    }
    article = rules.competence_on(decision.decided_on or timezone.localdate()).article
    record_act(verb="issue_decision", actor=actor, subject=decision, article=article, payload=payload)
