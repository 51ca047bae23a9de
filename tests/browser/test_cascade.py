"""The cascade in a browser: pages fit and are accessible; a remainder is live; a unit answers, the desk confirms."""

from typing import Any

import pytest
from django.utils import timezone

from programs.domain.cascade.assignments import ask_targets, propose_targets
from programs.domain.cascade.differs import against_parent
from programs.models import PlanVersion
from tests.factories import make_plan, make_target, make_version
from tests.programs.cascade_setup import Cascade, make_cascade

from .helpers import Visit


@pytest.fixture
def cascade(live_server: Any) -> Cascade:
    """A draft of this year, proposed to An, which asks for more, and Bình."""
    made = make_cascade(year=timezone.localdate().year, working=8)
    propose_targets(version=made.draft, actor=made.writer, answer_by=timezone.localdate())
    row = made.assignment()
    figures = {(3, "any"): (4, 6), (4, "new"): (1, None)}
    note = "Hợp tác xã Bánh gai vừa nâng cấp nhà xưởng, đủ điều kiện dự đánh giá ngay trong đợt 1."
    ask_targets(assignment=row, revision=row.revision, actor=made.officers[0], figures=figures, note=note)
    return made


def test_pages_are_accessible_and_fit_a_phone(visit: Visit, cascade: Cascade) -> None:
    slug = cascade.draft.plan.slug
    visit.sign_in(cascade.writer)
    faults = visit.faults(f"/ke-hoach/{slug}/giao-chi-tieu/") + visit.faults(f"/ke-hoach/{slug}/chi-tieu/")
    faults += visit.faults(f"/ke-hoach/{slug}/sua/chi-tieu/")
    visit.sign_in(cascade.officers[1])
    faults += visit.faults("/ke-hoach/duoc-giao/")
    faults += visit.faults(f"/ke-hoach/duoc-giao/{cascade.assignment(1).pk}/")
    assert (faults, visit.troubles) == ([], [])


def test_adjustments_and_a_plan_below_fit_too(visit: Visit, live_server: Any) -> None:
    made = make_cascade(state="issued", year=2026, working=8)
    slug = made.draft.plan.slug
    child = make_version(make_plan(made.communes[0], 2026, slug="xa-an-2026"), {3: 2}, state="draft")
    assert against_parent(child) is not None
    visit.sign_in(made.signer)
    faults = visit.faults(f"/ke-hoach/{slug}/dieu-chinh/moi/")
    page = visit.page
    page.locator('[name="reason"]').fill("Cơ sở ở xã An dừng sản xuất")
    page.locator('[name="number"]').fill("12/QĐ-UBND")
    page.locator('[name="decided_on"]').fill("02/03/2026")
    an, binh = (unit.pk for unit in made.communes)
    page.locator(f'[name="c3-{an}-any"]').fill("2")
    page.locator(f'[name="c3-{binh}-any"]').fill("3")
    assert page.locator('[data-rest="c3"]').inner_text() == "0"
    page.get_by_role("button", name="Ghi quyết định").click()
    page.wait_for_url(f"**/ke-hoach/{slug}/dieu-chinh/")
    faults += visit.faults(f"/ke-hoach/{slug}/dieu-chinh/") + visit.faults("/ke-hoach/xa-an-2026/")
    assert (faults, visit.troubles) == ([], [])


def test_what_is_left_of_committed_and_working_figures_is_live(visit: Visit, cascade: Cascade) -> None:
    make_target(PlanVersion.objects.get(pk=cascade.draft.pk), cascade.province, 4, 1)
    visit.sign_in(cascade.writer)
    page = visit.page
    page.goto(f"/ke-hoach/{cascade.draft.plan.slug}/sua/chi-tieu/")
    rest = {column: page.locator(f'[data-rest="{column}"]') for column in ("c4", "c3", "w3")}
    assert [rest[column].inner_text() for column in rest] == ["1", "0", ""]
    page.locator(f'[name="c3-{cascade.communes[0].pk}-any"]').fill("1")
    page.locator(f'[name="w3-{cascade.communes[0].pk}-any"]').fill("5")
    assert [rest[column].inner_text() for column in rest] == ["1", "2", "3"]
    assert "is-wrong" in (rest["c3"].get_attribute("class") or "")
    assert "is-wrong" not in (rest["w3"].get_attribute("class") or "")


def test_a_unit_agrees_and_the_desk_confirms(visit: Visit, cascade: Cascade) -> None:
    page = visit.page
    visit.sign_in(cascade.officers[1])
    page.goto("/ke-hoach/duoc-giao/")
    page.get_by_role("link", name="Xã Bình").click()
    page.get_by_role("button", name="Đồng ý với số được giao").click()
    page.get_by_text("Đã trả lời: đồng ý với chỉ tiêu được giao.").wait_for()
    visit.sign_in(cascade.writer)
    page.goto(f"/ke-hoach/{cascade.draft.plan.slug}/giao-chi-tieu/")
    page.get_by_role("button", name="Chốt với Xã Bình").click()
    page.get_by_text("Đã chốt chỉ tiêu với Xã Bình.").wait_for()
    row = page.locator(f"#don-vi-{cascade.communes[0].pk}")
    row.locator("summary").click()
    row.get_by_role("button", name="Nhận số đề nghị").click()
    page.get_by_text("Đã chốt chỉ tiêu với Xã An.").wait_for()
    assert [cascade.assignment(index).state for index in (0, 1)] == ["confirmed", "confirmed"]
    assert visit.troubles == []
