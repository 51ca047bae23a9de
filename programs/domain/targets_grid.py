"""The target sheet's arithmetic: rows, columns and totals that must agree, and where they do not."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from programs.models import PlanVersion

STARS = (5, 4, 3)
Cells = Mapping[int, int | None]


class GridRow(NamedTuple):
    """One row: the unit's id and kind, its printed name, cells {star: number or None}, and the typed total if any.

    ``working`` (the "dự kiến" figures) is None when the sheet did not show them: they are then left as they are.
    """

    unit_id: int
    kind: str
    name: str
    committed: Cells
    total: int | None = None
    working: Cells | None = None


class GridFault(NamedTuple):
    """A disagreement: row (from 1; 0 is the headline), column ("5", "4", "3", "total") and the message."""

    row: int
    column: str
    message: str


def column_name(column: str) -> str:
    """ "5" → "5 sao"; "total" → "Tổng"."""
    return _("Tổng") if column == "total" else _("%s sao") % column


def row_sum(cells: Cells) -> int:
    """Blank cells count as nothing."""
    return sum(cells.get(star) or 0 for star in STARS)


def row_faults(index: int, row: GridRow) -> Iterable[GridFault]:
    """Where a row's typed total is not the sum of its stars."""
    found = row_sum(row.committed)
    if row.total is not None and row.total != found:
        message = _("Dòng %(row)s (%(unit)s), cột Tổng: ghi %(total)s, các hạng sao cộng được %(sum)s.")
        facts = {"row": index or _("đầu"), "unit": row.name, "total": row.total, "sum": found}
        yield GridFault(index, "total", message % facts)


def grid_faults(headline: Sequence[GridRow], rows: Sequence[GridRow]) -> list[GridFault]:
    """Where a sheet does not add up: a typed total against its row, and each column against the plan's own total.

    A sheet without rows (a plan that allocates nothing) is only checked in its headline.
    """
    faults = [fault for row in headline for fault in row_faults(0, row)]
    for index, row in enumerate(rows, 1):
        faults += row_faults(index, row)
    if not rows:
        return faults
    for star in STARS:
        wanted = sum(row.committed.get(star) or 0 for row in headline)
        found = sum(row.committed.get(star) or 0 for row in rows)
        if wanted != found:
            message = _("Cột %(column)s: tổng của kế hoạch là %(wanted)s, các dòng cộng được %(found)s (%(gap)+d).")
            facts = {"column": column_name(str(star)), "wanted": wanted, "found": found, "gap": found - wanted}
            faults.append(GridFault(0, str(star), message % facts))
    return faults


def stored_rows(version: PlanVersion) -> tuple[list[GridRow], list[GridRow]]:
    """The stored targets as (headline rows, allocated rows), one row a unit and kind, in the annex's order."""
    table: dict[tuple[int, str], dict[str, dict[int, int | None]]] = {}
    names: dict[int, str] = {}
    targets = version.targets.select_related("unit").order_by("order", "id")
    for target in targets:
        names[target.unit_id] = target.printed_name or target.unit.name
        cells = table.setdefault((target.unit_id, target.kind), {"committed": {}, "working": {}})
        cells["committed"][target.star] = target.committed
        cells["working"][target.star] = target.working
    own = version.plan.unit_id
    made = [
        GridRow(unit_id, kind, names[unit_id], cells["committed"], None, cells["working"])
        for (unit_id, kind), cells in table.items()
    ]
    return [row for row in made if row.unit_id == own], [row for row in made if row.unit_id != own]
