"""Batches of the plans of Lưu Vệ and Thọ Xuân, on a desk and on a phone: tab, board, moving, joining, renewals."""

import pytest

from ocop.accounts.models import User
from programs.models import BatchProduct

from .helpers import Visit


@pytest.mark.parametrize(("slug", "account"), [("luu-ve-2026", "canbo.luuve"), ("tho-xuan-2024", "dieuphoi.tinh")])
def test_batches_of_the_demonstration_fit_and_are_accessible(visit: Visit, demo: None, slug: str, account: str) -> None:
    visit.sign_in(User.objects.get(username=account))
    item = BatchProduct.objects.filter(batch__version__plan__slug=slug).order_by("pk")[0]
    base, product = f"/ke-hoach/{slug}/dot/", f"san-pham/{item.pk}/"
    paths = ("", "theo-doi/", "cong-nhan-lai/", f"{product}chuyen/", f"{product}ghep/")
    assert [fault for path in paths for fault in visit.faults(base + path)] == []
    visit.page.goto(f"{base}theo-doi/")
    state = visit.page.locator("table.sheet tbody td").first
    assert state.inner_text().strip() in {"chưa có hồ sơ", "chưa ghép với sản phẩm"}
    assert state.is_visible()
