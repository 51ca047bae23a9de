"""The inbox: each source for the right person, filters, pages, and a number of queries that does not grow."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ocop.accounts.enums import Role
from programs.enums import AssignmentState, PlanStage, Tier
from programs.models import Assignment, Delivery, Task, Unit, WorkItem
from programs.models.body import Body
from reporting.domain.inbox.sources import SOURCES, inbox_of, items_of
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year


@pytest.fixture
def province() -> Unit:
    return make.make_unit(Tier.PROVINCE)


@pytest.fixture
def commune(province: Unit) -> Unit:
    return make.make_unit(parent=province)


@pytest.fixture
def officer(commune: Unit) -> Any:
    return make.make_user(Role.COMMUNE_OFFICER, commune)


def give(version: Any, unit: Unit, days: int | None, **fields: Any) -> WorkItem:
    """A task of a plan at a unit, due so many days from now."""
    due = None if days is None else TODAY + timedelta(days=days)
    return make.make_work(version, unit=unit, due_on=due, **fields)


@pytest.fixture
def version(province: Unit) -> Any:
    return make.make_version(make.make_plan(province, YEAR), issued_on=date(YEAR, 1, 1))


def found(user: Any, kind: str) -> list[tuple[str, str]]:
    return [(item.when, item.url) for item in items_of(user, kind=kind)]


@pytest.mark.parametrize(
    ("days", "when"), [(-1, "late"), (0, "week"), (7, "week"), (8, "later"), (28, "later"), (29, ""), (None, "later")]
)
def test_a_task_waits_at_its_own_unit(version: Any, commune: Unit, officer: Any, days: int | None, when: str) -> None:
    item = give(version, commune, days, content="Rà soát " * 30, period=f"{YEAR}-03")
    assert found(officer, "nhiem-vu") == ([(when, f"/nhiem-vu/{item.pk}/")] if when else [])
    assert found(make.make_user(Role.PROVINCE_COORDINATOR, version.plan.unit), "nhiem-vu") == []
    assert found(make.make_user(Role.VIEWER, commune), "nhiem-vu") == []


def test_a_part_waits_until_it_is_confirmed(version: Any, commune: Unit, officer: Any) -> None:
    item = give(version, commune, 60)
    part = make.make_work_part(item)
    body = Body.objects.create(unit=commune, name="Phòng Kinh tế")
    make.make_work_part(item, body=body, role="coordinating")
    texts = [one.note for one in items_of(officer, kind="phan-viec")]
    assert texts == [f"{commune.name}, chủ trì", "Phòng Kinh tế, phối hợp"]
    part.confirmed_at = timezone.now()
    part.save()
    assert len(found(officer, "phan-viec")) == 1


def test_what_is_long_overdue_is_told_to_the_head_and_the_giver(version: Any, province: Unit, commune: Unit) -> None:
    root = give(version, province, -8)
    item = give(version, commune, -8, parent=root)
    head, giver = make.make_user(Role.SIGNER, commune), make.make_user(Role.PROVINCE_COORDINATOR, province)
    assert found(head, "qua-han") == [("late", f"/nhiem-vu/{item.pk}/")]
    (told,) = items_of(giver, kind="da-giao")
    assert (told.url, told.note[:17]) == (f"/nhiem-vu/{root.pk}/", "1 đơn vị quá hạn ")


def test_difficulties_wait_and_answers_come_back(province: Unit, commune: Unit, officer: Any) -> None:
    difficulty = make.make_difficulty(commune, province)
    staff = make.make_user(Role.PROVINCE_COORDINATOR, province)
    url = f"/kien-nghi/{difficulty.pk}/"
    assert (found(staff, "kien-nghi"), found(officer, "kien-nghi")) == ([("week", url)], [])
    difficulty.answer, difficulty.answered_at = "Đã có.", timezone.now()
    difficulty.save()
    assert (found(staff, "kien-nghi"), found(officer, "kien-nghi")) == ([], [("later", url)])


def test_a_duty_given_out_is_no_longer_a_duty_of_the_plan(version: Any, province: Unit) -> None:
    staff = make.make_user(Role.PROVINCE_COORDINATOR, province)
    body = Body.objects.create(unit=province, name="Sở Y tế")
    task = Task.objects.create(version=version, order=1, body=body, heading="Sở Y tế", due_on=TODAY)
    assert len(found(staff, "ke-hoach")) == 1
    give(version, province, 0, task=task)
    assert found(staff, "ke-hoach") == []


def test_plans_on_their_way_wait_for_the_next_person(province: Unit, commune: Unit, officer: Any) -> None:
    plan = make.make_plan(province, YEAR + 1)
    draft = make.make_version(plan, state="draft", stage=PlanStage.APPRAISED)
    one = Assignment.objects.create(version=draft, unit=commune, answer_by=TODAY)
    signer = make.make_user(Role.SIGNER, province)
    writer = make.make_user(Role.PROVINCE_COORDINATOR, province)
    assert found(signer, "trinh-duyet") == [("week", f"/ke-hoach/{plan.slug}/trinh-duyet/")]
    assert found(officer, "chi-tieu") == [("week", f"/ke-hoach/duoc-giao/{one.pk}/")]
    Assignment.objects.update(state=AssignmentState.ACCEPTED, answer_by=None)
    assert (found(officer, "chi-tieu"), len(found(writer, "chot-chi-tieu"))) == ([], 1)
    Assignment.objects.update(state=AssignmentState.PROPOSED)
    assert [item.note for item in items_of(officer, kind="chi-tieu")] == ["chờ đơn vị trả lời"]


def test_a_plan_sent_to_a_unit_waits_to_be_received(version: Any, commune: Unit, officer: Any) -> None:
    Delivery.objects.create(version=version, unit=commune, text="UBND các xã", sent_at=timezone.now())
    assert found(officer, "gui-den") == [("week", f"/ke-hoach/{version.plan.slug}/gui/")]


def test_late_comes_first_then_by_day(version: Any, commune: Unit, officer: Any) -> None:
    for days in (9, -3, 2, -9):
        give(version, commune, days)
    inbox = inbox_of(officer)
    assert [item.day for item in inbox.items] == [TODAY + timedelta(days=days) for days in (-9, -3, 2, 9)]
    assert inbox.counts == [("nhiem-vu", "Nhiệm vụ được giao", 4)]
    assert len(inbox_of(officer, when="late").items) == 2
    assert inbox_of(officer, kind="ho-so").items == []


def test_the_page_has_filters_and_pages(version: Any, commune: Unit, officer: Any, client: Client) -> None:
    for number in range(53):
        give(version, commune, 1, content=f"Việc số {number}")
    client.force_login(officer)
    first = client.get("/viec/").content.decode()
    assert ("53 việc" in first, "trang 1/2" in first, first.count("Việc số")) == (True, True, 50)
    assert client.get("/viec/?trang=2").content.decode().count("Việc số") == 3
    assert client.get("/viec/?trang=99").content.decode().count("Việc số") == 3
    assert client.get("/viec/?khi=late").content.decode().count("Việc số") == 0
    assert client.get("/viec/?loai=nhiem-vu&khi=sai").content.decode().count("Việc số") == 50
    assert client.get("/").content.decode().count("Việc số") == 5


def count(user: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        inbox_of(user)
    return len(captured)


def test_as_many_queries_for_one_item_of_a_kind_as_for_three(version: Any, province: Unit, commune: Unit) -> None:
    user = make.make_user(Role.SIGNER, commune)
    make.make_grant(user, Role.COMMUNE_OFFICER, commune)

    def more() -> None:
        item = give(version, commune, -9, parent=give(version, province, -9))
        make.make_work_part(item)
        make.make_difficulty(province, commune)
        Delivery.objects.create(version=version, unit=commune, text=f"Xã {item.pk}", sent_at=timezone.now())
        product = make.make_product(make.make_producer(commune))
        make.make_recognition(product, expires_on=TODAY + timedelta(days=9))

    more()
    count(user)
    one = count(user)
    more()
    more()
    assert count(user) == one
    assert one <= 3 * len(SOURCES)
