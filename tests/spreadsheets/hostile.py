"""Hostile spreadsheets, made here so that no such file lies in the repository. Each builder returns bytes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{RELATION}/{{kind}}" Target="{{target}}"{{more}}/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEETS = '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
WORKBOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}">{SHEETS}</workbook>'
SHEET_PART = "xl/worksheets/sheet1.xml"


def sheet(rows: str, before: str = "", after: str = "", prolog: str = "") -> str:
    return f'{prolog}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


GOOD_ROWS = f'<row r="1">{inline("A1", "Tên")}</row><row r="2">{inline("A2", "Mật ong")}</row>'


def parts(sheet_xml: str | bytes = sheet(GOOD_ROWS), **changes: str) -> dict[str, str | bytes]:
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": changes.get("types", TYPES),
        "_rels/.rels": RELATIONS.format(kind="officeDocument", target="xl/workbook.xml", more=""),
        "xl/workbook.xml": changes.get("workbook", WORKBOOK),
        "xl/_rels/workbook.xml.rels": RELATIONS.format(
            kind="worksheet", target=changes.get("target", "worksheets/sheet1.xml"), more=changes.get("more", "")
        ),
        SHEET_PART: sheet_xml,
    }
    return made


def pack(members: dict[str, str | bytes], extra: Iterable[tuple[str, bytes]] = ()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        for name, content in extra:
            archive.writestr(name, content)
    return out.getvalue()


def workbook(sheet_xml: str | bytes = sheet(GOOD_ROWS), **changes: str) -> bytes:
    return pack(parts(sheet_xml, **changes))


def with_extra(name: str, content: bytes = b"<a/>") -> bytes:
    return pack(parts(), [(name, content)])


def far_cell(reference: str) -> bytes:
    return workbook(sheet(GOOD_ROWS + f'<row r="3">{inline(reference, "x")}</row>'))


def many_rows(count: int) -> bytes:
    rows = "".join(f'<row r="{n}">{inline(f"A{n}", "x")}</row>' for n in range(1, count + 1))
    return workbook(sheet(rows))


def many_cells() -> bytes:
    """7,000 rows of 90 cells, each with a value of its own so that the archive is no bomb."""
    cells = ("".join(f"<c><v>{row * column}</v></c>" for column in range(90)) for row in range(7_000))
    return workbook(sheet("".join(f"<row>{row}</row>" for row in cells)))


def patched(data: bytes, offset_in_entry: int, value: bytes, signature: bytes = b"PK\x01\x02", nth: int = 0) -> bytes:
    """`data` with bytes of the nth header of `signature` replaced."""
    position = -1
    for _ in range(nth + 1):
        position = data.index(signature, position + 1)
    start = position + offset_in_entry
    return data[:start] + value + data[start + len(value) :]


def lying_size() -> bytes:
    """A sheet of 3 MB whose directory entry says 100 bytes."""
    data = workbook(sheet(GOOD_ROWS, after="<x>" + " " * 3_000_000 + "</x>"))
    return patched(data, 24, struct.pack("<I", 100), nth=4)


def overlapping() -> bytes:
    """Two directory entries that share one local file (the kernel of a "better zip bomb")."""
    data = workbook()
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 1)
    return data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]


def duplicate_members() -> bytes:
    out = io.BytesIO(workbook())
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(SHEET_PART, sheet(f'<row r="1">{inline("A1", "khác")}</row>'))
    return out.getvalue()


def encrypted() -> bytes:
    return patched(workbook(), 8, struct.pack("<H", 1))


def bomb(size: int = 90_000_000) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts().items():
            if name != SHEET_PART:
                archive.writestr(name, content)
        with archive.open(SHEET_PART, "w", force_zip64=False) as stream:
            block = b" " * 1_000_000
            for _ in range(size // len(block)):
                stream.write(block)
    return out.getvalue()


def shared_string_bomb() -> bytes:
    """One text of 32,000 letters, pointed at from 60,000 cells: 1.9 GB when expanded."""
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 32_000}</t></si></sst>'
    rows = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}" t="s"><v>0</v></c>' for c in "ABCDEF") + "</row>"
        for n in range(1, 10_001)
    )
    made = parts(sheet(rows))
    made["xl/_rels/workbook.xml.rels"] = str(made["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    made["xl/sharedStrings.xml"] = strings
    return pack(made)


BILLION_LAUGHS = (
    '<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
EXTERNAL_ENTITY = '<!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def crc_broken() -> bytes:
    return patched(workbook(), 16, struct.pack("<I", zlib.crc32(b"no")), nth=4)
