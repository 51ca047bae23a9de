"""Work for faults_jobs: document-like jobs, and the same work as a plain Celery task (the negative control)."""

import time
from collections.abc import Callable
from typing import Any

from celery import shared_task
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from ocop.jobs.domain import Progress
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from ocop.jobs.registry import KINDS, job_handler

EFFECTS = "CREATE TABLE bench_effect (job uuid NOT NULL)"
"""One row for every time the work of a job took effect; two rows of one job mean it was done twice."""


@job_handler("bench.pages", label="Văn bản thử")
def pages(job: Job, progress: Progress) -> dict[str, Any]:
    """Eight pages of some hundredths of a second, a file, and one row in the database."""
    for page in range(8):
        time.sleep(job.params["seconds"] / 8)
        progress(page + 1, 8, f"Trang {page + 1}")
    name = f"bench/{job.pk}.txt"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(b"x" * 1000))
    progress.step("store", lambda: effect(job))
    return {"url": f"/van-ban/{job.pk}/"}


def effect(job: Job) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_effect VALUES (%s)", [job.pk])
    return True


class Unguarded:
    """What a handler gets from the plain task: steps are simply done, reports go nowhere."""

    def __call__(self, *_: Any) -> None:
        return None

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        return work()


@shared_task(name="bench.plain", acks_late=False, reject_on_worker_lost=False)
def plain(job_id: str) -> None:
    """Celery's defaults: acknowledged when taken, nobody looks after it."""
    job = Job.objects.get(pk=job_id)
    Job.objects.filter(pk=job_id).update(state=JobState.RUNNING)
    result = KINDS[job.kind].run(job, Unguarded())  # type: ignore[arg-type]
    Job.objects.filter(pk=job_id).update(state=JobState.DONE, result=result)
