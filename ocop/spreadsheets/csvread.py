"""CSV text, whatever its delimiter, in UTF-8 or UTF-16; anything else is refused with what to do."""

import csv
import io
import re
import unicodedata

from ocop.spreadsheets.limits import Limits
from ocop.spreadsheets.refusal import Refused

DELIMITERS = ",;\t|"
QUOTED = re.compile(r'"[^"]*"')
# The reader's half of writer.escape_text: one apostrophe in front of what could have been a formula.
ESCAPED = re.compile(r"\A'(?=[\s']*[=+\-@|%＝＋－＠\t\r\n])")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise Refused("encoding") from None
    if b"\x00" in data:
        raise Refused("nul_bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise Refused("encoding", row) from None


def detect_delimiter(text: str) -> tuple[str, str]:
    """(delimiter, text without a leading "sep=" line)."""
    first, _, rest = text.partition("\n")
    line = first.strip("\r")
    if line.lower().startswith("sep=") and len(line) == 5:
        return line[4], rest
    head = next((part for part in text.splitlines()[:20] if part.strip()), "")
    bare = QUOTED.sub("", head)
    return max(DELIMITERS, key=bare.count), text


def read_csv(data: bytes, limits: Limits) -> list[list[str]]:
    """Rows of cleaned texts, empty rows kept so that numbers agree; raises Refused."""
    text = decode(data)
    delimiter, text = detect_delimiter(text.replace("\r\n", "\n").replace("\r", "\n"))
    csv.field_size_limit(limits.max_cell_chars)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in reader:
            number = len(rows) + 1
            if number > limits.max_rows + 1:
                raise Refused("too_many_rows", limit=limits.max_rows)
            if len(row) > limits.max_columns:
                raise Refused("too_many_columns", number, limit=limits.max_columns)
            cells += len(row)
            if cells > limits.max_cells:
                raise Refused("too_many_cells", limit=limits.max_cells)
            rows.append([_clean(value, number, column) for column, value in enumerate(row, 1)])
    except csv.Error as error:
        code = "cell_too_long" if "field limit" in str(error) else "broken_csv"
        raise Refused(code, len(rows) + 1, limit=limits.max_cell_chars) from None
    return rows


def _clean(value: str, row: int, column: int) -> str:
    if CONTROL.search(value):
        raise Refused("control_character", row, column)
    return unicodedata.normalize("NFC", ESCAPED.sub("", value, count=1) if value.startswith("'") else value)
