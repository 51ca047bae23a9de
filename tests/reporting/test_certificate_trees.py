"""The certificate: one framed page on its side, its facts, the stars drawn, the QR that leads to the lookup."""

import re
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from reporting.documents import docx, pdf
from reporting.documents.builders import certificate, pictures
from reporting.documents.extract import page_count
from reporting.documents.tree import Picture
from tests.reporting import decision_content as made
from tests.reporting.same_text import assert_layout_ok, assert_same_text

LONG = "Bánh đa nem truyền thống làng nghề Dung Tháp làm từ gạo nếp cái hoa vàng vùng đồng chiêm trũng ven sông Yên "


def test_it_says_what_was_frozen_on_its_day() -> None:
    tree = certificate.build(made.certificate())
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    for words in (
        "GIẤY CHỨNG NHẬN SẢN PHẨM OCOP Ủy ban nhân dân tỉnh Thanh Hóa chứng nhận sản phẩm đạt hạng 4 sao",
        "Nem chua Minh Anh Mã số sản phẩm: 38-16438-1-2026 Chủ thể: Hợp tác xã dịch vụ nông nghiệp Lưu Vệ",
        "Địa chỉ: Thôn 1, Xã Lưu Vệ, Tỉnh Thanh Hóa",
        "Quyết định công nhận: Số 3025/QĐ-UBND ngày 25 tháng 6 năm 2026",
        "Hiệu lực: 36 tháng, đến hết ngày 25 tháng 6 năm 2029",
        "Số: 07/GCN-OCOP Mã tra cứu: OCOP-0003N-3",
        "Thanh Hóa, ngày 25 tháng 6 năm 2026 TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn Ký",
    ):
        assert words in said
    assert "minh họa" not in said


def test_the_longest_words_and_five_stars_stay_on_one_page() -> None:
    facts = {"product": LONG * 3, "producer": LONG * 3, "producer_address": LONG * 4}
    limits = {"product": 250, "producer": 250, "producer_address": 400}
    tree = certificate.build(
        made.certificate(star=5, illustration=1, **{name: facts[name][:end].strip() for name, end in limits.items()})
    )
    assert "(dữ liệu minh họa)" in assert_same_text(tree)
    data = pdf.render(tree)
    assert page_count(data) == 1
    page = PdfReader(BytesIO(data)).pages[0]
    assert page.mediabox.width > page.mediabox.height


@pytest.mark.parametrize("star", [3, 4, 5])
def test_stars_are_drawn_with_ten_corners_each(star: int) -> None:
    drawn = pictures.stars(star)
    (path,) = re.findall(r' d="([^"]+)"', drawn.svg)
    assert (path.count("M"), path.count("L"), path.count("Z")) == (star, 9 * star, star)
    assert drawn.alt == f"Hạng {star} sao"
    assert drawn.width_mm == star * drawn.height_mm
    bitmap = Image.open(BytesIO(drawn.png)).convert("RGB")
    side = bitmap.height
    assert bitmap.width == star * side
    centres = {bitmap.getpixel((side * number + side // 2, side // 2)) for number in range(star)}
    assert centres == {(0xB8, 0x86, 0x0B)}
    assert bitmap.getpixel((0, 0)) == (255, 255, 255)


def test_the_qr_leads_to_the_public_lookup_in_both_files() -> None:
    """Vector and bitmap show the same modules; the PDF page drawn at 200 dpi shows them too."""
    address = made.certificate()["lookup"]
    drawn = pictures.qr(address)
    modules = Image.open(BytesIO(drawn.png)).convert("1")
    count = modules.width // 12
    dark = {(x, y) for x in range(count) for y in range(count) if not modules.getpixel((x * 12 + 6, y * 12 + 6))}
    assert drawn.alt.endswith(address)
    assert pictures.qr(address).png == drawn.png
    assert pictures.qr(address + "x").png != drawn.png
    assert dark == _in_page(pdf.render(certificate.build(made.certificate())), count)


def _in_page(data: bytes, count: int) -> set[tuple[int, int]]:
    """Dark modules of the QR as drawn on the page: the square of QR_MM in the left half of the foot."""
    page = pypdfium2.PdfDocument(data)[0].render(scale=6, grayscale=True).to_pil()
    scale = 6 * 72 / 25.4
    foot = page.crop((0, page.height // 2, page.width // 2, page.height - int(15 * scale)))
    inked = foot.point(lambda value: 255 if value < 128 else 0)
    size = certificate.QR_MM * scale
    left, top = _corner(inked, size / count)
    step = size / count
    return {
        (x, y)
        for x in range(count)
        for y in range(count)
        if inked.getpixel((int(left + (x - 2 + 0.5) * step), int(top + (y - 2 + 0.5) * step)))
    }


def _corner(inked: Image.Image, step: float) -> tuple[int, int]:
    """Left top of the first finder: a dark bar of seven modules after light."""
    wanted = int(step * 6)
    for y in range(inked.height):
        row = [bool(inked.getpixel((x, y))) for x in range(inked.width)]
        for x in range(1, inked.width - wanted):
            if row[x] and not row[x - 1] and all(row[x : x + wanted]):
                return x, y
    raise AssertionError("no QR on the page")


def test_word_gets_the_same_drawings_as_pictures_with_words_for_readers() -> None:
    import docx as word_files

    tree = certificate.build(made.certificate())
    made_file = word_files.Document(BytesIO(docx.render(tree)))
    parts = {part.blob for part in made_file.part.package.iter_parts() if part.partname.endswith(".png")}
    drawn = [block.png for block in tree.blocks if isinstance(block, Picture)]
    assert tree.left_signature is not None
    assert tree.left_signature.picture is not None
    assert parts == {*drawn, tree.left_signature.picture.png}
    section = made_file.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
