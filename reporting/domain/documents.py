"""Asking for documents and keeping them: request → job → private files named by the hash of what went in."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.jobs.domain import enqueue
from ocop.jobs.models import Job
from reporting.domain.contents import SPECS
from reporting.domain.documents_content import canonical, clean_params, content_hash, document_content
from reporting.domain.kinds import Content, Params
from reporting.domain.subjects import unit_of
from reporting.enums import DocumentKind, DocumentState, SubjectKind
from reporting.models import Document

JOB_KIND = "document"


@dataclass(frozen=True)
class Rendered:
    """What the renderers made of one tree. `docx` is empty for a kind that has none."""

    title: str
    pdf: bytes
    docx: bytes
    pages: int


@transaction.atomic
def request_document(*, user: Any, kind: str, record: Any, params: Params | None = None) -> Job:
    """Enqueue the making of a document about `record`; the same content asked for again is the same work.

    `kind`: DocumentKind; `record`: its subject, of which the caller has passed the gate; `params`: answers to the asks
    of the kind. Raises PermissionDenied, or ValidationError: keyed by answer (code `params`), or `not_ready` with the
    sentence why it cannot be made yet.
    """
    spec = SPECS[kind]
    if not spec.may_make(user, record):
        raise PermissionDenied
    reason = spec.missing(record)
    if reason:
        raise ValidationError(reason, code="not_ready")
    cleaned = clean_params(kind=kind, record=record, params=params or {})
    content = document_content(kind=kind, record=record, params=cleaned)
    digest = content_hash(kind=kind, subject_id=record.pk, params=cleaned, content=content)
    return enqueue(
        kind=JOB_KIND,
        params={"kind": kind, "subject": record.pk, "params": cleaned},
        user=user,
        key=f"{kind}:{digest}",
        label=_label(kind, record, content),
    )


def _label(kind: str, record: Any, content: Mapping[str, Any]) -> str:
    """'Lập kế hoạch: 36/KH-UBND, Tỉnh Thanh Hóa'."""
    number = number_text(content) or _("dự thảo năm %d") % year_of(content)
    unit = unit_of(SPECS[kind].subject, record).name
    return _("Lập %(kind)s: %(number)s, %(unit)s") % {"kind": DocumentKind(kind).label, "number": number, "unit": unit}


def number_text(content: Mapping[str, Any]) -> str:
    """'05/KH-UBND' of issued data; "" while number or day are blank."""
    if content.get("number") and content.get("issued_on"):
        return f"{content['number']:02d}/{content['symbol']}"
    return ""


def year_of(content: Mapping[str, Any]) -> int:
    return int(content.get("year") or timezone.localdate().year)


def made_document(*, kind: str, digest: str) -> Document | None:
    """The document made of this content before, if any."""
    return Document.objects.filter(kind=kind, content_hash=digest).first()


@transaction.atomic
def store_document(
    *,
    kind: str,
    record: Any,
    params: Params,
    content: Content,
    rendered: Rendered,
    user: Any,
) -> Document:
    """Keep PDF and DOCX and record the document; done twice for the same content it is the same document.

    Files have the content's hash as their name, so a second try writes the same files. Content with number and day
    is issued and final and keeps its data; everything else is a draft.
    """
    digest = content_hash(kind=kind, subject_id=record.pk, params=params, content=content)
    known = made_document(kind=kind, digest=digest)
    if known is not None:
        return known
    spec = SPECS[kind]
    document = Document(
        kind=kind,
        unit=unit_of(spec.subject, record),
        year=year_of(content),
        subject=SubjectKind(spec.subject),
        subject_id=record.pk,
        title=rendered.title[:400],
        params=dict(params),
        content_hash=digest,
        pdf_sha256=hashlib.sha256(rendered.pdf).hexdigest(),
        docx_sha256=hashlib.sha256(rendered.docx).hexdigest() if rendered.docx else "",
        pages=rendered.pages,
        is_personal=spec.is_personal,
        uses_illustration=bool(content.get("illustration")),
        created_by=user if getattr(user, "pk", None) else None,
        **_issued(content),
    )
    document.pdf.name = keep_file(f"documents/{digest[:2]}/{kind}-{digest}.pdf", rendered.pdf)
    if rendered.docx:
        document.docx.name = keep_file(f"documents/{digest[:2]}/{kind}-{digest}.docx", rendered.docx)
    return _first(document)


def _issued(content: Content) -> dict[str, Any]:
    """What an issued document says of itself; a draft only names who would issue it."""
    facts: dict[str, Any] = {"state": DocumentState.DRAFT, "issuer": (content.get("issuer") or "")[:200]}
    number = number_text(content)
    if not number:
        return facts
    day = content["issued_on"]
    return facts | {
        "state": DocumentState.ISSUED,
        "number": number,
        "issued_on": day if isinstance(day, date) else date.fromisoformat(day),
        "signer": ((content.get("signer") or {}).get("name") or "")[:200],
        "content": json.loads(canonical(content)),
    }


def _first(document: Document) -> Document:
    """The document stored, or the one that somebody else's job made of the same content in this very moment."""
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        return Document.objects.get(kind=document.kind, content_hash=document.content_hash)
    return document


def keep_file(name: str, data: bytes) -> str:
    """Write the file under exactly this name; a whole one is kept, what a cut-off try left there is replaced."""
    if default_storage.exists(name):
        with default_storage.open(name) as stored:
            if stored.read() == data:
                return name
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(data))
