"""The report of a period as a document: outline, figures, annexes, blanks for what nobody recorded, layout."""

import json
import random
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from ocop.site.models import SiteSetting
from programs.models import Activity, FundingSource, Unit
from reporting.documents import text
from reporting.documents.builders.period import build
from reporting.documents.tree import Heading, Item, Paragraph, plain
from reporting.domain.contents import SPECS
from reporting.domain.contents.period import MOST_LINES, PROSE, _table
from reporting.domain.frozen import freeze, thaw
from reporting.domain.period import Part, Period, compute_period
from reporting.domain.period.narrative import NONE, UNKNOWN, default_lines
from reporting.domain.period.types import Cell, HeadCell, Line, Table
from reporting.domain.progress import compute_progress
from tests.factories import (
    make_council,
    make_nation,
    make_plan,
    make_producer,
    make_product,
    make_recognition,
    make_target,
    make_unit,
    make_version,
)

from .period_oracle import random_chains
from .progress_oracle import thanh_hoa_plan
from .same_text import assert_layout_ok, assert_same_text

SPEC = SPECS["period_report"]
HEADINGS = [
    "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
    "II. KẾT QUẢ THỰC HIỆN",
    "1. Công tác tuyên truyền",
    "2. Đào tạo, tập huấn",
    "3. Đăng ký, đánh giá, phân hạng sản phẩm",
    "4. Lũy kế sản phẩm, chủ thể",
    "5. Xúc tiến thương mại",
    "6. Khoa học và công nghệ, chuyển đổi số, truy xuất nguồn gốc, sở hữu trí tuệ",
    "7. Kinh phí thực hiện",
    "8. Kiểm tra, giám sát",
    "III. ĐÁNH GIÁ CHUNG",
    "1. Kết quả đạt được",
    "2. Tồn tại, hạn chế và nguyên nhân",
    "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026",
    "V. KIẾN NGHỊ, ĐỀ XUẤT",
]


def content_of(unit: Unit, **answers: Any) -> dict[str, Any]:
    params = SPEC.clean(unit, {"part": "nam", "year": "2025", **answers})
    return SPEC.content(unit, params)


@pytest.fixture
def province(units: None) -> Unit:
    version = thanh_hoa_plan(random.Random(31))
    titles = ("Hội nghị tuyên truyền", "Tập huấn cho chủ thể", "Hội chợ OCOP", "Chấm điểm")
    for order, title in enumerate(titles, start=1):
        days = {"days_from": 1, "days_to": 2, "people_from": 200, "people_to": 300}
        Activity.objects.create(version=version, order=order, title=title, count=3, **days)
    FundingSource.objects.create(version=version, order=1, text="Ngân sách tỉnh", kind="province", amount=3_500_000_000)
    random_chains(random.Random(32), 25)
    return Unit.objects.on(date(2025, 12, 31)).get(code="38")


def test_the_outline_and_every_figure_are_printed(province: Unit) -> None:
    tree = build(content_of(province))
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    headings = [f"{block.marker} {plain(block.runs)}" for block in tree.blocks if isinstance(block, Heading)]
    assert headings == HEADINGS
    report = compute_period(unit=province, period=Period(2025, Part.YEAR))
    found = report.figures
    assert f"Được công nhận: {len(found.recognised):02d} lượt sản phẩm" in said
    assert f"{len(found.in_force):02d} sản phẩm của" in said
    assert "3.500.000.000" in said
    assert "Kết quả thực hiện: chưa có số liệu." in said
    assert "Tập huấn cho chủ thể (03 lớp, đoàn; 1–2 ngày; 200–300 người)." in said
    assert (tree.addressees, tree.signature.authority[0]) == (
        ("Bộ Nông nghiệp và Môi trường",),
        "TM. ỦY BAN NHÂN DÂN",
    )


def test_annexes_hold_the_tables_of_the_page(province: Unit) -> None:
    report = compute_period(unit=province, period=Period(2025, Part.YEAR))
    tree = build(content_of(province))
    shown = [t for t in report.tables if t.key not in ("ket-qua", "luy-ke", "van-ban") and t.lines]
    assert [" ".join(annex.title) for annex in tree.annexes] == [table.title.upper() for table in shown]
    for annex, table in zip(tree.annexes, shown, strict=True):
        assert len(annex.blocks[0].rows) == len(table.lines)
        assert annex.landscape == table.is_wide


def test_achieved_of_the_plan_is_what_progress_shows(province: Unit) -> None:
    report = compute_period(unit=province, period=Period(2025, Part.YEAR))
    version = report.plan.version
    assert version is not None
    day = date(2025, 12, 31)
    progress = compute_progress(plan_version=version, as_of=day, mode="restated", map_date=day)
    lines = {line.key: [cell.value or 0 for cell in line.cells[2:10]] for line in report.table("ke-hoach").lines}

    def numbers(row: Any) -> list[int]:
        cells = [row.total, *(row.stars[star] for star in (5, 4, 3))]
        return [cell.committed for cell in cells] + [cell.achieved for cell in cells]

    expected = {row.code: numbers(row) for row in progress.rows if any(numbers(row))}
    expected["tong"] = numbers(progress.totals)
    if progress.unattributable:
        expected["khong-quy-duoc"] = numbers(progress.unattributable)
    assert lines == expected


def test_words_of_a_person_stand_instead_of_the_suggested_ones(province: Unit) -> None:
    content = content_of(province, results=["Đã tổ chức 02 đợt:", "- Đợt 1;", "+ Chi tiết."], signer_name="Lê Văn A")
    tree = build(content)
    words = {"Đã tổ chức 02 đợt:": Paragraph, "Đợt 1;": Item, "Chi tiết.": Item}
    found = {plain(b.runs): type(b) for b in tree.blocks if isinstance(b, Paragraph | Item) and plain(b.runs) in words}
    assert found == words
    assert tree.signature.name == "Lê Văn A"


