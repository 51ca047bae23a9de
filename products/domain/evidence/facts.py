"""What is said of a paper: cleaned in one place for uploads, forms and imports."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ...enums import SENSITIVE_KINDS, EvidenceKind
from ...validators import clean_text
from ..records import clean_fields

LIMITS = {"title": 250, "issuer": 200, "number": 80}
NAMES = ("kind", "title", "issuer", "number", "issued_on", "expires_on", "is_sensitive")


def _kind(value: Any) -> str:
    if value not in EvidenceKind.values:
        raise ValidationError(_("Hãy chọn loại minh chứng."), "kind")
    return str(value)


def _day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if value else None
    except (TypeError, ValueError):
        raise ValidationError(_("Ngày không hợp lệ."), "date") from None


def _text(value: Any, limit: int) -> str:
    return clean_text(str(value or ""), limit=limit)


def clean_facts(given: Mapping[str, Any], file_name: str = "") -> dict[str, Any]:
    """Values of NAMES; a missing title is the file's name without its extension. Raises ValidationError by field.

    Identity papers are always sensitive (Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP).
    """
    cleaners: dict[str, Any] = {"kind": _kind, "issued_on": _day, "expires_on": _day}
    cleaners |= {name: partial(_text, limit=limit) for name, limit in LIMITS.items()}
    facts = clean_fields(cleaners, {name: given.get(name) for name in cleaners})
    facts["title"] = facts["title"] or file_name.rpartition(".")[0][: LIMITS["title"]]
    facts["is_sensitive"] = bool(given.get("is_sensitive")) or facts["kind"] in SENSITIVE_KINDS
    if facts["issued_on"] and facts["expires_on"] and facts["expires_on"] < facts["issued_on"]:
        raise ValidationError({"expires_on": ValidationError(_("Ngày hết hạn phải sau ngày cấp."), "dates")})
    return facts


def as_json(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts for a JSON column: days as ISO text. `clean_facts` reads them back."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}
