"""The people behind one producer in uploaded registers: told to them on demand, taken out by an erasure."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.rows import event_models

from ..enums import ClearReason, ImportState
from ..models import ImportBatch, Producer, Product
from .import_contents import WRITTEN, clear_contents
from .personal_marks import Marks, events_of, scrub

PERSON_KEYS = frozenset({"representative", "phone"})
HOUSEHOLD_KEYS = PERSON_KEYS | {"producer", "address", "tax_code"}
"""Columns of a register that are personal data: of an organisation's representative; of a household."""
JSON = ("parsed", "written", "corrections", "faults", "summary")
NOT_RESTORED = frozenset({"revision", "updated_at"})
CHECKED = frozenset({ImportState.FAULTY, ImportState.READY})
Line = tuple[str, str, str]


def lock_imports() -> None:
    """Before any producer is locked: writing and taking back lock their batch first as well."""
    list(ImportBatch.objects.select_for_update().order_by("pk").values_list("pk"))


def _batches() -> Iterator[ImportBatch]:
    """One after the other: each can be megabytes."""
    for pk in ImportBatch.objects.order_by("created_at", "pk").values_list("pk", flat=True):
        yield ImportBatch.objects.get(pk=pk)


def rows_about(batch: ImportBatch, marks: Marks) -> dict[int, list[str]]:
    """Row number → its texts, column 1 first, of the rows that are about the producer, corrections included."""
    if not isinstance(batch.parsed, dict):
        return {}
    typed: dict[int, list[str]] = {}
    for place, text in batch.corrections.items():
        typed.setdefault(_row(place), []).append(text)
    rows = ((row[0], [str(text) for text in row[1:]]) for row in batch.parsed["rows"])
    return {number: texts for number, texts in rows if marks.tell([*texts, *typed.get(number, ())])}


def _row(place: str) -> int:
    """ "12:star" → 12."""
    return int(place.partition(":")[0])


def _is_personal(key: str, keys: frozenset[str]) -> bool:
    """A column nobody gave a meaning may hold anything of the person."""
    return not key or key.partition("@")[0] in keys


def import_lines(marks: Marks) -> Iterator[Line]:
    """(group, file and row, "title: text; …") for every row of an upload still kept that is about the producer."""
    for batch in _batches():
        file = f"{batch.file_name} ({timezone.localtime(batch.created_at):%d/%m/%Y})"
        for number, texts in rows_about(batch, marks).items():
            where = _("%(file)s, dòng %(row)d") % {"file": file, "row": number}
            yield _("Tệp nhập dữ liệu"), where, "; ".join(_told(batch, number, texts))


def _told(batch: ImportBatch, number: int, texts: list[str]) -> Iterator[str]:
    header = batch.summary.get("header", [])
    for column, text in enumerate(texts, 1):
        key = batch.mapping.get(str(column), "")
        text = batch.corrections.get(f"{number}:{key}", text)
        if text and _is_personal(key, HOUSEHOLD_KEYS):
            yield f"{header[column - 1] if column <= len(header) else column}: {text}"


def erase_in_imports(producer: Producer, marks: Marks) -> int:
    """Take the person out of all uploads; returns how many held something. Afterwards none of them does.

    An upload that was written is cleared: only its numbers are needed. One that somebody still works on loses, in the
    rows about the producer, the personal cells and those nobody gave a meaning; it is then checked again.
    """
    keys = HOUSEHOLD_KEYS if producer.is_person else PERSON_KEYS
    found = 0
    for batch in _batches():
        about = rows_about(batch, marks)
        if about and batch.state in WRITTEN:
            batch = clear_contents(batch_id=batch.pk, reason=ClearReason.PERSON)
            _store(batch, {}, marks)
            found += 1
        else:
            found += _store(batch, _blanked(batch, set(about), keys), marks)
    return found


