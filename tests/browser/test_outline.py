"""The outline editor in a real browser: picker by keys, live preview, templates; accessible, no wider than a phone."""

from typing import Any

import pytest

from ocop.accounts.enums import Role
from programs.domain.seeds import load_plan_seed
from programs.domain.seeds_files import FOLDER
from programs.domain.templates_load import load_templates
from programs.models import Plan, PlanTemplate
from tests.factories import make_template, make_user

from .helpers import PHONE, Visit


@pytest.fixture
def province(units: None, live_server: Any, visit: Visit) -> Plan:
    """The plan of Thanh Hóa 2025, seen by a coordinator of the province."""
    plan = load_plan_seed(path=FOLDER / "thanh-hoa-2025.yaml", actor=None)
    load_templates()
    visit.sign_in(make_user(Role.PROVINCE_COORDINATOR, plan.unit))
    return plan


def test_editor_and_templates_are_accessible(visit: Visit, province: Plan) -> None:
    edit = f"/ke-hoach/{province.slug}/sua/phan/"
    section = province.versions.get(state="draft").section_set.get(number="II")
    own = make_template(province.unit, tier="province", title="Mẫu của tỉnh")
    part = own.sections.create(order=1, number="I", heading="MỞ ĐẦU", body="1. Năm {{ nam }}\n3. {{ la }}")
    shared = PlanTemplate.objects.get(key="tinh-2026")
    pages = ["", "moi/", f"{shared.pk}/", f"{own.pk}/", f"{own.pk}/phan/moi/", f"{own.pk}/phan/{part.pk}/"]
    faults = visit.faults(f"{edit}toan-van/") + visit.faults(f"{edit}{section.pk}/")
    for page in pages:
        faults += visit.faults(f"/ke-hoach/mau/{page}")
    assert faults == []


def test_a_fact_is_picked_by_keys_and_the_preview_follows(visit: Visit, province: Plan) -> None:
    page = visit.page
    page.goto(f"/ke-hoach/{province.slug}/sua/phan/moi/")
    body, pick = page.locator("#id_body"), page.locator("#chen-so-lieu")
    body.fill("- Có  sản phẩm 5 sao")
    body.evaluate("field => field.setSelectionRange(5, 5)")
    body.press("Tab")
    assert page.evaluate("document.activeElement.id") == "chen-so-lieu"
    pick.fill("khong_co")
    pick.press("Enter")
    assert page.locator("[data-outline-state]").inner_text() == "Không có số liệu tên như vậy."
    pick.fill("chi_tieu.sao_5")
    pick.press("Enter")
    assert body.input_value() == "- Có {{ chi_tieu.sao_5|02 }} sản phẩm 5 sao"
    assert page.evaluate("document.activeElement.id") == "id_body"
    fact = page.locator("#xem-thu mark.fact")
    fact.wait_for()
    assert fact.inner_text() == "03"
    body.fill("1. Một\n3. {{ chi_tieu.sao_55 }}")
    page.locator("#xem-thu .note-error").wait_for()
    said = page.locator("#xem-thu").inner_text()
    assert "Dòng 2: không có số liệu tên “chi_tieu.sao_55”; gần nhất là “chi_tieu.sao_5”." in said
    assert "Dòng 2: ghi “3.”, theo thứ tự là “2.”." in said


def test_an_offer_keeps_what_was_typed_and_the_preview_is_below_on_a_phone(visit: Visit, province: Plan) -> None:
    page = visit.page
    page.set_viewport_size(PHONE)
    page.goto(f"/ke-hoach/{province.slug}/sua/phan/moi/")
    page.locator("#id_number").fill("VI")
    page.locator("#id_heading").fill("KHÁC")
    page.locator("#id_body").fill("•\tMột\n5. Hai")
    page.get_by_role("button", name="Dọn chữ dán").click()
    page.get_by_text("Đã dọn dấu đầu dòng").wait_for()
    assert page.locator("#id_body").input_value() == "- Một\n5. Hai"
    page.get_by_role("button", name="Đánh số lại").click()
    page.get_by_text("Đã đánh số lại").wait_for()
    assert page.locator("#id_body").input_value() == "- Một\n1. Hai"
    assert page.locator("#id_heading").input_value() == "KHÁC"
    form, preview = page.locator("form.form").first.bounding_box(), page.locator("#xem-thu").bounding_box()
    assert form
    assert preview
    assert preview["y"] > form["y"] + form["height"] - 1
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="VI. KHÁC").wait_for()
