"""Celery: the bell of the jobs engine. What is to be done, and how far it is, stands in PostgreSQL (ocop/jobs)."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, worker_process_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")

TASK_SECONDS = 3600
"""A handler that runs longer is killed; its job is then tried again or given up by the sweeper."""

app = Celery("ocop")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    timezone="Asia/Ho_Chi_Minh",
    # Legal terms end with the day: what is overdue is known right after midnight.
    beat_schedule={"nightly": {"task": "ocop.jobs.nightly", "schedule": crontab(hour=0, minute=5)}},
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_time_limit=TASK_SECONDS,
    task_soft_time_limit=TASK_SECONDS - 60,
    task_publish_retry=False,
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=100,
    worker_max_memory_per_child=700_000,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "visibility_timeout": TASK_SECONDS + 300,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
        "socket_timeout": 30,
        "max_retries": 1,
        "interval_start": 0,
    },
)
app.autodiscover_tasks(["ocop.jobs"])


@worker_process_init.connect
def _die_with_worker(**_: Any) -> None:
    """A pool process whose parent was killed would finish its task unseen and then stay."""
    from ocop.launcher.procs import die_with_parent

    die_with_parent()


@worker_ready.connect
def _watch_from_worker(**_: Any) -> None:
    from ocop.jobs.pulse import start

    start("worker")


@beat_init.connect
def _watch_from_beat(**_: Any) -> None:
    from ocop.jobs.pulse import start

    start("beat", sweeps=True)
