"""Verbs on the batches of a plan: move a product, carry it over, add named products to a draft's batch.

The law does not speak of batches: the plan does (rules.md §11). The text of an issued plan stays as signed; what
happens to its batches afterwards is written as moves with a reason.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.site.registry import get_setting
from ocop.text import fold
from programs.domain.batches.standing import standing_of
from programs.domain.plans_lock import lock_version, open_draft
from programs.enums import VersionState
from programs.models import Batch, BatchMove, BatchProduct, PlanVersion
from programs.rules import can_edit_plan

NAMED_FIELDS = ("name", "producer_name", "place", "unit", "star_sought", "kind")
FARTHEST = 3
"""Years ahead to which a product can be carried over: as long as a certificate is valid (QĐ 26/2026, Điều 4)."""


def batch_load(version: PlanVersion) -> dict[int, int]:
    """Batch id → how many products stand in it today."""
    found = dict.fromkeys(version.batch_set.values_list("pk", flat=True), 0)
    for pk in standing_of(version).values_list("batch_now", flat=True):
        if pk in found:
            found[pk] += 1
    return found


def check_capacity(batch: Batch, number: int) -> None:
    """Refuse more products than the batch takes, where the setting says so; otherwise the pages warn."""
    if batch.capacity is None or number <= batch.capacity or get_setting("batch_over_capacity") != "refuse":
        return
    message = _("%(batch)s nhận tối đa %(most)s sản phẩm; ghi thêm sẽ thành %(number)s.")
    facts = {"batch": batch.label, "most": batch.capacity, "number": number}
    raise ValidationError(message % facts, code="capacity")


def _open_plan(version: PlanVersion, actor: Any) -> PlanVersion:
    """The issued version in force, locked for a change of its batches by the actor."""
    locked = lock_version(version)
    if not can_edit_plan(actor, locked.plan):
        raise PermissionDenied
    if locked.state != VersionState.ISSUED:
        raise ValidationError(_("Dự thảo thì sửa thẳng danh sách của đợt."), code="draft")
    if locked.plan.closed_on:
        raise ValidationError(_("Kế hoạch đã kết thúc, không chuyển đợt được nữa."), code="closed")
    newest = locked.plan.versions.filter(state=VersionState.ISSUED).order_by("-issued_on", "-pk").first()
    if newest != locked:
        raise ValidationError(_("Bản này đã được thay; hãy chuyển đợt ở bản đang có hiệu lực."), code="replaced")
    return locked


@transaction.atomic
def move_product(
    *, item: BatchProduct, actor: Any, reason: str, to_batch: Batch | None = None, to_year: int | None = None
) -> BatchProduct:
    """Move a product of an issued plan into another of its batches, or carry it over to a later year.

    Returns the product as it stands now (`standing_on`); one that stands there already is left alone, so that a form
    sent twice writes one move. Raises PermissionDenied, or ValidationError (codes draft, closed, replaced, where,
    reason, capacity).
    """
    version = _open_plan(item.batch.version, actor)
    standing: Any = standing_of(version).get(pk=item.pk)
    _check_goal(version, to_batch, to_year)
    if (standing.batch_now, standing.year_now) == (to_batch.pk if to_batch else None, to_year):
        return standing
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Hãy ghi lý do.")}, code="reason")
    if to_batch:
        check_capacity(to_batch, batch_load(version)[to_batch.pk] + 1)
    move = BatchMove(item=item, to_batch=to_batch, to_year=to_year, reason=reason, actor=actor)
    move.full_clean()
    move.save()
    payload = {
        "product": item.name,
        "from": standing.batch_now,
        "to": to_batch.label if to_batch else to_year,
        "reason": reason,
    }
    article = _("Kế hoạch %s") % version.document_number
    verb = "move_batch_product" if to_batch else "carry_batch_product"
    record_act(verb=verb, actor=actor, subject=item, article=article, payload=payload)
    return standing_of(version).get(pk=item.pk)


def _check_goal(version: PlanVersion, to_batch: Batch | None, to_year: int | None) -> None:
    """One goal: a batch of the same version, or a later year not too far away."""
    if (to_batch is None) == (to_year is None):
        raise ValidationError(_("Chọn một đợt khác hoặc năm chuyển sang."), code="where")
    if to_batch and to_batch.version_id != version.pk:
        raise ValidationError(_("Đợt này không thuộc kế hoạch."), code="where")
    year = version.plan.year
    if to_year is not None and not year < to_year <= year + FARTHEST:
        message = _("Chỉ chuyển được sang các năm %(first)s–%(last)s.")
        raise ValidationError(message % {"first": year + 1, "last": year + FARTHEST}, code="where")


@transaction.atomic
def move_in_draft(*, item: BatchProduct, revision: int, actor: Any, to_batch: Batch) -> BatchProduct:
    """Put a product of a draft into another of its batches, at the end. Raises as `open_draft`, codes where, capacity.

    Nothing is kept of it but the history of the row: a draft's text is changed.
    """
    locked = open_draft(version=item.batch.version, actor=actor, revision=revision)
    _check_goal(locked, to_batch, None)
    fresh = BatchProduct.objects.get(pk=item.pk)
    if fresh.batch_id != to_batch.pk:
        check_capacity(to_batch, to_batch.products.count() + 1)
        fresh.batch, fresh.order = to_batch, _next(to_batch)
        fresh.save()
    return fresh


@transaction.atomic
def add_named(
    *, version: PlanVersion, revision: int, actor: Any, batch: Batch, rows: Sequence[Mapping[str, Any]]
) -> list[BatchProduct]:
    """Add named products to a batch of a draft: rows of NAMED_FIELDS; those the version names already are left out.

    The same product is the one of the same name, producer and kind. Returns the rows for all given, new or not, in
    order. Raises as `open_draft`, code capacity.
    """
    locked = open_draft(version=version, actor=actor, revision=revision)
    _check_goal(locked, batch, None)
    present = {_key(one): one for one in BatchProduct.objects.filter(batch__version=locked)}
    order, made = _next(batch), []
    for row in rows:
        item = BatchProduct(batch=batch, order=order, **{name: row.get(name) for name in NAMED_FIELDS if name in row})
        known = present.get(_key(item))
        if known is None:
            item.full_clean()
            item.save()
            present[_key(item)] = known = item
            order += 1
        made.append(known)
    check_capacity(batch, batch.products.count())
    return made


def _key(item: BatchProduct) -> tuple[str, str, str]:
    return fold(item.name), fold(item.producer_name), item.kind


def _next(batch: Batch) -> int:
    return int(batch.products.aggregate(last=Max("order"))["last"] or 0) + 1


def paired(old: Sequence[BatchProduct], rows: Sequence[Mapping[str, Any]]) -> list[BatchProduct | None]:
    """Which stored row each new row is (pure): the one of the same name and producer, else a free one by place.

    What is tied to a row (the product's record) must stay with the product when rows above it come and go.
    """
    free = list(old)
    found: list[BatchProduct | None] = [None] * len(rows)
    for index, row in enumerate(rows):
        wanted = (fold(str(row.get("name") or "")), fold(str(row.get("producer_name") or "")))
        same = next((one for one in free if (fold(one.name), fold(one.producer_name)) == wanted), None)
        if same is not None:
            found[index] = same
            free.remove(same)
    for index, place in enumerate(found):
        if place is None and index < len(old) and old[index] in free:
            found[index] = old[index]
            free.remove(old[index])
    return found
