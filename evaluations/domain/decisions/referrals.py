"""«Tiềm năng 5 sao»: the province approves the result and sends the dossier on; what came back (QĐ 26/2026, Điều 7.3e,
7.4)."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import format_date
from products.domain.codes import lock_series, number_product
from products.domain.records import assign, clean_fields, lock_record
from products.enums import DossierState
from products.models import Product
from products.validators import clean_text
from programs.enums import Tier
from programs.models import Unit

from ... import validators
from ...enums import CouncilLevel, DecisionState, RecognitionBody, ReferralOutcome, ReturnBasis
from ...models import DecisionItem, EvaluationResult, MinistryReferral, Recognition, RecognitionDecision
from ..lawpacks import load_pack
from ..recognitions import record_recognition, unit_on
from .drafts import kinds_of
from .who import check_drafter

STAR = 5
FIELDS = ("approval_number", "approved_on", "letter_number", "sent_on", "note")


@transaction.atomic
def refer_to_ministry(
    *,
    actor: Any,
    result_id: int,
    approval_number: str,
    approved_on: date,
    letter_number: str = "",
    sent_on: date | None = None,
    note: str = "",
) -> MinistryReferral:
    """Note that the province approved a result of 90 points or more and, once it did, sent it to the Ministry.

    The same sent again gives the stored one; other facts for a result that was referred: code "referred". Raises
    ValidationError keyed by field.
    """
    result = _result(result_id)
    check_drafter(actor, result.entry.session.council.unit)
    if result.star != STAR or result.entry.session.council.level != CouncilLevel.PROVINCE:
        raise ValidationError(
            _("Chỉ kết quả từ 90 điểm, đạt đủ điều kiện 5 sao, của hội đồng cấp tỉnh mới gửi Bộ (Điều 7.3e)."),
            code="star",
        )
    values = _clean(
        result,
        approval_number=approval_number,
        approved_on=approved_on,
        letter_number=letter_number,
        sent_on=sent_on,
        note=note,
    )
    stored = MinistryReferral.objects.filter(result=result).first()
    if stored is not None:
        if all(getattr(stored, name) == value for name, value in values.items()):
            return stored
        raise ValidationError(_("Kết quả này đã được đề nghị lên Bộ."), code="referred")
    referral = MinistryReferral.objects.create(result=result, **values)
    _record(actor, referral, "refer_to_ministry", "Điều 7.3e")
    return referral


@transaction.atomic
def update_referral(*, actor: Any, referral_id: int, revision: int | None, **facts: Any) -> MinistryReferral:
    """Change what is noted while the Ministry has not answered: FIELDS. Raises StaleError, ValidationError."""
    referral = lock_record(MinistryReferral, referral_id)
    result = _result(referral.result_id)
    check_drafter(actor, result.entry.session.council.unit)
    if referral.outcome != ReferralOutcome.WAITING:
        raise ValidationError(_("Bộ đã có kết quả, không sửa được nữa."), code="frozen")
    if assign(referral, revision, _clean(result, **{name: facts[name] for name in FIELDS})):
        referral.save()
        _record(actor, referral, "update_referral", "Điều 7.3e")
    return referral


NO_FACTS: dict[str, Any] = {
    "outcome_number": "",
    "outcome_score": None,
    "star_after": None,
    "basis": "",
    "note": "",
}


@transaction.atomic
def record_outcome(
    *, actor: Any, referral_id: int, outcome: str, outcome_on: date, revision: int | None = None, **facts: Any
) -> MinistryReferral:
    """What came of it at the Ministry (Điều 7.4). `facts`: those of NO_FACTS.

    FIVE_STARS: recognised by the Ministry's decision `outcome_number` of `outcome_on`. RETURNED: the province
    recognises `star_after` (3, 4; None: nothing) on a `basis` and says why in `note`; the result then waits for its
    decision. The same sent again changes nothing. Raises StaleError, ValidationError keyed by field.
    """
    if facts.keys() - NO_FACTS.keys():
        raise TypeError(f"unknown facts: {sorted(facts.keys() - NO_FACTS.keys())}")
    referral = lock_record(MinistryReferral, referral_id)
    result = _result(referral.result_id)
    check_drafter(actor, result.entry.session.council.unit)
    given = {**NO_FACTS, **facts, "outcome": ReferralOutcome(outcome), "outcome_on": outcome_on}
    values = _clean_outcome(referral, given)
    if referral.outcome != ReferralOutcome.WAITING:
        if all(getattr(referral, name) == value for name, value in values.items()):
            return referral
        raise ValidationError(_("Kết quả ở Bộ đã được ghi trước đó."), code="frozen")
    assign(referral, revision, values)
    referral.save()
    made = {}
    if referral.outcome == ReferralOutcome.FIVE_STARS:
        made["recognition"] = _recognise(actor, referral, result, outcome_on).pk
    _record(actor, referral, "record_outcome", "Điều 7.4", made)
    return referral


def _result(result_id: int) -> EvaluationResult:
    """The result with what its verbs need; its row is never changed, so the dossier's is locked instead."""
    found = EvaluationResult.objects.select_related("entry__session__council__unit", "dossier__unit").get(pk=result_id)
    found.dossier = (
        type(found.dossier).objects.select_for_update(of=("self",)).select_related("unit").get(pk=found.dossier_id)
    )
    return found


