"""Giving out many tasks: a job that makes each once, told on the page."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from ocop.accounts.enums import Role
from ocop.accounts.models import Grant
from ocop.audit.acts import verify_chain
from ocop.audit.models import LegalAct
from ocop.jobs.domain import cancel, retry
from ocop.jobs.domain.run import answer_bell
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from programs.domain.work import giving_later
from programs.domain.work.giving import Choice, give_out
from programs.domain.work.giving_later import give_out_or_later
from programs.enums import FundingKind, Recurrence
from programs.models import FundingLine, WorkItem
from tests import factories as make

from .work_setup import TODAY, Scene, make_scene, make_task

pytestmark = pytest.mark.django_db
ITEMS = ("Một.", "Hai.", "Ba.")


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    make.make_nation()
    monkeypatch.setattr(giving_later, "AT_ONCE", 5)
    return make_scene(communes=2)


def chosen(scene: Scene, *, items: tuple[str, ...] = ITEMS, **choice: Any) -> dict[str, Choice]:
    """All sentences of a new task of the communes: three tasks each."""
    task = make_task(scene, items=items)
    return {f"{task.pk}-{line}": Choice(**choice) for line in range(len(items))}


def ask(scene: Scene, choices: dict[str, Choice]) -> Any:
    return give_out_or_later(version=scene.version, actor=scene.staff, chosen=choices)


def test_a_few_are_made_at_once_and_many_by_a_job(scene: Scene) -> None:
    few = ask(scene, chosen(scene, items=("Không.",)))
    assert ([item.content for item in few], Job.objects.count()) == (["Không."], 0)
    line = FundingLine.objects.create(
        plan=scene.version.plan, unit=scene.province, kind=FundingKind.PROVINCE, content="Tập huấn"
    )
    job = ask(scene, chosen(scene, due_on=TODAY, recurrence=Recurrence.HALF_YEARLY, funding=line))
    assert (job.label, WorkItem.objects.count()) == (f"Giao nhiệm vụ: {scene.version.plan.title}", 3)
    assert answer_bell(job.pk) == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result["made"]) == (JobState.DONE, 3, 3, 3)
    roots = WorkItem.objects.filter(parent=None, recurrence=Recurrence.HALF_YEARLY)
    assert [(item.content, item.funding) for item in roots.order_by("id")] == [(text, line) for text in ITEMS]
    periods = roots[0].children.first().children
    assert periods.order_by("id").last().due_on == date(TODAY.year, 12, 31)
    assert LegalAct.objects.filter(verb="give_out_work", actor=scene.staff).count() == 4
    assert list(verify_chain()) == []


def test_periods_count_as_tasks(scene: Scene) -> None:
    monthly = chosen(scene, items=("Một.",), recurrence=Recurrence.MONTHLY)
    assert isinstance(ask(scene, monthly), Job) == (TODAY.month < 12)
    assert isinstance(ask(scene, chosen(scene, items=("Hai.",))), list)


def test_asked_twice_it_is_one_job(scene: Scene) -> None:
    choices = chosen(scene)
    assert ask(scene, choices).pk == ask(scene, choices).pk
    answer_bell()
    assert (WorkItem.objects.count(), Job.objects.count()) == (9, 1)
    assert ask(scene, choices) == []


def test_what_another_gave_meanwhile_is_left_as_it_is(scene: Scene) -> None:
    choices = chosen(scene)
    job = ask(scene, choices)
    first = next(iter(choices))
    give_out(version=scene.version, actor=scene.staff, chosen={first: Choice(due_on=TODAY)})
    answer_bell(job.pk)
    job.refresh_from_db()
    assert (job.result["made"], WorkItem.objects.filter(parent=None).count()) == (2, 3)


def test_stopped_between_two_sentences_it_goes_on_there(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    job = ask(scene, chosen(scene))
    calls = []

    def one_then_cancel(**facts: Any) -> Any:
        calls.append(facts["chosen"])
        if len(calls) == 1:
            cancel(job=job)
        return give_out(**facts)

    monkeypatch.setattr(giving_later, "give_out", one_then_cancel)
    answer_bell(job.pk)
    job.refresh_from_db()
    assert (job.state, WorkItem.objects.filter(parent=None).count()) == (JobState.CANCELLED, 1)
    retry(job=job)
    answer_bell(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result["made"], len(calls), WorkItem.objects.count()) == (JobState.DONE, 3, 3, 9)


def test_who_may_no_longer_and_a_plan_that_ended_are_told(scene: Scene) -> None:
    job = ask(scene, chosen(scene))
    Grant.objects.filter(user=scene.staff).delete()
    answer_bell(job.pk)
    job.refresh_from_db()
    refused = "Tài khoản của bạn không còn được giao nhiệm vụ của kế hoạch này."
    assert (job.state, job.error, WorkItem.objects.count()) == (JobState.FAILED, refused, 0)
    make.make_grant(scene.staff, Role.PROVINCE_COORDINATOR, scene.province)
    retry(job=job)
    scene.version.plan.closed_on = TODAY
    scene.version.plan.save()
    answer_bell(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "Kế hoạch đã kết thúc.")


def test_the_wrong_is_refused_before_any_job(scene: Scene) -> None:
    with pytest.raises(ValidationError, match="trước ngày ban hành"):
        ask(scene, chosen(scene, due_on=date(2020, 1, 1)))
    assert Job.objects.count() == 0


def test_the_page_shows_the_job_and_then_the_tasks(scene: Scene) -> None:
    client = Client()
    client.force_login(scene.staff)
    url = f"/ke-hoach/{scene.version.plan.slug}/giao-viec/"
    data = {
        f"{key}-{name}": value for key in chosen(scene) for name, value in (("chosen", "on"), ("recurrence", "none"))
    }
    assert client.post(url, data).url == url
    page = client.get(url).content.decode()
    assert [word in page for word in ("job-panel", "chờ giao", "Giao các nhiệm vụ")] == [True, True, False]
    job = Job.objects.get()
    cancel(job=job)
    page = client.get(url).content.decode()
    assert [word in page for word in ("job-panel", "chờ giao", "Giao các nhiệm vụ")] == [True, False, True]
    retry(job=job)
    answer_bell(job.pk)
    job.refresh_from_db()
    assert "job-panel" not in client.get(url).content.decode()
    assert "Một." in client.get(job.result_url).content.decode()
