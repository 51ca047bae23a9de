"""The recognitions behind one number of a progress table."""

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from evaluations.models import Recognition

from .progress_counts import counted, of_kinds
from .progress_path import year_span
from .progress_types import BatchLine, Progress, Row

APART, WHOLE, OUTSIDE = "khong-quy-duoc", "ca-ke-hoach", "ngoai-dot"
"""Words for what has no code of a unit: what belongs to no unit, everything, what no batch names."""
BATCH = "dot-"


class Behind(NamedTuple):
    """A row of the page and the recognitions behind it, as far as the person sees them."""

    row: Row
    recognitions: QuerySet[Recognition]


def behind_figure(progress: Progress, code: str, user: Any) -> Behind | None:
    """What stands behind a row by the code of its unit or one of the words above; `dot-<id>` is a batch. None: no such
    row."""
    if code == WHOLE:
        return Behind(progress.totals, recognitions_of_plan(progress, user))
    for line in progress.batches:
        if code == batch_code(line):
            row = Row(name=line.label, stars=line.stars, total=line.total, got=line.got, promised=line.promised)
            return Behind(row, recognitions_of_batch(progress, line, user))
    row_or_none = progress.unattributable
    if code != APART:
        row_or_none = next((row for row in progress.rows if row.code == code), None)
    return Behind(row_or_none, recognitions_of(progress, row_or_none.unit_id, user)) if row_or_none else None


def batch_code(line: BatchLine) -> str:
    """The word of a batch in addresses."""
    return OUTSIDE if line.pk is None else f"{BATCH}{line.pk}"


def recognitions_of(progress: Progress, row_id: int | None, user: Any) -> QuerySet[Recognition]:
    """Counted recognitions of one row (`None`: of the row that belongs to no unit) that the person may see."""
    return _visible(progress, user).filter(_where(progress, row_id) & of_kinds(progress.counts_kinds))


def recognitions_of_plan(progress: Progress, user: Any) -> QuerySet[Recognition]:
    """Counted recognitions of all rows that the person may see."""
    units = set().union(*progress.members.values())
    singles = [pk for found in progress.singles.values() for pk in found]
    everywhere = Q(unit__in=units) | Q(pk__in=singles)
    return _visible(progress, user).filter(everywhere & of_kinds(progress.counts_kinds))


def recognitions_of_batch(progress: Progress, line: BatchLine, user: Any) -> QuerySet[Recognition]:
    """Recognitions of a batch's products, of any kind; of the line outside of batches those of no named product."""
    if line.pk is not None:
        return _visible(progress, user).filter(product__in=line.products)
    named = frozenset().union(*(batch.products for batch in progress.batches))
    return recognitions_of_plan(progress, user).exclude(product__in=named)


def _visible(progress: Progress, user: Any) -> QuerySet[Recognition]:
    first, last = year_span(progress.version.plan.year)
    in_time = counted(first, min(progress.as_of, last), with_illustration=True)
    return Recognition.objects.visible_to(user).filter(in_time)


def _where(progress: Progress, row_id: int | None) -> Q:
    where = Q(pk__in=progress.singles.get(row_id, []))
    if row_id is not None:
        where |= Q(unit__in=progress.members.get(row_id, set()))
    return where
