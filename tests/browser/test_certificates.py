"""Certificates in the browser: the radar, the page of a recognition, and a shopper who looks one up on a phone."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from evaluations.domain.certificates import public_code
from evaluations.domain.dates import add_months
from evaluations.models import CertificateExtension, Recognition, Withdrawal
from ocop.accounts.enums import Role
from programs.enums import Tier
from programs.models import Unit
from tests.factories import make_producer, make_product, make_recognition, make_unit, make_user

from .helpers import PHONE, Visit

NAMES = ("Bánh gai Tứ Trụ", "Nem chua Hợp Thành", "Nước mắm truyền thống Ba Làng", "Miến gạo", "Chè lam Phủ Quảng")


@pytest.fixture
def province(transactional_db: None) -> Unit:
    return make_unit(Tier.PROVINCE, code="38", name="Tỉnh Thanh Hóa")


@pytest.fixture
def certificates(province: Unit) -> list[Recognition]:
    """Certificates in every state: ending over three years, one extended, one withdrawn, one replaced."""
    today = timezone.localdate()
    communes = [make_unit(parent=province, name=name) for name in ("Xã Lưu Vệ", "Xã Thọ Xuân")]
    made = []
    for number in range(25):
        producer = make_producer(communes[number % 2], name=f"Hợp tác xã dịch vụ nông nghiệp {number}")
        ends = today + timedelta(days=number * 17 - 40)
        product = make_product(producer, name=f"{NAMES[number % 5]} {number}")
        values = {"star": 3 + number % 3, "decided_on": add_months(ends, -36), "expires_on": ends}
        made.append(make_recognition(product, is_illustration=number % 7 == 0, **values))
    until = made[1].expires_on + timedelta(days=150)
    CertificateExtension.objects.create(recognition=made[1], until=until, decided_on=today, document_number="12/UBND")
    days = {"concluded_on": today - timedelta(days=30), "due_on": today - timedelta(days=15)}
    Withdrawal.objects.create(recognition=made[5], ground="dd", conclusion="Biên bản 4/BB-UBND", **days)
    decided = {"state": "decided", "decided_on": today, "decision_number": "77/QĐ-UBND"}
    Withdrawal.objects.create(recognition=made[6], ground="c", conclusion="Kết luận 5/KL-SNN", **days, **decided)
    make_recognition(made[7].product, star=5, decided_on=today, expires_on=add_months(today, 36), kind="upgrade")
    return made


def test_pages_of_certificates_fit_and_are_accessible(
    visit: Visit, certificates: list[Recognition], province: Unit
) -> None:
    visit.sign_in(make_user(Role.PROVINCE_COORDINATOR, province))
    one, extended, open_case = certificates[9].pk, certificates[1].pk, certificates[5].pk
    paths = ["/cong-nhan/", "/cong-nhan/sap-het-han/", "/cong-nhan/sap-het-han/?den=nam-sau", "/cong-nhan/thu-hoi/"]
    paths += [f"/cong-nhan/{one}/", f"/cong-nhan/{extended}/", f"/cong-nhan/{one}/gia-han/"]
    paths += [f"/cong-nhan/{one}/thu-hoi/", f"/cong-nhan/{open_case}/thu-hoi/"]
    assert [fault for path in paths for fault in visit.faults(path)] == []


def test_public_pages_fit_and_are_accessible(visit: Visit, certificates: list[Recognition]) -> None:
    codes = [public_code(certificates[number].pk) for number in (0, 1, 6, 7, 20)]
    paths = ["/tra-cuu/", "/tra-cuu/?q=banh+gai", "/tra-cuu/?q=khong-co", *(f"/tra-cuu/{code}/" for code in codes)]
    assert [fault for path in paths for fault in visit.faults(path)] == []


def test_a_shopper_finds_a_product_on_a_phone(visit: Visit, certificates: list[Recognition]) -> None:
    page: Any = visit.page
    page.set_viewport_size(PHONE)
    page.goto("/tra-cuu/")
    page.get_by_label("Tên sản phẩm, chủ thể, xã, số quyết định hoặc mã").fill("nem chua hop thanh 6")
    page.get_by_role("button", name="Tra cứu").click()
    page.get_by_role("link", name="Nem chua Hợp Thành 6").click()
    assert page.locator("main .state").first.inner_text().startswith("Giấy chứng nhận đã bị thu hồi")
    page.goto("/tra-cuu/")
    code = public_code(certificates[20].pk).lower().replace("-", " ")
    page.get_by_label("Tên sản phẩm, chủ thể, xã, số quyết định hoặc mã").fill(code)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/tra-cuu/{public_code(certificates[20].pk)}/")
    assert "còn hiệu lực đến hết ngày" in page.locator("main .state").first.inner_text()
    assert visit.troubles == []
