"""The law packs: data folders read, checked, chosen by date, and asked what a dossier must show."""

from .load import Pack, load_pack, pack_codes
from .schema import Criterion, Option, PackError, Part, Sheet
from .select import Selection, select_pack

__all__ = [
    "Criterion",
    "Option",
    "Pack",
    "PackError",
    "Part",
    "Selection",
    "Sheet",
    "load_pack",
    "pack_codes",
    "select_pack",
]
