"""The docs of the REST interface in a real browser: nobody signed in, on a desk and on a phone, with search."""

import pytest
from playwright.sync_api import expect

from ocop.api.openapi import served_document
from ocop.api.reference import groups

from .helpers import Visit

pytestmark = pytest.mark.django_db(transaction=True)
AREAS = [entry["tag"] for entry in groups(served_document())]


@pytest.mark.parametrize("path", ["/api/v1/docs/", *(f"/api/v1/docs/{area}/" for area in AREAS)])
def test_the_pages_are_accessible_and_fit_a_phone(visit: Visit, path: str) -> None:
    assert visit.faults(path) == []


def test_search_leaves_the_addresses_that_hold_every_word(visit: Visit) -> None:
    page = visit.page
    page.goto("/api/v1/docs/")
    lines = page.locator("[data-api-group] li:visible")
    whole = lines.count()
    page.get_by_label("Tìm theo tên, tham số hoặc nội dung").fill("chu the updated_since")
    expect(lines.filter(has_text="GET /api/v1/producers/").first).to_be_visible()
    expect(page.locator("[data-api-count]")).to_contain_text("địa chỉ")
    assert 0 < lines.count() < whole
    page.get_by_label("Tìm theo tên, tham số hoặc nội dung").fill("khongcogica")
    expect(page.locator("[data-api-count]")).to_have_text("Không có địa chỉ nào khớp.")
    assert lines.count() == 0