def test_an_empty_unit_says_what_is_not_known(db: None) -> None:
    make_nation()
    commune = make_unit(parent=make_unit("province", name="Tỉnh Mẫu"), name="Xã Trống")
    lines = default_lines(compute_period(unit=commune, period=Period(2025, Part.Q1)))
    assert set(lines) == set(PROSE)
    assert {name: lines[name] for name in ("direction", "training", "money", "limits", "proposals")} == {
        **{key: [UNKNOWN] for key in ("direction", "training", "money", "limits")},
        "proposals": [NONE],
    }
    tree = build(content_of(commune, part="quy-1"))
    assert "ỦY BAN NHÂN DÂN" in text.render(tree)
    assert tree.addressees == ("Ủy ban nhân dân tỉnh Mẫu",)
    assert_layout_ok(tree)


def test_documents_issued_in_the_period_are_listed(db: None) -> None:
    unit = make_unit("province")
    make_version(make_plan(unit, 2025), number=36, issued_on=date(2025, 2, 24), abstract="thực hiện Chương trình")
    make_council(unit, name="Hội đồng đánh giá", decision_number="12/QĐ-UBND", decided_on=date(2025, 3, 5))
    make_council(unit, decided_on=date(2025, 7, 5))
    lines = default_lines(compute_period(unit=unit, period=Period(2025, Part.Q1)))["direction"]
    assert lines[1:] == [
        "- Kế hoạch thực hiện Chương trình (số 36/KH-UBND ngày 24/02/2025);",
        "- Quyết định thành lập Hội đồng đánh giá (số 12/QĐ-UBND ngày 05/03/2025).",
    ]


def test_a_surplus_of_the_headline_is_a_row(db: None) -> None:
    province = make_unit("province")
    commune = make_unit(parent=province)
    version = make_version(make_plan(province, 2025), {3: 10, 4: 2})
    make_target(version, commune, 3, 7)
    make_recognition(make_product(make_producer(commune)), unit=commune, decided_on=date(2025, 2, 2))
    report = compute_period(unit=province, period=Period(2025, Part.YEAR))
    lines = {line.key: [cell.value for cell in line.cells[2:]] for line in report.table("ke-hoach").lines}
    assert lines == {
        "tong": [12, None, 2, 10, 1, 0, 0, 1, "8,3"],
        commune.code: [7, None, None, 7, 1, 0, 0, 1, "14,3"],
        "chua-giao": [5, None, 2, 3, 0, 0, 0, 0, "0"],
    }
    directions = default_lines(compute_period(unit=province, period=Period(2025, Part.HALF)))["directions"]
    assert directions == ["- Tiếp tục đánh giá, phân hạng để hoàn thành chỉ tiêu năm, còn 11 sản phẩm."]


def test_illustration_is_counted_and_told_only_while_shown(db: None) -> None:
    commune = make_unit()
    product = make_product(make_producer(commune))
    make_recognition(product, unit=commune, decided_on=date(2025, 2, 2), is_illustration=True)
    content = content_of(commune)
    assert content["illustration"] == 1
    assert "dữ liệu minh họa" in text.render(build(content))
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert content_of(commune)["illustration"] == 0


def test_frozen_data_give_the_same_words(db: None) -> None:
    commune = make_unit()
    make_recognition(make_product(make_producer(commune)), unit=commune, decided_on=date(2022, 11, 2))
    content = content_of(commune)
    kept = thaw(json.loads(json.dumps(freeze(content))))
    assert "02/11/2022" in text.render(build(kept))
    assert text.render(build(kept)) == text.render(build(content))


def test_the_nation_reports_by_province_as_the_ministry(db: None) -> None:
    nation, province = make_nation(), make_unit("province")
    make_recognition(make_product(make_producer(make_unit(parent=province))), decided_on=date(2025, 2, 2))
    tree = build(content_of(nation))
    assert " ".join(tree.head.issuer) == "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"
    assert (tree.head.place, tree.addressees) == ("Hà Nội", ())
    assert tree.signature.authority == ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")


@pytest.mark.parametrize(
    ("answers", "name"),
    [({"year": "25"}, "year"), ({"part": ""}, "part"), ({"as_of": "2026-01-01"}, "as_of"), ({"issuer": ""}, "issuer")],
)
def test_wrong_answers_are_told_at_their_place(db: None, answers: dict[str, str], name: str) -> None:
    with pytest.raises(ValidationError) as fault:
        SPEC.clean(make_unit(), {"part": "nam", "year": "2025", **answers})
    assert list(fault.value.message_dict) == [name]


def test_a_unit_of_another_time_has_no_report(db: None) -> None:
    late = make_unit(valid_from=date(2025, 7, 1))
    with pytest.raises(ValueError, match="không tồn tại"):
        compute_period(unit=late, period=Period(2025, Part.Q1))


def test_a_list_too_long_for_paper_keeps_its_heads() -> None:
    lines = [Line("a", (Cell("Hết hạn"),), "total"), *(Line(str(n), (Cell(n),)) for n in range(MOST_LINES))]
    made = _table(Table("het-han", "Hết hạn", ((HeadCell("TT"),),), (1,), tuple(lines)))
    assert len(made["rows"]) == 1
    assert made["notes"] == ["Danh sách đầy đủ ở bảng tính kèm theo."]
