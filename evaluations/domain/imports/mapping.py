"""Which column of the file is which: proposed by the titles, confirmed by a person, remembered."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ocop.spreadsheets import Fault, column_letter
from ocop.spreadsheets.table import make_fault
from ocop.text import fold
from products.models import ImportBatch

from .columns import (
    BY_FOLD,
    CHECK_TITLES,
    COLUMNS,
    MARK,
    REQUIRED,
    TIMED_KEYS,
    TITLES,
    TOLD_TITLES,
    Layout,
    timed,
    title_of,
)
from .sheet import Sheet
from .synonyms import WEAK, key_of
from .told import profile
from .values import READERS

FITS = 0.8
"""Share of the values that must be readable before a doubtful title is taken."""
FACTS = ("star", "decision_number", "decided_on", "body")


def choices() -> list[tuple[str, str]]:
    """Every meaning a column can have, in the order of the template; "" leaves it out."""
    first = [(column.key, column.title) for column in COLUMNS]
    compared = [(key, f"{title} (chỉ đối chiếu)") for key, title in CHECK_TITLES.items()]
    second = [(timed(key, 2), title_of(timed(key, 2))) for key in TIMED_KEYS]
    return [("", _("bỏ qua cột này")), *first, *compared, *second, *TOLD_TITLES.items()]


def propose(sheet: Sheet) -> dict[str, str]:
    """Column number → key ("" = left out), by the words of the titles; each key once, the first column wins.

    The ministry's table is known as a whole: "MA_OCOP" is something else in other registers.
    """
    known = profile(sheet.header)
    if known is not None:
        return known
    mapping: dict[str, str] = {}
    for number, title in enumerate(sheet.header, 1):
        key = key_of(title) or ""
        if key and fold(title) in WEAK and not _fits(key, sheet.column(number)):
            key = ""
        mapping[str(number)] = "" if key in mapping.values() else key
    return mapping


def _fits(key: str, texts: list[str]) -> bool:
    readable = 0
    for text in texts[:100]:
        try:
            READERS[key](text)
        except ValidationError:
            continue
        readable += 1
    return bool(texts) and readable >= FITS * len(texts[:100])


def is_certain(sheet: Sheet, kind: str) -> bool:
    """Whether nobody needs to be asked: every title is the template's own and nothing required is missing."""
    if profile(sheet.header) is not None and kind == "products":
        return True
    told = [(number, title) for number, title in enumerate(sheet.header, 1) if title or sheet.column(number)]
    keys = [BY_FOLD.get(fold(title)) for _number, title in told if not title or key_of(title) != ""]
    return len(set(keys)) == len(keys) and None not in keys and not missing(set(map(str, keys)), kind)


def missing(keys: set[str], kind: str) -> list[str]:
    """Required columns that are not there; the unit may be told by its code alone."""
    return [key for key in REQUIRED[kind] if key not in keys and not (key == "unit_name" and "unit_code" in keys)]


def remembered(batch: ImportBatch, signature: str) -> dict[str, str] | None:
    """What the same person chose for the same header the last time."""
    before = ImportBatch.objects.filter(uploaded_by=batch.uploaded_by_id, signature=signature).exclude(pk=batch.pk)
    found = before.exclude(mapping={}).order_by("-created_at").values_list("mapping", flat=True).first()
    return dict(found) if found is not None else None


def check_mapping(mapping: Mapping[str, str], width: int, kind: str = "products") -> dict[str, str]:
    """The mapping cleaned; raises ValidationError for all that is wrong (twice, missing_column, unknown_key)."""
    known = {key for key, _title in choices()}
    clean = {str(number): mapping.get(str(number), "") for number in range(1, width + 1)}
    faults: list[ValidationError] = []
    if not set(clean.values()) <= known:
        faults.append(ValidationError(_("Có cột được ghép với tên không có trong danh sách."), "unknown_key"))
    for key in sorted(known - {""}):
        columns = [column_letter(int(number)) for number, chosen in clean.items() if chosen == key]
        if len(columns) > 1:
            facts = {"title": title_of(key), "columns": ", ".join(columns)}
            faults.append(ValidationError(_("“%(title)s” được chọn cho nhiều cột: %(columns)s.") % facts, "twice"))
    for key in (*missing(set(clean.values()), kind), *_half_told(set(clean.values()))):
        message = _("Thiếu cột bắt buộc “%(title)s”.") % {"title": title_of(key)}
        faults.append(ValidationError(message, "missing_column"))
    if faults:
        raise ValidationError(faults)
    return clean


def _half_told(keys: set[str]) -> list[str]:
    """A recognition needs star, number, day and body; with a star column and no other one it cannot be written."""
    lacking = []
    for time in (1, 2):
        told = {key for key in TIMED_KEYS if timed(key, time) in keys} - {"decided_year"}
        if told:
            needed = FACTS if MARK in "".join(keys) or "kind" in keys else (*FACTS, "kind")
            lacking += [timed(key, time) for key in needed if timed(key, time) not in keys]
    return lacking


def lay_out(sheet: Sheet, kind: str = "products") -> tuple[Layout, list[Fault]]:
    """Layout and faults of a file nobody can be asked about (command line): unknown and missing columns are faults."""
    mapping = propose(sheet)
    faults: list[Fault] = []
    seen: set[str] = set()
    is_known = profile(sheet.header) is not None
    for number, title in enumerate(sheet.header, 1):
        if not title and sheet.column(number):
            faults.append(make_fault("nameless_column", None, number))
        elif title and not mapping[str(number)] and key_of(title) != "" and not is_known:
            code, message = (
                "unknown_column",
                _("Cột không có trong mẫu nên không biết ghi vào đâu. Hãy xóa cột hoặc đặt lại tên theo tệp mẫu."),
            )
            if fold(title) in seen:
                code, message = "duplicate_header", _("Có hai cột cùng tên. Hãy đổi tên hoặc bỏ bớt một cột.")
            faults.append(Fault(None, number, code, message, title))
        seen.add(fold(title))
    for key in missing(set(mapping.values()), kind):
        faults.append(
            Fault(None, None, "missing_column", _("Thiếu cột bắt buộc “%(title)s”.") % {"title": TITLES[key]})
        )
    return Layout.of(mapping, sheet.header, kind), faults
