"""Two people at once in the life of a plan: no row twice, no row lost, whoever is second is told or finds it done."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from ocop.accounts.enums import Role
from ocop.audit.acts import verify_chain
from ocop.audit.models import LegalAct
from ocop.jobs.domain import enqueue
from ocop.jobs.domain.run import attempt
from ocop.jobs.models import Job
from ocop.site.models import SiteSetting
from programs.domain.batches.moves import batch_load, move_product
from programs.domain.cascade import adjustments
from programs.domain.cascade.adjustments import adjust_targets
from programs.domain.cascade.assignments import accept_targets, ask_targets, confirm_targets, propose_targets
from programs.domain.cascade.promised import Change, given_to, promised_on
from programs.domain.deliveries import receive_delivery, send_version
from programs.domain.plans import copy_issued_to_draft, issue_version
from programs.domain.work.giving import Choice, give_out
from programs.domain.work.giving_later import GIVE_WORK, give_out_or_later
from programs.domain.work.progress import confirm_part, report_progress
from programs.enums import WorkState
from programs.models import (
    Adjustment,
    AssignmentStep,
    Batch,
    BatchMove,
    BatchProduct,
    PlanVersion,
    VersionStep,
    WorkItem,
    WorkPart,
    WorkReport,
)
from tests.factories import make_user, make_version
from tests.threads import at_once

from .cascade_setup import Cascade, make_cascade, proposed
from .plan_setup import make_issuable, make_scene
from .test_deliveries_sending import Sent
from .work_setup import Scene, make_task
from .work_setup import make_scene as make_work

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date.today()


@pytest.fixture(autouse=True)
def _the_chain_stays_whole() -> Iterator[None]:
    yield
    assert list(verify_chain()) == []


def codes(found: list[Any]) -> list[str]:
    """The codes of refusals among what came back, sorted; anything else that was raised fails."""
    refused = [one for one in found if isinstance(one, Exception)]
    assert all(isinstance(one, ValidationError) for one in refused), refused
    return sorted(str(error.error_list[0].code) for error in refused)


# -- tasks


def given(scene: Scene) -> list[WorkItem]:
    """The tasks of the communes below one common task, by commune."""
    root = scene.item(make_task(scene))
    return [root.children.get(unit=unit) for unit in scene.communes]


def test_communes_that_report_at_once_are_all_gathered() -> None:
    scene = make_work(communes=4)
    items = given(scene)

    def finish(number: int) -> Callable[[], Any]:
        fields = {"actor": scene.officers[number], "progress": 100, "text": "Đã xong."}
        return lambda: report_progress(item=items[number], **fields)

    assert codes(at_once([finish(number) for number in range(4)])) == []
    root = WorkItem.objects.get(parent=None)
    assert (root.state, root.progress, WorkReport.objects.count()) == (WorkState.DONE, 100, 4)


def test_a_report_sent_three_times_at_once_is_one() -> None:
    scene = make_work()
    item = given(scene)[0]
    say = {"item": item, "actor": scene.officers[0], "progress": 40, "text": "Đang làm."}
    assert codes(at_once([lambda: report_progress(**say)] * 3)) == []
    item.refresh_from_db()
    assert (WorkReport.objects.count(), item.progress, item.revision) == (1, 40, 1)


def test_one_part_is_taken_once_by_whoever_comes_first() -> None:
    scene = make_work()
    part = WorkPart.objects.get(item=given(scene)[0])
    officers = [scene.officers[0], make_user(Role.COMMUNE_OFFICER, scene.communes[0])]

    def take(actor: Any) -> Callable[[], Any]:
        return lambda: confirm_part(part=part, actor=actor, is_done=True, note=actor.username)

    found = at_once([take(actor) for actor in officers])
    assert codes(found) == []
    part.refresh_from_db()
    assert {(one.confirmed_by, one.done_at, one.note) for one in found} == {
        (part.confirmed_by, part.done_at, part.confirmed_by.username)
    }


def test_tasks_given_out_by_two_at_once_are_there_once() -> None:
    scene = make_work()
    task = make_task(scene, items=("Một.", "Hai."))
    chosen = {f"{task.pk}-{line}": Choice() for line in range(2)}
    found = at_once([lambda: give_out(version=scene.version, actor=scene.staff, chosen=chosen)] * 3)
    assert codes(found) == []
    assert sorted(len(made) for made in found) == [0, 0, 2]
    assert (WorkItem.objects.count(), WorkPart.objects.count()) == (6, 4)


def test_jobs_of_two_people_give_everything_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programs.domain.work.giving_later.AT_ONCE", 0)
    scene = make_work()
    other = make_user(Role.PROVINCE_COORDINATOR, scene.province)
    task = make_task(scene, items=("Một.", "Hai.", "Ba."))
    chosen = {f"{task.pk}-{line}": Choice() for line in range(3)}
    jobs = [give_out_or_later(version=scene.version, actor=actor, chosen=chosen) for actor in (scene.staff, other)]
    assert {job.kind for job in jobs if isinstance(job, Job)} == {GIVE_WORK}
    again = enqueue(kind=GIVE_WORK, params={}, user=other, key=str(scene.version.pk))
    assert again == jobs[1]
    claimed = [_running(job) for job in jobs]
    assert at_once([lambda job=job: attempt(job) for job in claimed]) == [None, None]
    assert sum(Job.objects.get(pk=job.pk).result["made"] for job in claimed) == 3
    assert WorkItem.objects.count() == 9


def _running(job: Any) -> Job:
    from ocop.jobs.domain.lease import claim

    taken = claim(job.pk)
    assert taken is not None
    return taken


# -- the cascade


def answer_at_once(cascade: Cascade, *verbs: Callable[..., Any]) -> list[Any]:
    """The first commune's assignment, answered by several people of it who all saw the same."""
    row = cascade.assignment()
    actors = [cascade.officers[0], make_user(Role.COMMUNE_OFFICER, cascade.communes[0])]
    calls = zip(verbs, actors, strict=True)
    return at_once([lambda verb=verb, actor=actor: verb(row, actor) for verb, actor in calls])


