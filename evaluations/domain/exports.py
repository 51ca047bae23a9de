"""Tables to take away, in the layout the import reads: export, edit, import again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from import_export import fields, resources, widgets  # type: ignore[import-untyped]

from ocop.spreadsheets import write_csv, write_xlsx
from products.domain.queries import with_recognitions
from products.models import Producer, Product
from programs.models import Unit

from ..models import Recognition
from .imports.columns import COLUMNS, template_columns, template_notes

MAX_ROWS = 20_000
"""Records a page exports at once: as many as an import reads. The command line has no bound."""
FORMATS = ("xlsx", "csv")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the flat table: a producer, perhaps a product, perhaps one of its recognitions."""

    owner: Producer
    item: Product | None = None
    granted: Recognition | None = None

    @property
    def unit(self) -> Unit:
        return self.granted.unit if self.granted else self.owner.unit

    def value(self, key: str) -> Any:
        """The cell of a column key; None when there is nothing to tell."""
        reader = READERS.get(key)
        if reader is not None:
            return reader(self)
        for record in (self.granted, self.item, self.owner):
            if record is not None and hasattr(record, key):
                return getattr(record, key) or None
        return None


def _label(record: Any, name: str) -> str | None:
    return str(getattr(record, f"get_{name}_display")()) if record and getattr(record, name) else None


READERS: dict[str, Any] = {
    "product": lambda line: line.item.name if line.item else None,
    "product_set": lambda line: line.item.product_set if line.item else None,
    "producer": lambda line: line.owner.name,
    "legal_form": lambda line: _label(line.owner, "legal_form"),
    "unit_code": lambda line: line.unit.code,
    "unit_name": lambda line: line.unit.name,
    "unit_day": lambda line: None if line.granted else line.unit.valid_to,
    "kind": lambda line: _label(line.granted, "kind"),
    "body": lambda line: _label(line.granted, "body"),
    "plan_year": lambda line: None,
    "source_note": lambda line: source_of(line),
}


def source_of(line: Line) -> str | None:
    """Where the row comes from; illustration says so in the file as well."""
    record = line.granted or line.item or line.owner
    return "dữ liệu minh họa" if record.is_illustration else record.source_note or None


class FlatResource(resources.Resource):
    """django-import-export's view of the flat table; values keep their types for the writer."""

    def __init__(self) -> None:
        super().__init__()
        for column in COLUMNS:
            widget = widgets.Widget(coerce_to_string=False)
            self.fields[column.key] = fields.Field(column.key, column.title, widget=widget)

    def get_export_order(self, selected_fields: Any = None) -> list[str]:
        return list(self.fields)

    def export_field(self, field: Any, instance: Line, **kwargs: Any) -> Any:
        return instance.value(field.attribute)


def lines_of_products(products: Any) -> Iterator[Line]:
    """One line per recognition, or one for a product without."""
    for product in with_recognitions(products):
        granted = sorted(product.recognitions.all(), key=lambda item: (item.decided_on, item.pk))
        for recognition in granted or (None,):
            yield Line(product.producer, product, recognition)


def lines_of_recognitions(recognitions: Any) -> Iterator[Line]:
    for recognition in recognitions.select_related("unit", "product__producer__unit"):
        yield Line(recognition.product.producer, recognition.product, recognition)


def lines_of_producers(producers: Any) -> Iterator[Line]:
    for producer in producers.select_related("unit"):
        yield Line(producer)


def export_lines(lines: Iterable[Line], file_format: str) -> bytes:
    """XLSX or CSV of the lines, without live formulas."""
    dataset = FlatResource().export(queryset=lines)
    if file_format == "csv":
        return write_csv(template_columns(), dataset)
    return write_xlsx(template_columns(), dataset, title="OCOP", notes=template_notes())


__all__ = ["FORMATS", "Line", "export_lines", "lines_of_producers", "lines_of_products", "lines_of_recognitions"]
