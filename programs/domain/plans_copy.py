"""A draft made from an issued version: every part copied, number and date left blank."""

from typing import Any, TypeVar

from django.db import models

from programs.domain.batches.copied import tell_copied
from programs.domain.batches.standing import standing_of
from programs.domain.cascade.adjustments import fold_adjustments
from programs.enums import PlanStage, VersionPurpose, VersionState
from programs.models import (
    Activity,
    FundingSource,
    LegalBasis,
    PlanVersion,
    Recipient,
    Section,
    Target,
    TaskBody,
)

M = TypeVar("M", bound=models.Model)
_FLAT: tuple[type[Any], ...] = (LegalBasis, Section, Recipient, Activity, FundingSource, Target)


def _again(row: M, **changes: object) -> M:
    """An unsaved copy of a row with some fields changed."""
    names = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{**{name: getattr(row, name) for name in names}, **changes})


def copy_parts(issued: PlanVersion) -> PlanVersion:
    """Copy a version and all its parts; returns the new draft. Called inside the verb's transaction."""
    source = issued.document_number
    blank: dict[str, Any] = {
        "state": VersionState.DRAFT,
        "stage": PlanStage.DRAFTING,
        "purpose": VersionPurpose.ADJUST,
        "replaces_id": issued.pk,
        "number": None,
        "issued_on": None,
        "revision": 0,
        "corrections": [],
    }
    draft = _again(issued, source=source, source_note="", **blank)
    draft.save(force_insert=True)
    for model in _FLAT:
        rows = model.objects.filter(version=issued).order_by("pk")
        model.objects.bulk_create(_again(row, version_id=draft.pk) for row in rows)
    _copy_batches(issued, draft)
    for task in issued.task_set.prefetch_related("coordinating"):
        again = _again(task, version_id=draft.pk)
        again.save()
        TaskBody.objects.bulk_create(_again(row, task_id=again.pk) for row in task.coordinating.all())
    fold_adjustments(issued=issued, draft=draft)
    return draft


def _copy_batches(issued: PlanVersion, draft: PlanVersion) -> None:
    """Batches with the products that stand in them now: moved ones where they went, without those carried over."""
    batches = {}
    for batch in issued.batch_set.order_by("order", "pk"):
        batches[batch.pk] = copied = _again(batch, version_id=draft.pk)
        copied.save()
    pairs, counts = {}, dict.fromkeys(batches, 0)
    for row in standing_of(issued).filter(year_now=None).order_by("batch__order", "order", "pk"):
        counts[row.batch_now] += 1
        again = _again(row, batch_id=batches[row.batch_now].pk, order=counts[row.batch_now])
        again.save()
        pairs[row.pk] = again.pk
    tell_copied(pairs)
