"""A proposal as a person reads it: parts with their rows, each with the line it was read from (pure, no ORM)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ocop.text import format_number

from .base import NOISE

_PARTS = (
    ("head", _("Đầu văn bản")),
    ("bases", _("Căn cứ")),
    ("sections", _("Các phần")),
    ("targets", _("Chỉ tiêu")),
    ("annex", _("Phụ lục chỉ tiêu")),
    ("batches", _("Đợt và sản phẩm")),
    ("activities", _("Hoạt động")),
    ("tasks", _("Nhiệm vụ")),
    ("funding", _("Kinh phí")),
    ("recipients", _("Nơi nhận")),
    ("signer", _("Người ký")),
)
_GROUPS = {"totals": "targets", "opening": "bases"}
_WORDS = {
    "name": _("sản phẩm"),
    "place": _("địa chỉ"),
    "producer": _("chủ thể"),
    "star_sought": _("hạng sao"),
    "unit": _("đơn vị"),
    "total": _("tổng"),
    "star_5": _("5 sao"),
    "star_4": _("4 sao"),
    "star_3": _("3 sao"),
}
_HIDDEN = {"kind", "unit_code", "note"}


def proposal(result: Mapping[str, Any]) -> dict[str, Any]:
    """{"parts": [(title, rows)], "lines", "noise": [(kind, rows)], "known", "plan", "version", "was_cut"}; a row is
    {label, value, line, confidence, note}."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name, _title in _PARTS}
    for datum in result["data"]:
        rows[_part(datum["path"])].append(dict(datum) | {"value": value_text(datum["value"])})
    marked = {datum["line"]: datum["confidence"] for datum in sorted(result["data"], key=_weight)}
    lines = [line | {"mark": marked.get(line["number"], "")} for line in result["lines"]]
    known, read = result.get("known"), result["version"]
    if known:
        known = known | {"percent": round(known["similarity"] * 100)}
    return {
        "document_number": f"{read['number']:02d}/{read['symbol']}" if read["number"] else "–",
        "issued_on": value_text(read["issued_on"]),
        "parts": [(title, rows[name]) for name, title in _PARTS if rows[name]],
        "lines": lines,
        "noise": list(_noise(result["noise"])),
        "known": known,
        "plan": result["plan"],
        "version": result["version"],
        "was_cut": result["was_cut"],
    }


def _weight(datum: Mapping[str, Any]) -> int:
    return ("sure", "likely", "doubtful").index(datum["confidence"])


def _part(path: str) -> str:
    first = path.partition(".")[0]
    first = _GROUPS.get(first, first)
    return first if first in dict(_PARTS) else "head"


def value_text(value: Any) -> str:
    """A value in words: "sản phẩm: Bưởi Luận Văn; địa chỉ: xã Thọ Xương"."""
    if value is None or value == "":
        return "–"
    if isinstance(value, Mapping):
        pairs = [(key, item) for key, item in value.items() if key not in _HIDDEN and item not in (None, "")]
        return "; ".join(f"{_WORDS.get(key, key)}: {value_text(item)}" for key, item in pairs)
    if isinstance(value, list):
        return "; ".join(map(value_text, value))
    if isinstance(value, int):
        return str(value) if 2000 <= value <= 2100 else format_number(value)
    parts = str(value).split("-")
    is_day = len(parts) == 3 and all(part.isdecimal() for part in parts) and len(parts[0]) == 4
    return "/".join(reversed(parts)) if is_day else str(value)


def _noise(noise: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    for kind, label in NOISE.items():
        rows = [one for one in noise if one["kind"] == kind]
        if rows:
            yield label, rows
