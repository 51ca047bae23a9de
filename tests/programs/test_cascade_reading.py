"""The issued plan of a unit above is read below it; its draft, its reports and its making are not."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from programs.enums import Tier
from programs.models import Plan, PlanVersion
from reporting.models import Document
from tests.factories import make_document, make_plan, make_unit, make_user, make_version

pytestmark = pytest.mark.django_db
PAGES = ("plan_detail", "plan_targets", "plan_batches", "plan_tasks", "plan_funding", "plan_versions")
DRAFT = "Chỉ trong dự thảo"


@pytest.fixture
def province() -> Any:
    return make_unit(Tier.PROVINCE, name="Tỉnh Thử")


@pytest.fixture
def plan(province: Any) -> Plan:
    plan = make_plan(province, 2026, slug="tinh-thu-2026")
    make_version(plan, {3: 9}, abstract="Bản ban hành")
    make_version(plan, {3: 8}, state="draft", abstract=DRAFT)
    return plan


@pytest.fixture
def officer(client: Client, province: Any) -> Client:
    commune = make_unit(parent=province)
    client.force_login(make_user(Role.COMMUNE_OFFICER, commune))
    return client


@pytest.mark.parametrize("name", PAGES)
def test_a_commune_reads_the_issued_plan_above_it(officer: Client, plan: Plan, name: str) -> None:
    answer = officer.get(reverse(f"programs:{name}", args=[plan.slug]))
    page = answer.content.decode()
    assert (answer.status_code, DRAFT in page, "xem dự thảo" in page, "Lập văn bản" in page) == (
        200,
        False,
        False,
        False,
    )


@pytest.mark.parametrize("name", PAGES)
def test_its_draft_is_not_there(officer: Client, plan: Plan, name: str) -> None:
    draft = plan.versions.get(state="draft")
    assert officer.get(reverse(f"programs:{name}", args=[plan.slug]) + f"?ban={draft.pk}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["sua/", "ban-hanh/", "lap-du-thao/", "lap-van-ban/"],
)
def test_nothing_of_it_is_changed_or_made_from_below(officer: Client, plan: Plan, path: str) -> None:
    assert officer.post(f"/ke-hoach/{plan.slug}/{path}", {"revision": "0"}).status_code == 404


def test_progress_stays_with_the_territory(officer: Client, plan: Plan) -> None:
    assert officer.get(f"/tien-do/{plan.slug}/").status_code == 404


def test_list_shows_it_without_the_draft(officer: Client, plan: Plan) -> None:
    page = officer.get("/ke-hoach/").content.decode()
    assert plan.title in page
    assert plan.title not in officer.get("/ke-hoach/?trang-thai=draft").content.decode()


def test_a_plan_above_without_issued_version_is_not_there(officer: Client, province: Any) -> None:
    plan = make_plan(province, 2027, slug="tinh-thu-2027")
    make_version(plan, state="draft")
    assert officer.get(f"/ke-hoach/{plan.slug}/").status_code == 404


def test_neighbours_and_other_provinces_do_not_read_it(plan: Plan) -> None:
    stranger = make_user(Role.PROVINCE_COORDINATOR, make_unit(Tier.PROVINCE))
    member = make_user(Role.COUNCIL_MEMBER, plan.unit)
    beside = make_user(Role.COMMUNE_OFFICER, make_unit(parent=plan.unit))
    commune_plan = make_version(make_plan(make_unit(parent=plan.unit), 2026, slug="xa-thu-2026")).plan
    for user in (stranger, member):
        assert not Plan.objects.visible_to(user).exists()
        assert not PlanVersion.objects.visible_to(user).exists()
    assert list(Plan.objects.visible_to(beside)) == [plan]
    assert commune_plan not in Plan.objects.visible_to(beside)


def test_documents_about_it_stay_with_the_territory(plan: Plan) -> None:
    make_document(plan)
    below = make_user(Role.VIEWER, make_unit(parent=plan.unit))
    assert not Document.objects.visible_to(below).exists()
    assert Document.objects.visible_to(make_user(Role.VIEWER, plan.unit)).count() == 1
