"""One official takes a product from nothing to "đề nghị tỉnh", on a desk and on a phone; every page on the way is
accessible and no wider than the screen."""

from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfWriter

from ocop.accounts.enums import Role
from products.domain.dossiers.evidence_links import link_evidence
from products.domain.dossiers.steps import take_step
from products.enums import DossierState
from products.models import CommuneReport, Dossier, Evidence, SupplementItem
from programs.enums import Tier
from tests.factories import make_dossier, make_evidence, make_producer, make_product, make_unit, make_user

from .helpers import DESKTOP, PHONE, Visit

PAPERS = {
    "mau_01": "Phiếu đăng ký Mẫu 01",
    "dkkd": "Giấy chứng nhận đăng ký hợp tác xã",
    "du_dk_sx": "Giấy chứng nhận đủ điều kiện an toàn thực phẩm",
}
TEXTS = ("specification", "history", "production", "market", "results", "plan")
TOPICS = ("local_materials", "local_labour", "idea_origin", "local_identity")


def pdf(title: str) -> bytes:
    """A page with a title of its own, so that no two files are the same."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": title})
    writer.write(out)
    return out.getvalue()


class Journey:
    """An officer at work in a window of one size; `faults` gathers what is wrong with the pages on the way."""

    def __init__(self, visit: Visit, size: dict[str, int]) -> None:
        self.visit, self.page, self.size = visit, visit.page, size
        self.faults: list[str] = []
        self.page.set_viewport_size(size)  # type: ignore[arg-type]

    def look(self, name: str) -> None:
        """Judge the page as it stands and keep a picture."""
        self.faults += [f"{name}: {fault}" for fault in self.visit.faults_here()]
        self.visit.shoot(f"ho-so-{name}-{self.size['width']}")

    def press(self, name: str) -> None:
        """Press the button of the main form that leads to another page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        """Follow a link of the page's content."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=name).first.click()

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.fill(f"[name='{name}']", value)


def register(journey: Journey) -> None:
    """A producer and its product."""
    page: Page = journey.page
    page.goto("/chu-the/them/")
    journey.fill(name="HTX Mật ong Bình Lương", address="Thôn Hợp Thành", representative="Lê Thị Thành")
    page.select_option("[name=legal_form]", "htx")
    journey.press("Lưu")
    producer = page.url.rstrip("/").rpartition("/")[2]
    page.goto(f"/san-pham/them/?chu-the={producer}")
    journey.fill(name="Mật ong hoa rừng")
    page.select_option("[name=product_set]", "4")
    journey.press("Lưu")
    assert "/san-pham/" in page.url


def begin(journey: Journey) -> Dossier:
    """A dossier for three stars."""
    journey.follow("Lập hồ sơ")
    journey.look("1-lap")
    journey.page.select_option("[name=star_sought]", "3")
    journey.press("Lập hồ sơ")
    journey.look("2-trong")
    return Dossier.objects.get()


def upload(journey: Journey, producer: int) -> None:
    """Papers into the vault, through its own page."""
    for kind, title in PAPERS.items():
        journey.page.goto(f"/chu-the/{producer}/kho-minh-chung/?loai={kind}")
        file: Any = {"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": pdf(title)}
        journey.page.set_input_files("#upload-file", file)
        journey.page.evaluate("document.querySelector('.more-facts').open = true")
        journey.fill(title=title)
        journey.page.locator("[data-upload-send]").click()
        journey.page.locator(".vault, main").get_by_text(title).first.wait_for()
    journey.page.wait_for_load_state()
    assert set(Evidence.objects.values_list("kind", flat=True)) == set(PAPERS)


def attach(journey: Journey, dossier: Dossier) -> None:
    """Each paper to its requirement, by the picker on the checklist."""
    page = journey.page
    for kind in PAPERS:
        page.goto(f"/ho-so/{dossier.pk}/")
        line = page.locator(f"#yc-paper-{kind.replace('_', '-')}")
        line.get_by_role("link", name="Gắn minh chứng").click()
        line.locator(".picker").wait_for()
        if kind == "dkkd":
            journey.look("3-chon-minh-chung")
        with page.expect_navigation():
            line.get_by_role("button", name="Gắn").first.click()
    assert dossier.links.count() == len(PAPERS)


def write(journey: Journey, dossier: Dossier) -> None:
    """The self-report."""
    journey.page.goto(f"/ho-so/{dossier.pk}/tu-danh-gia/")
    journey.fill(samples="5", **dict.fromkeys((*TEXTS, *TOPICS), "Nuôi ong lấy mật dưới tán rừng thôn Hợp Thành."))
    journey.press("Lưu")
    journey.look("4-tu-danh-gia")


def step(journey: Journey, dossier: Dossier, link: str, button: str, name: str) -> None:
    """One step from the panel "Việc của bạn"."""
    journey.page.goto(f"/ho-so/{dossier.pk}/")
    journey.follow(link)
    journey.look(f"{name}-hoi")
    journey.press(button)
    journey.look(f"{name}-xong")


def report(journey: Journey, dossier: Dossier) -> None:
    """The commune's report: four assessments, the print, the issuing."""
    journey.press("Lập báo cáo của xã (Mẫu 03)")
    for topic in TOPICS:
        journey.page.fill(f"[name='{topic}-assessed']", "Đúng thực tế; 100 % nguyên liệu của xã.")
    journey.look("7-bao-cao")
    journey.press("Lưu và xem bản in")
    journey.look("8-ban-in")
    journey.follow("Ban hành")
    journey.fill(signer_name="Nguyễn Văn Bình", signer_position="Chủ tịch", letter_number="45/TTr-UBND")
    journey.look("9-ban-hanh")
    journey.press("Ban hành")
    assert str(CommuneReport.objects.get()) == "01/BC-UBND"