def _clean(result: EvaluationResult, **facts: Any) -> dict[str, Any]:
    """Numbers in their form, days neither in the future nor before what they follow."""
    if facts["sent_on"] and not facts["letter_number"].strip():
        raise ValidationError({"letter_number": ValidationError(_("Hãy ghi số văn bản gửi Bộ."), code="required")})
    approved_on = facts["approved_on"]
    cleaners: Mapping[str, Callable[[Any], Any]] = {
        "approval_number": validators.clean_decision_number,
        "approved_on": lambda day: _day(day, result.decided_on),
        "letter_number": lambda text: clean_text(text, limit=60),
        "sent_on": lambda day: _day(day, approved_on) if day else None,
        "note": lambda text: text.strip(),
    }
    return clean_fields(cleaners, facts)


def _clean_outcome(referral: MinistryReferral, facts: Mapping[str, Any]) -> dict[str, Any]:
    is_five = facts["outcome"] == ReferralOutcome.FIVE_STARS
    if facts["outcome"] == ReferralOutcome.WAITING:
        raise ValidationError({"outcome": ValidationError(_("Hãy chọn kết quả ở Bộ."), code="required")})
    if referral.sent_on is None:
        raise ValidationError(_("Chưa ghi văn bản gửi Bộ: hãy ghi số và ngày gửi trước."), code="not_sent")
    sent_on, star = referral.sent_on, None if is_five else facts["star_after"]
    cleaners: Mapping[str, Callable[[Any], Any]] = {
        "outcome": lambda value: value,
        "outcome_on": lambda day: _day(day, sent_on),
        "outcome_number": validators.clean_decision_number if is_five else (lambda text: clean_text(text, limit=60)),
        "outcome_score": lambda score: _score(score, STAR if is_five else 0),
        "star_after": lambda _star: _star_after(star),
        "basis": lambda value: _basis(value, star),
        "note": lambda text: _note(text, needed=not is_five) or referral.note,
    }
    values = clean_fields(cleaners, facts)
    if values["basis"] == ReturnBasis.CENTRAL:
        _check_central(values)
    return values


def _day(day: date, since: date) -> date:
    validators.check_day(day, timezone.localdate())
    if day < since:
        raise ValidationError(
            _("Ngày %(day)s trước bước liền trước (%(since)s).")
            % {"day": format_date(day), "since": format_date(since)},
            code="too_early",
        )
    return day


def _score(score: Decimal | None, star: int) -> Decimal | None:
    validators.check_score(score, star)
    return score


def _star_after(star: int | None) -> int | None:
    if star not in (None, 3, 4):
        raise ValidationError(_("Tỉnh chỉ công nhận 3 hoặc 4 sao (Điều 4)."), code="star")
    return star


