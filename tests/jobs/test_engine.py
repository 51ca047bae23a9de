"""Every exit of a job: done, refused, faulty, cancelled, cut off, too late."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ocop.jobs.domain import LostLease, Progress, cancel, enqueue, lease, retry
from ocop.jobs.domain.run import abandon_after, answer_bell, attempt, finish, sweep
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from ocop.jobs.registry import job_handler
from tests.factories import make_user

from .kinds import effects

pytestmark = pytest.mark.django_db


def ask(kind: str = "test.pages", **fields: Any) -> Job:
    return enqueue(**{"kind": kind, "params": {}, "user": make_user(), **fields})


def reread(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_a_job_is_done_once_with_progress_result_and_link():
    job = ask(params={"pages": 3})
    assert (job.state, job.label) == (JobState.QUEUED, "Tạo văn bản thử")
    assert answer_bell(job.pk) == 1
    done = reread(job)
    assert (done.state, done.done, done.total, done.attempt) == (JobState.DONE, 3, 3, 1)
    assert (done.result_url, done.result["pages"], done.message) == (f"/van-ban/{job.pk}/", 3, "")
    assert done.lease_until is None
    assert done.finished_at is not None


def test_a_doubled_bell_is_harmless():
    job = ask()
    assert [answer_bell(job.pk), answer_bell(job.pk), answer_bell()] == [1, 0, 0]
    assert effects(job) == 1


def test_one_bell_does_all_that_waits_oldest_first():
    jobs = [ask() for _ in range(3)]
    assert answer_bell() == 3
    finished = [reread(job).finished_at for job in jobs]
    assert finished == sorted(finished)


def test_same_key_of_same_person_is_the_same_active_job():
    user = make_user()
    first = ask(user=user, key="ke-hoach-36")
    assert ask(user=user, key="ke-hoach-36").pk == first.pk
    assert ask(user=make_user(), key="ke-hoach-36").pk != first.pk
    answer_bell()
    assert ask(user=user, key="ke-hoach-36").pk != first.pk


def test_unknown_kind_is_refused_when_asked_for():
    with pytest.raises(KeyError):
        ask("test.nothing")


def test_kind_that_left_the_software_ends_with_a_sentence():
    job = ask()
    Job.objects.filter(pk=job.pk).update(kind="test.gone")
    answer_bell(job.pk)
    assert reread(job).error == "Loại tác vụ “test.gone” không có trong phiên bản phần mềm này."


def test_refusal_ends_at_once_with_its_sentence():
    job = ask("test.refused")
    answer_bell(job.pk)
    refused = reread(job)
    assert (refused.state, refused.error, refused.attempt) == (
        JobState.FAILED,
        "Kế hoạch chưa có chỉ tiêu nào.",
        1,
    )


def test_a_fault_is_tried_again_later_then_given_up_and_a_finished_step_is_not_repeated(caplog):
    job = ask("test.faulty")
    answer_bell(job.pk)
    waiting = reread(job)
    assert (waiting.state, waiting.attempt) == (JobState.QUEUED, 1)
    assert waiting.lease_until > timezone.now()
    assert answer_bell(job.pk) == 0  # its waiting time is not over
    Job.objects.filter(pk=job.pk).update(lease_until=None)
    answer_bell(job.pk)
    failed = reread(job)
    assert (failed.state, failed.attempt, effects(job)) == (JobState.FAILED, 2, 1)
    assert failed.error.startswith("Tác vụ gặp lỗi ngoài dự kiến sau 2 lần chạy.")


def test_a_link_never_leads_to_another_site():
    job = ask("test.outside")
    answer_bell(job.pk)
    assert (reread(job).state, reread(job).result_url) == (JobState.DONE, "")


def test_a_waiting_job_is_cancelled_at_once():
    job = cancel(job=ask())
    assert job.state == JobState.CANCELLED
    assert answer_bell(job.pk) == 0


def test_a_running_job_is_cancelled_at_its_next_report():
    job = ask()
    running = lease.claim(job.pk)
    assert cancel(job=job).cancel_requested
    attempt(running)
    assert (reread(job).state, effects(job)) == (JobState.CANCELLED, 0)


def test_a_finished_job_is_not_cancelled():
    job = ask()
    answer_bell()
    assert cancel(job=job).state == JobState.DONE


def test_retry_of_failed_job_gives_new_attempts():
    job = ask("test.faulty")
    for _ in range(2):
        Job.objects.filter(pk=job.pk).update(lease_until=None)
        answer_bell(job.pk)
    again = retry(job=job)
    assert (again.state, again.attempt, again.attempt_limit, again.error) == (JobState.QUEUED, 2, 4, "")


@pytest.mark.parametrize("prepare", ["waiting", "done", "twin", "gone"])
def test_retry_is_refused(prepare):
    job = ask(key="k")
    codes = {"waiting": "not_final", "done": "not_final", "twin": "same_active", "gone": "unknown_kind"}
    if prepare == "done":
        answer_bell()
    if prepare in {"twin", "gone"}:
        cancel(job=job)
    if prepare == "twin":
        enqueue(kind="test.pages", params={}, user=job.requested_by, key="k")
    if prepare == "gone":
        Job.objects.filter(pk=job.pk).update(kind="test.gone")
    with pytest.raises(ValidationError) as refused:
        retry(job=job)
    assert refused.value.code == codes[prepare]


def test_sweeper_gives_a_cut_off_job_to_another_attempt_and_the_late_one_writes_nothing():
    job = ask()
    late = lease.claim(job.pk)
    assert sweep()["requeued"] == 0  # its lease still runs
    abandon_after(late, -1)
    assert sweep()["requeued"] == 1
    assert answer_bell(job.pk) == 1
    assert finish(late, {"url": "/sai/"}) is False
    with pytest.raises(LostLease):
        Progress(late)(1, 3)
    with pytest.raises(LostLease), transaction.atomic():
        Progress(late).step("store", lambda: 1 / 0)
    assert (reread(job).result_url, effects(job)) == (f"/van-ban/{job.pk}/", 1)


def test_sweeper_gives_up_after_the_last_attempt():
    job = ask()
    for _ in range(3):
        abandon_after(lease.claim(job.pk), -1)
        counts = sweep()
    assert counts["failed"] == 1
    assert reread(job).error.startswith("Tiến trình xử lý dừng đột ngột 3 lần liền")


def test_sweeper_ends_a_cut_off_job_that_was_to_be_cancelled():
    job = ask()
    running = lease.claim(job.pk)
    cancel(job=job)
    abandon_after(running, -1)
    assert sweep()["cancelled"] == 1
    assert reread(job).state == JobState.CANCELLED


def test_sweeper_rings_for_what_waits_but_not_more_than_eight_times():
    for _ in range(10):
        ask()
    assert sweep() == {"requeued": 0, "failed": 0, "cancelled": 0, "rung": 8}


def test_two_handlers_for_one_kind_are_refused():
    with pytest.raises(ValueError, match=r"test\.pages"):
        job_handler("test.pages")(lambda job, progress: None)
