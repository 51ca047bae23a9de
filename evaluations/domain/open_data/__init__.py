"""Open data: recognitions as the public lookup shows them, as files anybody may take; made every night."""

from .publish import Dump, current, open_file, publish
from .rows import FIELDS, open_rows, schema
from .write import FILES, make_files

__all__ = ["FIELDS", "FILES", "Dump", "current", "make_files", "open_file", "open_rows", "publish", "schema"]
