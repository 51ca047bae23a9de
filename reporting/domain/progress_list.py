"""The recognitions behind one number of a progress table."""

from typing import Any

from django.db.models import Q, QuerySet

from evaluations.models import Recognition

from .progress_counts import counted
from .progress_path import year_span
from .progress_types import Progress


def recognitions_of(progress: Progress, row_id: int | None, user: Any) -> QuerySet[Recognition]:
    """Counted recognitions of one row (`None`: of the row that belongs to no unit) that the person may see."""
    first, last = year_span(progress.version.plan.year)
    where = Q(pk__in=progress.singles.get(row_id, []))
    if row_id is not None:
        where |= Q(unit__in=progress.members.get(row_id, set()))
    in_time = counted(first, min(progress.as_of, last), progress.counts_kinds, with_illustration=True)
    return Recognition.objects.visible_to(user).filter(in_time & where)
