"""The bell: the only Celery task of the project."""

from celery import shared_task

from .domain.run import answer_bell


@shared_task(name="ocop.jobs.bell")
def bell(job_id: str | None = None) -> None:
    """Run this job if it still waits, then whatever else waits."""
    answer_bell(job_id)
