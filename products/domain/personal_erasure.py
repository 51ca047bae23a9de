"""Erasing the personal data of the people behind one producer, in the rows, in their history and in the vault.

What stays is the legal record: the producer of an organisation with its figures, recognitions, submitted dossiers and
the log of who read what. A household's own name stays only where a recognition or a submitted dossier rests on it.
"""

import hashlib
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import pgtrigger
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.rows import event_models
from ocop.jobs.domain import Progress
from ocop.jobs.models import Job

from ..enums import PERSONAL_FORMS, EvidenceKind
from ..models import (
    Evidence,
    ImportBatch,
    Merge,
    Producer,
    ProducerLocation,
    Product,
    Representation,
    StoredFile,
    Submission,
    SupportGrant,
    Upload,
)
from .evidence.blobs import blob_name, lock_content
from .evidence.chunks import part_path
from .keys import rekey_products
from .personal_data import ERASURE, act, exports_of, producer_of
from .personal_export import forget_export
from .personal_hooks import erase_elsewhere
from .personal_imports import erase_in_imports, keep_undo, last_events, lock_imports
from .personal_marks import Marks, collect, events_of, scrub
from .queries import recognition_model
from .records import check_producer, lock_record

CONTACT = {"representative": "", "phone": "", "email": ""}
PERSON: dict[str, Any] = {
    **dict.fromkeys(("position", "sex", "ethnicity", "residence", "personal_number"), ""),
    "has_disability": False,
    "consented_on": None,
}
PAPER = {"title": "", "file_name": "", "issuer": "", "number": "", "issued_on": None, "expires_on": None}
PERSONAL_ROW = Q(legal_form__in=PERSONAL_FORMS)
PERSONAL_CODE = PERSONAL_ROW | Q(tax_code__regex=r"^\d{12}$")


def erase_person(job: Job, progress: Progress) -> dict[str, Any]:
    """Erase, then count: {"rows", "events", "papers", "files", "imports", "name_stays"}. Done twice it finds nothing.

    Rows and history go in one transaction with the note of the step; the bytes go after it, so a job that was cut off
    goes on with them.
    """
    producer = producer_of(job)
    check_producer(job.requested_by, producer)
    progress(0, 3, _("Xóa trong dữ liệu và lịch sử"))
    done = progress.step("rows", lambda: erase_rows(producer.pk))
    progress(1, 3, _("Xóa tệp"))
    for sha256 in done["hashes"]:
        erase_bytes(sha256)
    for upload in done["uploads"]:
        part_path(UUID(upload)).unlink(missing_ok=True)
    for export in exports_of(producer):
        forget_export(export)
    names = progress.step("papers", lambda: erase_elsewhere(producer.pk))
    for name in names:
        default_storage.delete(name)
    counts = {key: value for key, value in done.items() if key not in ("hashes", "uploads")}
    counts["files"] = len(done["hashes"]) + len(names)
    progress(2, 3, _("Ghi nhận"))
    progress.step("record", lambda: act(ERASURE, job, producer, counts))
    return counts


def erase_rows(producer_id: int) -> dict[str, Any]:
    """Everything that lies in tables, inside the caller's transaction; "hashes" and "uploads" name the bytes to go."""
    lock_imports()
    producer = lock_record(Producer, producer_id)
    marks, since = collect(producer), last_events()
    name_stays = not producer.is_person or has_legal_record(producer)
    papers = list(producer.evidence.filter(Q(is_sensitive=True) | Q(kind=EvidenceKind.IDENTITY_CARD)))
    rows = _erase_present(producer, name_stays) + _erase_notes(producer, marks)
    hashes, uploads = _erase_papers(papers), _erase_uploads(producer, papers)
    keep_undo(producer, since)
    with rewritable(ImportBatch):
        imports = _scrub_merges(producer, marks) + erase_in_imports(producer, marks)
    events = _erase_history(producer, papers, name_stays) + _erase_old_notes(producer, marks)
    counts = {"rows": rows, "events": events, "papers": len(papers), "imports": imports}
    return counts | {"name_stays": name_stays, "hashes": hashes, "uploads": uploads}


def has_legal_record(producer: Producer) -> bool:
    """Whether a recognition or a submitted dossier rests on the producer, merged-away products included."""
    recognised = recognition_model()._default_manager.filter(product__producer=producer)  # type: ignore[misc]
    return recognised.exists() or Submission.objects.filter(dossier__product__producer=producer).exists()


def _erase_present(producer: Producer, name_stays: bool) -> int:
    """Rows as they are now; returns how many changed."""
    changes: dict[str, Any] = dict(CONTACT)
    if producer.has_personal_tax_code:
        changes["tax_code"] = ""
    if producer.is_person:
        changes["address"] = ""
    if not name_stays:
        changes["name"] = erased_name(producer)
    changed = _change(producer, changes)
    if changed and not name_stays:
        rekey_products(producer.products.all())  # their search keys hold the producer's name
    person = Representation.objects.filter(producer=producer).first()
    if person is not None and person.erased_at is None:
        changed += _change(person, {**PERSON, "erased_at": timezone.now()})
    if producer.is_person:
        changed += sum(_change(place, {"address": "", "note": ""}) for place in producer.locations.all())
    return changed


def _erase_notes(producer: Producer, marks: Marks) -> int:
    """Free words beside support received; the grant itself is a record of public money and stays."""
    told = [grant for grant in producer.support.exclude(note="") if producer.is_person or marks.is_strong(grant.note)]
    return sum(_change(grant, {"note": ""}) for grant in told)


