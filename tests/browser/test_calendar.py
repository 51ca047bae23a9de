"""An administrator puts a day off into the working calendar and takes it out again."""

from ocop.accounts.enums import Role
from ocop.site.models import CalendarDay
from tests import factories as make

from .helpers import Visit

PAGE = "/quan-tri/lich-lam-viec/"


def test_a_day_off_is_added_and_taken_out(visit: Visit, transactional_db: None) -> None:
    visit.sign_in(make.make_user(Role.ADMIN, make.make_nation()))
    page = visit.page

    assert visit.faults(f"{PAGE}?nam=2026") == []
    page.get_by_role("link", name="Thêm ngày").first.click()
    page.get_by_label("Ngày", exact=True).fill("23/11/2026")
    page.get_by_label("được nghỉ").check()
    page.get_by_label("Căn cứ").fill("Thông báo 12/TB-BNV")
    assert visit.faults_here() == []
    visit.shoot("lich-lam-viec-them")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("Đã ghi ngày 23/11/2026").wait_for()
    assert CalendarDay.objects.get().reason == "Thông báo 12/TB-BNV"
    assert visit.faults(f"{PAGE}?nam=2026") == []

    page.get_by_role("button", name="Bỏ khỏi bảng").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Bỏ khỏi bảng").click()
    page.get_by_text("Đã bỏ ngày 23/11/2026").wait_for()
    assert CalendarDay.objects.count() == 0
