"""Generated documents, and sets of them."""

from .document import Document
from .document_set import DocumentSet, DocumentSetItem

__all__ = ["Document", "DocumentSet", "DocumentSetItem"]
