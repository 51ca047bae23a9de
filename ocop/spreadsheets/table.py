"""What a reading gives: a table of cells, or faults which name row and column."""

from dataclasses import dataclass, field
from datetime import date, datetime

from ocop.spreadsheets.messages import fault_message, place

type_of_value = str | int | float | bool | date | datetime | None


def column_letter(column: int) -> str:
    """1 -> "A", 27 -> "AA"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `column` counts from 1; `value` is None when empty."""

    column: int
    value: type_of_value = None

    @property
    def text(self) -> str:
        """The value as a person typed it: "" when empty, 5 and not 5.0, dd/mm/yyyy."""
        value = self.value
        if value is None:
            return ""
        if isinstance(value, bool):
            return "1" if value else "0"
        if isinstance(value, datetime):
            return value.strftime("%d/%m/%Y %H:%M:%S")
        if isinstance(value, date):
            return value.strftime("%d/%m/%Y")
        return str(value).strip()


@dataclass(frozen=True, slots=True)
class Row:
    """One data row; `number` is its number in the file, as the spreadsheet program shows it."""

    number: int
    cells: list[Cell]

    def text(self, index: int) -> str:
        """Text of the cell at `index` (from 0); "" where the row is shorter."""
        return self.cells[index].text if index < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    header: list[str]
    rows: list[Row]
    kind: str  # "xlsx" or "csv"


@dataclass(frozen=True, slots=True)
class Grid:
    """The first visible sheet as it stands: texts from row 1 on ("" = empty), and cells that need a look.

    Places count from 1. `formulas`, `errors`: (row, column); `merged`: (first row, first column, last row, last
    column).
    """

    rows: list[list[str]]
    kind: str  # "xlsx" or "csv"
    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. `row` and `column` count from 1; None = the whole file or row."""

    row: int | None
    column: int | None
    code: str
    message: str
    header: str = ""

    @property
    def letter(self) -> str:
        return column_letter(self.column) if self.column else ""

    @property
    def where(self) -> str:
        """ "Dòng 5, cột C (Ngày công nhận)" """
        return place(self.row, self.letter, self.header)

    def as_dict(self) -> dict[str, object]:
        return {
            "row": self.row,
            "column": self.letter,
            "header": self.header,
            "code": self.code,
            "message": self.message,
            "where": self.where,
        }


def make_fault(
    code: str, row: int | None = None, column: int | None = None, header: str = "", **params: object
) -> Fault:
    """A fault with the stock message of `code` (messages.py)."""
    return Fault(row, column, code, fault_message(code, params), header)


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome: a table when the file could be parsed, and every fault found. Import only when `ok`."""

    table: Table | None
    faults: list[Fault] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return self.table is not None and not self.faults
