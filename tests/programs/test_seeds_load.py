"""Loading the real plans: what the data files say is what the database says back."""

import pytest

from ocop.audit.models import LegalAct
from programs.domain.plans_content import version_content
from programs.domain.plans_text import plan_blocks
from programs.domain.seeds import load_all_plan_seeds
from programs.domain.seeds_files import read_plan_file, seed_paths
from programs.models import Body, Plan, PlanVersion, Target, Task
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(units: None) -> list[Plan]:
    return load_all_plan_seeds(actor=make_user())


def test_five_texts_are_versions_of_four_plans(plans: list[Plan]) -> None:
    versions = PlanVersion.objects.order_by("plan__year", "id").values_list("plan__slug", "state", "number")
    assert list(versions) == [
        ("binh-luong-2023", "draft", None),
        ("tho-xuan-2024", "draft", None),
        ("36-KH-UBND-2025", "draft", None),
        ("36-KH-UBND-2025", "issued", 36),
        ("luu-ve-2026", "draft", None),
    ]
    assert [p.unit.name for p in Plan.objects.order_by("year")] == [
        "Xã Bình Lương",
        "Huyện Thọ Xuân",
        "Tỉnh Thanh Hóa",
        "Xã Lưu Vệ",
    ]
    assert list(LegalAct.objects.values_list("verb", "payload__number")) == [("load_issued_plan", "36/KH-UBND")]


def test_loading_again_changes_nothing(plans: list[Plan]) -> None:
    before = [model.objects.count() for model in (Plan, PlanVersion, Target, Task, Body, LegalAct)]
    plans[2].versions.filter(state="draft").update(abstract="Người dùng đã sửa")
    again = load_all_plan_seeds(actor=make_user())
    assert again == plans
    assert [model.objects.count() for model in (Plan, PlanVersion, Target, Task, Body, LegalAct)] == before
    assert PlanVersion.objects.filter(abstract="Người dùng đã sửa").count() == 1


def test_the_database_says_back_what_the_files_say(plans: list[Plan]) -> None:
    for path in seed_paths():
        data = read_plan_file(path)
        plan = Plan.objects.get(slug=data["plan"]["slug"])
        for content in data["versions"]:
            stored = version_content(plan.versions.get(state=content["state"]))
            assert [b.plain for b in plan_blocks(stored)] == [b.plain for b in plan_blocks(content)]
            if "annex" in content:
                assert stored["annex"] == content["annex"]


def test_headline_and_annex_are_stored_apart(plans: list[Plan]) -> None:
    version = PlanVersion.objects.get(state="issued")
    headline = list(version.targets.headline().order_by("-star").values_list("star", "committed"))
    assert headline == [(5, 3), (4, 20), (3, 137)]
    assert sum(version.targets.allocated().values_list("committed", flat=True)) == 160
    assert version.targets.allocated().values("unit").distinct().count() == 26


def test_content_takes_few_queries_for_every_plan(plans: list[Plan], django_assert_max_num_queries: object) -> None:
    for version in PlanVersion.objects.select_related("plan__unit"):
        with django_assert_max_num_queries(13):  # type: ignore[operator]
            version_content(version)
