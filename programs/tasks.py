"""Jobs of this app."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ocop.jobs.domain import Progress
from ocop.jobs.models import Job
from ocop.jobs.registry import JobError, job_handler

from .domain.reading.verbs import READ_PLAN, read_reading, store_result
from .domain.work.giving_later import GIVE_WORK, give_steps
from .models import PlanReading, PlanVersion


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


@job_handler(GIVE_WORK, label=_("Giao nhiệm vụ của kế hoạch"))
def give_work(job: Job, progress: Progress) -> dict[str, Any]:
    """params: see `give_out_or_later`. Each sentence is one step."""
    try:
        made = give_steps(params=job.params, actor=job.requested_by, tell=progress)
    except PermissionDenied as error:
        raise JobError(_now("Tài khoản của bạn không còn được giao nhiệm vụ của kế hoạch này.")) from error
    slug = PlanVersion.objects.values_list("plan__slug", flat=True).get(pk=job.params["version"])
    return {"url": f"{reverse('programs:work_list')}?xem=da-giao&ke-hoach={slug}", "made": made}
