"""The five real plans, regenerated from their data, against their sources: equal but for the faults listed here."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from reporting.documents import pdf, text
from reporting.documents.builders import plan
from reporting.documents.extract import normal as flat
from reporting.documents.extract import pdf_text
from tests.programs.seed_sources import FILES, source_text, version_of
from tests.reporting.golden import (
    Difference,
    compare,
    document_lines,
    equal_share,
    paragraphs,
    rows,
    source_lines,
    table_heads,
    whole_source,
)

BINH_LUONG = "000_41541650e166210d.txt"
THO_XUAN = "001_fd0da03312964d38.txt"
ISSUED = "002_412a96be62423630.txt"
LUU_VE = "003_486f73e3072ea2f6.txt"
DRAFT = "004_ff3d8a04c2d96248.txt"

_ANNEX = "(Kèm theo Kế hoạch số {} ngày {} của Ủy ban nhân dân tỉnh Thanh Hóa)"

FORM: dict[str, list[Difference]] = {
    # the source has no head; a basis ends ";" and the last ".", the text ends "./." (NĐ 30/2020, Phụ lục I)
    BINH_LUONG: [
        ("", "Số: /KH-UBND"),
        ("", "Bình Lương, ngày tháng năm 2023"),
        ("2023.", "2023"),
        ("2022", "2022."),
        ("phẩm.", "phẩm./."),
    ],
    # a basis ends ";" and the last "."; a heading has no mark at its end
    THO_XUAN: [
        ("phẩm.", "phẩm;"),
        ("Hóa;", "Hóa."),
        ("HIỆN.", "HIỆN"),
        *[("huyện:", "huyện")] * 8,
        ("quan:", "quan"),
        ("hội:", "hội"),
        ("trấn:", "trấn"),
    ],
    # the web page prints the abstract in capitals; an annex says what it belongs to
    ISSUED: [
        ("THỰC HIỆN CHƯƠNG TRÌNH MỖI XÃ MỘT SẢN PHẨM", "Thực hiện Chương trình mỗi xã một sản phẩm"),
        ("NĂM", "năm"),
        ("TỈNH THANH HÓA", "tỉnh Thanh Hóa"),
        ("", "Phụ lục"),
        ("", _ANNEX.format("36/KH-UBND", "24 tháng 02 năm 2025")),
    ],
    LUU_VE: [("(OCOP).", "(OCOP);"), ("OCOP;", "OCOP.")],
    DRAFT: [("", "Phụ lục"), ("", _ANNEX.format("/KH-UBND", "tháng năm 2025"))],
}
"""What the form of administrative documents changes; no word of the text."""

MENDED: dict[str, list[Difference]] = {
    BINH_LUONG: [("triển Củng", "triển, củng"), ("toàn", "toàn,")],
    # page numbers run into sentences, a word twice, a letter misread
    THO_XUAN: [("5", ""), ("8", ""), ("các", ""), ("Môi", "Mỗi")],
    # what is missing in the source is taken from the draft, whose misread letters are mended
    ISSUED: [("Lòng", "Lồng")] * 3,
    LUU_VE: [("Vê,", "Vệ,"), ("Vê", "Vệ"), ("Vê", "Vệ"), ("chuyên", "chuyển"), ("chuyên", "chuyển")],
    DRAFT: [],
}
"""Faults of the sources that the data mend, each told in `corrections` of its file."""

MENDED_ROWS = {ISSUED: [("TX Bim Sơn", "TX Bỉm Sơn")]}

KEPT: dict[str, list[str]] = {
    BINH_LUONG: ["HTX Hợp Thành Đức Lương", "Mật Ong Hoa rừng Đức Lương", "quảng bá thương hiệu sản phẩm OCOP “Mật"],
    THO_XUAN: ["V. KINH PHÍ THỰC HIỆN", "V. TỔ CHỨC THỰC HIỆN", "sản phẩm truyền thông, đặc sản", "ngày 21/2/2024"],
    ISSUED: [],
    LUU_VE: ["Căn cứ Quyết định 1489/QĐ-TTg ngày 06/07/2025", "an toàn vệ sinh an toàn thực phẩm"],
    DRAFT: ["Phân đầu năm 2025", "- Lòng ghép", "TX Bim Sơn", "lồng ghép các các hoạt động", "theo quy định”."],
}
"""Faults kept as printed, each told in `known_faults` of its file: two parts "V." among them."""


def source_of(source: str) -> list[str]:
    """Lines of a source; the issued plan breaks off and goes on with its draft."""
    return whole_source(ISSUED, DRAFT) if source == ISSUED else source_lines(source)


def found_in(source: str, version: dict[str, Any]) -> list[Difference]:
    """All differences of words and of table cells."""
    ours, theirs = document_lines(plan.build(version)), source_of(source)
    cells = [
        (a, b)
        for left, right in zip(rows(theirs), rows(ours), strict=True)
        for a, b in zip(left, right, strict=True)
        if a != b
    ]
    return compare(paragraphs(theirs), paragraphs(ours)) + cells


def listed(source: str) -> list[Difference]:
    return FORM[source] + MENDED[source] + MENDED_ROWS.get(source, [])


@pytest.mark.parametrize("source", FILES)
def test_a_plan_says_its_source_but_for_the_listed_differences(source: str) -> None:
    assert sorted(found_in(source, version_of(*FILES[source]))) == sorted(listed(source))


@pytest.mark.parametrize("source", FILES)
def test_nearly_every_sentence_is_that_of_the_source(source: str) -> None:
    ours = paragraphs(document_lines(plan.build(version_of(*FILES[source]))))
    assert equal_share(paragraphs(source_of(source)), ours) >= 0.95


def test_the_annex_has_the_head_and_every_cell_of_the_source() -> None:
    ours, theirs = document_lines(plan.build(version_of(*FILES[DRAFT]))), source_lines(DRAFT)
    assert rows(ours) == rows(theirs)
    assert len(rows(ours)) == 27
    assert table_heads(ours) == table_heads(theirs)


@pytest.mark.parametrize("source", FILES)
def test_mended_faults_are_told_in_the_data(source: str) -> None:
    version = version_of(*FILES[source])
    told = "\n".join(f"{entry['printed']} → {entry['written']}" for entry in version["corrections"])
    for printed, written in [*MENDED[source], *MENDED_ROWS.get(source, [])]:
        assert printed.rstrip(",") in told, printed
        assert written.rstrip(",") in told, written


@pytest.mark.parametrize("source", FILES)
def test_kept_faults_stand_in_source_and_document(source: str) -> None:
    ours = flat(text.render(plan.build(version_of(*FILES[source]))))
    theirs = flat(source_text(source))
    assert [fault for fault in KEPT[source] if fault not in theirs or fault not in ours] == []


@pytest.mark.parametrize("source", FILES)
def test_the_pdf_says_the_compared_text(source: str) -> None:
    tree = plan.build(version_of(*FILES[source]))
    assert flat(pdf_text(pdf.render(tree))) == flat(text.render(tree))


def _target(version: dict[str, Any]) -> None:
    row = next(t for t in version["targets"] if (t["unit"], t["star"]) == ("Huyện Nga Sơn", 4))
    row["committed"] += 1


def _number(version: dict[str, Any]) -> None:
    version["number"] = 37


def _day(version: dict[str, Any]) -> None:
    version["issued_on"] = version["issued_on"].replace(day=25)


def _basis(version: dict[str, Any]) -> None:
    del version["bases"][3]


def _basis_date(version: dict[str, Any]) -> None:
    version["bases"][3]["text"] = version["bases"][3]["text"].replace("08/12/2021", "09/12/2021")


def _product(version: dict[str, Any]) -> None:
    version["batches"][0]["products"][1]["name"] = "Bánh gai Nga My"


def _renewals(version: dict[str, Any]) -> None:
    version["targets"][0]["committed"] = 2


def _recipient(version: dict[str, Any]) -> None:
    version["recipients"][0]["purpose"] = "để biết"


def _lost_recipient(version: dict[str, Any]) -> None:
    del version["recipients"][2]


def _signer(version: dict[str, Any]) -> None:
    version["signer"]["name"] = "Nguyễn Văn A"


def _body(version: dict[str, Any]) -> None:
    version["tasks"][2]["body"] = "Sở Giao thông"


def _lost_item(version: dict[str, Any]) -> None:
    version["tasks"][0]["items"].pop()


MUTATIONS: list[tuple[Callable[[dict[str, Any]], None], str, list[Difference]]] = [
    (_target, DRAFT, [("8", "9"), ("2", "3"), ("160", "161"), ("20", "21")]),
    (_number, ISSUED, [("", "(Kèm theo Kế hoạch số 37/KH-UB"), ("36/KH-UBND", "37/KH-UBND")]),
    (_day, ISSUED, [("", "(Kèm theo Kế hoạch số 36/KH-UB"), ("24", "25")]),
    (_basis, THO_XUAN, [("Căn cứ Kế hoạch số 268/KH-UBND", "")]),
    (_basis_date, THO_XUAN, [("08/12/2021", "09/12/2021")]),
    (_product, LUU_VE, [("răng bừa", "gai")]),
    (_renewals, LUU_VE, [("03", "02")]),
    (_recipient, DRAFT, [("b/c);", "biết);")]),
    (_lost_recipient, LUU_VE, [("- Chủ tịch; các PCT UBND xã;", "")]),
    (_signer, LUU_VE, [("Đoàn Đình Tùng", "Nguyễn Văn A")]),
    (_body, DRAFT, [("Công Thương", "Giao thông")]),
    (_lost_item, LUU_VE, [("- Tham mưu tham gia các hoạt đ", "")]),
]


@pytest.mark.parametrize(("change", "source", "expected"), MUTATIONS, ids=lambda v: getattr(v, "__name__", ""))
def test_one_changed_fact_is_found(
    change: Callable[[dict[str, Any]], None], source: str, expected: list[Difference]
) -> None:
    version = copy.deepcopy(version_of(*FILES[source]))
    change(version)
    found = found_in(source, version)
    for known in listed(source):
        if known in found:
            found.remove(known)
    assert sorted((before[:30], after[:30]) for before, after in found) == sorted(expected)
