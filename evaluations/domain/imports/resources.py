"""The flat table as a django-import-export resource: one definition of its columns for reading and for writing.

A field's widget reads a cell of a file (`clean`) and its `dehydrate` gives the cell of a line. The register is written
in bulk by write.py: `Resource.import_data` saves row by row (ADR 0009 has the figures).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from import_export import fields, resources, widgets  # type: ignore[import-untyped]

from products.enums import LegalForm
from products.models import Producer

from ...enums import RecognitionBody, RecognitionKind
from ...models import Recognition
from .columns import CHECK_TITLES, TITLES, TOLD_TITLES
from .values import READERS as CELL_READERS

OWNER = (
    *("pk", "name", "legal_form", "address", "representative", "phone", "tax_code", "source_note", "is_illustration"),
    *("unit__code", "unit__name", "unit__valid_to"),
)
ITEM = ("name", "product_set", "official_code", "source_note", "is_illustration")
GRANTED = (
    *("star", "kind", "decision_number", "decided_on", "body", "score", "body_note", "source_note", "is_illustration"),
    *("unit__code", "unit__name"),
)
"""What a line is made of: columns of a producer, of its product, of a recognition, as the database has them."""


class Line(NamedTuple):
    """One row of the flat table: a producer, perhaps a product, perhaps one of its recognitions.

    Values of OWNER, ITEM and GRANTED; records themselves would cost more than writing the file.
    """

    owner: Sequence[Any]
    item: Sequence[Any] | None = None
    granted: Sequence[Any] | None = None


def _through(path: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{path}__{name}" for name in names)


ORDER = {key: position for position, key in enumerate(TITLES)}
PHONE, TAX_CODE = ORDER["phone"], ORDER["tax_code"]


class CellWidget(widgets.Widget):  # type: ignore[misc]
    """Reads the text of a cell into a value; raises ValidationError. Values leave with their types."""

    def __init__(self, key: str) -> None:
        super().__init__(coerce_to_string=False)
        self.reader = CELL_READERS[key]

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self.reader(value)


class FlatField(fields.Field):  # type: ignore[misc]
    """A column: reads through its widget, writes its cell of a row."""

    def get_value(self, instance: Sequence[Any]) -> Any:
        return instance[ORDER[self.attribute]]

    def export(self, instance: Sequence[Any], **kwargs: Any) -> Any:
        return self.get_value(instance)


class FlatResource(resources.Resource):  # type: ignore[misc]
    """Producers, products and recognitions in one table; `lines` gives its lines from records of its kind."""

    def __init__(self, *, in_full: Collection[int] | None = None) -> None:
        super().__init__()
        self.in_full = in_full
        for key, title in (TITLES | CHECK_TITLES | TOLD_TITLES).items():
            self.fields[key] = FlatField(key, title, widget=CellWidget(key))

    def get_export_order(self, selected_fields: Any = None) -> list[str]:
        return list(TITLES)

    def cells(self, lines: Iterable[Line]) -> Iterator[list[Any]]:
        """The cells of each line in the order of the template (None = empty), without a copy of the table in memory."""
        forms, kinds, bodies = (_labels(choices) for choices in (LegalForm, RecognitionKind, RecognitionBody))
        masked: dict[int, tuple[str | None, str | None]] = {}
        for owner, item, granted in lines:
            pk, producer, form, address, person, phone, tax, note, is_invented, code, place, until = owner
            product = group = official = None
            star = kind = decision = day = body = score = why = None
            if item is not None:
                product, group, official, note, is_invented = item
            if granted is not None:
                star, kind, decision, day, body, score, why, note, is_invented, code, place = granted
                until = None  # the day of the decision says which unit is meant
            row = [product, group, official, producer, forms.get(form, form), code, place, until]
            row += [address, person, phone, tax, star, kinds.get(kind, kind), decision, day, bodies.get(body, body)]
            row += [score, None, why, "dữ liệu minh họa" if is_invented else note]  # illustration says so in the file
            row = [None if cell == "" else cell for cell in row]
            if self.in_full is not None and pk not in self.in_full:
                if pk not in masked:
                    masked[pk] = _masked(form, phone, tax)
                row[PHONE], row[TAX_CODE] = masked[pk]
            yield row


def _labels(choices: Any) -> dict[Any, str]:
    return {value: str(label) for value, label in choices.choices}


def _masked(legal_form: str, phone: str, tax_code: str) -> tuple[str | None, str | None]:
    """What everybody may read of the columns with personal data; the rule stands with the model."""
    owner = Producer(legal_form=legal_form, phone=phone, tax_code=tax_code)
    return owner.phone_masked or None, owner.tax_code_masked or None


class ProducerResource(FlatResource):
    """One line a producer."""

    def lines(self, records: Any) -> Iterator[Line]:
        for row in records.values_list(*OWNER):
            yield Line(row)


class ProductResource(FlatResource):
    """One line per recognition, or one for a product without."""

    def lines(self, records: Any) -> Iterator[Line]:
        granted: dict[int, list[Sequence[Any]]] = defaultdict(list)
        shown = Recognition.objects.shown().filter(product__in=records.order_by().values("pk"))
        for row in shown.order_by("decided_on", "pk").values_list("product", *GRANTED):
            granted[row[0]].append(row[1:])
        end = 1 + len(ITEM)
        for row in records.values_list("pk", *ITEM, *_through("producer", OWNER)):
            for recognition in granted.get(row[0], (None,)):
                yield Line(row[end:], row[1:end], recognition)


class RecognitionResource(FlatResource):
    """One line a recognition."""

    def lines(self, records: Any) -> Iterator[Line]:
        first, end = len(GRANTED), len(GRANTED) + len(ITEM)
        names = (*GRANTED, *_through("product", ITEM), *_through("product__producer", OWNER))
        for row in records.values_list(*names):
            yield Line(row[end:], row[first:end], row[:first])


RESOURCES = {"producers": ProducerResource, "products": ProductResource, "recognitions": RecognitionResource}
