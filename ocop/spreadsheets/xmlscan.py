"""Every XML part of a workbook, streamed before the parser sees it.

A 4 KB file with one cell at XFD1048576 makes the parser ask for 16 billion cells; so every cell reference and dimension
is looked at first. Parts are found by content, not by name: a relationship may point a sheet at any member.
"""

import re
import zipfile
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from ocop.spreadsheets.limits import Limits
from ocop.spreadsheets.package import unpack
from ocop.spreadsheets.plain import PlainRuns
from ocop.spreadsheets.refusal import Refused

BINARY_PARTS = re.compile(r".*\.(png|jpe?g|gif|bmp|emf|wmf|tiff?)\Z|xl/printerSettings/[^/]+\.bin\Z", re.IGNORECASE)
MAX_ATTRIBUTES = 64
TEXT_BUFFER = 8_192


class Findings(NamedTuple):
    """Cells that a table must not hold, per part: (row, column) counted from 1."""

    formulas: list[tuple[int, int]]
    merged: list[tuple[int, int, str]]
    errors: list[tuple[int, int]]


@lru_cache(maxsize=1_000)
def column_number(letters: str) -> int | None:
    """A to ZZZ → 1 to 18278."""
    if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha() and letters.isupper()):
        return None
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def position(reference: str) -> tuple[int, int]:
    """ "C5" -> (5, 3); raises Refused when it is no reference."""
    letters = reference.rstrip("0123456789")
    column, digits = column_number(letters), reference[len(letters) :]
    if column is None or not 1 <= len(digits) <= 7 or digits[0] == "0":
        raise Refused("bad_reference", reference=reference[:20])
    return int(digits), column


