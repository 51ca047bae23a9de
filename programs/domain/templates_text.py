"""What a template of plans may say: the facts it can name, its limits, the acts it may cite on its days (pure, no ORM).

Two kinds of facts: those of the unit (IDENTITY) are written out when a plan is made; those of the plan stay as fields.
Rows that a template cannot know (a batch, a task, a source of money) cannot be named.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ocop.text import format_date
from programs.domain.outline import Missing, OutlineError, Value, fill
from programs.domain.plans_labels import fact_label
from programs.domain.plans_text import facts_of

MAX_LINES, MAX_FIELDS, MAX_SECTIONS = 300, 80, 20
IDENTITY = {
    "don_vi": "Tên đơn vị, ví dụ “xã Lưu Vệ”",
    "dia_danh": "Địa danh, ví dụ “Lưu Vệ”",
    "tinh": "Tên tỉnh, ví dụ “tỉnh Thanh Hóa”",
    "nam_truoc": "Năm trước năm của kế hoạch",
}
EMPTY: dict[str, Any] = {
    "year": 0,
    "unit_code": "",
    **{name: [] for name in ("targets", "batches", "activities", "funding", "tasks", "bases", "sections")},
}
_FIELD = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_NUMBER = re.compile(r"số\s+(\d[\w./-]*[\w])")
_DAY = re.compile(r"ngày\s+(\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})")
_ISSUER = re.compile(r"\bcủa\s+(.+?)(?=\s+(?:về|ban hành|phê duyệt|quy định|sửa đổi)\b|[;,.]|$)")
_PURPOSE = re.compile(r"(?P<text>.+?)\s*\((?P<purpose>[^()]{1,60})\)")


class Act(NamedTuple):
    """From when to when a plan may rest on an act, and why it ends."""

    first: date
    last: date | None
    why: str = ""


ACTS = {
    "919/QĐ-TTg": Act(date(2022, 8, 1), date(2025, 12, 31), "Chương trình giai đoạn 2021-2025"),
    "148/QĐ-TTg": Act(date(2023, 2, 24), date(2026, 7, 20), "Quyết định 26/2026/QĐ-TTg, Điều 11"),
    "1489/QĐ-TTg": Act(date(2025, 7, 6), date(2026, 7, 20), "Quyết định 26/2026/QĐ-TTg, Điều 11"),
    "26/2026/QĐ-TTg": Act(date(2026, 5, 22), None),
}


def template_labels() -> dict[str, str]:
    """Every fact a template can name, with what it is."""
    return IDENTITY | {name: fact_label(name) for name in facts_of(EMPTY)}


def template_values() -> dict[str, Value]:
    """Stand-ins for reading a template without a plan: "[Chỉ tiêu: 5 sao]"."""
    return {name: Missing(f"[{label}]") for name, label in template_labels().items()}


def write_identity(text: str, identity: Mapping[str, str]) -> str:
    """Write the unit's facts out; the fields of a plan's own facts stay."""
    return _FIELD.sub(lambda match: identity.get(match[1], match[0]), text)


def text_fault(text: str, where: str, *, printed: bool = False) -> str:
    """What is wrong with a text of a template, in Vietnamese with its line; "" when nothing is.

    `printed`: the text has no fields once the plan is made (headings, bases, recipients): it can name the unit's facts
    and the year only.
    """
    known = template_values()
    if printed:
        known = {name: known[name] for name in (*IDENTITY, "nam")}
    if text.count("\n") >= MAX_LINES:
        return _("%(where)s: quá %(limit)s dòng.") % {"where": where, "limit": MAX_LINES}
    if text.count("{{") > MAX_FIELDS:
        return _("%(where)s: quá %(limit)s chỗ chèn số liệu.") % {"where": where, "limit": MAX_FIELDS}
    try:
        fill(text, known, where=where)
    except OutlineError as error:
        return str(error)
    return ""


def law_faults(bases: str, first: date, last: date | None) -> Iterator[str]:
    """Acts cited on days when they are not in force, in Vietnamese, one message each."""
    for number, act in ACTS.items():
        if not re.search(rf"(?<![\w/]){re.escape(number)}", bases):
            continue
        facts = {"number": number, "first": format_date(act.first), "why": act.why}
        if first < act.first:
            yield _("Căn cứ %(number)s có từ %(first)s; ngày đầu dùng mẫu phải từ ngày đó.") % facts
        if act.last and (last is None or last > act.last):
            facts["last"] = format_date(act.last)
            yield (
                _(
                    "Căn cứ %(number)s chỉ dùng đến hết %(last)s (%(why)s): bỏ căn cứ, hoặc ghi ngày cuối dùng mẫu "
                    "không sau ngày đó."
                )
                % facts
            )


def basis_rows(text: str) -> list[dict[str, Any]]:
    """Lines of legal bases → fields of LegalBasis: text, number, issued_on, issuer as far as the line says them."""
    return [_basis(line) for line in _lines(text)]


def _basis(line: str) -> dict[str, Any]:
    line = line.rstrip(" ;.,")
    number, day, issuer = _NUMBER.search(line), _DAY.search(line), _ISSUER.search(line)
    return {
        "text": line,
        "number": number[1] if number else "",
        "issued_on": _date(day) if day else None,
        "issuer": issuer[1][:160] if issuer else "",
    }


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def recipient_rows(text: str) -> list[dict[str, str]]:
    """Lines of «Nơi nhận» → fields of Recipient: "UBND tỉnh (b/c)" is text and purpose."""
    rows = []
    for raw in _lines(text):
        line = raw.lstrip("-– ").rstrip(" ;.")
        found = _PURPOSE.fullmatch(line)
        rows.append(found.groupdict() if found else {"text": line, "purpose": ""})
    return rows


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
