"""DOCX and XLSX: the checks of the package (ocop/spreadsheets), then every part as XML without entities."""

import re
import zipfile
from typing import Any

from ocop.files.limits import FileLimits
from ocop.spreadsheets.limits import Limits
from ocop.spreadsheets.package import open_package, unpack
from ocop.spreadsheets.refusal import Refused
from ocop.spreadsheets.sniff import SPREADSHEET_TYPE
from ocop.spreadsheets.xmlscan import PartScanner, scan_parts

DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
FOREIGN_TYPES = ((b"macroEnabled", "macro"), (b"sheet.binary", "XLSB"), (b"presentationml", "PPTX"))
CARRIERS = re.compile(r"(^|/)(embeddings|activex|customui)/", re.IGNORECASE)
PLAIN_PARTS = re.compile(r".*\.(png|jpe?g|gif|bmp|emf|wmf|tiff?|odttf|ttf|wdp)\Z|.*printerSettings[^/]*\.bin\Z", re.I)
ACTS = (b"DDEAUTO", b"ddeLink")
VIRUS = b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"


class DocumentScanner(PartScanner):
    """A part of a text document: cells of sheets mean nothing here, relationships do."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.chars = 0
        if self.depth > self.limits.max_xml_depth:
            raise Refused("broken_xml")
        if name.rpartition(":")[2] == "Relationship":
            self.on_relationship(attributes)


def check_office(data: bytes, limits: FileLimits) -> tuple[str, dict[str, Any]]:
    """("docx" | "xlsx", {}); raises Refused."""
    bounds = Limits(max_file_bytes=limits.max_bytes, max_members=2_000, max_xml_depth=256, max_cell_chars=1_000_000)
    archive = _open(data, bounds)
    types = next(member for member in archive.infolist() if member.filename.lower() == "[content_types].xml")
    kind = _kind(b"".join(unpack(archive, types)))
    _look_through(archive)
    if kind == "xlsx":
        scan_parts(archive, bounds)
    else:
        _scan_document(archive, bounds)
    return kind, {}


def _open(data: bytes, bounds: Limits) -> zipfile.ZipFile:
    try:
        return open_package(data, bounds)
    except Refused as refusal:
        if refusal.code == "not_a_workbook":
            raise Refused("wrong_content", found="ZIP") from None
        if refusal.code == "unsafe_name":
            raise Refused("unsafe_member") from None
        raise


def _kind(content_types: bytes) -> str:
    for marker, found in FOREIGN_TYPES:
        if marker in content_types:
            raise Refused("macro") if found == "macro" else Refused("wrong_content", found=found)
    if SPREADSHEET_TYPE in content_types:
        return "xlsx"
    if DOCUMENT_TYPE in content_types:
        return "docx"
    raise Refused("wrong_content", found="ZIP")


def _look_through(archive: zipfile.ZipFile) -> None:
    """No member that carries another program, no field that starts one."""
    for member in archive.infolist():
        if CARRIERS.search(member.filename):
            raise Refused("nested_archive")
        before = b""
        for chunk in unpack(archive, member):
            window = before + chunk
            if VIRUS in window:
                raise Refused("virus_sample")
            if any(act in window for act in ACTS):
                raise Refused("external_link")
            before = chunk[-64:]


def _scan_document(archive: zipfile.ZipFile, bounds: Limits) -> None:
    for member in archive.infolist():
        if member.is_dir() or PLAIN_PARTS.match(member.filename):
            continue
        scanner = DocumentScanner(bounds)
        for chunk in unpack(archive, member):
            scanner.feed(chunk)
        scanner.feed(b"", is_final=True)
