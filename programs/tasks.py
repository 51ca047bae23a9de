"""Jobs of this app."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ocop.jobs.domain import Progress
from ocop.jobs.models import Job
from ocop.jobs.registry import JobError, job_handler

from .domain.reading.verbs import READ_PLAN, read_reading, store_result
from .models import PlanReading


@job_handler(READ_PLAN, label=_("Đọc tệp kế hoạch"))
def read_plan(job: Job, progress: Progress) -> dict[str, Any]:
    """params: {"reading": id}. Reading computes only; what is kept is one step."""
    reading = PlanReading.objects.select_related("user").get(pk=job.params["reading"])
    try:
        result = read_reading(reading=reading, tell=progress)
    except ValueError as error:
        raise JobError(_now("Văn bản quá dài để đọc như một kế hoạch.")) from error
    progress.step("store", lambda: store_result(reading=reading, result=result).pk)
    return {"url": reverse("programs:reading_detail", args=[reading.pk])}
