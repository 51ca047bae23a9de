"""The plan by kind and by batch: small tables beside the one by unit."""

from typing import Any, NamedTuple

from programs.enums import TargetKind
from reporting.domain.progress_list import WHOLE, batch_code
from reporting.domain.progress_types import ANY, KINDS, STARS, BatchLine, Cell, Progress


class PartRow(NamedTuple):
    """A line: its cells by star and in total, and the address of what is behind it ("" where there is nothing)."""

    label: Any
    total: Cell
    stars: list[tuple[int, Cell]]
    url: str
    batch: BatchLine | None = None

    @property
    def missing(self) -> int:
        """Products missing over all stars, and those of no star."""
        return max(self.total.missing, sum(cell.missing for _star, cell in self.stars))


def batch_rows(progress: Progress, base: str, query: str) -> list[PartRow]:
    """The batches of the plan in order, then what no batch names."""
    return [
        PartRow(
            line.label,
            line.total,
            [(star, line.stars[star]) for star in STARS],
            f"{base}{batch_code(line)}/{query.rstrip('?')}" if line.total.achieved else "",
            line,
        )
        for line in progress.batches
    ]


def kind_rows(progress: Progress, words: dict[str, str], base: str, query: Any) -> list[PartRow]:
    """New, upgraded and renewed products, and the targets that take every kind; empty kinds are left out.

    `words`: word of the address → kind; `query(loai=word)` gives the query string of a kind.
    """
    by_kind = {kind: word for word, kind in words.items()}
    rows = []
    for kind in (*KINDS, ANY):
        total = progress.totals.cell(kind=kind)
        if not total.committed and not total.achieved:
            continue
        url = f"{base}{WHOLE}/{query(loai=by_kind[kind])}" if kind in by_kind and total.achieved else ""
        stars = [(star, progress.totals.cell(star, kind)) for star in STARS]
        rows.append(PartRow(TargetKind(kind).label, total, stars, url))
    return rows
