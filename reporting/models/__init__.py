"""Generated documents and sets of them; reports of units to the units above."""

from .document import Document
from .document_set import DocumentSet, DocumentSetItem
from .unit_report import ReportCall, ReportSubmission, UnitReport

__all__ = ["Document", "DocumentSet", "DocumentSetItem", "ReportCall", "ReportSubmission", "UnitReport"]
