"""Every hostile file is refused with its own message, by a child of 2 CPU seconds and 300 MB; the parent reads on."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from ocop.spreadsheets import Limits, read_table
from ocop.spreadsheets.reader import run_child

from . import hostile as h

BUDGET = Limits(cpu_seconds=60, wall_seconds=120, memory_bytes=300_000_000)
"""Time enough on any machine: what is wrong with a file decides, not how fast it is read."""
DEEP = "<x>" * 5_000 + "</x>" * 5_000
MANY_ATTRIBUTES = "<x " + " ".join(f'a{n}="1"' for n in range(500)) + "/>"
UTF16_SHEET = ('<?xml version="1.0" encoding="UTF-16"?>' + h.sheet(h.GOOD_ROWS)).encode("utf-16")
LATIN_SHEET = h.sheet(h.GOOD_ROWS, prolog='<?xml version="1.0" encoding="ISO-8859-1"?>').encode()
EXTERNAL = ' TargetMode="External"'
XLSM_TYPES = h.TYPES.replace("spreadsheetml.sheet.main", "macroEnabled.main")
DOCX_TYPES = h.TYPES.replace("spreadsheetml.sheet.main", "wordprocessingml.document.main")
PLAIN_TYPES = h.TYPES.replace("spreadsheetml.sheet.main", "something.else")

XLSX: list[tuple[str, str, Callable[[], bytes]]] = [
    ("far-cell", "far_cell", lambda: h.far_cell("XFD1048576")),
    ("far-column", "far_cell", lambda: h.far_cell("CW3")),
    ("far-row", "far_cell", lambda: h.far_cell("A1048576")),
    ("beyond-excel", "far_cell", lambda: h.far_cell("ZZZ9999999")),
    ("overflow", "bad_reference", lambda: h.far_cell("A99999999999999999999")),
    ("no-reference", "bad_reference", lambda: h.far_cell("=A1")),
    ("row-zero", "bad_reference", lambda: h.far_cell("A0")),
    ("row-text", "bad_reference", lambda: h.workbook(h.sheet('<row r="x"/>'))),
    ("far-dimension", "far_cell", lambda: h.workbook(h.sheet(h.GOOD_ROWS, '<dimension ref="A1:XFD1048576"/>'))),
    ("far-merge", "far_cell", lambda: h.workbook(h.sheet(h.GOOD_ROWS, after='<mergeCell ref="A1:XFD9"/>'))),
    ("100000-rows", "too_many_rows", lambda: h.many_rows(100_000)),
    (
        "dimension-of-100000-rows",
        "too_many_rows",
        lambda: h.workbook(h.sheet(h.GOOD_ROWS, '<dimension ref="A1:C100001"/>')),
    ),
    ("empty-rows", "too_many_rows", lambda: h.workbook(h.sheet("<row/>" * 50_000))),
    ("many-cells", "too_many_cells", h.many_cells),
    ("bomb", "zip_bomb", h.bomb),
    ("ratio-bomb", "zip_bomb", lambda: h.bomb(20_000_000)),
    ("lying-size", "broken_zip", h.lying_size),
    ("overlapping", "polyglot", h.overlapping),
    ("shared-strings", "too_heavy", h.shared_string_bomb),
    ("long-cell", "cell_too_long", lambda: h.workbook(h.sheet(f"<row>{h.inline('A1', 'x' * 40_000)}</row>"))),
    ("duplicate-members", "duplicate_member", h.duplicate_members),
    ("same-name-other-case", "duplicate_member", lambda: h.with_extra("XL/workbook.XML")),
    ("encrypted", "encrypted", h.encrypted),
    ("traversal", "unsafe_name", lambda: h.with_extra("../../etc/passwd.xml")),
    ("absolute", "unsafe_name", lambda: h.with_extra("/etc/passwd.xml")),
    ("windows-drive", "unsafe_name", lambda: h.with_extra("C:\\a.xml")),
    ("rtl-name", "unsafe_name", lambda: h.with_extra("xl/\u202elmx.exe")),
    ("nested-zip", "nested_archive", lambda: h.with_extra("xl/media/inner.zip", b"PK\x03\x04")),
    ("nested-xlsx", "nested_archive", lambda: h.with_extra("xl/embeddings/a.xlsx", b"PK\x03\x04")),
    ("script", "nested_archive", lambda: h.with_extra("xl/run.js", b"alert(1)")),
    ("macro", "macro", lambda: h.with_extra("xl/vbaProject.bin", b"\xd0\xcf")),
    ("macro-type", "macro", lambda: h.workbook(types=XLSM_TYPES)),
    ("many-members", "too_many_members", lambda: h.pack(h.parts(), [(f"x/{n}.xml", b"<a/>") for n in range(400)])),
    ("doctype", "xml_entities", lambda: h.workbook(h.sheet(h.GOOD_ROWS, prolog=h.BILLION_LAUGHS))),
    ("external-entity", "xml_entities", lambda: h.workbook(h.sheet(h.GOOD_ROWS, prolog=h.EXTERNAL_ENTITY))),
    ("utf-16-part", "xml_encoding", lambda: h.workbook(UTF16_SHEET)),
    ("latin-part", "xml_encoding", lambda: h.workbook(LATIN_SHEET)),
    ("deep", "broken_xml", lambda: h.workbook(h.sheet(h.GOOD_ROWS, after=DEEP))),
    ("attributes", "broken_xml", lambda: h.workbook(h.sheet(h.GOOD_ROWS, after=MANY_ATTRIBUTES))),
    ("broken-xml", "broken_xml", lambda: h.workbook("<worksheet><sheetData>")),
    ("text-before-xml", "broken_xml", lambda: h.workbook("AAAA" + h.sheet(h.GOOD_ROWS))),
    ("binary-part", "broken_xml", lambda: h.with_extra("xl/data.bin", bytes(range(256)))),
    ("sheet-in-image", "not_a_workbook", lambda: h.workbook(target="media/sheet.png")),
    ("sheet-missing", "not_a_workbook", lambda: h.workbook(target="worksheets/none.xml")),
    ("external-sheet", "external_link", lambda: h.workbook(more=EXTERNAL)),
    ("no-content-types", "not_a_workbook", lambda: h.pack({"a.xml": "<a/>"})),
    ("docx", "wrong_content", lambda: h.workbook(types=DOCX_TYPES)),
    ("other-zip", "not_a_workbook", lambda: h.workbook(types=PLAIN_TYPES)),
    ("prefix", "polyglot", lambda: b"PK\x03\x04" + h.workbook()),
    ("suffix", "polyglot", lambda: h.workbook() + b"<script>alert(1)</script>"),
    ("truncated", "broken_zip", lambda: h.workbook()[:-100]),
    ("crc", "broken_zip", h.crc_broken),
    ("only-magic", "broken_zip", lambda: b"PK\x03\x04" + b"\x00" * 500),
    ("empty", "empty_file", lambda: b""),
    ("pdf", "wrong_content", lambda: b"%PDF-1.7 ..."),
    ("png", "wrong_content", lambda: b"\x89PNG\r\n\x1a\n"),
    ("exe", "wrong_content", lambda: b"MZ\x90\x00"),
    ("old-excel", "old_excel", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
    ("html", "wrong_content", lambda: b"<html><table><tr><td>1</td></tr></table></html>"),
    ("csv-named-xlsx", "name_content_mismatch", lambda: "Tên,Sao\nA,3\n".encode()),
    ("too-large", "file_too_large", lambda: b"PK" + b"\x00" * 10_000_001),
]
CSV: list[tuple[str, str, Callable[[], bytes]]] = [
    ("nul", "nul_bytes", lambda: b"a,b\n1,\x002\n"),
    ("windows-1258", "encoding", lambda: "Tên,Xã\nMật ong,Lưu\n".encode("cp1258", "replace")),
    ("broken-utf-16", "encoding", lambda: b"\xff\xfe" + b"a\x00\x00\xd8\x00"),
    ("100000-rows", "too_many_rows", lambda: b"a,b\n" + b"1,2\n" * 100_000),
    ("columns", "too_many_columns", lambda: b"," * 5_000),
    ("cells", "too_many_cells", lambda: (b",".join([b"1"] * 90) + b"\n") * 7_000),
    ("field", "cell_too_long", lambda: b'a,b\n"' + b"x" * 200_000 + b'",1\n'),
    ("open-quote", "broken_csv", lambda: b'a,b\n"1,2\n3,4\n'),
    ("control", "control_character", lambda: b"a,b\n1,\x1b[31m\n"),
    ("xlsx-named-csv", "name_content_mismatch", h.workbook),
    ("script-named-csv", "wrong_content", lambda: b"<script>alert(1)</script>"),
]


def codes(data: bytes, name: str) -> list[str]:
    return [fault.code for fault in read_table(data, name, BUDGET).faults]


@pytest.mark.parametrize(("code", "build"), [item[1:] for item in XLSX], ids=[item[0] for item in XLSX])
def test_hostile_workbook_is_refused(code: str, build: Callable[[], bytes]) -> None:
    reading = read_table(build(), "a.xlsx", BUDGET)
    assert (reading.table, [fault.code for fault in reading.faults]) == (None, [code])
    assert reading.faults[0].message


@pytest.mark.parametrize(("code", "build"), [item[1:] for item in CSV], ids=[item[0] for item in CSV])
def test_hostile_csv_is_refused(code: str, build: Callable[[], bytes]) -> None:
    reading = read_table(build(), "a.csv", BUDGET)
    assert (reading.table, [fault.code for fault in reading.faults]) == (None, [code])


@pytest.mark.parametrize("name", ["a.xls", "a.pdf", "a", "a.xlsx.exe", "a.xlsm", "a\u202excod.csvx"])
def test_name_which_is_no_spreadsheet_is_refused(name: str) -> None:
    assert codes(h.workbook(), name) in (["old_excel"], ["wrong_extension"])


def test_the_plain_workbook_of_the_builders_is_accepted() -> None:
    reading = read_table(h.workbook(), "a.xlsx", BUDGET)
    assert reading.ok
    assert reading.table is not None
    assert (reading.table.header, reading.table.rows[0].text(0)) == (["Tên"], "Mật ong")


def test_far_cell_names_its_address() -> None:
    fault = read_table(h.far_cell("XFD1048576"), "a.xlsx").faults[0]
    assert (fault.row, fault.letter, fault.where) == (1_048_576, "XFD", "Dòng 1048576, cột XFD")


def test_parent_reads_on_after_hostile_files() -> None:
    for build in (h.shared_string_bomb, h.bomb, lambda: h.far_cell("XFD1048576")):
        assert not read_table(build(), "a.xlsx", BUDGET).ok
    assert read_table(h.workbook(), "a.xlsx", BUDGET).ok


def test_control_without_the_guard_the_parser_dies() -> None:
    """Negative control: the same bytes given straight to the parser under the same memory limit kill its process."""
    program = (
        "import io, resource, sys, python_calamine\n"
        "resource.setrlimit(resource.RLIMIT_AS, (300_000_000,) * 2)\n"
        "book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))\n"
        "book.get_sheet_by_index(0).to_python(skip_empty_area=False)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=h.far_cell("XFD1048576"), capture_output=True, timeout=60, check=False
    )
    assert done.returncode != 0


def test_child_that_runs_out_of_time_is_a_refusal() -> None:
    answer = run_child(h.many_rows(15_000), "a.xlsx", Limits(wall_seconds=0.01))
    assert answer["refused"]["code"] == "too_slow"


def test_child_that_runs_out_of_memory_is_a_refusal() -> None:
    answer = run_child(h.many_rows(15_000), "a.xlsx", Limits(memory_bytes=20_000_000))
    assert answer["refused"]["code"] == "too_heavy"
