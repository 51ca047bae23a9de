"""Asking for documents and keeping them: request → job → private files named by the hash of what went in."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ocop.jobs.domain import enqueue
from ocop.jobs.models import Job
from programs.models import PlanVersion
from reporting.domain.documents_content import clean_params, content_hash, document_content
from reporting.enums import DocumentKind, DocumentState
from reporting.models import Document

JOB_KIND = "document"


@dataclass(frozen=True)
class Rendered:
    """What the renderers made of one tree."""

    title: str
    pdf: bytes
    docx: bytes
    pages: int


@transaction.atomic
def request_document(*, user: Any, kind: str, subject: PlanVersion, params: dict[str, Any] | None = None) -> Job:
    """Enqueue the making of a document of one plan version; the same content asked for again is the same work.

    `kind`: DocumentKind. `params` for progress: as_of (ISO day, default today), mode ("as-was"/"restated").
    Raises ValidationError (code `params`). The caller has passed the gate to the plan.
    """
    cleaned = clean_params(kind=kind, version=subject, params=params or {})
    content = document_content(kind=kind, version=subject, params=cleaned)
    digest = content_hash(kind=kind, version=subject, params=cleaned, content=content)
    return enqueue(
        kind=JOB_KIND,
        params={"kind": kind, "version": subject.pk, "params": cleaned},
        user=user,
        key=f"{kind}:{digest}",
        label=_label(kind, subject),
    )


def _label(kind: str, version: PlanVersion) -> str:
    name = version.document_number or _("dự thảo năm %d") % version.plan.year
    label = DocumentKind(kind).label
    return _("Lập %(kind)s: %(number)s, %(unit)s") % {"kind": label, "number": name, "unit": version.plan.unit.name}


def made_document(*, kind: str, digest: str) -> Document | None:
    """The document made of this content before, if any."""
    return Document.objects.filter(kind=kind, content_hash=digest).first()


@transaction.atomic
def store_document(
    *,
    kind: str,
    version: PlanVersion,
    params: dict[str, Any],
    digest: str,
    rendered: Rendered,
    user: Any,
    made_up: bool,
) -> Document:
    """Keep PDF and DOCX and record the document; done twice for the same content it is the same document.

    Files have the content's hash as their name, so a second try writes the same files. `made_up`: figures count
    illustration data. A document of an issued plan is final; every progress report is a draft until it is numbered.
    """
    known = made_document(kind=kind, digest=digest)
    if known is not None:
        return known
    final = kind == DocumentKind.PLAN and not version.is_draft
    document = Document(
        kind=kind,
        state=DocumentState.ISSUED if final else DocumentState.DRAFT,
        plan=version.plan,
        version_id_used=version.pk,
        title=rendered.title[:400],
        number=version.document_number if final else "",
        issued_on=version.issued_on if final else None,
        params=params,
        content_hash=digest,
        pdf_sha256=hashlib.sha256(rendered.pdf).hexdigest(),
        docx_sha256=hashlib.sha256(rendered.docx).hexdigest(),
        pages=rendered.pages,
        uses_illustration=made_up,
        created_by=user if getattr(user, "pk", None) else None,
    )
    document.pdf.name = _keep(f"documents/{digest[:2]}/{kind}-{digest}.pdf", rendered.pdf)
    document.docx.name = _keep(f"documents/{digest[:2]}/{kind}-{digest}.docx", rendered.docx)
    return _first(document)


def _first(document: Document) -> Document:
    """The document stored, or the one that somebody else's job made of the same content in this very moment."""
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        return Document.objects.get(kind=document.kind, content_hash=document.content_hash)
    return document


def _keep(name: str, data: bytes) -> str:
    """Write the file under exactly this name; a whole one is kept, what a cut-off try left there is replaced."""
    if default_storage.exists(name):
        with default_storage.open(name) as stored:
            if stored.read() == data:
                return name
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(data))
