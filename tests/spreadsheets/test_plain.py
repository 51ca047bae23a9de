"""Rows taken by their pattern: what is found, counted or refused is the same as when expat reads every cell."""

import io
import zipfile
from typing import Any

import pytest

from ocop.spreadsheets import Column, Limits, write_xlsx
from ocop.spreadsheets.plain import PlainRuns, plain_pattern
from ocop.spreadsheets.refusal import Refused
from ocop.spreadsheets.xmlscan import Findings, PartScanner, scan_parts

from . import hostile as h
from .test_hostile import XLSX

LIMITS = Limits()
FORMULA = '<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="e"><v>#REF!</v></c></row>'
STRANGE = {
    "split-comment": h.sheet(f'<!-{h.GOOD_ROWS}- <c r="XFD1048576"/> -->'),
    "comment-closed-in-a-text": h.sheet(f'<!-- <row r="1">{h.inline("A1", "-->")}</row><c r="XFD1048576"/> -->'),
    "row-in-a-comment": h.sheet(f"<!-- {h.GOOD_ROWS} -->{h.GOOD_ROWS}"),
    "row-in-cdata": h.sheet(f"<x><![CDATA[{h.GOOD_ROWS}]]></x>"),
    "row-in-a-tag": f"<worksheet {h.GOOD_ROWS}></worksheet>",
    "row-in-an-attribute": f'<worksheet x="{h.GOOD_ROWS}"></worksheet>',
    "row-as-the-root": f'<row r="1">{h.inline("A1", "x")}</row>',
    "other-row-in-the-cell": h.sheet(f'<row r="1">{h.inline("A1048576", "x")}</row>'),
    "far-column": h.sheet(f'<row r="1">{h.inline("CW1", "x")}</row>'),
    "last-column": h.sheet(f'<row r="1">{h.inline("CV1", "x")}</row>'),
    "far-row": h.sheet('<row r="30000"/>' + h.GOOD_ROWS + f'<row r="30000">{h.inline("A30000", "x")}</row>'),
    "formula-between": h.sheet(h.GOOD_ROWS + FORMULA + f'<row r="4">{h.inline("A4", "x")}</row>'),
    "rows-without-numbers": h.sheet(h.GOOD_ROWS + "<row><c/><c><f>A1</f></c></row>"),
    "entity": h.sheet(f'<row r="1">{h.inline("A1", "a &amp; &unknown;")}</row>'),
    "control": h.sheet(f'<row r="1">{h.inline("A1", chr(1))}</row>'),
    "no-character": h.sheet(f'<row r="1">{h.inline("A1", chr(0xFFFE))}</row>'),
    "long-text": h.sheet(f'<row r="1">{h.inline("A1", "x" * 40_000)}</row>'),
    "long-shared-text": f"<sst><si><t>ngắn</t></si><si><t>{'x' * 40_000}</t></si></sst>",
    "cell-not-closed": h.sheet('<row r="1"><c r="A1"><v>1</v></row>'),
    "told-twice": h.sheet(f'<row r="1">{h.inline("A1", "x")}</row>' * 2 + FORMULA),
    "own-name": h.sheet('<run0 rows="9" last="9" cells="9"/>' + h.GOOD_ROWS),
}


def scanned(data: bytes, step: int) -> tuple[Any, ...]:
    """What a scan of one part gives, fed `step` bytes at a time: findings and counts, or the refusal."""
    scanner = PartScanner(LIMITS)
    try:
        for start in range(0, len(data), step):
            scanner.feed(data[start : start + step])
        scanner.feed(b"", is_final=True)
    except Refused as refusal:
        return refusal.code, refusal.row, refusal.column
    return scanner.findings, scanner.rows, scanner.cells


def by_expat_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlainRuns, "shorten", lambda self, chunk, is_final: chunk)


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("step", [7, 100_000])
def test_a_part_is_read_as_by_expat_alone(monkeypatch: pytest.MonkeyPatch, name: str, step: int) -> None:
    data = STRANGE[name].encode()
    shortened = scanned(data, step)
    by_expat_alone(monkeypatch)
    assert shortened == scanned(data, step)


def test_bytes_that_are_no_text_are_left_to_expat(monkeypatch: pytest.MonkeyPatch) -> None:
    data = h.sheet(f'<row r="1">{h.inline("A1", "xyz")}</row>').encode().replace(b"xyz", b"\xff\xfe")
    assert scanned(data, 9_999) == ("broken_xml", None, None)


def outcome(data: bytes) -> dict[str, Findings] | str:
    try:
        return scan_parts(zipfile.ZipFile(io.BytesIO(data)), LIMITS)
    except Refused as refusal:
        return refusal.code


IN_XML = (
    *("far-cell", "far-column", "far-row", "overflow", "no-reference", "row-zero", "row-text", "100000-rows"),
    *("empty-rows", "many-cells", "long-cell", "deep", "attributes", "broken-xml", "doctype", "utf-16-part"),
)


@pytest.mark.parametrize("name", IN_XML)
def test_hostile_parts_end_alike(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    data = next(build for known, _code, build in XLSX if known == name)()
    shortened = outcome(data)
    by_expat_alone(monkeypatch)
    assert shortened == outcome(data)
    assert isinstance(shortened, str)


def test_a_register_is_nearly_all_plain() -> None:
    rows = [(f"Mật ong {number}", number, None, 61.5) for number in range(2_000)]
    archive = zipfile.ZipFile(io.BytesIO(write_xlsx([Column(name) for name in "abcd"], rows)))
    part = archive.read("xl/worksheets/sheet1.xml")
    assert len(PlainRuns(LIMITS).shorten(part, True)) < len(part) / 50
    scanner = PartScanner(LIMITS)
    scanner.feed(part, is_final=True)
    assert (scanner.rows, scanner.row, scanner.cells) == (2_001, 2_001, 6_004)


@pytest.mark.parametrize(
    ("most", "taken", "left"),
    [
        (0, "", "A"),
        (3, "C", "D"),
        (26, "Z", "AA"),
        (51, "Z", "AA"),
        (52, "AZ", "BA"),
        (100, "BZ", "CA"),
        (9999, "ZZ", "AAA"),
    ],
)
def test_columns_within_bounds(most: int, taken: str, left: str) -> None:
    pattern = plain_pattern(most, 100)
    for column, is_taken in ((taken, True), (left, False)):
        row = f'<row r="7"><c r="{column}7"><v>1</v></c></row>'.encode()
        assert (pattern.fullmatch(row) is not None) == (is_taken and bool(column))
