"""Progress by batch (đợt): products a plan names, where they stand on the day, which were recognised (pure).

A product counts for its batch whatever it was recognised as; what was recognised without being named by the plan has a
line of its own, so that the lines add up with the products of no batch.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from .progress_counts import Counts
from .progress_path import expected_number
from .progress_promises import BatchFacts, NamedProduct, Promises
from .progress_types import STARS, BatchLine, Cell


def window_share(batch: BatchFacts, as_of: date, whole_year: Fraction) -> Fraction:
    """Share of a batch expected by the end of a day: evenly by days of its window; without a window, the year's."""
    first, last = batch.window_from or batch.window_to, batch.window_to or batch.window_from
    if first is None or last is None:
        return whole_year
    if as_of < first:
        return Fraction(0)
    return min(Fraction(1), Fraction((as_of - first).days + 1, (last - first).days + 1))


def batch_lines(
    promises: Promises, counts: Counts, *, as_of: date, share: Fraction
) -> tuple[list[BatchLine], dict[int, int]]:
    """Lines of the batches in order and of what no batch names; products gone over to other years, by year."""
    if not promises.batches:
        return [], {}
    here: dict[int | None, list[NamedProduct]] = defaultdict(list)
    for item in promises.named:
        here[item.batch_id].append(item)
    lines = [
        _line(batch, here[batch.pk], counts.named, window_share(batch, as_of, share)) for batch in promises.batches
    ]
    carried = Counter(item.to_year for item in promises.named if item.to_year)
    standing = {item.product_id for batch in promises.batches for item in here[batch.pk]}
    return [*lines, _outside(counts, standing)], dict(carried)


def _line(batch: BatchFacts, items: list[NamedProduct], got: dict[int, int], share: Fraction) -> BatchLine:
    products = frozenset(item.product_id for item in items if item.product_id)
    codes = Counter(got[pk] for pk in products if pk in got)
    stars, total = _cells(Counter(item.star for item in items), codes, share)
    kinds = Counter((item.star, item.kind) for item in items if item.star)
    return BatchLine(
        *(batch.pk, batch.number, batch.label, batch.window_from, batch.window_to, batch.capacity, stars, total),
        joined=len(products),
        products=products,
        promised=[(star, kind, number, number) for (star, kind), number in kinds.items()],
        got=codes,
    )


def _outside(counts: Counts, standing: Iterable[int | None]) -> BatchLine:
    codes: Counter[int] = Counter()
    for found in (*counts.by_row.values(), *counts.lost.values()):
        codes.update(found)
    codes.subtract(counts.named[pk] for pk in standing if pk in counts.named and counts.named[pk] in counts.allowed)
    stars, total = _cells(Counter(), codes, Fraction(0))
    return BatchLine(None, "", _("Ngoài các đợt"), None, None, None, stars, total, got=+codes)


def _cells(named: Counter[int | None], codes: Counter[int], share: Fraction) -> tuple[dict[int, Cell], Cell]:
    """Cells by star and in total; a product without a star sought is in the total only."""
    achieved: Counter[int] = Counter()
    for code, number in codes.items():
        achieved[code % 10] += number
    stars = {
        star: Cell(named[star], named[star], achieved[star], expected_number(named[star], share)) for star in STARS
    }
    whole = named.total()
    return stars, Cell(whole, whole, achieved.total(), expected_number(whole, share))
