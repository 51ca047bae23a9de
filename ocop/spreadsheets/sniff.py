"""What a file is, by its content; its name is only a claim to be compared."""

from ocop.spreadsheets.refusal import Refused

MAGIC = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"\x1f\x8b", "GZIP"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
)
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<script", b"<table", b"<svg")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SPREADSHEET_TYPE = b"spreadsheetml.sheet.main+xml"
OTHER_TYPES = (
    (b"wordprocessingml", "DOCX"),
    (b"presentationml", "PPTX"),
    (b"macroEnabled", "XLSM"),
    (b"sheet.binary", "XLSB"),
)


def sniff(data: bytes, name: str) -> str:
    """ "xlsx" or "csv"; raises Refused when it is anything else or not what `name` says."""
    if not data:
        raise Refused("empty_file")
    if data.startswith(OLE):
        raise Refused("old_excel")
    for magic, label in MAGIC:
        if data.startswith(magic):
            raise Refused("wrong_content", found=label)
    kind = "xlsx" if data.startswith(b"PK") else "csv"
    if kind == "csv" and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:16].lower().startswith(MARKUP):
        raise Refused("wrong_content", found="HTML/XML")
    extension = name.rpartition(".")[2].lower()
    if extension == "xls":
        raise Refused("old_excel")
    if extension not in ("xlsx", "csv"):
        raise Refused("wrong_extension", name=name[-60:])
    if extension != kind:
        raise Refused("name_content_mismatch", extension=extension, found=kind)
    return kind


def check_content_types(content_types: bytes) -> None:
    """`[Content_Types].xml` must announce a plain workbook; raises Refused."""
    for marker, label in OTHER_TYPES:
        if marker in content_types:
            raise Refused("macro" if label == "XLSM" else "wrong_content", found=label)
    if SPREADSHEET_TYPE not in content_types:
        raise Refused("not_a_workbook")
