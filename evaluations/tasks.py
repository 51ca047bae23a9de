"""Handlers of this app's jobs."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ocop.jobs.domain import Progress
from ocop.jobs.models import Job
from ocop.jobs.registry import JobError, job_handler
from ocop.text import format_number
from products.enums import ImportState
from products.models import ImportBatch

from .domain.certificates.reminders import REMIND, remind
from .domain.imports import apply_batch, check_batch, undo_batch
from .domain.imports.batches import read_batch
from .domain.open_data.publish import JOB as OPEN_DATA
from .domain.open_data.publish import publish
from .domain.results.verify import VERIFY, verify_results


@job_handler("check_import", label="Kiểm tra tệp nhập dữ liệu")
def check_import(job: Job, progress: Progress) -> dict[str, Any]:
    """params: {"batch": id}. Checking writes only the batch, so a second run does no harm."""
    batch = ImportBatch.objects.get(pk=job.params["batch"])
    check_batch(batch=batch, actor=job.requested_by, report=_rows(progress))
    return {"url": reverse("evaluations:import_detail", args=[batch.pk])}


@job_handler("apply_import", label="Ghi dữ liệu nhập vào hệ thống")
def apply_import(job: Job, progress: Progress) -> dict[str, Any]:
    """params: {"batch": id}. Rows are read with progress; what is written is one step and one transaction."""
    batch = ImportBatch.objects.get(pk=job.params["batch"])
    entries = None
    if batch.state == ImportState.READY:
        entries, faults = read_batch(batch, job.requested_by, _rows(progress))
        entries = None if faults else entries
    progress(batch.rows, batch.rows + 1, _("Đang ghi %s dòng") % format_number(batch.rows))
    progress.step("apply", lambda: apply_batch(batch=batch, actor=job.requested_by, entries=entries).state)
    return {"url": reverse("evaluations:import_detail", args=[batch.pk])}


@job_handler("undo_import", label="Hoàn tác nhập dữ liệu")
def undo_import(job: Job, progress: Progress) -> dict[str, Any]:
    """params: {"batch": id}. Taking back is one step and one transaction."""
    progress(0, 1, _("Đang hoàn tác"))
    progress.step("undo", lambda: undo_batch(actor=job.requested_by, batch_id=job.params["batch"]).state)
    return {"url": reverse("evaluations:import_detail", args=[job.params["batch"]])}


@job_handler(REMIND, label="Nhắc giấy chứng nhận sắp hết hạn", daily=True)
def remind_expiry(job: Job, progress: Progress) -> dict[str, Any]:
    """A reminder that is noted is not sent again: a second run does no harm."""
    return remind(progress)


@job_handler(VERIFY, label="Đối chiếu kết quả đánh giá đã chốt", daily=True)
def verify_frozen(job: Job, progress: Progress) -> dict[str, Any]:
    """Reads only; fails when a frozen result does not agree with its marks."""
    found = verify_results()
    if not found.ok:
        raise JobError(_("Kết quả đã chốt không khớp: %s.") % ", ".join(found.names()))
    return {"checked": found.checked}


@job_handler(OPEN_DATA, label="Lập dữ liệu mở", daily=True)
def make_open_data(job: Job, progress: Progress) -> dict[str, Any]:
    """Each run makes a dump of its own: a second run does no harm. Nothing while no licence is published."""
    dump = publish()
    return {"published": False} if dump is None else {"rows": dump.rows, "url": reverse("evaluations:open_data")}


def _rows(progress: Progress) -> Callable[[int, int], None]:
    """Tells the progress how many rows are checked."""
    return lambda done, total: progress(done, total + 1, _("Đang kiểm tra các dòng"))
