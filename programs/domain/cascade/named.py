"""The products a plan names in its batches, counted beside its targets: they prove the working figure."""

from dataclasses import dataclass

from django.db.models import Count

from programs.domain.targets_grid import STARS
from programs.models import BatchProduct, PlanVersion


@dataclass(frozen=True)
class Named:
    """`cells`: all products, then those that seek five, four, three stars (some name none). `batches`: how many."""

    batches: int
    cells: list[int]


def named_in_batches(version: PlanVersion) -> Named | None:
    """Counts of a version's batches, None when it names no product. Two queries."""
    rows = BatchProduct.objects.filter(batch__version=version).order_by().values_list("star_sought")
    counts = dict(rows.annotate(Count("pk")))
    if not counts:
        return None
    return Named(version.batch_set.count(), [sum(counts.values()), *(counts.get(star, 0) for star in STARS)])
