"""An administrator lets another system in: makes it, gives a key, changes the key, reads what it asked."""

import re

from ocop.accounts.enums import Role
from ocop.api.models import ApiCall, ApiClient
from tests import factories as make

from .helpers import Visit


def test_a_system_is_let_in(visit: Visit, transactional_db: None) -> None:  # long: one journey
    nation = make.make_nation()
    province = make.make_unit("province", name="Tỉnh Thanh Hóa", code="38")
    make.make_unit(parent=province, name="Xã Lưu Vệ", code="16438")
    visit.sign_in(make.make_user(Role.ADMIN, nation))
    assert visit.faults("/he-thong-ket-noi/") == []
    assert visit.faults("/he-thong-ket-noi/moi/") == []
    visit.shoot("he-thong-moi")
    page = visit.page
    page.get_by_role("textbox", name="Tên hệ thống").fill("Cổng truy xuất nguồn gốc")
    page.get_by_role("textbox", name="Đơn vị").fill("thanh hoa")
    page.get_by_label(re.compile("products:read")).check()
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("Hãy ghi rõ một trong các đơn vị: Tỉnh Thanh Hóa (38).").first.wait_for()
    page.get_by_role("textbox", name="Đơn vị").fill("38")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("Đã lập hệ thống kết nối").wait_for()
    client = ApiClient.objects.get()
    path = f"/he-thong-ket-noi/{client.pk}/"
    assert visit.faults(f"{path}khoa/") == []
    page.get_by_role("button", name="Cấp khóa").click()
    page.get_by_text("Bí mật chỉ hiện một lần").wait_for()
    assert visit.faults_here() == []
    visit.shoot("he-thong-khoa-moi")
    page.get_by_role("button", name="Đổi khóa").click()
    page.get_by_text("Bí mật chỉ hiện một lần").wait_for()
    assert client.credentials.count() == 2
    for status in (200, 200, 404):
        ApiCall.objects.create(client=client, method="GET", route="api:product_list", status=status, milliseconds=12)
    for part in ("", "sua/", "don-vi/", "nhat-ky/"):
        assert visit.faults(path + part) == []
        visit.shoot(f"he-thong-{part.strip('/') or 'trang'}")
