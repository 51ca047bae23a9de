"""What only shows with real commits and several connections."""

import threading
import time

import pytest
from django.db import connections

from ocop.jobs.domain import enqueue, lease
from ocop.jobs.domain.progress import Keeper, Progress
from ocop.jobs.domain.run import sweep
from ocop.jobs.domain.verbs import ring
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from tests.factories import make_user

from . import kinds  # noqa: F401  registers them

pytestmark = pytest.mark.django_db(transaction=True)


def in_threads(count, work):
    found = []

    def run():
        try:
            found.append(work())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_eight_claims_at_once_give_the_job_to_one():
    job = enqueue(kind="test.pages", params={}, user=None)
    claims = in_threads(8, lambda: lease.claim(job.pk))
    assert [claim for claim in claims if claim is not None] == [job]
    assert Job.objects.get().attempt == 1


def test_the_same_request_eight_times_at_once_makes_one_job():
    user = make_user()
    jobs = in_threads(8, lambda: enqueue(kind="test.pages", params={}, user=user, key="một"))
    assert len({job.pk for job in jobs}) == 1
    assert Job.objects.count() == 1


def test_a_dead_broker_does_not_fail_the_request_and_the_job_waits():
    began = time.monotonic()
    assert ring() is False
    job = enqueue(kind="test.pages", params={}, user=None)
    assert time.monotonic() - began < 15
    assert Job.objects.get().state == JobState.QUEUED
    assert sweep()["rung"] == 1
    assert lease.claim(job.pk) is not None


def test_lease_is_kept_by_a_silent_but_living_worker(settings):
    settings.OCOP_JOB_LEASE = 1
    job = enqueue(kind="test.pages", params={}, user=None)
    claimed = lease.claim(job.pk)
    progress = Progress(claimed)
    with Keeper(progress):
        time.sleep(1.6)
        assert sweep()["requeued"] == 0
    time.sleep(1.1)
    assert sweep()["requeued"] == 1
    with Keeper(progress):
        time.sleep(0.6)
    assert progress.lost
