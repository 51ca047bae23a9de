"""The target sheet as typed: cells read from the form, faults naming row and column, nothing guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from programs.domain.cascade.suggest import suggested, weights_of
from programs.domain.targets import child_units
from programs.domain.targets_grid import STARS, GridFault, GridRow, column_name, row_sum, stored_rows
from programs.enums import TargetKind
from programs.models import PlanVersion

MOST = 99_999


@dataclass
class SheetRow:
    """A line of the sheet on the page: what stands in its cells as text, and which of them are wrong."""

    unit_id: int
    kind: str
    name: str
    working: bool = False
    cells: dict[str, str] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        """Part of the names of its inputs."""
        return f"{self.unit_id}-{self.kind}"

    @property
    def kind_label(self) -> str:
        """Words of the kind, "" for "any"."""
        return "" if self.kind == TargetKind.ANY else str(TargetKind(self.kind).label)

    @property
    def inputs(self) -> list[dict[str, Any]]:
        """Inputs of the row: total, committed ("c") figures from five stars down, then the working ("w") ones."""
        stars = [(prefix, star) for prefix in ("cw" if self.working else "c") for star in STARS]
        return [self._input("t", _("Tổng")), *(self._input(f"{p}{star}", column_name(str(star))) for p, star in stars)]

    def _input(self, column: str, label: str) -> dict[str, Any]:
        working = _(", dự kiến") if column.startswith("w") else ""
        words = " ".join(word for word in (self.name, self.kind_label) if word)
        return {
            "name": f"{column}-{self.key}",
            "value": self.cells.get(column, ""),
            "label": f"{words}, {label}{working}",
            "wrong": column in self.wrong,
            "column": column,
        }


class Sheet:
    """All rows of a draft's target sheet: stored ones, then the units below that have none yet."""

    def __init__(self, version: PlanVersion, *, working: bool) -> None:
        self.version = version
        headline, rows = self.stored(version)
        has_working = any(number for row in (*headline, *rows) for number in (row.working or {}).values())
        self.working = working or has_working
        self.headline = self._headline(headline)
        self.rows = [self._shown(row) for row in rows]
        seen = {row.unit_id for row in self.rows}
        children = [unit for unit in child_units(version.plan) if unit.pk not in seen]
        self.rows += [SheetRow(unit.pk, TargetKind.ANY, unit.name, self.working) for unit in children]
        self.faults: list[str] = []

    def stored(self, version: PlanVersion) -> tuple[list[GridRow], list[GridRow]]:
        """What stands in the version: (headline rows, unit rows)."""
        return stored_rows(version)

    def suggest(self, way: str) -> None:
        """Fill the units' lines with the plan's own total divided among them (`cascade.suggest`); nothing is saved."""
        lines = [row for row in self.rows if row.kind == TargetKind.ANY]
        if not lines:
            return
        totals = {star: sum(int(row.cells.get(f"c{star}") or 0) for row in self.headline) for star in STARS}
        parts = suggested(totals, weights_of(self.version, [row.unit_id for row in lines], way))
        for row in self.rows:
            row.cells = {column: text for column, text in row.cells.items() if column.startswith("w")}
        for row, part in zip(lines, parts, strict=True):
            row.cells |= {f"c{star}": str(number) for star, number in part.items() if number}
            row.cells["t"] = str(sum(part.values()) or "")

    def _headline(self, stored: Sequence[GridRow]) -> list[SheetRow]:
        """One line without kind always, one of each kind as well: communes plan renewals and new ones apart."""
        by_kind = {row.kind: row for row in stored}
        unit = self.version.plan.unit
        kinds = [TargetKind.ANY, TargetKind.NEW, TargetKind.RENEWAL, TargetKind.UPGRADE]
        return [
            self._shown(by_kind[kind]) if kind in by_kind else SheetRow(unit.pk, kind, unit.name, self.working)
            for kind in kinds
        ]

    def _shown(self, row: GridRow) -> SheetRow:
        cells = {f"c{star}": str(number) for star, number in row.committed.items() if number}
        cells |= {f"w{star}": str(number) for star, number in (row.working or {}).items() if number}
        cells["t"] = str(row_sum(row.committed) or "")
        return SheetRow(row.unit_id, row.kind, row.name, self.working, cells)

    def read(self, data: Mapping[str, str]) -> tuple[list[GridRow], list[GridRow]]:
        """Take what was typed; returns (headline, rows) for the verb. `faults` lists cells that are no number."""
        headline = [self._typed(0, row, data) for row in self.headline]
        rows = [self._typed(index, row, data) for index, row in enumerate(self.rows, 1)]
        return [row for row in headline if _says(row)], [row for row in rows if _says(row)]

    def _typed(self, index: int, row: SheetRow, data: Mapping[str, str]) -> GridRow:
        columns = [f"c{star}" for star in STARS] + ([f"w{star}" for star in STARS] if self.working else []) + ["t"]
        row.cells = {column: data.get(f"{column}-{row.key}", "").strip() for column in columns}
        numbers = {column: self._number(index, row, column) for column in columns}
        committed = {star: numbers[f"c{star}"] for star in STARS}
        working = {star: numbers[f"w{star}"] for star in STARS} if self.working else None
        return GridRow(row.unit_id, row.kind, row.name, committed, numbers["t"], working)

    def _number(self, index: int, row: SheetRow, column: str) -> int | None:
        text = row.cells[column].replace(".", "")
        if not text:
            return None
        if text.isascii() and text.isdigit() and int(text) <= MOST:
            return int(text)
        row.wrong.add(column)
        label = _("Tổng") if column == "t" else column_name(column[1:])
        message = _("Dòng %(row)s (%(unit)s), cột %(column)s: “%(text)s” không phải là số nguyên từ 0 đến 99.999.")
        facts = {"row": index or _("đầu"), "unit": row.name, "column": label, "text": row.cells[column]}
        self.faults.append(message % facts)
        return None

    def mark(self, faults: Sequence[GridFault]) -> None:
        """Show where a refused sheet does not add up. Rows of `faults` count only those that say something."""
        said = [row for row in self.rows if any(row.cells.values())]
        for fault in faults:
            column = "t" if fault.column == "total" else f"c{fault.column}"
            row = said[fault.row - 1] if fault.row else self.headline[0]
            row.wrong.add(column)
            self.faults.append(fault.message)


def _says(row: GridRow) -> bool:
    return any(number is not None for number in (*row.committed.values(), row.total, *(row.working or {}).values()))