def accept(row: Any, actor: Any) -> Any:
    return accept_targets(assignment=row, revision=row.revision, actor=actor)


def ask(row: Any, actor: Any) -> Any:
    return ask_targets(
        assignment=row, revision=row.revision, actor=actor, figures={(3, "any"): (1, None)}, note="Ít sản phẩm"
    )


def test_two_officers_accept_at_once() -> None:
    cascade = proposed()
    assert codes(answer_at_once(cascade, accept, accept)) == []
    assert list(cascade.assignment().steps.values_list("state", flat=True)) == ["proposed", "accepted"]


def test_one_accepts_while_the_other_asks() -> None:
    cascade = proposed()
    assert codes(answer_at_once(cascade, accept, ask)) == ["stale"]
    row = cascade.assignment()
    assert list(row.steps.values_list("state", flat=True)) == ["proposed", row.state]
    assert bool(row.asked) == (row.state == "asked")


def test_confirmed_by_two_at_once_is_confirmed_once() -> None:
    cascade = proposed()
    accept(cascade.assignment(), cascade.officers[0])
    row = cascade.assignment()
    confirm = {"assignment": row, "revision": row.revision, "actor": cascade.writer}
    assert codes(at_once([lambda: confirm_targets(**confirm)] * 3)) == []
    assert AssignmentStep.objects.filter(state="confirmed").count() == 1


def adjusting(cascade: Cascade, number: str = "1/QĐ-UBND", by: int = 1) -> Callable[[], Any]:
    """The decision that takes so many from the first commune and gives them to the second."""
    an, binh = cascade.communes
    changes = [Change(an.pk, 3, "any", -by), Change(binh.pk, 3, "any", by)]
    facts = {"number": number, "decided_on": TODAY, "reason": "Chuyển", "actor": cascade.signer}
    plan = cascade.draft.plan
    return lambda: adjust_targets(plan=plan, changes=changes, **facts)


def figures(version: PlanVersion, cascade: Cascade) -> list[int]:
    """What the two communes are given today by the version."""
    promised = promised_on(version.plan, TODAY, version)
    return [given_to(promised, unit.pk)[3, "any"][0] for unit in cascade.communes]


@pytest.fixture
def issued() -> Cascade:
    return make_cascade(state="issued", year=TODAY.year)


def test_a_decision_sent_three_times_at_once_and_another_one(issued: Cascade) -> None:
    found = at_once([adjusting(issued)] * 3 + [adjusting(issued, "2/QĐ-UBND")])
    assert codes(found) == []
    assert (Adjustment.objects.count(), figures(issued.draft, issued)) == (2, [1, 4])


def test_decisions_at_once_take_nothing_below_nothing(issued: Cascade) -> None:
    found = at_once([adjusting(issued, f"{number}/QĐ-UBND", by=2) for number in range(3)])
    assert codes(found) == ["below", "below"]
    assert (Adjustment.objects.count(), figures(issued.draft, issued)) == (1, [1, 4])


