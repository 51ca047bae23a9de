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
from programs.models import PlanVersion
from reporting.documents import docx, fonts, pdf
from reporting.documents.builders import plan, progress
from reporting.documents.extract import page_count
from reporting.documents.tree import Document
from reporting.domain.documents import Rendered, made_document, store_document
from reporting.domain.documents_content import content_hash, document_content
from reporting.enums import DocumentKind

BUILDERS: dict[str, Callable[[Mapping[str, Any]], Document]] = {
    DocumentKind.PLAN: plan.build,
    DocumentKind.PROGRESS: progress.build,
}
_STEPS = 4


def build_tree(*, kind: str, content: Mapping[str, Any]) -> Document:
    """The tree of a kind. Raises JobError with a sentence for the person when the data cannot be printed."""
    try:
        return BUILDERS[kind](content)
    except (OutlineError, fonts.FontMissing) as error:
        raise JobError(str(error)) from error


def make_document(job: Job, tell: Progress) -> dict[str, Any]:
    """Handler of jobs of kind "document": params {kind, version, params} → {"url", "document", "pages"}."""
    kind, params = job.params["kind"], job.params["params"]
    tell(0, _STEPS, _("Đọc dữ liệu"))
    version = PlanVersion.objects.select_related("plan__unit").filter(pk=job.params["version"]).first()
    if version is None:
        raise JobError(_("Bản kế hoạch này không còn nữa."))
    content = document_content(kind=kind, version=version, params=params)
    digest = content_hash(kind=kind, version=version, params=params, content=content)
    known = made_document(kind=kind, digest=digest)
    rendered = None if known else _render(kind, content, tell)

    def keep() -> int:
        if rendered is None:
            return known.pk if known else 0
        made_up = bool(content.get("illustration"))
        user = job.requested_by
        stored = store_document(
            kind=kind, version=version, params=params, digest=digest, rendered=rendered, user=user, made_up=made_up
        )
        return stored.pk

    pk = tell.step("store", keep)
    tell(_STEPS, _STEPS, _("Đã lưu PDF và DOCX"))
    return {"url": reverse("reporting:document_detail", args=[pk]), "document": pk}


def _render(kind: str, content: Mapping[str, Any], tell: Progress) -> Rendered:
    tree = build_tree(kind=kind, content=content)
    tell(1, _STEPS, _("Dựng PDF"))
    as_pdf = pdf.render(tree)
    tell(2, _STEPS, _("Dựng DOCX"))
    as_docx = docx.render(tree)
    tell(3, _STEPS, _("Lưu tệp"))
    return Rendered(tree.title, as_pdf, as_docx, page_count(as_pdf))
