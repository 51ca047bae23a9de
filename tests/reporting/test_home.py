"""«Việc của tôi»: each kind of work appears for the right person, at the right time, with its link."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.jobs.enums import JobState
from products.enums import DossierState
from programs.enums import ReformState, Tier
from programs.models import Batch, BatchProduct, Instrument, Reform, ReformItem, Task, Unit
from programs.models.body import Body
from reporting.domain.home import Home, Item, home_of
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year


@pytest.fixture
def commune() -> Unit:
    return make.make_unit(parent=make.make_unit(Tier.PROVINCE))


@pytest.fixture
def officer(commune: Unit) -> Any:
    return make.make_user(Role.COMMUNE_OFFICER, commune)


def kinds(home: Home) -> list[tuple[str, str]]:
    return [(item.kind, item.when) for item in home.items]


@pytest.mark.parametrize(("year", "when"), [(YEAR, "week"), (YEAR - 1, "late")])
def test_a_draft_without_an_issued_version_waits(commune: Unit, officer: Any, year: int, when: str) -> None:
    plan = make.make_plan(commune, year)
    make.make_version(plan, state="draft")
    issued = make.make_plan(commune, year - 3)
    make.make_version(issued)
    make.make_version(issued, state="draft")
    assert [(item.text, item.when, item.url) for item in home_of(officer).items] == [
        (plan.title, when, f"/ke-hoach/{plan.slug}/")
    ]
    assert home_of(make.make_user(Role.VIEWER, commune)).items == []


@pytest.mark.parametrize(
    ("days", "when"), [(-1, "late"), (0, "week"), (7, "week"), (8, "later"), (28, "later"), (29, "")]
)
def test_a_task_comes_near(commune: Unit, officer: Any, days: int, when: str) -> None:
    version = make.make_version(make.make_plan(commune, YEAR), issued_on=date(YEAR, 1, 2))
    body = Body.objects.create(name="Phòng Kinh tế", unit=commune)
    due = TODAY + timedelta(days=days)
    Task.objects.create(version=version, order=1, body=body, heading="Phòng Kinh tế", due_on=due)
    assert kinds(home_of(officer)) == ([("Nhiệm vụ kế hoạch", when)] if when else [])


@pytest.mark.parametrize(("days", "is_shown"), [(-1, False), (0, True), (120, True), (121, False)])
def test_a_certificate_ends_soon(commune: Unit, officer: Any, days: int, is_shown: bool) -> None:
    product = make.make_product(make.make_producer(commune))
    make.make_recognition(product, expires_on=TODAY + timedelta(days=days))
    assert [item.text for item in home_of(officer).items] == ([product.name] if is_shown else [])
    make.make_recognition(product, expires_on=TODAY + timedelta(days=days + 900))
    assert home_of(officer).items == []


def test_a_split_commune_asks_for_decisions(commune: Unit, officer: Any) -> None:
    instrument = Instrument.objects.create(number="1/NQ")
    province = Unit.objects.get(tier=Tier.PROVINCE)
    reform = Reform.objects.create(
        code="NQ-1", name="Thử", instrument=instrument, province=province, effective_on=TODAY, state=ReformState.APPLIED
    )
    for number, label in enumerate(["products.producer", "products.producer", "accounts.grant"]):
        ReformItem.objects.create(reform=reform, label=label, object_id=number, caption="Chủ thể", unit=commune)
    assert [item.text for item in home_of(officer).items] == ["2 nơi cần quyết định đơn vị mới"]
    assert home_of(make.make_user(Role.COMMUNE_OFFICER)).items == []


def test_jobs_that_failed_or_run_are_told_to_who_asked(commune: Unit, officer: Any) -> None:
    for state in JobState.values:
        make.make_job(officer, state=state, label=state)
    make.make_job(state=JobState.FAILED)
    make.make_job(officer, state=JobState.FAILED, finished_at=timezone.now() - timedelta(days=8))
    found = {(item.text, item.when) for item in home_of(officer).items}
    assert found == {("failed", "late"), ("queued", "week"), ("running", "week")}


def test_a_commune_officer_sees_three_numbers(commune: Unit, officer: Any) -> None:
    version = make.make_version(make.make_plan(commune, YEAR), {3: 3}, issued_on=date(YEAR, 1, 2))
    batch = Batch.objects.create(version=version, order=1, number="1", label="Đợt 1")
    for order, name in enumerate(["Nem chua", "Bánh gai", "Miến gạo"]):
        BatchProduct.objects.create(batch=batch, order=order, name=name)
    product = make.make_product(make.make_producer(commune), name="Bánh Gai")
    make.make_recognition(product, decided_on=date(YEAR, 1, 1))
    numbers = home_of(officer).numbers
    assert numbers is not None
    assert (numbers.target, numbers.under_way, numbers.achieved) == (3, 2, 1)
    assert home_of(make.make_user(Role.VIEWER, commune)).numbers is None


def test_the_newest_plan_of_the_widest_grant_is_shown(commune: Unit, officer: Any) -> None:
    province = Unit.objects.get(tier=Tier.PROVINCE)
    make.make_grant(officer, Role.VIEWER, province)
    make.make_version(make.make_plan(commune, YEAR), {3: 1}, issued_on=date(YEAR, 1, 2))
    for year in (YEAR - 2, YEAR - 1, YEAR + 1):
        make.make_version(make.make_plan(province, year), {3: 1}, issued_on=date(year, 1, 2))
    progress = home_of(officer).progress
    assert progress is not None
    assert (progress.version.plan.unit, progress.version.plan.year) == (province, YEAR - 1)


def test_the_page_says_what_to_do_when_nothing_waits(client: Client) -> None:
    client.force_login(make.make_user())
    html = client.get("/").content.decode()
    assert "Không có việc nào đang chờ" in html
    assert Home(items=[Item("late", "a", "b")]).due("week") == []


@pytest.mark.parametrize(
    ("days", "when", "note"),
    [
        (-1, "late", "đã nộp xã, quá hạn từ"),
        (0, "week", "đã nộp xã, hạn"),
        (8, "later", "đã nộp xã, hạn"),
        (None, "week", "đã nộp xã"),
    ],
)
def test_a_dossier_waits_for_the_level_whose_step_is_next(
    commune: Unit, officer: Any, days: int | None, when: str, note: str
) -> None:
    product = make.make_product(make.make_producer(commune))
    due = None if days is None else TODAY + timedelta(days=days)
    dossier = make.make_dossier(product, state=DossierState.SUBMITTED, clock_due_on=due)
    make.make_dossier(product, year=2025, state=DossierState.PROPOSED)
    (item,) = home_of(officer).items
    assert (item.kind, item.text, item.when, item.url) == ("Hồ sơ chờ tôi", product.name, when, f"/ho-so/{dossier.pk}/")
    assert item.note == (note if due is None else f"{note} {due:%d/%m/%Y}")
    assert home_of(make.make_user(Role.COMMUNE_OFFICER)).items == []
