"""The vault of a producer: a file is stored once, pointed to by many papers of many dossiers (docs/evidence.md)."""

from .edit import remove_evidence, update_evidence
from .reading import make_link, open_link, read_file
from .store import store_evidence
from .sweep import sweep_vault
from .uploads import OffsetError, finish_upload, open_upload, receive_chunk

__all__ = [
    "OffsetError",
    "finish_upload",
    "make_link",
    "open_link",
    "open_upload",
    "read_file",
    "receive_chunk",
    "remove_evidence",
    "store_evidence",
    "sweep_vault",
    "update_evidence",
]
