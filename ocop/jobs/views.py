"""Pages of jobs: the list, one job with live progress, and the two acts."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ocop.ui.paging import paginate

from .domain import cancel, retry
from .enums import JobState
from .models import Job

RETRYABLE = frozenset({JobState.FAILED, JobState.CANCELLED})


def _job(request: HttpRequest, job_id: UUID) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.user).select_related("requested_by"), pk=job_id)


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """Jobs the person may see, newest first; `?trang-thai=` narrows to one state."""
    state = request.GET.get("trang-thai", "")
    jobs = Job.objects.visible_to(request.user).select_related("requested_by")
    if state in JobState.values:
        jobs = jobs.filter(state=state)
    page = paginate(jobs, request, order=("-created_at", "-id"))
    return render(request, "jobs/list.html", {"page": page, "states": JobState.choices, "state": state})


@require_safe
def detail(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """One job; the part with the progress renews itself."""
    return render(request, "jobs/detail.html", {"job": _job(request, job_id), "retryable": RETRYABLE})


@never_cache
@require_safe
def fragment(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The part of a job's page that changes; asked once a second while the job is active."""
    return render(request, "jobs/progress.html", {"job": _job(request, job_id), "retryable": RETRYABLE})


@never_cache
@require_safe
def badge(request: HttpRequest) -> HttpResponse:
    """How many of one's own jobs wait or run, for the top bar; empty when none does."""
    count = Job.objects.visible_to(request.user).filter(requested_by=request.user.pk).active().count()
    return render(request, "jobs/badge.html", {"count": count})


@require_POST
def retry_job(request: HttpRequest, job_id: UUID) -> HttpResponseRedirect:
    """Try a failed or cancelled job again."""
    job = _job(request, job_id)
    try:
        retry(job=job)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Tác vụ đã được xếp vào hàng chờ để chạy lại."))
    return redirect("jobs:detail", job_id=job.pk)


@require_POST
def cancel_job(request: HttpRequest, job_id: UUID) -> HttpResponseRedirect:
    """Stop a waiting or running job."""
    job = cancel(job=_job(request, job_id))
    if job.state == JobState.CANCELLED:
        messages.success(request, _("Đã hủy tác vụ."))
    elif job.is_active:
        messages.success(request, _("Tác vụ sẽ dừng ở bước kế tiếp."))
    else:
        messages.warning(request, _("Tác vụ đã kết thúc trước khi hủy."))
    return redirect("jobs:detail", job_id=job.pk)