def _erase_old_notes(producer: Producer, marks: Marks) -> int:
    """The same in the history, of grants taken out too."""
    events = event_models()[SupportGrant]._default_manager.filter(producer_id=producer.pk).exclude(note="")
    told = [pk for pk, note in events.values_list("pk", "note") if producer.is_person or marks.is_strong(note)]
    with rewritable(SupportGrant):
        return events.filter(pk__in=told).update(note="")


def erased_name(producer: Producer) -> str:
    """What a household is called after its name was erased."""
    return _("Chủ thể đã xóa dữ liệu cá nhân số %d") % producer.pk


def _change(row: Any, values: dict[str, Any]) -> int:
    if all(getattr(row, name) == value for name, value in values.items()):
        return 0
    for name, value in values.items():
        setattr(row, name, value)
    if hasattr(row, "revision"):
        row.revision += 1
    row.save()
    return 1


def _erase_papers(papers: list[Evidence]) -> list[str]:
    """Blank the rows, which dossiers may point to, and let go of the bytes; hashes of those nothing needs any more."""
    empty = _empty_file() if papers else None
    held = StoredFile.objects.filter(pk__in={paper.stored_id for paper in papers}, size__gt=0)
    for sha256 in sorted(held.values_list("sha256", flat=True)):
        lock_content(sha256)
    hashes = [stored.sha256 for stored in held]
    for paper in papers:
        removed = paper.removed_at or timezone.now()
        blank = {**PAPER, "title": _("đã xóa"), "stored": empty, "is_sensitive": True, "removed_at": removed}
        _change(paper, blank)
    free = StoredFile.objects.filter(sha256__in=hashes, evidence=None)
    gone = sorted(free.values_list("sha256", flat=True))
    free.delete()
    return gone


def _empty_file() -> StoredFile:
    """The stored file of no bytes, which stands in for what was erased."""
    digest = hashlib.sha256(b"").hexdigest()
    lock_content(digest)
    name = blob_name(digest)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(b""))
    facts = {"size": 0, "content_type": "application/octet-stream", "file": name}
    return StoredFile.objects.get_or_create(sha256=digest, defaults=facts)[0]


@transaction.atomic
def erase_bytes(sha256: str) -> None:
    """Delete bytes which no row needs; somebody may have stored the same bytes anew meanwhile."""
    lock_content(sha256)
    if not StoredFile.objects.filter(sha256=sha256).exists():
        default_storage.delete(blob_name(sha256))


def _erase_uploads(producer: Producer, papers: list[Evidence]) -> list[str]:
    """Uploads of identity papers: finished ones lose their names, open ones go; returns ids of those."""
    uploads = Upload.objects.filter(producer=producer)
    uploads.filter(evidence__in=papers).update(file_name=_("đã xóa"), details={})
    unfinished = uploads.filter(evidence=None, details__kind=EvidenceKind.IDENTITY_CARD.value)
    gone = [str(pk) for pk in unfinished.values_list("pk", flat=True)]
    unfinished.delete()
    return gone


def _scrub_merges(producer: Producer, marks: Marks) -> int:
    """Take the person out of what merges keep as JSON; returns how many of them held something."""
    merges = Merge.objects.filter(Q(kept_id=producer.pk) | Q(merged_id=producer.pk), kind="producer")
    everything = Marks(marks.strong | marks.weak, marks.weak, marks.digits)  # a merge is about this producer only
    return sum(_change(merge, {"before": scrub(merge.before, everything)}) for merge in merges)


def rewritable(*tracked: type[Model]) -> AbstractContextManager[None]:
    """Event tables are append-only by a trigger. It is lifted here and nowhere else, for the histories of these models
    and this transaction only: the right to erasure is the one reason to rewrite history (Luật 91/2025/QH15), and the
    act is in the chain."""
    ignored: AbstractContextManager[None] = pgtrigger.ignore(
        *(f"{event_models()[model]._meta.label}:append_only" for model in tracked)
    )
    return ignored


def _erase_history(producer: Producer, papers: list[Evidence], name_stays: bool) -> int:
    """Blank the same fields in the event tables; returns how many events were changed."""
    with rewritable(Producer, Representation, ProducerLocation, Evidence, Product, Merge):
        return _rewrite(producer, papers, name_stays)


def _rewrite(producer: Producer, papers: list[Evidence], name_stays: bool) -> int:
    events = events_of(Producer, [producer.pk])
    changed = events.exclude(**CONTACT).update(**CONTACT)
    events.filter(PERSONAL_CODE).update(tax_code="")
    events.filter(PERSONAL_ROW).update(address="")
    people = Representation.objects.filter(producer=producer).values_list("pk", flat=True)
    changed += events_of(Representation, people).update(**PERSON)
    changed += events_of(Evidence, [paper.pk for paper in papers]).update(**{**PAPER, "title": _("đã xóa")})
    if producer.is_person:
        changed += events_of(ProducerLocation, producer.locations.values_list("pk", flat=True)).update(
            address="", note=""
        )
    if not name_stays:
        events.update(name=producer.name, fold=producer.fold, sort_key=producer.sort_key)
        for product in producer.products.all():
            events_of(Product, [product.pk]).update(fold=product.fold)
    for merge in Merge.objects.filter(Q(kept_id=producer.pk) | Q(merged_id=producer.pk), kind="producer"):
        events_of(Merge, [merge.pk]).update(before=merge.before)
    return int(changed)