def _basis(basis: str, star: int | None) -> str:
    if star is None:
        return ""
    if basis not in ReturnBasis.values:
        raise ValidationError(_("Hãy chọn cơ sở công nhận (Điều 7.4)."), code="required")
    return basis


def _note(text: str, *, needed: bool) -> str:
    if needed and not text.strip():
        raise ValidationError(_("Hãy nêu lý do."), code="required")
    return text.strip()


def _check_central(values: Mapping[str, Any]) -> None:
    """On the basis of the central council's result: its points must be known and reach the star (Điều 3.3, 7.4)."""
    score = values["outcome_score"]
    if score is None:
        text = _("Hãy ghi điểm của Hội đồng cấp trung ương: tỉnh công nhận trên cơ sở kết quả đó.")
        raise ValidationError({"outcome_score": ValidationError(text, code="required")})
    try:
        validators.check_score(score, values["star_after"])
    except ValidationError as error:
        raise ValidationError({"star_after": error}) from None


def _recognise(actor: Any, referral: MinistryReferral, result: EvaluationResult, day: date) -> Recognition:
    """Five stars by the Ministry's decision, which is noted here as issued; its certificate is the Ministry's own."""
    dossier = result.dossier
    locked = Product._base_manager.select_for_update(of=("self",)).select_related("producer__unit")
    product = locked.get(pk=dossier.product_id)
    if product.merged_into_id is not None or dossier.state != DossierState.EVALUATED:
        raise ValidationError(_("Hồ sơ đã rút hoặc sản phẩm đã được gộp vào bản ghi khác."), code="dossier_state")
    decision = _ministry_decision(referral, day)
    result.dossier.product = product
    kind = kinds_of([result], day)[result.pk]
    order = decision.items.count() + 1
    item = DecisionItem.objects.create(decision=decision, result=result, star=STAR, kind=kind, order=order)
    evaluated = dossier.unit if dossier.unit.is_valid_on(result.decided_on) else unit_on(product.producer, day)
    lock_series(evaluated.path)
    number_product(product=product, unit=evaluated, year=result.decided_on.year)
    return record_recognition(
        actor=actor,
        product=product,
        star=STAR,
        decided_on=day,
        body=RecognitionBody.CENTRAL,
        unit=dossier.unit if dossier.unit.is_valid_on(day) else None,
        score=referral.outcome_score,
        kind=kind,
        decision_number=referral.outcome_number,
        decision_item=item,
    ).recognition


def _ministry_decision(referral: MinistryReferral, day: date) -> RecognitionDecision:
    """The Ministry's decision of that number and day: made once, later products of its annex are added as they are
    noted."""
    nation = Unit.objects.get(tier=Tier.NATION)
    facts = {"unit": nation, "number": referral.outcome_number, "decided_on": day}
    with_all = {"body": RecognitionBody.CENTRAL, "state": DecisionState.ISSUED, "issued_at": timezone.now()}
    title = _("Công nhận sản phẩm OCOP 5 sao")
    lock_series(f"ministry decision {referral.outcome_number} {day.isoformat()}")
    found, _made = RecognitionDecision.objects.get_or_create(**facts, defaults={**with_all, "title": title})
    return found


def _record(
    actor: Any, referral: MinistryReferral, verb: str, article: str, more: Mapping[str, Any] | None = None
) -> None:
    pack = load_pack(referral.result.law_pack).manifest
    names = (*FIELDS, "outcome", "outcome_on", "outcome_number", "outcome_score", "star_after", "basis")
    payload: dict[str, Any] = {name: str(getattr(referral, name) or "") for name in names}
    payload |= {"result_sha256": referral.result.sha256, **(more or {})}
    # Only QĐ 26/2026 is at hand with its articles; of the older decisions the text itself is cited.
    cited = pack.cite(article) if pack.code == "qd-26-2026" else pack.title
    record_act(verb=verb, actor=actor, subject=referral, article=cited, payload=payload)
