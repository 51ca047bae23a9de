"""Jobs of this app."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ocop.jobs.domain import Progress
from ocop.jobs.models import Job
from ocop.jobs.registry import job_handler
from reporting.documents.make import make_document


@job_handler("document", label=_("Lập văn bản"))
def document(job: Job, progress: Progress) -> dict[str, Any]:
    """Make one document."""
    return make_document(job, progress)
