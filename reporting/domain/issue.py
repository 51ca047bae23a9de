"""Issuing a document made here: number, day and signer laid over its data, frozen, then printed by a job.

The number is held from the moment of issuing; a job that is killed or fails goes on with the same number.
"""

import hashlib
import json
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.jobs.domain import enqueue, retry
from ocop.jobs.enums import ACTIVE, JobState
from ocop.jobs.models import Job
from products.domain.records import StaleError, clean_fields
from products.validators import clean_text
from programs.domain.numbers import ARTICLE, Paper, SeriesKey, entry_of, next_number, reserve_number
from programs.enums import NumberState
from programs.models import NumberEntry
from programs.rules import can_keep_register
from reporting.domain.contents import SPECS
from reporting.domain.contents.common import with_issue
from reporting.domain.documents import Rendered, keep_file
from reporting.domain.documents_content import canonical, clean_params, content_hash, document_content
from reporting.domain.frozen import freeze, thaw
from reporting.domain.kinds import Content
from reporting.domain.subjects import find_subject
from reporting.enums import DocumentKind, DocumentState
from reporting.models import Document

ISSUE_JOB = "issue_document"


def can_issue(user: Any, document: Document) -> bool:
    """Whether the person may give this document number and date: staff of the tier of its unit, of issuable kinds."""
    spec = SPECS.get(document.kind)
    return spec is not None and spec.issuable and can_keep_register(user, document.unit)


def draft_content(document: Document) -> Content:
    """The data of a draft as they are now. Raises ValidationError (code changed) when they are not those it shows."""
    spec = SPECS[document.kind]
    record = find_subject(spec.subject, document.subject_id)
    reason = spec.missing(record) if record is not None else _("Đối tượng của văn bản này không còn nữa.")
    if reason:
        raise ValidationError(reason, code="not_ready")
    params = clean_params(kind=document.kind, record=record, params=document.params)
    content = document_content(kind=document.kind, record=record, params=params)
    digest = content_hash(kind=document.kind, subject_id=document.subject_id, params=params, content=content)
    if digest != document.content_hash:
        text = _("Dữ liệu đã thay đổi sau khi lập bản này. Hãy lập lại dự thảo, xem lại rồi ban hành bản mới.")
        raise ValidationError(text, code="changed")
    return content


def issue_series(document: Document, content: Content, year: int) -> SeriesKey:
    """The register the document gets its number from: that of the body printed at its head."""
    return SeriesKey(document.unit, content["issuer"], content["symbol"], year)


def offered_number(document: Document, content: Content) -> int | None:
    """The number the register would give today; None when the office enters its own."""
    return next_number(issue_series(document, content, timezone.localdate().year))


@transaction.atomic
def issue_document(
    *,
    actor: Any,
    document_id: int,
    revision: int,
    issued_on: date,
    signer_title: str,
    signer_name: str,
    signer_authority: str = "",
    number: int | None = None,
) -> Job:
    """Hold the number, freeze the data with number, day and signer, and have PDF and DOCX made.

    `signer_authority`: lines above the title ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"). Asked again: the job under way,
    or the failed one tried again, with the same number. Raises PermissionDenied, StaleError, ValidationError: keyed by
    field, those of the register, or codes frozen, changed, not_ready.
    """
    document = Document.objects.select_for_update(of=("self",)).select_related("unit").get(pk=document_id)
    if not can_issue(actor, document):
        raise PermissionDenied
    if document.state == DocumentState.ISSUED or entry_of(document) is not None:
        return _again(document, actor)
    if document.revision != revision:
        raise StaleError(document.revision)
    signed = _signature(signer_authority, signer_title, signer_name)
    _check_day(issued_on)
    content = draft_content(document)
    entry = reserve_number(
        key=issue_series(document, content, issued_on.year),
        paper=Paper(issued_on, document.title, signed["name"], document, document.uses_illustration),
        actor=actor,
        number=number,
        state=NumberState.RESERVED,
    )
    frozen = with_issue(content, number=entry.number, issued_on=issued_on, signed=signed)
    document.content = freeze(frozen)
    document.revision += 1
    document.save(update_fields=["content", "revision", "updated_at"])
    _record(actor, document, entry, signed)
    return _ask(document, actor, entry)


def _again(document: Document, actor: Any) -> Job:
    """The job of a document that has its number; a failed or cancelled one waits again."""
    job = Job.objects.filter(kind=ISSUE_JOB, params__document=document.pk).order_by("-created_at").first()
    if job is not None and (job.state in ACTIVE or job.state == JobState.DONE):
        return job
    entry = entry_of(document)
    if document.state == DocumentState.ISSUED or entry is None:
        raise ValidationError(_("Văn bản này đã ban hành, không sửa được."), code="frozen")
    return retry(job=job) if job is not None else _ask(document, actor, entry)


