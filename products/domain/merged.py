"""Where a record that was merged away is now: old addresses lead to the record that was kept."""

from typing import Any, TypeVar

from ..models import Producer, Product

M = TypeVar("M", Producer, Product)
MOST_STEPS = 20


def kept_record(model: type[M], pk: int, user: Any) -> M | None:
    """The record that took over a merged one, if the person may see it; None for anything else."""
    record = model._base_manager.filter(pk=pk).exclude(merged_into=None).first()
    steps = 0
    while record is not None and record.merged_into_id is not None and steps < MOST_STEPS:
        record, steps = model._base_manager.get(pk=record.merged_into_id), steps + 1
    if record is None:
        return None
    found: M | None = model.objects.visible_to(user).filter(pk=record.pk).first()  # type: ignore[assignment]
    return found
