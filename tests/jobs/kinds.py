"""Kinds of jobs for the tests; document-like: many small steps, a result stored once."""

import time
from typing import Any

from ocop.jobs.domain import Progress
from ocop.jobs.models import Job
from ocop.jobs.registry import JobError, job_handler


@job_handler("test.pages", label="Tạo văn bản thử")
def make_pages(job: Job, progress: Progress) -> dict[str, Any]:
    """`pages` pages of `seconds` each, then one effect in the database."""
    pages = int(job.params.get("pages", 3))
    for page in range(pages):
        time.sleep(float(job.params.get("seconds", 0)))
        progress(page + 1, pages, f"Trang {page + 1}")
    progress.step("store", lambda: store(job))
    return {"url": f"/van-ban/{job.pk}/", "pages": pages}


def store(job: Job) -> int:
    """An effect that would show if it happened twice: a row of its own (here: a job of kind "test.effect")."""
    Job.objects.create(kind="test.effect", label="kết quả", params={"of": str(job.pk)}, state="done")
    return 1


def effects(job: Job) -> int:
    return Job.objects.filter(kind="test.effect", params__of=str(job.pk)).count()


@job_handler("test.refused")
def refuse(job: Job, progress: Progress) -> None:
    raise JobError("Kế hoạch chưa có chỉ tiêu nào.")


@job_handler("test.faulty", attempts=2)
def fault(job: Job, progress: Progress) -> None:
    progress.step("store", lambda: store(job))
    raise RuntimeError("a fault of ours")


@job_handler("test.outside")
def link_outside(job: Job, progress: Progress) -> dict[str, Any]:
    return {"url": "//example.com/x"}
