"""The flat table as a django-import-export resource: one definition of its columns for reading and for writing.

A field's widget reads a cell of a file (`clean`) and its `dehydrate` gives the cell of a line. The register is written
in bulk by write.py: `Resource.import_data` saves row by row (ADR 0009 has the figures).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from import_export import fields, resources, widgets  # type: ignore[import-untyped]

from products.models import Producer, Product
from programs.models import Unit

from ...models import Recognition
from .columns import CHECK_TITLES, TITLES
from .values import READERS as CELL_READERS


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the flat table: a producer, perhaps a product, perhaps one of its recognitions."""

    owner: Producer
    item: Product | None = None
    granted: Recognition | None = None

    @property
    def unit(self) -> Unit:
        return self.granted.unit if self.granted else self.owner.unit


def _label(record: Any, name: str) -> str | None:
    return str(getattr(record, f"get_{name}_display")()) if record and getattr(record, name) else None


def source_of(line: Line) -> str | None:
    """Where the row comes from; illustration says so in the file as well."""
    record = line.granted or line.item or line.owner
    return "dữ liệu minh họa" if record.is_illustration else record.source_note or None


def _of_owner(name: str) -> Any:
    return lambda line: getattr(line.owner, name) or None


def _of_item(name: str) -> Any:
    return lambda line: (getattr(line.item, name) or None) if line.item else None


def _of_granted(name: str) -> Any:
    return lambda line: (getattr(line.granted, name) or None) if line.granted else None


GETTERS: dict[str, Any] = {
    "product": _of_item("name"),
    "product_set": _of_item("product_set"),
    "official_code": _of_item("official_code"),
    "producer": _of_owner("name"),
    "legal_form": lambda line: _label(line.owner, "legal_form"),
    "unit_code": lambda line: line.unit.code,
    "unit_name": lambda line: line.unit.name,
    "unit_day": lambda line: None if line.granted else line.unit.valid_to,
    "address": _of_owner("address"),
    "representative": _of_owner("representative"),
    "phone": _of_owner("phone"),
    "tax_code": _of_owner("tax_code"),
    "star": _of_granted("star"),
    "kind": lambda line: _label(line.granted, "kind"),
    "decision_number": _of_granted("decision_number"),
    "decided_on": _of_granted("decided_on"),
    "body": lambda line: _label(line.granted, "body"),
    "score": lambda line: line.granted.score if line.granted else None,
    "plan_year": lambda line: None,
    "body_note": _of_granted("body_note"),
    "source_note": source_of,
}


MASKED = {"phone": "phone_masked", "tax_code": "tax_code_masked"}
"""Columns with personal data → what of them everybody may read."""


class CellWidget(widgets.Widget):  # type: ignore[misc]
    """Reads the text of a cell into a value; raises ValidationError. Values leave with their types."""

    def __init__(self, key: str) -> None:
        super().__init__(coerce_to_string=False)
        self.reader = CELL_READERS[key]

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self.reader(value)


class FlatField(fields.Field):  # type: ignore[misc]
    """A column: reads through its widget, writes through its getter."""

    def get_value(self, instance: Line) -> Any:
        return GETTERS[self.attribute](instance)

    def export(self, instance: Line, **kwargs: Any) -> Any:
        return self.get_value(instance)


class FlatResource(resources.Resource):  # type: ignore[misc]
    """Producers, products and recognitions in one table; `of_…` give its lines from each kind of record."""

    def __init__(self, *, in_full: Collection[int] | None = None) -> None:
        super().__init__()
        self.in_full = in_full
        for key, title in (TITLES | CHECK_TITLES).items():
            self.fields[key] = FlatField(key, title, widget=CellWidget(key))

    def get_export_order(self, selected_fields: Any = None) -> list[str]:
        return list(TITLES)

    def cells(self, lines: Iterable[Line]) -> Iterator[list[Any]]:
        """The cells of each line in the order of the template, without a copy of the whole table in memory."""
        order = self.get_export_order()
        getters = [self.fields[key].export for key in order]
        hidden = [(order.index(key), masked) for key, masked in MASKED.items()]
        for line in lines:
            row = [getter(line) for getter in getters]
            if self.in_full is not None and line.owner.pk not in self.in_full:
                for position, masked in hidden:
                    row[position] = getattr(line.owner, masked) or None
            yield row


class ProducerResource(FlatResource):
    """One line a producer."""

    def lines(self, records: Any) -> Iterator[Line]:
        for producer in records.select_related("unit"):
            yield Line(producer)


class ProductResource(FlatResource):
    """One line per recognition, or one for a product without."""

    def lines(self, records: Any) -> Iterator[Line]:
        from products.domain.queries import with_recognitions

        for product in with_recognitions(records):
            granted = sorted(product.recognitions.all(), key=lambda item: (item.decided_on, item.pk))
            for recognition in granted or (None,):
                yield Line(product.producer, product, recognition)


class RecognitionResource(FlatResource):
    """One line a recognition."""

    def lines(self, records: Any) -> Iterator[Line]:
        for recognition in records.select_related("unit", "product__producer__unit"):
            yield Line(recognition.product.producer, recognition.product, recognition)


RESOURCES = {"producers": ProducerResource, "products": ProductResource, "recognitions": RecognitionResource}
