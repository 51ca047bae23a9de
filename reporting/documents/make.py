"""A document job from data to stored files; the steps a person sees in the progress bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ocop.jobs.domain import Progress
from ocop.jobs.models import Job
from ocop.jobs.registry import JobError
from programs.domain.outline import OutlineError
from reporting.documents import docx, fonts, pdf
from reporting.documents.binder import bind
from reporting.documents.extract import page_count
from reporting.documents.kinds import BUILDERS
from reporting.documents.tree import Document as Tree
from reporting.domain.contents import SPECS
from reporting.domain.documents import Rendered, made_document, store_document
from reporting.domain.documents_content import content_hash, document_content
from reporting.domain.kinds import Content, Params
from reporting.domain.subjects import find_subject
from reporting.enums import DocumentKind
from reporting.models import Document

_STEPS = 4
Tell = Callable[[int, int, str], None]


def build_tree(*, kind: str, content: Mapping[str, Any]) -> Tree:
    """The tree of a kind. Raises JobError with a sentence for the person when the data cannot be printed."""
    try:
        return BUILDERS[kind](content)
    except (OutlineError, fonts.FontMissing) as error:
        raise JobError(str(error)) from error


def make_document(job: Job, tell: Progress) -> dict[str, Any]:
    """Handler of jobs of kind "document": params {kind, subject, params} → {"url", "document"}."""
    kind, params = job.params["kind"], job.params["params"]
    tell(0, _STEPS, _("Đọc dữ liệu"))
    record = find_subject(SPECS[kind].subject, job.params["subject"])
    if record is None:
        raise JobError(_("Đối tượng của văn bản này không còn nữa."))
    store = prepare_document(kind=kind, record=record, params=params, user=job.requested_by, tell=tell)
    pk = tell.step("store", lambda: store().pk)
    tell(_STEPS, _STEPS, _("Đã lưu văn bản"))
    return {"url": reverse("reporting:document_detail", args=[pk]), "document": pk}


def prepare_document(
    *, kind: str, record: Any, params: Params, user: Any, tell: Tell = lambda done, total, text: None
) -> Callable[[], Document]:
    """Read and render now, store later: gives the function that keeps the document, short and safe to run in a
    transaction. Nothing is rendered when the same content has been made before. Raises JobError."""
    content = document_content(kind=kind, record=record, params=params)
    digest = content_hash(kind=kind, subject_id=record.pk, params=params, content=content)
    known = made_document(kind=kind, digest=digest)
    if known is not None:
        return lambda: known
    rendered = render_content(kind, content, tell)
    return lambda: store_document(
        kind=kind, record=record, params=params, content=content, rendered=rendered, user=user
    )


def render_content(kind: str, content: Content, tell: Tell = lambda done, total, text: None) -> Rendered:
    """PDF and DOCX of the data; of a bound dossier the PDF alone. Raises JobError."""
    if kind == DocumentKind.BINDER:
        return bind(content, lambda form, facts: build_tree(kind=form, content=facts), tell)
    tree = build_tree(kind=kind, content=content)
    tell(1, _STEPS, _("Dựng PDF"))
    as_pdf = pdf.render(tree)
    tell(2, _STEPS, _("Dựng DOCX"))
    as_docx = docx.render(tree)
    tell(3, _STEPS, _("Lưu tệp"))
    return Rendered(tree.title, as_pdf, as_docx, page_count(as_pdf))
