"""The PDF: pages, numbers, fonts, tags, tables; read back with other tools than those that made it."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from reporting.documents import layout, pdf
from reporting.documents.builders import plan
from reporting.documents.extract import Page, Word, page_count, pdf_pages, pdf_rules, rows
from tests.programs.seed_sources import version_of
from tests.reporting.sample import document

STARS = (5, 4, 3)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf.render(document(rows=120, paragraphs=25))


def lines(page: Page) -> list[str]:
    return [" ".join(word.text for word in line) for line in rows(list(page.words))]


def find(page: Page, text: str) -> list[Word]:
    return next(line for line in rows(list(page.words)) if text in " ".join(word.text for word in line))


def test_the_same_tree_gives_the_same_bytes(printed: bytes) -> None:
    assert pdf.render(document(rows=120, paragraphs=25)) == printed


def test_pages_are_a4_and_the_first_number_is_hidden_in_body_and_annex(printed: bytes) -> None:
    pages = pdf_pages(printed)
    assert page_count(printed) == len(pages)
    assert {(round(page.width), round(page.height)) for page in pages} == {(210, 297)}
    tops = [" ".join(word.text for word in page.words if word.y1 < 20) for page in pages]
    annex = next(index for index, page in enumerate(pages) if lines(page)[0] == "Phụ lục")
    assert tops == ["", *map(str, range(2, annex + 1)), "", *map(str, range(2, len(pages) - annex + 1))]
    assert annex >= 3
    assert len(pages) - annex >= 3


def test_the_number_stands_in_the_middle_of_the_top_margin(printed: bytes) -> None:
    number = next(word for word in pdf_pages(printed)[1].words if word.y1 < 20)
    text_middle = layout.MARGIN_LEFT + layout.TEXT_WIDTH / 2
    assert (number.x0 + number.x1) / 2 == pytest.approx(text_middle, abs=0.5)
    assert (number.size, number.bold, number.italic) == (14, False, False)


def test_head_lines_are_level_and_the_motto_is_underlined_over_its_length(printed: bytes) -> None:
    page = pdf_pages(printed)[0]
    assert lines(page)[:3] == [
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "XÃ LƯU VỆ Độc lập - Tự do - Hạnh phúc",
        "Số: 05/KH-UBND Lưu Vệ, ngày 04 tháng 3 năm 2026",
    ]
    motto = [word for word in find(page, layout.MOTTO) if word.x0 > 100]
    issuer = [word for word in find(page, "XÃ LƯU VỆ") if word.x0 < 100]
    (issuer_rule, motto_rule, _title_rule) = sorted(pdf_rules(printed, 1), key=lambda rule: rule[2])
    assert motto_rule[1] - motto_rule[0] == pytest.approx(motto[-1].x1 - motto[0].x0, abs=0.5)
    share = (issuer_rule[1] - issuer_rule[0]) / (find(page, "ỦY BAN")[3].x1 - find(page, "ỦY BAN")[0].x0)
    assert 1 / 3 <= share <= 1 / 2
    assert issuer[0].x1 < 100


def test_recipients_are_level_with_the_first_line_of_authority(printed: bytes) -> None:
    page = next(page for page in pdf_pages(printed) if any(word.text == "nhận:" for word in page.words))
    line = find(page, "Nơi nhận:")
    assert " ".join(word.text for word in line) == "Nơi nhận: TM. ỦY BAN NHÂN DÂN"
    assert [(word.size, word.bold, word.italic) for word in line[:2]] == [(12, True, True)] * 2


def test_fonts_are_embedded_and_of_times_metric(printed: bytes) -> None:
    used = {}
    for page in PdfReader(BytesIO(printed)).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            used[str(font.get_object()["/BaseFont"])] = "/FontFile2" in descendant["/FontDescriptor"].get_object()
    assert set(used.values()) == {True}
    assert all("Liberation-Serif" in name for name in used)


def test_the_file_is_tagged_with_language_and_title(printed: bytes) -> None:
    reader = PdfReader(BytesIO(printed))
    catalog = reader.trailer["/Root"]
    assert (str(catalog["/Lang"]), catalog["/MarkInfo"]["/Marked"]) == ("vi", True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Kế hoạch thử"
    assert b"pdfuaid:part" in catalog["/Metadata"].get_object().get_data()


def test_header_rows_repeat_and_no_row_is_split(printed: bytes) -> None:
    pages = pdf_pages(printed)
    start = next(index for index, page in enumerate(pages) if lines(page)[0] == "Phụ lục")
    seen: list[int] = []
    for page in pages[start:]:
        assert [line for line in lines(page) if line.endswith("Trong đó:")] == [
            lines(page)[1 if page is not pages[start] else 4]
        ]
        seen += [int(line.split()[0]) for line in lines(page) if "Xã số" in line]
    assert seen == list(range(1, 121))


@pytest.mark.parametrize("state", ["draft", "issued"])
def test_the_annex_of_plan_36_reads_back_in_all_26_by_4_cells(state: str) -> None:
    version = version_of("thanh-hoa-2025.yaml", state)
    page = pdf_pages(pdf.render(plan.build(version)))[-1]
    table = [line for line in rows(list(page.words)) if line[0].text.isdigit()]
    names, grid = [], []
    edges = [30 + 160 * share for share in (0.07, 0.34, 0.52, 0.68, 0.84, 1.0)]
    for line in table:
        cells = [[w.text for w in line if a <= w.x0 < b] for a, b in zip([30, *edges], edges, strict=False)]
        names.append(" ".join(cells[1]))
        grid.append([int(cell[0]) if cell else 0 for cell in cells[2:]])
    given = {(t["unit"], t["star"]): t["committed"] for t in version["targets"]}
    rows_ = version["annex"]["rows"]
    assert names == [row["unit"] for row in rows_]
    assert grid == [[row["total"], *(given.get((row["unit"], star), 0) for star in STARS)] for row in rows_]
    assert [sum(column) for column in zip(*grid, strict=True)] == [160, 3, 20, 137]
