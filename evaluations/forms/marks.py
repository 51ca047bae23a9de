"""Marks on a criteria sheet, as the browser sends them: "muc-1.1" = the level, "ghi-1.1" = the note, "kl-1.1" = a
conclusion «loại» or «dừng». Read here, checked by the engine."""

from collections.abc import Mapping
from typing import Any

from ocop.text import nfc

from ..domain.lawpacks import Sheet
from ..domain.sheet_rows import from_form


def sent_answers(sheet: Sheet, data: Mapping[str, str]) -> dict[str, Any]:
    """Criterion → answer, for the criteria that were answered."""
    sent = {leaf.code: data.get(f"muc-{leaf.code}", "") for _path, leaf in sheet.leaves()}
    return {code: from_form(value) for code, value in sent.items() if value}


def sent_notes(sheet: Sheet, data: Mapping[str, str]) -> dict[str, str]:
    """Criterion → text, for the criteria that have one."""
    sent = {leaf.code: nfc(data.get(f"ghi-{leaf.code}", "")).strip() for _path, leaf in sheet.leaves()}
    return {code: text for code, text in sent.items() if text}


def sent_flags(sheet: Sheet, data: Mapping[str, str]) -> dict[str, str]:
    """Criterion → "reject" or "stop", for the criteria concluded so."""
    sent = {leaf.code: data.get(f"kl-{leaf.code}", "") for _path, leaf in sheet.leaves() if leaf.gate}
    return {code: kind for code, kind in sent.items() if kind}


def sent_revision(data: Mapping[str, str]) -> int:
    """The revision the person saw; what is no number is one nobody has seen."""
    text = data.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1


def sent_round(data: Mapping[str, str]) -> int | None:
    """The round the page was made for; None when it says nothing readable."""
    text = data.get("round", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
