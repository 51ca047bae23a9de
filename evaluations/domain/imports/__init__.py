"""Import of products with their recognitions from one flat table: check everything, then write everything, once."""

from .apply import apply_batch
from .batches import check_batch, correct_cells, map_columns, open_batch
from .columns import COLUMNS, template_columns, template_notes
from .undo import obstacles, undo_batch

__all__ = [
    "COLUMNS",
    "apply_batch",
    "check_batch",
    "correct_cells",
    "map_columns",
    "obstacles",
    "open_batch",
    "template_columns",
    "template_notes",
    "undo_batch",
]