def _blanked(batch: ImportBatch, about: set[int], keys: frozenset[str]) -> dict[str, Any]:
    """Field → value without the cells; empty when they are blank already."""
    if not about:
        return {}
    personal = {number for number, key in _columns(batch) if _is_personal(key, keys)}
    rows = [
        [row[0], *("" if column in personal else text for column, text in enumerate(row[1:], 1))]
        if row[0] in about
        else row
        for row in batch.parsed["rows"]
    ]
    corrections = {
        place: text
        for place, text in batch.corrections.items()
        if _row(place) not in about or not _is_personal(place.partition(":")[2], keys)
    }
    if rows == batch.parsed["rows"] and corrections == batch.corrections:
        return {}
    told = sorted({*batch.summary.get("erased", ()), *about})
    return {
        "parsed": {**batch.parsed, "rows": rows},
        "corrections": corrections,
        "faults": [fault for fault in batch.faults if fault["row"] not in about],
        "summary": {**batch.summary, "erased": told},
        "state": ImportState.UPLOADED if batch.state in CHECKED else batch.state,
    }


def _columns(batch: ImportBatch) -> Iterator[tuple[int, str]]:
    width = max((len(row) for row in batch.parsed["rows"]), default=1)
    return ((column, batch.mapping.get(str(column), "")) for column in range(1, width))


def _store(batch: ImportBatch, values: Mapping[str, Any], marks: Marks) -> bool:
    """Store the values, and everything else without the marks; False when nothing changes."""
    clean = {name: scrub(values.get(name, getattr(batch, name)), marks) for name in JSON}
    changed = {name: value for name, value in {**values, **clean}.items() if getattr(batch, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(batch, name, value)
        batch.revision += 1
        batch.save()
    for event in events_of(ImportBatch, [batch.pk]):
        summary = scrub(event.summary, marks)
        if summary != event.summary:
            type(event)._default_manager.filter(pk=event.pk).update(summary=summary)
    return bool(changed)


def last_events() -> dict[Any, int]:
    """The newest event of each history that an erasure writes to and a taking back looks at."""
    newest = {
        model: event_models()[model]._default_manager.aggregate(last=Max("pgh_id")) for model in (Producer, Product)
    }
    return {model: found["last"] or 0 for model, found in newest.items()}


def keep_undo(producer: Producer, since: Mapping[Any, int]) -> None:
    """The erasure does not hinder taking an import back, and that does not bring the person back.

    Written batches are told which events of their rows are the erasure's own (`written["erasures"]`: label → ids), and
    forget what the personal fields held before.
    """
    own = {Producer: [producer.pk], Product: list(producer.products.values_list("pk", flat=True))}
    gone = NOT_RESTORED | (HOUSEHOLD_KEYS if producer.is_person else PERSON_KEYS)
    ids = {
        model._meta.label_lower: list(
            events_of(model, own[model])
            .filter(pgh_id__gt=last, pgh_created_at=TransactionNow())
            .values_list("pgh_id", flat=True)
        )
        for model, last in since.items()
    }
    for batch in ImportBatch.objects.filter(state=ImportState.APPLIED).defer("parsed", "faults", "corrections"):
        if any(_wrote(batch, model, pk) for model, pks in own.items() for pk in pks):
            ImportBatch.objects.filter(pk=batch.pk).update(written=_kept(batch.written, producer, ids, gone))


def _wrote(batch: ImportBatch, model: Any, pk: int) -> bool:
    kept = batch.written.get(model._meta.label_lower, {"new": [], "filled": {}})
    return str(pk) in kept["filled"] or any(first <= pk <= last for first, last in kept["new"])


def _kept(written: dict[str, Any], producer: Producer, ids: dict[str, list[int]], gone: Set[str]) -> dict[str, Any]:
    before = written.get("erasures", {})
    erasures = {label: [*before.get(label, ()), *new] for label, new in ids.items()}
    label = Producer._meta.label_lower
    rows = written.get(label, {"new": [], "filled": {}})
    filled = {pk: dict(values) for pk, values in rows["filled"].items()}
    values = {name: value for name, value in filled.pop(str(producer.pk), {}).items() if name not in gone}
    if values:
        filled[str(producer.pk)] = values
    return {**written, label: {**rows, "filled": filled}, "erasures": erasures}
