"""The products a plan names in its batches, counted beside its targets: they prove the working figure."""

from dataclasses import dataclass

from django.db.models import Count

from programs.domain.targets_grid import STARS
from programs.models import BatchProduct, PlanVersion


@dataclass(frozen=True)
class Named:
    """`batches`: how many; `cells`: all products, then those named for five, four, three stars."""

    batches: int
    cells: list[int]

    @property
    def starless(self) -> int:
        """Products named without a star."""
        return self.cells[0] - sum(self.cells[1:])


def named_in_batches(version: PlanVersion) -> Named | None:
    """Counts of a version's batches, None when it names no product. Two queries."""
    rows = BatchProduct.objects.filter(batch__version=version).order_by().values_list("star_sought")
    counts = dict(rows.annotate(Count("pk")))
    if not counts:
        return None
    return Named(version.batch_set.count(), [sum(counts.values()), *(counts.get(star, 0) for star in STARS)])
