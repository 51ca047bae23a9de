"""The bound dossier: forms, then papers in order, each once; bookmarks and numbered pages; nothing secret, no crash."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter

from ocop.jobs.domain.run import answer_bell
from ocop.jobs.enums import JobState
from ocop.site.models import SiteSetting
from products.enums import EvidenceKind
from products.models import Dossier, Evidence, EvidenceLink
from reporting.documents import text
from reporting.documents.binder_pages import Binding, Unreadable, pdf_pages, picture_page
from reporting.documents.kinds import BUILDERS
from reporting.domain.contents.binder import binder_content
from reporting.domain.documents import request_document
from reporting.models import Document
from tests.factories import make_dossier, make_evidence, make_producer, make_product, make_stored_file, make_user


def blank_pdf(pages: int = 1, *, turn: int = 0, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_page(PageObject.create_blank_page(width=595, height=842)).rotate(turn)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (3000, 2000), (200, 120, 20)).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_every_page_gets_its_stamp_in_a_strip_of_its_own(turn: int) -> None:
    binding = Binding("Thử")
    assert binding.add(pdf_pages(blank_pdf(2, turn=turn))) == 0
    assert binding.add(picture_page(picture())) == 2
    pages = PdfReader(io.BytesIO(binding.finish(["Hồ sơ thử – trang 1/3", "hai", "ba"]))).pages
    assert "Hồ sơ thử – trang 1/3" in pages[0].extract_text()
    assert [text_of.strip() for text_of in (pages[1].extract_text(), pages[2].extract_text())] == ["hai", "ba"]
    assert float(pages[0].mediabox.width) * float(pages[0].mediabox.height) > 595 * 842 + 595 * 19


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "tệp hỏng"), (b"%PDF-1.4 thu", "tệp hỏng"), (blank_pdf(password="x"), "tệp đặt mật khẩu")],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        pdf_pages(data)


def test_a_file_without_pages_and_a_broken_picture_are_named() -> None:
    with pytest.raises(Unreadable, match="không có trang nào"):
        pdf_pages(blank_pdf(0))
    with pytest.raises(Unreadable, match="ảnh hỏng"):
        picture_page(b"khong phai anh")


class Case:
    """A dossier whose papers are a PDF, a picture, a table, a broken file, and an identity card."""

    def __init__(self) -> None:
        self.product = make_product(make_producer(name="Hợp tác xã Thử"), name="Nem chua thử", product_set=4)
        self.dossier: Dossier = make_dossier(self.product)
        self.paper("criterion:1.2", "Hợp đồng liên kết", blank_pdf(2))
        self.paper("paper:dkkd", "Giấy đăng ký", blank_pdf(3), kind=EvidenceKind.REGISTRATION)
        self.paper("criterion:1.2", "Ảnh xưởng", picture(), content_type="image/jpeg")
        self.paper("criterion:1.2", "Bảng kê", b"bang ke", content_type="application/vnd.ms-excel")
        self.paper("criterion:1.2", "Tệp lỗi", b"%PDF-1.4 hong")
        self.paper("paper:dkkd", "Căn cước của đại diện", blank_pdf(), is_sensitive=True)

    def paper(self, requirement: str, title: str, data: bytes, **fields: Any) -> Evidence:
        stored = make_stored_file(data)
        if "content_type" in fields:
            stored = _retyped(stored, fields.pop("content_type"))
        values = {"kind": EvidenceKind.OTHER, "file_name": f"{title}.bin", **fields}
        evidence = make_evidence(self.product.producer, stored=stored, title=title, **values)
        EvidenceLink.objects.create(dossier=self.dossier, evidence=evidence, requirement=requirement)
        return evidence


def _retyped(stored: Any, content_type: str) -> Any:
    """Stored files are never changed: the same bytes under another type."""
    import pgtrigger

    with pgtrigger.ignore("products.StoredFile:never_rewritten"):
        type(stored).objects.filter(pk=stored.pk).update(content_type=content_type)
    stored.refresh_from_db()
    return stored


def bound(case: Case, settings: Any) -> tuple[Document, PdfReader]:
    settings.OCOP_JOB_LEASE = 3600
    job = request_document(user=make_user(), kind="binder", record=case.dossier)
    answer_bell(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DONE, "")
    document = Document.objects.get(pk=job.result["document"])
    with document.pdf.open("rb") as stored:
        return document, PdfReader(io.BytesIO(stored.read()))


def titles(outline: Any) -> list[Any]:
    return [titles(one) if isinstance(one, list) else one.title for one in outline]


@pytest.mark.django_db
def test_a_dossier_is_bound_in_the_order_of_its_requirements(settings: Any) -> None:
    case = Case()
    document, reader = bound(case, settings)
    assert (document.docx.name, document.is_personal, document.pages) == ("", True, len(reader.pages))
    found = titles(reader.outline)
    assert found[:3] == ["Mục lục", "Phiếu đăng ký (Mẫu 01)", "Báo cáo tự đánh giá (Mẫu 02)"]
    assert [one for one in found if isinstance(one, list)] == [["Giấy đăng ký"], ["Hợp đồng liên kết", "Ảnh xưởng"]]
    for number, page in enumerate(reader.pages, 1):
        stamp = f"Hồ sơ số {case.dossier.pk} – trang {number}/{len(reader.pages)}"
        assert stamp in " ".join(page.extract_text().split())
    front = " ".join(reader.pages[0].extract_text().split())
    assert "TỆP KÈM THEO" in front
    assert "Giấy tờ khác" not in front
    assert "Bảng kê (Bảng kê.bin): không phải PDF hay ảnh" in front
    assert "Tệp lỗi (Tệp lỗi.bin): tệp hỏng" in front
    assert "Căn cước" not in f"{front} {found}"


@pytest.mark.django_db
def test_a_file_is_bound_once(settings: Any) -> None:
    case = Case()
    again = Evidence.objects.get(title="Giấy đăng ký")
    EvidenceLink.objects.create(dossier=case.dossier, evidence=again, requirement="criterion:1.2")
    _document, reader = bound(case, settings)
    assert "đã đóng ở mục" in " ".join(reader.pages[0].extract_text().split())


@pytest.mark.django_db
def test_papers_are_bound_only_while_there_is_room(settings: Any) -> None:
    case = Case()
    SiteSetting.objects.create(key="binder_mb", value=0)
    _document, reader = bound(case, settings)
    front = " ".join(reader.pages[0].extract_text().split())
    assert front.count("tập hồ sơ quá dung lượng") == 4


@pytest.mark.django_db
def test_the_contents_are_a_tree_of_their_own() -> None:
    words = text.render(BUILDERS["binder"](binder_content(Case().dossier, {})))
    for word in ("HỒ SƠ SẢN PHẨM OCOP", "Hợp tác xã Thử", "MỤC LỤC", "Hợp đồng liên kết"):
        assert word in words


@pytest.mark.django_db
def test_the_command_writes_the_bound_file(tmp_path: Path) -> None:
    case, out = Case(), tmp_path / "ho-so.pdf"
    command = ["render", "binder", "--id", str(case.dossier.pk), "--out", str(out)]
    call_command(*command, stdout=io.StringIO())
    assert "Hợp đồng liên kết" in str(titles(PdfReader(out).outline))
    with pytest.raises(CommandError, match="chỉ có bản PDF"):
        call_command(*command, "--format", "docx", stdout=io.StringIO())
