"""How long a worker may be silent, and the writes of a running attempt, all fenced by its number."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Now

from ..enums import JobState
from ..models import Job


def lease() -> timedelta:
    """Silence after which an attempt counts as dead (OCOP_JOB_LEASE, seconds)."""
    return timedelta(seconds=settings.OCOP_JOB_LEASE)


def claim(job_id: UUID | str) -> Job | None:
    """Start an attempt: the waiting job, or None when it is not waiting (any more). Exactly one caller gets it."""
    return _take(Job.objects.claimable().filter(pk=job_id))


def claim_next() -> Job | None:
    """The longest waiting job, or None when none waits."""
    while True:
        waiting = Job.objects.claimable().order_by("created_at", "pk")
        first = waiting.values_list("pk", flat=True).first()
        if first is None:
            return None
        job = claim(first)
        if job is not None:
            return job


def _take(waiting: Any) -> Job | None:
    job = waiting.first()
    if job is None:
        return None
    taken = waiting.filter(attempt=job.attempt).update(
        state=JobState.RUNNING,
        attempt=F("attempt") + 1,
        lease_until=Now() + lease(),
        heartbeat_at=Now(),
        started_at=Now(),
        finished_at=None,
        error="",
    )
    if not taken:  # another worker was faster: the update sees its change and finds nothing
        return None
    job.attempt += 1
    job.state = JobState.RUNNING
    return job


def held(job: Job) -> Any:
    """The row, as long as this attempt is the one that runs; every write of an attempt goes through this filter."""
    return Job.objects.filter(pk=job.pk, attempt=job.attempt, state=JobState.RUNNING)


def extend(job: Job, **changes: Any) -> bool:
    """A sign of life, with changes. False when the attempt lost the job."""
    return bool(held(job).update(lease_until=Now() + lease(), heartbeat_at=Now(), **changes))


def close(job: Job, state: JobState, **changes: Any) -> bool:
    """End the attempt; the one place that makes a running job final. False when the attempt lost the job."""
    return bool(held(job).update(state=state, lease_until=None, finished_at=Now(), cancel_requested=False, **changes))


def give_back(job: Job, *, wait: timedelta) -> bool:
    """Let a later attempt take it, not before `wait`. False when the attempt lost it or was the last one allowed."""
    again = held(job).filter(Q(attempt__lt=F("attempt_limit")), cancel_requested=False)
    return bool(again.update(state=JobState.QUEUED, lease_until=Now() + wait, message=""))
