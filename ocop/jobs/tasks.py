"""The only Celery tasks of the project: the bell, and the asking for what is done every night."""

from celery import shared_task

from .domain.run import answer_bell
from .domain.verbs import NIGHTLY, ask_daily_jobs


@shared_task(name="ocop.jobs.bell")
def bell(job_id: str | None = None) -> None:
    """Run this job if it still waits, then whatever else waits."""
    answer_bell(job_id)


@shared_task(name=NIGHTLY)
def nightly() -> None:
    """Ask for one job of every daily kind."""
    ask_daily_jobs()
