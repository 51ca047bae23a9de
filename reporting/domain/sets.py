"""Sets of documents: asking for many at once, trying again what failed, and the names of the files in the archive."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from ocop.jobs.domain import enqueue
from ocop.jobs.models import Job
from ocop.text import format_number
from programs.models import Unit
from reporting.domain.contents import SPECS
from reporting.models import Document, DocumentSet, DocumentSetItem

JOB_KIND = "document_set"
MOST = 5_000
"""Documents in one set: the plans of all communes of the country (3,321) fit."""
_BATCH = 1_000

Named = tuple[int, str]
"""A subject's id, and the name people know it by ("Xã Lưu Vệ")."""


@transaction.atomic
def request_set(
    *,
    user: Any,
    kind: str,
    subjects: Iterable[Named],
    title: str,
    unit: Unit,
    year: int,
    params: Mapping[str, Any] | None = None,
) -> DocumentSet:
    """Ask for a document of each subject in one job; asked again while that runs, it is the same set.

    `subjects` in the order of the set, read by the caller through the gate of the person. `unit`: where the set is
    filed. Raises ValidationError (`nothing`, `too_many`).
    """
    named = list(dict(subjects).items())
    if not named:
        raise ValidationError(_("Không có gì để lập: bộ văn bản trống."), code="nothing")
    if len(named) > MOST:
        text = _("Một bộ có nhiều nhất %s văn bản. Hãy chọn phạm vi hẹp hơn.") % format_number(MOST)
        raise ValidationError(text, code="too_many")
    made = DocumentSet.objects.create(
        kind=kind,
        subject=SPECS[kind].subject,
        title=title[:250],
        unit=unit,
        year=year,
        params=dict(params or {}),
        created_by=user if getattr(user, "pk", None) else None,
    )
    job = _enqueue(made, user, _key(kind, [pk for pk, _label in named], made.params))
    if job.params["set"] != made.pk:  # the same is being made already
        made.delete()
        return DocumentSet.objects.get(pk=job.params["set"])
    items = (
        DocumentSetItem(set=made, order=order, subject_id=pk, label=label[:250])
        for order, (pk, label) in enumerate(named, start=1)
    )
    DocumentSetItem.objects.bulk_create(items, batch_size=_BATCH)
    return made


def _key(kind: str, ids: list[int], params: Mapping[str, Any]) -> str:
    facts = json.dumps([kind, sorted(ids), params], sort_keys=True, default=str)
    return hashlib.sha256(facts.encode()).hexdigest()


def _enqueue(document_set: DocumentSet, user: Any, key: str) -> Job:
    label = _("Lập bộ văn bản: %s") % document_set.title
    job = enqueue(kind=JOB_KIND, params={"set": document_set.pk}, user=user, key=key, label=label)
    if job.params["set"] == document_set.pk:
        document_set.job = job
        document_set.save(update_fields=["job"])
    return job


@transaction.atomic
def resume_set(*, document_set: DocumentSet, user: Any) -> DocumentSet:
    """Try again what failed, and go on with what was never reached, in a new job.

    Raises ValidationError (`active` while a job makes the set, `nothing` when every document is there).
    """
    row = DocumentSet.objects.select_for_update().get(pk=document_set.pk)
    if Job.objects.active().filter(pk__in=[row.job_id]).exists():
        raise ValidationError(_("Bộ văn bản đang được lập, hãy đợi xong."), code="active")
    if not row.items.filter(document=None).update(error="", tries=0):
        raise ValidationError(_("Mọi văn bản của bộ đã có."), code="nothing")
    _enqueue(row, user, f"set:{row.pk}")
    return row


def count_items(items: QuerySet[DocumentSetItem]) -> dict[str, int]:
    """{"total", "made", "failed", "waiting"} of these items."""
    refused = Q(document=None) & ~Q(error="")
    counts = items.aggregate(total=Count("pk"), made=Count("document"), failed=Count("pk", filter=refused))
    return counts | {"waiting": counts["total"] - counts["made"] - counts["failed"]}


def set_documents(*, user: Any, document_set: DocumentSet, form: str) -> list[tuple[Document, str]]:
    """Documents of the set the person may see that have a file of that form ("pdf", "docx"), with their labels."""
    items = (
        DocumentSetItem.objects.visible_to(user, [document_set.subject])
        .filter(set=document_set)
        .made()
        .order_by("order")
    )
    labels = dict(items.values_list("document_id", "label"))
    documents = Document.objects.visible_to(user, [document_set.subject]).in_bulk(list(labels))
    made = ((documents[pk], label) for pk, label in labels.items() if pk in documents)
    return [(document, label) for document, label in made if getattr(document, form)]


def archive_names(documents: Iterable[tuple[Document, str]], form: str) -> list[str]:
    """File names in the archive, no two the same: "Kế hoạch 02-KH-UBND năm 2026 - Xã Lưu Vệ.pdf".

    `documents` with the label of their item; `form` is "pdf" or "docx".
    """
    names: list[str] = []
    taken: set[str] = set()
    for document, label in documents:
        stem = _stem(document, label)
        choices = (stem if number == 1 else f"{stem} ({number})" for number in count(1))
        name = next(choice for choice in choices if choice.lower() not in taken)
        taken.add(name.lower())
        names.append(f"{name}.{form}")
    return names


def _stem(document: Document, label: str) -> str:
    kind = str(document.get_kind_display())
    words = [f"{kind[:1].upper()}{kind[1:]}", document.number, _("năm %d") % document.year]
    text = f"{' '.join(filter(None, words))} - {label}"
    return safe_name(text)


def safe_name(text: str) -> str:
    """The text as a file name without extension on every system: no path, no control or reserved character."""
    kept = "".join(" " if not letter.isprintable() else "-" if letter in '/\\:*?"<>|' else letter for letter in text)
    return " ".join(kept.split()).strip(". ")[:150].rstrip(". ")