def look_back(journey: Journey, dossier: Dossier) -> None:
    """What was handed in, what differs, the issued report, the list."""
    journey.page.goto(f"/ho-so/{dossier.pk}/qua-trinh/")
    journey.look("11-qua-trinh")
    journey.press("So sánh")
    journey.look("12-so-sanh")
    for name, path in (
        ("13-lan-nop", f"/ho-so/{dossier.pk}/lan-nop/1/"),
        ("14-da-ban-hanh", f"/bao-cao-xa/{CommuneReport.objects.get().pk}/"),
        ("15-danh-sach", "/ho-so/"),
    ):
        journey.page.goto(path)
        journey.look(name)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_from_nothing_to_the_proposal(visit: Visit, size: dict[str, int], transactional_db: None) -> None:
    commune = make_unit(parent=make_unit(Tier.PROVINCE, name="Tỉnh Thanh Hóa"), name="Xã Xuân Bình")
    visit.sign_in(make_user(Role.COMMUNE_OFFICER, commune, full_name="Hoàng Thị Xã"))
    journey = Journey(visit, size)
    register(journey)
    dossier = begin(journey)
    upload(journey, dossier.product.producer_id)
    attach(journey, dossier)
    write(journey, dossier)
    step(journey, dossier, "Nộp hồ sơ cho xã", "Nộp hồ sơ cho xã", "5-nop")
    step(journey, dossier, "Tiếp nhận, kiểm tra thành phần", "Tiếp nhận, kiểm tra thành phần", "6-tiep-nhan")
    report(journey, dossier)
    step(journey, dossier, "Đề nghị tỉnh đánh giá", "Đề nghị tỉnh đánh giá", "10-de-nghi")
    look_back(journey, dossier)
    dossier.refresh_from_db()
    assert (dossier.state, journey.faults) == (DossierState.PROPOSED, [])


def handed_in() -> Dossier:
    """A complete dossier which the commune is checking."""
    product = make_product(make_producer(name="HTX Hợp Thành"), name="Mật ong hoa rừng", product_set=4)
    dossier = make_dossier(product, samples=5, report=dict.fromkeys((*TEXTS, *TOPICS), "Nội dung"))
    for kind, title in PAPERS.items():
        paper = make_evidence(product.producer, kind=kind, title=title)
        link_evidence(actor=None, dossier_id=dossier.pk, evidence_id=paper.pk, requirement=f"paper:{kind}")
    for name in ("submit", "accept"):
        take_step(actor=None, dossier_id=dossier.pk, step=name)
    return dossier


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_items_are_asked_for_and_answered(visit: Visit, size: dict[str, int], transactional_db: None) -> None:
    dossier = handed_in()
    visit.sign_in(make_user(Role.COMMUNE_OFFICER, dossier.unit))
    journey, page = Journey(visit, size), visit.page
    page.goto(f"/ho-so/{dossier.pk}/buoc/ask/")
    page.fill("[name=muc-0-text]", "Bổ sung hợp đồng bao tiêu")
    page.get_by_role("button", name="Thêm mục").click()
    page.fill("[name=muc-1-text]", "Dòng thừa")
    page.get_by_role("button", name="Thêm mục").click()
    page.fill("[name=muc-2-text]", "Ghi rõ công nghệ chế biến")
    page.get_by_role("button", name="Bỏ dòng").nth(1).click()
    journey.look("20-yeu-cau")
    journey.press("Yêu cầu bổ sung")
    items = [item.text for item in SupplementItem.objects.order_by("pk")]
    assert items == ["Bổ sung hợp đồng bao tiêu", "Ghi rõ công nghệ chế biến"]
    page.get_by_label("Giải trình của chủ thể").first.fill("Đã tải lên kho")
    page.get_by_label("Đã bổ sung xong mục này").first.check()
    journey.press("Lưu trả lời")
    journey.look("21-tra-loi")
    assert (SupplementItem.objects.order_by("pk")[0].is_done, journey.faults) == (True, [])