class PartScanner:
    """One XML part through expat. Raises Refused; fills `findings`."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.max_depth, self.max_chars = limits.max_xml_depth, limits.max_cell_chars
        self.findings = Findings([], [], [])
        self.targets: dict[str, str] = {}
        self.sheets: dict[str, str] = {}
        self.row = self.rows = self.column = self.cells = self.depth = self.chars = 0
        self.runs = PlainRuns(limits)
        parser = expat.ParserCreate()
        parser.buffer_text = True  # one call a text, not one a letter with an accent
        parser.buffer_size = TEXT_BUFFER
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.XmlDeclHandler = self.declaration
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.doctype
        parser.ProcessingInstructionHandler = None
        self.parser = parser

    def feed(self, chunk: bytes, is_final: bool = False) -> None:
        """The next bytes of the part; runs of plain rows are checked by their pattern and only counted here."""
        try:
            self.parser.Parse(self.runs.shorten(chunk, is_final), is_final)
        except expat.ExpatError:
            raise Refused("broken_xml") from None

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower().replace("-", "") != "utf8":
            raise Refused("xml_encoding", encoding=encoding[:20])

    def doctype(self, *_args: object) -> None:
        raise Refused("xml_entities")

    def text(self, text: str) -> None:
        self.chars += len(text)
        if self.chars > self.max_chars:
            row, column = (self.row or None, self.column or None)
            raise Refused("cell_too_long", row, column, limit=self.limits.max_cell_chars)

    def end(self, _name: str) -> None:
        self.depth -= 1
        self.chars = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.chars = 0
        if self.depth > self.max_depth or len(attributes) > MAX_ATTRIBUTES:
            raise Refused("broken_xml")
        handler = HANDLERS.get(name.rpartition(":")[2] if ":" in name else name)
        if handler is not None:
            handler(self, attributes)
        elif name == self.runs.name:
            self.on_run(attributes)

    def on_run(self, attributes: dict[str, str]) -> None:
        """What `on_row` and `on_cell` would have counted in the rows this element stands for."""
        if rows := int(attributes["rows"]):
            self.row, self.column = int(attributes["last"]), 0
            self.rows += rows
            self.cells += int(attributes["cells"])
        if self.rows > self.limits.max_rows + 1:
            raise Refused("too_many_rows", limit=self.limits.max_rows)
        if self.cells > self.limits.max_cells:
            raise Refused("too_many_cells", limit=self.limits.max_cells)

    def on_dimension(self, attributes: dict[str, str]) -> None:
        for reference in attributes.get("ref", "A1").split(":"):
            row, column = position(reference)
            if row > self.limits.max_rows + 1 and column <= self.limits.max_columns:
                raise Refused("too_many_rows", limit=self.limits.max_rows)
            self.check_bounds(row, column)

    def on_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        if number is not None and not (number.isascii() and number.isdigit() and len(number) <= 7):
            raise Refused("bad_reference", reference=number[:20])
        self.row = int(number) if number else self.row + 1
        self.column = 0
        self.rows += 1
        if self.rows > self.limits.max_rows + 1:
            raise Refused("too_many_rows", limit=self.limits.max_rows)

    def on_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
            row = self.row
        else:
            row, self.column = position(reference)
        self.check_bounds(row, self.column)
        self.row = max(self.row, row)
        self.cells += 1
        if self.cells > self.limits.max_cells:
            raise Refused("too_many_cells", limit=self.limits.max_cells)
        if attributes.get("t") == "e":
            self.note(self.findings.errors, (row, self.column))

    def on_formula(self, _attributes: dict[str, str]) -> None:
        self.note(self.findings.formulas, (self.row, self.column))

    def on_merge(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("ref", "")
        corners = [position(part) for part in reference.split(":")]
        for row, column in corners:
            self.check_bounds(row, column)
        self.note(self.findings.merged, (*corners[0], reference))

    def on_relationship(self, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") == "External" and "hyperlink" not in attributes.get("Type", ""):
            raise Refused("external_link")
        self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def on_sheet(self, attributes: dict[str, str]) -> None:
        identifiers = [value for key, value in attributes.items() if key.rpartition(":")[2] == "id"]
        self.sheets[attributes.get("name", "")] = identifiers[-1] if identifiers else ""

    def note(self, found: list, item: tuple) -> None:  # type: ignore[type-arg]
        if len(found) <= max(self.limits.max_noted, self.limits.max_reported):
            found.append(item)

    def check_bounds(self, row: int, column: int) -> None:
        """A cell outside the allowed area is named by its address."""
        if row > self.limits.max_rows + 1 or column > self.limits.max_columns:
            raise Refused("far_cell", row, column, rows=self.limits.max_rows, columns=self.limits.max_columns)


HANDLERS = {
    "dimension": PartScanner.on_dimension,
    "row": PartScanner.on_row,
    "c": PartScanner.on_cell,
    "f": PartScanner.on_formula,
    "mergeCell": PartScanner.on_merge,
    "Relationship": PartScanner.on_relationship,
    "sheet": PartScanner.on_sheet,
}


def scan_parts(archive: zipfile.ZipFile, limits: Limits) -> dict[str, Findings]:
    """Scan every member; returns what was found on each sheet by the sheet's name. Raises Refused."""
    found: dict[str, Findings] = {}
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}
    for member in archive.infolist():
        if member.is_dir() or BINARY_PARTS.match(member.filename):
            continue
        scanner = PartScanner(limits)
        for chunk in unpack(archive, member):
            scanner.feed(chunk)
        scanner.feed(b"", is_final=True)
        found[member.filename] = scanner.findings
        if member.filename.lower() == "xl/_rels/workbook.xml.rels":
            targets = scanner.targets
        sheets |= scanner.sheets
    return {name: found[_part(targets.get(identifier, ""), found)] for name, identifier in sheets.items()}


def _part(target: str, found: dict[str, Findings]) -> str:
    """Member name of a relationship's target; it must be one of the parts that were scanned."""
    name = target[1:] if target.startswith("/") else "xl/" + target
    if name not in found:
        raise Refused("not_a_workbook")
    return name
