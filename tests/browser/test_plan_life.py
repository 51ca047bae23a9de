"""From 160 products of a province to a consolidated report: the province allocates, three communes answer, the plan is
issued, each commune finds its tasks on its desk, reports, and the province puts the reports together."""

from typing import Any

import pytest
from playwright.sync_api import expect

from ocop.accounts.enums import Role
from programs.domain.bodies import body_named
from programs.domain.plans import create_plan
from programs.enums import Tier
from programs.models import Assignment, Plan, PlanVersion, Recipient, Target, Task, Unit, WorkItem
from reporting.models import ReportSubmission, UnitReport
from tests.factories import make_nation, make_unit, make_user

from .helpers import DESKTOP, PHONE, Visit
from .test_dossier_journey import Journey

YEAR = 2026
WHOLE = {5: 3, 4: 20, 3: 137}
SHARES = {"Xã Lưu Vệ": {5: 1, 4: 8, 3: 50}, "Xã Nga Sơn": {5: 2, 4: 7, 3: 47}, "Xã Thọ Xuân": {5: 0, 4: 5, 3: 40}}
DUTY = "Rà soát sản phẩm, báo cáo kết quả về Văn phòng Điều phối trước ngày 30/11"


class Life(Journey):
    """The province at a desk, the communes on phones."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit, DESKTOP)
        make_nation()
        self.province = make_unit(Tier.PROVINCE, code="38", name="Tỉnh Thanh Hóa")
        self.communes = [make_unit(parent=self.province, name=name) for name in SHARES]
        self.writer = make_user(Role.PROVINCE_COORDINATOR, self.province)
        self.officers = {unit.name: make_user(Role.COMMUNE_OFFICER, unit) for unit in self.communes}
        self.plan = drafted(self.province, self.writer)

    def be(self, user: Any, size: dict[str, int]) -> None:
        """Another person sits down, at a desk or with a phone."""
        self.size = size
        self.page.set_viewport_size(size)  # type: ignore[arg-type]
        self.page.context.clear_cookies()
        self.visit.sign_in(user)

    def look(self, name: str) -> None:
        self.faults += [f"{name}: {fault}" for fault in self.visit.faults_here()]
        self.visit.shoot(f"ke-hoach-{name}-{self.size['width']}")

    def open(self, page: str) -> None:
        self.page.goto(f"/ke-hoach/{self.plan.slug}/{page}")

    @property
    def version(self) -> PlanVersion:
        return self.plan.versions.get()


def drafted(province: Unit, writer: Any) -> Plan:
    """A draft with a duty of the communes, recipients and a signer, and no figures yet."""
    plan = create_plan(unit=province, year=YEAR, actor=writer)
    version = plan.versions.get()
    PlanVersion.objects.filter(pk=version.pk).update(
        signer_authority="KT. CHỦ TỊCH", signer_title="PHÓ CHỦ TỊCH", signer_name="Nguyễn Văn Mẫu"
    )
    for star, number in WHOLE.items():
        Target.objects.create(version=version, unit=province, star=star, committed=number)
    Recipient.objects.create(version=version, order=1, text="UBND các xã, phường", purpose="để thực hiện")
    body = body_named(unit=province, name="UBND các xã, phường")
    Task.objects.create(version=version, order=1, body=body, heading="UBND các xã, phường:", items=[DUTY])
    return plan


def allocate(life: Life) -> None:
    """Figures are typed for three communes until nothing is left, then sent to them."""
    life.be(life.writer, DESKTOP)
    life.open("sua/chi-tieu/")
    for name, share in SHARES.items():
        row = life.page.locator("tr[data-row=unit]").filter(has_text=name)
        for star, number in share.items():
            row.locator(f"[data-column=c{star}]").fill(str(number))
    expect(life.page.locator("[data-rest=t]")).to_have_text("0")
    life.look("1-chia-chi-tieu")
    life.press("Lưu chỉ tiêu")
    life.open("giao-chi-tieu/")
    life.press("Gửi số cho đơn vị đã chọn")
    life.look("2-giao")
    assert Assignment.objects.filter(state="proposed").count() == 3


def answer(life: Life) -> None:
    """Two agree; the third asks for one of four stars less, with its reason."""
    for name, officer in life.officers.items():
        life.be(officer, PHONE)
        life.page.goto("/")
        expect(life.page.locator("main")).to_contain_text("Chỉ tiêu")
        life.page.goto("/ke-hoach/duoc-giao/")
        life.follow(name)
        if name != "Xã Thọ Xuân":
            life.press("Đồng ý với số được giao")
            continue
        life.page.get_by_text("Đề nghị số khác").click()
        life.page.locator("[name=c4-any]").fill("4")
        life.page.locator("[name=note]").fill("Một chủ thể ngừng sản xuất")
        life.look("3-tra-loi")
        life.press("Gửi đề nghị")
    assert sorted(Assignment.objects.values_list("state", flat=True)) == ["accepted", "accepted", "asked"]


def settle(life: Life) -> None:
    """The province keeps its figure with a reason, confirms all, and issues the plan."""
    life.be(life.writer, DESKTOP)
    life.open("giao-chi-tieu/")
    for name in ("Xã Lưu Vệ", "Xã Nga Sơn"):
        life.press(f"Chốt với {name}")
    life.page.locator("details.more summary").first.click()
    life.page.locator("[name=note]:visible").first.fill("Giữ số để đủ 20 sản phẩm 4 sao")
    life.press("Giữ số đã giao")
    life.look("4-da-chot")
    life.open("ban-hanh/")
    life.page.locator("[name=number]").fill("36")
    life.page.locator("[name=issued_on]").fill("24/02/2026")
    life.press("Ban hành")
    assert life.version.document_number == "36/KH-UBND"


def hand_out(life: Life) -> None:
    """The duty of the communes becomes one task for each; a commune finds it on its first page and does it."""
    life.open("giao-viec/")
    life.look("5-giao-viec")
    life.press("Giao các nhiệm vụ đã chọn")
    assert WorkItem.objects.filter(unit__in=life.communes).count() == 3
    life.be(life.officers["Xã Lưu Vệ"], PHONE)
    life.page.goto("/")
    expect(life.page.locator("main")).to_contain_text(DUTY[:40])
    life.look("6-viec-cua-xa")


def report(life: Life) -> None:
    """The province asks for the first quarter; Lưu Vệ drafts, sends; the province receives and puts together."""
    life.be(life.writer, DESKTOP)
    life.page.goto("/bao-cao/dinh-ky/")
    life.follow("Yêu cầu báo cáo")
    life.page.locator("[name=part]").select_option("quy-1")
    life.page.locator("[name=year]").fill(str(YEAR))
    life.press("Gửi yêu cầu")
    assert UnitReport.objects.count() == 3
    life.be(life.officers["Xã Lưu Vệ"], PHONE)
    life.page.goto("/bao-cao/dinh-ky/")
    life.follow("Báo cáo kết quả")
    life.press("Lấy số liệu")
    life.look("7-bao-cao-xa")
    life.press("Gửi báo cáo")
    life.be(life.writer, DESKTOP)
    life.page.goto("/bao-cao/dinh-ky/")
    life.follow("Báo cáo kết quả")
    life.follow("Xã Lưu Vệ")
    life.press("Nhận báo cáo")
    assert ReportSubmission.objects.get().report.state == "accepted"


def together(life: Life) -> None:
    """The consolidated page counts one of three."""
    call = UnitReport.objects.first().call_id  # type: ignore[union-attr]
    life.page.goto(f"/bao-cao/dinh-ky/{call}/tong-hop/")
    expect(life.page.locator("main")).to_contain_text("1/3 đơn vị đã gửi")
    expect(life.page.locator("main")).to_contain_text("Xã Lưu Vệ")
    life.look("8-tong-hop")


@pytest.mark.django_db(transaction=True)
def test_a_plan_from_its_figures_to_the_consolidated_report(visit: Visit) -> None:
    life = Life(visit)
    for step in (allocate, answer, settle, hand_out, report, together):
        step(life)
    assert life.faults == []
    assert visit.troubles == []
