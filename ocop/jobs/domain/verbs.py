"""What people do with jobs: ask for one, cancel it, try it again."""

import logging
from typing import Any
from uuid import UUID

from celery import current_app
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from ..enums import JobState
from ..models import Job
from ..registry import KINDS

logger = logging.getLogger(__name__)
BELL = "ocop.jobs.bell"
NIGHTLY = "ocop.jobs.nightly"


def ring(job_id: UUID | str | None = None) -> bool:
    """Wake a worker. False when the broker does not answer: the sweeper will ring again, the request must not fail."""
    try:
        current_app.send_task(BELL, args=[str(job_id)] if job_id else [], ignore_result=True, expires=300)
    except Exception:
        logger.warning("the bell of job %s did not reach the broker", job_id, exc_info=True)
        return False
    return True


@transaction.atomic
def enqueue(*, kind: str, params: dict[str, Any], user: Any, key: str = "", label: str = "") -> Job:
    """Write the job with the request's transaction and ring on commit.

    `params` is JSON; `key` makes it idempotent: while a job of the same person with the same key is active, that one is
    returned. `label` is what people read in the list. Raises KeyError for an unknown kind."""
    declared = KINDS[kind]
    owner = user if getattr(user, "pk", None) else None
    own_key = f"{owner.pk if owner else 0}:{kind}:{key}"[:128] if key else ""
    job = Job(
        kind=kind,
        label=(label or str(declared.label))[:200],
        params=params,
        key=own_key,
        requested_by=owner,
        attempt_limit=declared.attempts,
    )
    job = _insert(job)
    pk = job.pk
    transaction.on_commit(lambda: ring(pk), robust=True)
    return job


def ask_daily_jobs() -> list[Job]:
    """One job of every daily kind; asked twice in a night, those still waiting are not doubled."""
    return [enqueue(kind=kind.name, params={}, user=None, key="daily") for kind in KINDS.values() if kind.daily]


def _insert(job: Job) -> Job:
    """The job stored, or the active one with its key; asked again when that one ends in between."""
    while True:
        try:
            with transaction.atomic():
                job.save(force_insert=True)
                return job
        except IntegrityError:
            active = Job.objects.active().filter(key=job.key).first() if job.key else None
            if active is not None:
                return active
            if not job.key:
                raise


@transaction.atomic
def cancel(*, job: Job) -> Job:
    """A waiting job ends at once, a running one at its next report of progress; a finished one stays as it is."""
    row = Job.objects.select_for_update().get(pk=job.pk)
    if row.state == JobState.QUEUED:
        Job.objects.filter(pk=row.pk).update(state=JobState.CANCELLED, lease_until=None, finished_at=Now())
    elif row.state == JobState.RUNNING:
        Job.objects.filter(pk=row.pk).update(cancel_requested=True)
    row.refresh_from_db()
    return row


@transaction.atomic
def retry(*, job: Job) -> Job:
    """Let a failed or cancelled job wait again, with as many new attempts as its kind allows; finished steps stay done.

    Raises ValidationError (`not_final`, `same_active`, `unknown_kind`) with a Vietnamese text."""
    row = Job.objects.select_for_update().get(pk=job.pk)
    if row.state not in {JobState.FAILED, JobState.CANCELLED}:
        raise ValidationError(_("Chỉ chạy lại được tác vụ không thành hoặc đã hủy."), code="not_final")
    if row.kind not in KINDS:
        raise ValidationError(_("Loại tác vụ này không còn trong phần mềm."), code="unknown_kind")
    if row.key and Job.objects.active().filter(key=row.key).exists():
        raise ValidationError(_("Một tác vụ giống hệt đang chờ hoặc đang chạy."), code="same_active")
    Job.objects.filter(pk=row.pk).update(
        state=JobState.QUEUED,
        attempt_limit=F("attempt") + KINDS[row.kind].attempts,
        lease_until=None,
        cancel_requested=False,
        error="",
        message="",
        done=0,
        finished_at=None,
    )
    pk = row.pk
    transaction.on_commit(lambda: ring(pk), robust=True)
    row.refresh_from_db()
    return row
