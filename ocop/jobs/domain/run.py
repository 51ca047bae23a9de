"""The worker's side: take a job, run its handler, write how it ended; and the sweeper that repairs what was cut off."""

import logging
import time
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from ..enums import JobState
from ..models import Job
from ..registry import KINDS, JobError
from . import lease
from .progress import Cancelled, Keeper, LostLease, Progress
from .verbs import ring

logger = logging.getLogger(__name__)
DRAIN_SECONDS = 60.0
"""How long one bell goes on with other waiting jobs; then it rings again and lets the pool breathe."""
BELLS = 8
"""Bells per sweep: each one drains what waits, more would only be noise."""
AGAIN_AFTER = timedelta(seconds=5)


def answer_bell(job_id: UUID | str | None = None) -> int:
    """Run the job named by the bell if it waits, then others. Returns how many attempts were made."""
    until = time.monotonic() + DRAIN_SECONDS
    job = lease.claim(job_id) if job_id else lease.claim_next()
    made = 0
    while job is not None:
        attempt(job)
        made += 1
        if time.monotonic() > until:
            ring()
            break
        job = lease.claim_next()
    return made


def attempt(job: Job) -> None:
    """One attempt of a claimed job. Never raises for the handler's faults; they end in the row."""
    progress = Progress(job)
    try:
        with Keeper(progress):
            kind = KINDS.get(job.kind)
            if kind is None:
                raise JobError(_("Loại tác vụ “%s” không có trong phiên bản phần mềm này.") % job.kind)
            result = kind.run(job, progress)
    except LostLease:
        logger.warning("attempt %s of job %s lost its lease and stopped", job.attempt, job.pk)
    except Cancelled:
        lease.close(job, JobState.CANCELLED, message="")
    except JobError as error:
        lease.close(job, JobState.FAILED, error=str(error), message="")
    except ValidationError as error:
        lease.close(job, JobState.FAILED, error=" ".join(error.messages), message="")
    except Exception:
        logger.exception("attempt %s of job %s (%s) failed", job.attempt, job.pk, job.kind)
        _after_fault(job)
    else:
        finish(job, result)


def finish(job: Job, result: dict | None) -> bool:
    """Store the result, once: an attempt that lost the job writes nothing. A link leads only into this site."""
    url = str((result or {}).get("url", ""))
    if not url.startswith("/") or url.startswith("//"):
        url = ""
    stored = lease.close(job, JobState.DONE, result=result, result_url=url[:300], message="", error="", done=F("total"))
    if not stored:
        logger.warning("attempt %s of job %s came too late; its result is dropped", job.attempt, job.pk)
    return stored


def _after_fault(job: Job) -> None:
    if lease.held(job).filter(cancel_requested=True).exists():
        lease.close(job, JobState.CANCELLED, message="")
    elif not lease.give_back(job, wait=AGAIN_AFTER):
        lease.close(job, JobState.FAILED, error=_fault(job.attempt), message="")


def _fault(attempts: int) -> str:
    return (
        _(
            "Tác vụ gặp lỗi ngoài dự kiến sau %d lần chạy. Dữ liệu đã nhập được giữ nguyên; hãy bấm “Chạy lại”, "
            "nếu vẫn lỗi thì báo quản trị viên kèm mã tác vụ ở trang này."
        )
        % attempts
    )


@transaction.atomic
def sweep() -> dict[str, int]:
    """Repair what faults left behind; safe to run at any time and from several processes at once.

    Running jobs whose lease is over wait again, or end (cancelled, or failed at the last attempt); the bell is rung for
    those that wait. Returns {"requeued", "failed", "cancelled", "rung"}."""
    counts = {"requeued": 0, "failed": 0, "cancelled": 0, "rung": 0}
    with connection.cursor() as cursor:  # one sweeper at a time is enough; the others come again in ten seconds
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('ocop.jobs.sweep'))")
        if not cursor.fetchone()[0]:
            return counts
    for job in Job.objects.abandoned().select_for_update(skip_locked=True):
        counts[_end_abandoned(job)] += 1
    waiting = list(Job.objects.claimable().order_by("created_at", "pk").values_list("pk", flat=True)[:BELLS])
    counts["rung"] = len(waiting)
    transaction.on_commit(lambda: _ring_all(waiting), robust=True)
    return counts


def _ring_all(waiting: list[UUID]) -> None:
    for pk in waiting:
        if not ring(pk):
            return  # the broker is away: no use in knocking eight times


def _end_abandoned(job: Job) -> str:
    if job.cancel_requested:
        lease.close(job, JobState.CANCELLED, message="")
        return "cancelled"
    if job.attempt < job.attempt_limit:
        lease.held(job).update(state=JobState.QUEUED, lease_until=None, message="")
        return "requeued"
    error = _(
        "Tiến trình xử lý dừng đột ngột %d lần liền khi làm tác vụ này (có thể do thiếu bộ nhớ hoặc tệp quá lớn). "
        "Dữ liệu đã nhập được giữ nguyên; hãy bấm “Chạy lại” hoặc báo quản trị viên."
    )
    lease.close(job, JobState.FAILED, error=error % job.attempt, message="")
    return "failed"


def abandon_after(job: Job, seconds: float) -> None:
    """For tests and operators: let the lease of a running job end so many seconds from now."""
    lease.held(job).update(lease_until=Now() + timedelta(seconds=seconds))
