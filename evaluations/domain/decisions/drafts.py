"""Drafts of decisions: the annex of products is put together, changed, thrown away (QĐ 26/2026, Điều 7.3đ–e)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from products.domain.records import StaleError, lock_record
from products.validators import clean_text
from programs.models import Unit

from ...enums import DecisionState, RecognitionKind
from ...models import DecisionItem, EvaluationResult, Recognition, RecognitionDecision
from ..certificates.chains import link_of
from .kinds import kind_of
from .pending import FOR_PAGES, decidable_results, star_due
from .who import body_of, check_drafter

MAX_LINES = 500


@transaction.atomic
def draft_decision(
    *,
    actor: Any,
    unit: Unit,
    body: str,
    title: str,
    result_ids: Iterable[int],
    decided_on: date | None = None,
    is_illustration: bool = False,
) -> RecognitionDecision:
    """A draft with its annex, in the order of `result_ids`; stars and kinds follow from the results and dossiers.

    `decided_on`: the day it is meant for, if known. Raises ValidationError: not an organiser of the unit, another body
    than the unit's, a result that waits for no decision of this unit (or for another decision already).
    """
    check_drafter(actor, unit)
    if body != body_of(unit):
        raise ValidationError({"body": ValidationError(_("Cấp ban hành không khớp với đơn vị ban hành."), code="body")})
    decision = RecognitionDecision.objects.create(
        unit=unit, body=body, title=clean_title(title), decided_on=decided_on, is_illustration=is_illustration
    )
    _put_lines(decision, list(result_ids))
    return decision


@transaction.atomic
def update_decision(
    *,
    actor: Any,
    decision_id: int,
    revision: int | None,
    title: str,
    result_ids: Iterable[int],
    decided_on: date | None = None,
) -> RecognitionDecision:
    """Change a draft: title, day it is meant for, annex. The same sent again changes nothing.

    Raises StaleError, ValidationError (issued already: code "frozen").
    """
    decision = lock_draft(actor, decision_id)
    ids, title = list(result_ids), clean_title(title)
    same = list(decision.items.values_list("result_id", flat=True)) == ids
    if same and (decision.title, decision.decided_on) == (title, decided_on):
        return decision
    if revision is not None and revision != decision.revision:
        raise StaleError(decision.revision)
    decision.title, decision.decided_on, decision.revision = title, decided_on, decision.revision + 1
    decision.save()
    decision.items.exclude(result__in=ids).delete()
    _put_lines(decision, ids)
    return decision


@transaction.atomic
def discard_decision(*, actor: Any, decision_id: int) -> None:
    """Throw a draft away: its results wait for a decision again. One that is gone already stays gone."""
    if RecognitionDecision.objects.filter(pk=decision_id).exists():
        lock_draft(actor, decision_id).delete()


def lock_draft(actor: Any, decision_id: int) -> RecognitionDecision:
    """The draft under lock, for its organiser. Raises ValidationError: issued (code "frozen"), not allowed."""
    decision = lock_record(RecognitionDecision, decision_id)
    check_drafter(actor, decision.unit)
    if decision.state != DecisionState.DRAFT:
        raise ValidationError(_("Quyết định đã ban hành không sửa được."), code="frozen")
    return decision


def clean_title(text: str) -> str:
    """One line of the subject (trích yếu); raises ValidationError keyed by `title`."""
    try:
        title = clean_text(text, limit=300)
        if not title:
            raise ValidationError(_("Hãy ghi trích yếu của quyết định."), code="required")
    except ValidationError as error:
        raise ValidationError({"title": error}) from None
    return title


def _put_lines(decision: RecognitionDecision, ids: Sequence[int]) -> None:
    """Lines for the results in this order; those there are already keep their row. The results are locked: two drafts
    at once do not both find them free."""
    if len(set(ids)) != len(ids) or len(ids) > MAX_LINES:
        raise _refused(_("Danh sách sản phẩm không hợp lệ hoặc quá %s sản phẩm.") % MAX_LINES)
    kept = {item.result_id: item for item in decision.items.all()}
    list(EvaluationResult.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    free = decidable_results(decision.unit).filter(pk__in=set(ids) - kept.keys())
    found = {row.pk: row for row in free.select_related(*FOR_PAGES, "referral")}
    found |= {pk: item.result for pk, item in kept.items()}
    missing = [pk for pk in ids if pk not in found]
    if missing:
        raise _refused(
            _("%(n)s kết quả không còn chờ quyết định của đơn vị này: hãy tải lại danh sách.") % {"n": len(missing)}
        )
    _check_twice([found[pk] for pk in ids])
    day = decision.decided_on or timezone.localdate()
    kinds = kinds_of([found[pk] for pk in ids], day)
    lines = [
        DecisionItem(decision=decision, result=found[pk], star=star_due(found[pk]) or 0, kind=kinds[pk], order=order)
        for order, pk in enumerate(ids, 1)
        if pk not in kept
    ]
    DecisionItem.objects.bulk_create(lines)
    for order, pk in enumerate(ids, 1):
        if pk in kept and (kept[pk].order, kept[pk].kind) != (order, kinds[pk]):
            kept[pk].order, kept[pk].kind = order, kinds[pk]
            kept[pk].save(update_fields=["order", "kind"])


def _refused(text: str) -> ValidationError:
    return ValidationError({"results": ValidationError(text, code="results")})


def _check_twice(results: Sequence[EvaluationResult]) -> None:
    """A product stands in a decision once (two of its dossiers may be there after records were merged)."""
    seen: set[int] = set()
    for result in results:
        product = result.dossier.product
        if product.pk in seen:
            raise _refused(_("Sản phẩm “%s” có hai kết quả trong cùng quyết định.") % product.name)
        seen.add(product.pk)


def kinds_of(results: Sequence[EvaluationResult], day: date) -> dict[int, RecognitionKind]:
    """Result id → kind on the day of the decision, from the dossier and the recognitions before; one query."""
    products = {result.dossier.product_id for result in results}
    before = Recognition.objects.filter(product__in=products, decided_on__lt=day).with_life()
    last = {one.product_id: one for one in before.order_by("decided_on", "pk")}
    kinds = {}
    for result in results:
        newest, star = last.get(result.dossier.product_id), star_due(result)
        kinds[result.pk] = kind_of(
            result.dossier.kind,
            star or 0,
            newest.star if newest else None,
            is_in_force=newest is not None and link_of(newest, day).is_in_force,
        )
    return kinds
