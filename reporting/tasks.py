"""Jobs of this app."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ocop.jobs.domain import Progress
from ocop.jobs.models import Job
from ocop.jobs.registry import job_handler
from reporting.documents.make import make_document
from reporting.documents.make_issued import make_issued
from reporting.documents.make_set import make_set
from reporting.domain.sets import JOB_KIND
from reporting.domain.unit_reports.calls import open_report_calls


@job_handler("document", label=_("Lập văn bản"))
def document(job: Job, progress: Progress) -> dict[str, Any]:
    """Make one document."""
    return make_document(job, progress)


@job_handler("issue_document", label=_("Ban hành văn bản"))
def issue_document(job: Job, progress: Progress) -> dict[str, Any]:
    """Print a document under the number it holds."""
    return make_issued(job, progress)


@job_handler(JOB_KIND, label=_("Lập bộ văn bản"), attempts=8)
def document_set(job: Job, progress: Progress) -> dict[str, Any]:
    """Make many documents; what is made is not made again."""
    return make_set(job, progress)


@job_handler("open_report_calls", label=_("Mở yêu cầu báo cáo định kỳ"), daily=True)
def open_periodic_calls(job: Job, progress: Progress) -> dict[str, Any]:
    """Call for the reports of periods that ended lately."""
    return {"opened": progress.step("open", lambda: len(open_report_calls()))}
