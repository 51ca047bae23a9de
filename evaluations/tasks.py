"""Handlers of this app's jobs."""

from typing import Any

from django.urls import reverse

from ocop.jobs.domain import Progress
from ocop.jobs.models import Job
from ocop.jobs.registry import job_handler
from products.models import ImportBatch

from .domain.imports import apply_batch, check_batch


@job_handler("check_import", label="Kiểm tra tệp nhập dữ liệu")
def check_import(job: Job, progress: Progress) -> dict[str, Any]:
    """params: {"batch": id}. Checking writes only the batch, so a second run does no harm."""
    batch = ImportBatch.objects.get(pk=job.params["batch"])
    check_batch(batch=batch, actor=job.requested_by)
    return {"url": reverse("evaluations:import_detail", args=[batch.pk])}


@job_handler("apply_import", label="Ghi dữ liệu nhập vào hệ thống")
def apply_import(job: Job, progress: Progress) -> dict[str, Any]:
    """params: {"batch": id}. The whole batch is one step and one transaction."""
    batch = ImportBatch.objects.get(pk=job.params["batch"])
    progress.step("apply", lambda: apply_batch(batch=batch, actor=job.requested_by).state)
    return {"url": reverse("evaluations:import_detail", args=[batch.pk])}
