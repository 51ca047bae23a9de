"""Two records side by side: their fields, and how much hangs on each."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ocop.text import format_date

from .merge import PRODUCER, relations

SHOWN = {
    PRODUCER: (
        *("name", "legal_form", "unit", "address", "representative", "phone", "tax_code"),
        *("registration_number", "founded_on", "source_note"),
    ),
    "product": ("name", "producer", "product_set", "product_set_1048", "official_code", "description", "source_note"),
}
MASKED = frozenset({"phone", "representative"})
"""Personal data (Luật 91/2025/QH15): the page says whether they agree, not what they are."""

PERSONAL = 12
"""Digits of a personal number that stands for a tax code."""


@dataclass(frozen=True)
class Line:
    """One row of the comparison; `differs` when both say something and not the same."""

    label: str
    first: str
    second: str
    differs: bool


def compare(kind: str, first: Any, second: Any) -> list[Line]:
    """Fields of both, then the number of rows that hang on each."""
    lines = [_line(name, first, second) for name in SHOWN[kind]]
    for relation in relations(type(first)):
        if relation.related_model is type(first):
            continue
        rows = relation.related_model._base_manager
        one, two = (rows.filter(**{relation.field.name: record}).count() for record in (first, second))
        if one or two:
            label = _("Số %s") % relation.related_model._meta.verbose_name
            lines.append(Line(label, str(one), str(two), False))
    return lines


def _line(name: str, first: Any, second: Any) -> Line:
    label = _first_up(str(first._meta.get_field(name).verbose_name))
    one, two = _text(first, name), _text(second, name)
    differs = bool(one and two and one != two)
    if name in MASKED or (name == "tax_code" and PERSONAL in (len(one), len(two))):
        one, two = ((_("có, khác bên kia") if differs else _("có")) if text else "" for text in (one, two))
    return Line(label, one, two, differs)


def _text(record: Any, name: str) -> str:
    label = getattr(record, f"get_{name}_display", None)
    value = label() if label else getattr(record, name)
    if value is None:
        return ""
    if name == "unit":
        return f"{value.name} ({value.code})"
    return format_date(value) if hasattr(value, "strftime") else str(value)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
