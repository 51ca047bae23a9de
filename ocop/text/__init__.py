"""Vietnamese text: search keys, dictionary order, numbers and dates. Pure, no Django."""

from .fold import fold, nfc, sort_key
from .forms import format_date, format_number, lower_kind, parse_document_number, two_digits, written_date

__all__ = [
    "fold",
    "format_date",
    "format_number",
    "lower_kind",
    "nfc",
    "parse_document_number",
    "sort_key",
    "two_digits",
    "written_date",
]
