"""Scoring sheets: saved, handed in, counted. Marks of others are nobody's business before the chair opens them."""

from .content import canonical, digest, law_of, sheet_facts, sheet_hash
from .edit import save_sheet, sheet_for
from .expected import Counts, Progress, Waiting, last_sheets, progress_of, waiting_of
from .submit import submit_sheet

__all__ = [
    "Counts",
    "Progress",
    "Waiting",
    "canonical",
    "digest",
    "last_sheets",
    "law_of",
    "progress_of",
    "save_sheet",
    "sheet_facts",
    "sheet_for",
    "sheet_hash",
    "submit_sheet",
    "waiting_of",
]
