"""Tables to take away, in the layout the import reads: export, edit, import again."""

from collections.abc import Collection, Iterator
from typing import Any

from ocop.spreadsheets import write_csv, write_xlsx

from .imports.bulk import without_collector
from .imports.columns import template_columns, template_notes
from .imports.resources import RESOURCES

MAX_ROWS = 20_000
"""Records a page exports at once: as many as an import reads. The command line has no bound."""
FORMATS = ("xlsx", "csv")


@without_collector()
def export_records(
    kind: str, records: Any, file_format: str, *, in_full: Collection[int] | None = None
) -> tuple[bytes, int]:
    """XLSX or CSV of "producers", "products" or "recognitions" without live formulas; returns (bytes, rows).

    `in_full`: ids of producers whose phone and personal tax code may be read (None = all, for the command line);
    the others' are masked (Luật 91/2025/QH15).
    """
    resource = RESOURCES[kind](in_full=in_full)
    count = 0

    def counted() -> Iterator[list[Any]]:
        nonlocal count
        for cells in resource.cells(resource.lines(records)):
            count += 1
            yield cells

    if file_format == "csv":
        data = write_csv(template_columns(), counted())
    else:
        data = write_xlsx(template_columns(), counted(), title="OCOP", notes=template_notes())
    return data, count