def _ask(document: Document, actor: Any, entry: NumberEntry) -> Job:
    kind = DocumentKind(document.kind).label
    label = _("Ban hành %(kind)s số %(number)s") % {"kind": kind, "number": entry.text}
    return enqueue(kind=ISSUE_JOB, params={"document": document.pk}, user=actor, key=str(document.pk), label=label)


def _signature(authority: str, title: str, name: str) -> dict[str, str]:
    """The signature as printed; every fault at once, keyed by field."""
    given = {"signer_authority": authority, "signer_title": title, "signer_name": name}
    cleaned = clean_fields(
        {
            "signer_authority": lambda text: "\n".join(
                line for line in (clean_text(one, limit=120).upper() for one in text.splitlines()) if line
            ),
            "signer_title": lambda text: _required(text, _("Hãy ghi chức vụ người ký.")).upper(),
            "signer_name": lambda text: _required(text, _("Hãy ghi người ký.")),
        },
        given,
    )
    names = {"authority": "signer_authority", "title": "signer_title", "name": "signer_name"}
    return {short: str(cleaned[long]) for short, long in names.items()}


def _required(text: str, missing: str) -> str:
    clean = clean_text(text, limit=120)
    if not clean:
        raise ValidationError(missing, code="required")
    return clean


def _check_day(day: date) -> None:
    if day > timezone.localdate():
        text = _("Ngày ban hành không được ở tương lai.")
        raise ValidationError({"issued_on": ValidationError(text, code="future")})


def _record(actor: Any, document: Document, entry: NumberEntry, signed: dict[str, str]) -> None:
    payload = {
        "kind": document.kind,
        "number": entry.text,
        "issued_on": entry.issued_on.isoformat(),
        "signer": signed["name"],
        "sha256": hashlib.sha256(canonical(document.content).encode()).hexdigest(),
    }
    record_act(verb="issue_document", actor=actor, subject=document, article=ARTICLE, payload=payload)


def frozen_content(document: Document) -> Content:
    """What is printed of a document that holds its number. Raises ValidationError when the number was struck out."""
    if entry_of(document) is None or document.content is None:
        raise _struck_out()
    content: Content = thaw(document.content)
    return content


def _struck_out() -> ValidationError:
    return ValidationError(_("Số giữ cho văn bản này đã bị hủy; hãy ban hành lại."), code="void")


@transaction.atomic
def finish_issue(*, document_id: int, rendered: Rendered) -> Document:
    """Keep the files of a document that holds its number, and make it final; done already: given back.

    Raises ValidationError (code void).
    """
    document = Document.objects.select_for_update(of=("self",)).select_related("unit").get(pk=document_id)
    if document.state == DocumentState.ISSUED:
        return document
    held = NumberEntry.objects.select_for_update(of=("self",)).live().select_related("series")
    entry = held.filter(source_kind=document._meta.model_name, source_id=document.pk).first()
    if entry is None:
        raise _struck_out()
    content = thaw(document.content)
    old = [name for name in (document.pdf.name, document.docx.name) if name]
    _fill(document, entry, content, rendered)
    document.save()
    entry.state = NumberState.USED
    entry.revision += 1
    entry.save(update_fields=["state", "revision", "updated_at"])
    unused = [name for name in old if name not in (document.pdf.name, document.docx.name)]
    transaction.on_commit(lambda: _remove(unused))
    return document


def _remove(names: list[str]) -> None:
    """The files of the draft: the row has those of the issued document now."""
    for name in names:
        default_storage.delete(name)


def _fill(document: Document, entry: NumberEntry, content: Content, rendered: Rendered) -> None:
    """Facts and files of the issued document, laid on the row of its draft."""
    facts = {"kind": document.kind, "subject_id": document.subject_id, "params": document.params}
    digest = content_hash(**facts, content=content)
    document.state = DocumentState.ISSUED
    document.number, document.issued_on = entry.text, entry.issued_on
    document.issuer, document.signer = content["issuer"][:200], content["signer"]["name"][:200]
    document.title, document.pages = rendered.title[:400], rendered.pages
    document.content, document.content_hash = json.loads(canonical(content)), digest
    document.pdf_sha256 = hashlib.sha256(rendered.pdf).hexdigest()
    document.docx_sha256 = hashlib.sha256(rendered.docx).hexdigest() if rendered.docx else ""
    document.pdf.name = keep_file(f"documents/{digest[:2]}/{document.kind}-{digest}.pdf", rendered.pdf)
    if rendered.docx:
        document.docx.name = keep_file(f"documents/{digest[:2]}/{document.kind}-{digest}.docx", rendered.docx)
    document.revision += 1