def test_a_decision_while_the_next_version_is_answered(issued: Cascade) -> None:
    draft = copy_issued_to_draft(plan=issued.draft.plan, actor=issued.writer)
    row = propose_targets(version=draft, actor=issued.writer)[0]
    officers = dict(zip((unit.pk for unit in issued.communes), issued.officers, strict=True))
    assert codes(at_once([adjusting(issued), lambda: accept(row, officers[row.unit_id])])) == []
    assert figures(draft, issued) == figures(issued.draft, issued) == [2, 3]
    assert list(row.steps.values_list("state", flat=True)) == ["proposed", "accepted"]


def test_a_decision_is_not_lost_to_a_version_issued_at_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Issuing begins after the decision looked for the version in force, and before it looked for a draft."""
    made = make_scene()
    first = make_issuable(made)
    issue = {"actor": made.signer, "issued_on": date(2025, 2, 24)}
    issue_version(version=first, revision=first.revision, number=9, **issue)
    second = copy_issued_to_draft(plan=made.plan, actor=made.officer)
    carry = adjustments._carry_into_draft
    changes = [Change(unit.pk, 3, "any", by) for unit, by in zip(made.districts, (1, -1), strict=True)]
    facts = {"number": "1/QĐ", "decided_on": date(2025, 3, 1), "reason": "Chuyển", "actor": made.signer}
    begun: list[threading.Thread] = []
    ended: list[Any] = []

    def issue_second() -> None:
        ended.extend(at_once([lambda: issue_version(version=second, revision=second.revision, number=10, **issue)]))

    def slowly(*args: Any) -> None:
        begun.append(threading.Thread(target=issue_second))
        begun[0].start()
        begun[0].join(0.7)
        carry(*args)

    monkeypatch.setattr(adjustments, "_carry_into_draft", slowly)
    adjust_targets(plan=made.plan, changes=changes, **facts)
    begun[0].join(30)
    assert codes(ended) == ["stale"]
    second.refresh_from_db()
    issue_version(version=second, revision=second.revision, number=10, **issue)
    now = promised_on(made.plan, TODAY)
    assert [given_to(now, unit.pk)[3, "any"][0] for unit in made.districts] == [2, 1]


# -- issuing, sending, batches


def test_a_plan_is_issued_once() -> None:
    made = make_scene()
    draft = make_issuable(made)
    other = make_user(Role.SIGNER, made.province)
    fields = {"version": draft, "revision": draft.revision, "number": 9, "issued_on": date(2025, 2, 24)}
    found = at_once([lambda actor=actor: issue_version(actor=actor, **fields) for actor in (made.signer, other)])
    assert codes(found) == ["frozen"]
    assert VersionStep.objects.filter(version=draft, after="issued").count() == 1
    assert LegalAct.objects.filter(verb="issue_plan").count() == 1


def test_a_plan_is_sent_once_and_each_receipt_is_one_act() -> None:
    sent = Sent()
    assert sorted(len(rows) for rows in at_once([sent.send] * 3)) == [0, 0, 3]
    deliveries = list(sent.version.deliveries.filter(unit__in=sent.communes).order_by("unit"))
    clerks = [sent.clerk, make_user(Role.SIGNER, sent.communes[0]), make_user(Role.COMMUNE_OFFICER, sent.communes[1])]
    pairs = zip([deliveries[0], deliveries[0], deliveries[1]], clerks, strict=True)
    assert (
        codes(
            at_once([lambda row=row, actor=actor: receive_delivery(delivery=row, actor=actor) for row, actor in pairs])
        )
        == []
    )
    assert LegalAct.objects.filter(verb="receive_plan").count() == 2
    assert {row.revision for row in sent.version.deliveries.filter(unit__in=sent.communes)} == {1}
    assert send_version(version=sent.version, actor=sent.officer) == []


def test_the_last_place_of_a_batch_is_given_once() -> None:
    made = make_scene()
    version = make_version(made.plan, {3: 3})
    full, wide = (
        Batch.objects.create(version=version, order=order, number=str(order), label=f"Đợt {order}", capacity=capacity)
        for order, capacity in ((1, 2), (2, None))
    )
    items = [BatchProduct.objects.create(batch=wide, order=order, name=f"SP {order}") for order in range(1, 5)]
    SiteSetting.objects.create(key="batch_over_capacity", value="refuse")
    move = {"actor": made.officer, "reason": "Xong sớm", "to_batch": full}
    found = at_once([lambda item=item: move_product(item=item, **move) for item in (*items, items[0])])
    refused = codes(found)
    assert set(refused) == {"capacity"}
    assert (batch_load(version)[full.pk], BatchMove.objects.count()) == (2, 2)
    assert len(refused) in (2, 3)
