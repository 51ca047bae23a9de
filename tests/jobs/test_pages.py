"""Pages of jobs: list, one job, its renewing part, the badge, retry and cancel."""

import pytest
from django.urls import reverse

from ocop.jobs.domain import cancel, enqueue, lease
from ocop.jobs.domain.run import answer_bell
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from tests.factories import make_user

from . import kinds  # noqa: F401  registers them

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(db, client):
    user = make_user("commune_officer")
    client.force_login(user)
    return user


def page(client, name, job):
    return client.get(reverse(f"jobs:{name}", args=[job.pk])).content.decode()


def test_part_renews_itself_while_active_and_stops_when_done(client, user):
    job = enqueue(kind="test.pages", params={}, user=user)
    assert 'hx-trigger="every 1s"' in page(client, "fragment", job)
    assert 'hx-trigger="every 1s"' in page(client, "detail", job)  # a reload goes on
    answer_bell(job.pk)
    done = page(client, "fragment", job)
    assert "hx-trigger" not in done
    assert f'href="/van-ban/{job.pk}/"' in done


def test_progress_is_shown_in_words(client, user):
    job = enqueue(kind="test.pages", params={}, user=user)
    Job.objects.filter(pk=lease.claim(job.pk).pk).update(done=1200, total=3000, message="Đang dựng phụ lục")
    html = page(client, "fragment", job)
    assert 'value="1200" max="3000"' in html
    assert "1.200/3.000 Đang dựng phụ lục" in html


def test_failed_job_says_why_and_can_be_run_again(client, user):
    job = enqueue(kind="test.refused", params={}, user=user)
    answer_bell(job.pk)
    html = page(client, "detail", job)
    assert "Kế hoạch chưa có chỉ tiêu nào." in html
    answer = client.post(reverse("jobs:retry", args=[job.pk]), follow=True)
    assert "xếp vào hàng chờ" in answer.content.decode()
    assert Job.objects.get(pk=job.pk).state == JobState.QUEUED


def test_retry_of_active_job_is_refused_in_words(client, user):
    job = enqueue(kind="test.pages", params={}, user=user)
    answer = client.post(reverse("jobs:retry", args=[job.pk]), follow=True)
    assert "Chỉ chạy lại được tác vụ không thành hoặc đã hủy." in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (JobState.QUEUED, "Đã hủy tác vụ."),
        (JobState.RUNNING, "Tác vụ sẽ dừng ở bước kế tiếp."),
        (JobState.DONE, "Tác vụ đã kết thúc trước khi hủy."),
    ],
)
def test_cancel_says_what_happened(client, user, state, words):
    job = enqueue(kind="test.pages", params={}, user=user)
    Job.objects.filter(pk=job.pk).update(state=state)
    answer = client.post(reverse("jobs:cancel", args=[job.pk]), follow=True)
    assert words in answer.content.decode()


def test_list_filters_by_state_and_shows_empty_states(client, user):
    url = reverse("jobs:list")
    assert "Chưa có tác vụ" in client.get(url).content.decode()
    cancel(job=enqueue(kind="test.pages", params={}, user=user, label="Kế hoạch của Lưu Vệ"))
    assert "Kế hoạch của Lưu Vệ" in client.get(url).content.decode()
    assert "Kế hoạch của Lưu Vệ" in client.get(url + "?trang-thai=cancelled").content.decode()
    assert "Không có tác vụ nào ở trạng thái này" in client.get(url + "?trang-thai=done").content.decode()


def test_list_says_how_far_a_job_is_and_why_one_failed(client, user):
    running, refused = (enqueue(kind=f"test.{name}", params={}, user=user) for name in ("pages", "refused"))
    Job.objects.filter(pk=running.pk).update(state=JobState.RUNNING, done=57, total=166, message="Đang lập: Xã Lưu Vệ")
    answer_bell(refused.pk)
    html = client.get(reverse("jobs:list")).content.decode()
    assert "57/166 Đang lập: Xã Lưu Vệ" in html
    assert "Kế hoạch chưa có chỉ tiêu nào." in html


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_however_long(client, user, count, django_assert_max_num_queries):
    for _ in range(count):
        enqueue(kind="test.pages", params={}, user=user)
    with django_assert_max_num_queries(6):
        client.get(reverse("jobs:list"))


def test_badge_counts_own_active_jobs_and_is_empty_without(client, user):
    url = reverse("jobs:badge")
    assert client.get(url).content.decode().strip() == ""
    enqueue(kind="test.pages", params={}, user=user)
    enqueue(kind="test.pages", params={}, user=make_user())
    assert "đang chạy</span> 1</a>" in client.get(url).content.decode()


def test_what_is_not_mine_is_not_there(client, user):
    job = enqueue(kind="test.pages", params={}, user=make_user("commune_officer"))
    for name in ("detail", "fragment"):
        assert client.get(reverse(f"jobs:{name}", args=[job.pk])).status_code == 404
    for name in ("retry", "cancel"):
        assert client.post(reverse(f"jobs:{name}", args=[job.pk])).status_code == 404
    assert Job.objects.get(pk=job.pk).state == JobState.QUEUED
