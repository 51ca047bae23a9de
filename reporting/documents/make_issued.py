"""The job that prints a document under the number it holds."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop.jobs.domain import Progress
from ocop.jobs.models import Job
from ocop.jobs.registry import JobError
from reporting.documents.make import render_content
from reporting.domain.issue import finish_issue, frozen_content
from reporting.enums import DocumentState
from reporting.models import Document

_STEPS = 4


def make_issued(job: Job, tell: Progress) -> dict[str, Any]:
    """Handler of jobs of kind "issue_document": params {document} → {"url", "document"}."""
    tell(0, _STEPS, _("Đọc dữ liệu đã chốt"))
    document = Document.objects.filter(pk=job.params["document"]).first()
    if document is None:
        raise JobError(_("Văn bản này không còn nữa."))
    if document.state != DocumentState.ISSUED:
        _print(document, tell)
    tell(_STEPS, _STEPS, _("Đã ban hành"))
    return {"url": reverse("reporting:document_detail", args=[document.pk]), "document": document.pk}


def _print(document: Document, tell: Progress) -> None:
    try:
        content = frozen_content(document)
    except ValidationError as error:
        raise JobError(" ".join(error.messages)) from error
    rendered = render_content(document.kind, content, tell)
    tell.step("store", lambda: finish_issue(document_id=document.pk, rendered=rendered).pk)
