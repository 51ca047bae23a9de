"""Proof that issued documents are what was issued: data and files hashed again."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reporting.domain.documents_content import EDITION, canonical
from reporting.enums import DocumentState
from reporting.models import Document


def verify_documents() -> Iterator[tuple[Document, str]]:
    """(document, what differs) for every difference; nothing when all issued documents are whole."""
    issued = Document.objects.filter(state=DocumentState.ISSUED).order_by("pk")
    for document in issued.iterator(chunk_size=200):
        for fault in _faults(document):
            yield document, fault


def _faults(document: Document) -> Iterator[str]:
    if document.content is not None and not _is_content_whole(document):
        yield _("dữ liệu đã ban hành không khớp mã kiểm tra")
    yield from _file_faults(document.pdf, document.pdf_sha256, "PDF")
    if document.docx or document.docx_sha256:
        yield from _file_faults(document.docx, document.docx_sha256, "DOCX")


def _is_content_whole(document: Document) -> bool:
    """Under the edition of forms it was printed with, which the hash covers."""
    facts = [document.kind, document.subject_id, document.params, document.content]
    return any(
        hashlib.sha256(canonical([edition, *facts]).encode()).hexdigest() == document.content_hash
        for edition in range(EDITION, 0, -1)
    )


def _file_faults(file: Any, expected: str, name: str) -> Iterator[str]:
    digest = hashlib.sha256()
    try:
        with file.open("rb") as stored:
            for piece in stored.chunks():
                digest.update(piece)
    except (OSError, ValueError):
        yield _("không mở được tệp %s") % name
        return
    if digest.hexdigest() != expected:
        yield _("tệp %s không khớp mã kiểm tra") % name
