"""What tells the people behind one producer wherever they are not in a field of their own: JSON, rows of a register."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from ocop.audit.rows import event_models
from ocop.text import fold

from ..enums import PERSONAL_FORMS
from ..models import Producer, Representation
from ..models.keyed import core_name
from ..validators import show_phone

LEAST_DIGITS = 8
"""Numbers shorter than this, counted without zeros in front, only count as they stand."""


@dataclass
class Marks:
    """What tells the person: `strong` values and `digits` alone, `weak` ones beside a strong one.

    `names` (folded, without the words of the legal form) and `places` (folded names and codes of its units, of all
    times) tell the rows of a register that are about the producer.
    """

    strong: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)
    digits: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def is_strong(self, leaf: Any) -> bool:
        """Whether a text holds the person's own number or address of mail, however a number is spaced."""
        if not isinstance(leaf, str) or not leaf:
            return False
        if leaf in self.strong or (
            "@" in leaf and any("@" in own and own.lower() in leaf.lower() for own in self.strong)
        ):
            return True
        digits = re.sub(r"\D", "", leaf)
        return len(digits) >= LEAST_DIGITS and any(own in digits for own in self.digits)

    def tell(self, texts: Collection[str]) -> bool:
        """Whether the texts of one row of a register are about the producer: its name, beside a number, a person or a
        place of its own. A namesake elsewhere is not, nor another producer with the same telephone."""
        if not any(core_name(text) in self.names for text in texts if text):
            return False
        if any(map(self.is_strong, texts)):
            return True
        folds = {fold(text) for text in texts} - {""}
        known = any(f" {told} " in own for told in folds for own in self.places)
        return known or not folds.isdisjoint(map(fold, self.weak))


def collect(producer: Producer) -> Marks:
    """All values that ever stood in the fields of the producer and of its representative."""
    marks = Marks()
    for row in [producer, *events_of(Producer, [producer.pk])]:
        personal = row.legal_form in PERSONAL_FORMS or re.fullmatch(r"\d{12}", row.tax_code)
        marks.strong |= {row.phone, row.email, row.tax_code if personal else ""}
        marks.weak |= {row.representative, row.address if row.legal_form in PERSONAL_FORMS else ""}
        marks.names.add(core_name(row.name))
        marks.places.add(f" {row.unit.kin_fold} {row.unit.code} ")
    for place in producer.locations.select_related("unit"):
        marks.places.add(f" {place.unit.kin_fold} {place.unit.code} ")
    person = Representation.objects.filter(producer=producer).first()
    for row in [person, *events_of(Representation, [person.pk])] if person else []:
        marks.strong |= {row.personal_number}
        marks.weak |= {row.residence}
    marks.strong.discard("")
    marks.weak.discard("")
    marks.names.discard("")
    marks.strong |= {show_phone(text) for text in marks.strong}
    marks.digits = {digits for text in marks.strong if len(digits := _bare(text)) >= LEAST_DIGITS}
    return marks


def _bare(text: str) -> str:
    """The digits of a number without the zeros (or the +84) that spreadsheets and people leave out."""
    return re.sub(r"\D", "", re.sub(r"^\s*\+84", "", text)).lstrip("0")


def scrub(node: Any, marks: Marks) -> Any:
    """The same JSON without the values; weak ones go where the same list or object holds a strong one."""
    if not isinstance(node, dict | list):
        return "" if marks.is_strong(node) else node
    leaves = list(node.values()) if isinstance(node, dict) else node
    gone = marks.weak if any(marks.is_strong(leaf) for leaf in leaves) else frozenset()
    cleaned = ["" if isinstance(leaf, str) and leaf in gone else scrub(leaf, marks) for leaf in leaves]
    return dict(zip(node, cleaned, strict=True)) if isinstance(node, dict) else cleaned


def events_of(model: type[models.Model], pks: Iterable[Any]) -> Any:
    """Rows of the history of these records."""
    return event_models()[model]._default_manager.filter(pgh_obj_id__in=list(pks))
