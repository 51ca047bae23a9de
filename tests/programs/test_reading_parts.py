"""The grammar the reader knows, part by part (no database)."""

from datetime import date
from typing import Any

import pytest

from programs.domain.reading.activities import read_activities
from programs.domain.reading.annex import read_annex, totals_of
from programs.domain.reading.base import Line, Section, Source
from programs.domain.reading.bases import read_bases
from programs.domain.reading.batches import read_batches
from programs.domain.reading.clean import clean_lines
from programs.domain.reading.funding import amount_of, read_funding, source_kinds
from programs.domain.reading.header import read_header, unit_names
from programs.domain.reading.names import coordinating, split_bodies
from programs.domain.reading.recipients import read_recipients, read_signer, recipient
from programs.domain.reading.sections import cut_zones
from programs.domain.reading.targets import Targets, promises, read_targets
from programs.domain.reading.tasks import read_tasks
from programs.domain.reading.windows import read_window


def lines(text: str) -> list[Line]:
    return clean_lines(text)[0]


def section(heading: str, *texts: str, first: int = 1) -> Section:
    rows = tuple(Line(number, text) for number, text in enumerate(texts, first + 1))
    return Section("I", heading, Line(first, f"I. {heading}"), rows)


def source(text: str) -> Source:
    return cut_zones(lines(text))[0]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chủ trì, phối hợp với các đơn vị liên quan triển khai Kế hoạch.", ["Các đơn vị liên quan"]),
        ("Phối hợp kiểm tra, giám sát các hoạt động.", []),
        ("phối hợp quảng bá các sản phẩm của Chương trình", []),
        ("Phối hợp cùng phòng Văn hóa, phòng Kinh tế viết bài", ["Phòng Văn hóa", "Phòng Kinh tế"]),
        (
            "Phối hợp với Văn phòng Điều phối xây dựng NTM tỉnh và các cơ quan, đơn vị có liên quan tổ chức",
            ["Văn phòng Điều phối xây dựng NTM tỉnh", "Các cơ quan, đơn vị có liên quan"],
        ),
        ("Chủ trì, phối hợp với UBND các xã, thị trấn hướng dẫn các chủ thể", ["UBND các xã, thị trấn"]),
        ("Giao Sở Y tế chủ trì; phối hợp với Sở Công Thương rà soát.", ["Sở Công Thương"]),
    ],
)
def test_bodies_asked_to_work_together(text: str, names: list[str]) -> None:
    assert coordinating(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Các sở, ban, ngành, đơn vị liên quan", ["Các sở, ban, ngành, đơn vị liên quan"]),
        ("các sở, ban, ngành và các địa phương", ["Các sở, ban, ngành", "Các địa phương"]),
        ("Đài Phát thanh và Truyền hình tỉnh, Báo Hà Tĩnh", ["Đài Phát thanh và Truyền hình tỉnh", "Báo Hà Tĩnh"]),
        ("Các tổ chức (Hợp tác xã, Tổ hợp tác)", ["Các tổ chức (Hợp tác xã, Tổ hợp tác)"]),
        ("Đề nghị Hội Nông dân; Đoàn Thanh niên", ["Hội Nông dân", "Đoàn Thanh niên"]),
    ],
)
def test_lists_of_bodies(text: str, names: list[str]) -> None:
    assert split_bodies(text) == names


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("Trong Quý I, Quý II/2024", (date(2024, 1, 1), date(2024, 6, 30))),
        ("Quý III năm 2025", (date(2025, 7, 1), date(2025, 9, 30))),
        ("vào tháng 8/2026", (date(2026, 8, 1), date(2026, 8, 31))),
        ("tháng 3 đến tháng 5", (date(2026, 3, 1), date(2026, 5, 31))),
        ("6 tháng đầu năm", (date(2026, 1, 1), date(2026, 6, 30))),
        ("sáu tháng cuối năm", (date(2026, 7, 1), date(2026, 12, 31))),
        ("từ ngày 05/04/2026 đến ngày 20/05/2026", (date(2026, 4, 5), date(2026, 5, 20))),
        ("từ 31/02/2026 đến 20/05/2026", None),
        ("từ 01/06/2026 đến 20/05/2026", None),
        ("tháng 13", None),
        ("sớm nhất", None),
    ],
)
def test_windows(text: str, window: Any) -> None:
    assert read_window(text, 2026) == window


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ít nhất 03 sản phẩm OCOP 4 sao, 8 sản phẩm 3 sao", [(3, 4, "any"), (8, 3, "any")]),
        ("nâng hạng 3 sản phẩm OCOP 3 sao lên 4 sao", [(3, 4, "upgrade")]),
        ("công nhận lại 02 sản phẩm 3 sao và công nhận mới 01 sản phẩm 4 sao", [(2, 3, "renewal"), (1, 4, "new")]),
        ("năm 2025 có 12 hộ và 3 sao", []),
    ],
)
def test_promises(text: str, found: list[tuple[int, int, str]]) -> None:
    assert [(p.number, p.star, p.kind) for p in promises(Line(1, text))] == found


def test_a_number_said_differently_elsewhere_is_doubtful() -> None:
    parts = [
        section("MỤC TIÊU", "Phấn đấu có 05 sản phẩm 4 sao, 07 sản phẩm 3 sao."),
        section("NỘI DUNG", "1. Có 06 sản phẩm 4 sao.", first=8),
    ]
    targets, found = read_targets(parts)
    assert [p.number for p in targets.committed] == [5, 7]
    assert [d.note for d in found.data if d.confidence == "doubtful"] == ["Chỗ khác ghi 6."]


def test_only_an_expectation_is_a_doubtful_promise_and_totals_are_checked() -> None:
    targets, found = read_targets([section("MỤC TIÊU", "Dự kiến có 10 sản phẩm (trong đó 04 sản phẩm 4 sao).")])
    assert targets.total is not None
    assert targets.total[0] == 10
    assert [d.confidence for d in found.data] == ["doubtful", "doubtful"]


ANNEX = """Phụ lục
KẾ HOẠCH GIAO
TT\tĐơn vị\tTổng số\tSố sản phẩm
\t\t\t4 sao\t3 sao
1\tXã An\t3\t1\t2
3\tXã Bình\t4\tx\t3
\tTổng cộng\t9\t1\t5
"""


def test_an_annex_with_faults_is_told_not_mended() -> None:
    annex, found = read_annex(lines(ANNEX))
    assert annex is not None
    assert (annex.title, annex.columns) == ("KẾ HOẠCH GIAO", ["TT", "Đơn vị", "Tổng số", "4 sao", "3 sao"])
    assert [(row.name, row.total, row.stars) for row in annex.rows] == [
        ("Xã An", 3, {4: 1, 3: 2}),
        ("Xã Bình", 4, {4: None, 3: 3}),
    ]
    assert totals_of(annex) == {"total": 9, "star_4": 1, "star_3": 5}
    notes = " ".join(d.note for d in found.data)
    for word in ("không phải là số", "có thể thiếu dòng", "ghi 4, các hạng sao cộng được 3", "Dòng tổng ghi 9"):
        assert word in notes


def test_a_table_written_with_upright_strokes() -> None:
    text = "| STT | Địa phương | 3 sao |\n|---|---|---|\n| 1 | Xã An | 2 |\n| 2 | Xã Bình | 1.000 |\n"
    annex, _found = read_annex(lines(text))
    assert annex is not None
    assert [row.stars for row in annex.rows] == [{3: 2}, {3: 1000}]
    assert totals_of(annex) == {}


def test_other_tables_are_no_annex() -> None:
    assert read_annex(lines("TT\tNội dung\tKinh phí\n1\tTập huấn\t20\n2\tHội chợ\t30\n"))[0] is None
    assert read_annex(lines("TT\tXã\t3 sao\n1\tXã An\t2\n"))[0] is None


def test_bases_and_what_they_leave_out() -> None:
    text = (
        "Căn cứ Luật Tổ chức chính quyền địa phương; Quyết định 12/QĐ-TTg ngày 3/4/2025 về việc A. "
        "Căn cứ Công văn số 5/SNN-PTNT của Sở B; Quyết định số 7/QĐ-XYZ ngày 31/02/2025; "
        "Ủy ban nhân dân xã C ban hành Kế hoạch như sau:"
    )
    bases, opening, found = read_bases([Line(4, text)])
    assert [b.get("number") for b in bases] == [None, "12/QĐ-TTg", "5/SNN-PTNT", "7/QĐ-XYZ"]
    assert [b.get("issuer") for b in bases] == [None, "Thủ tướng Chính phủ", "Sở B", None]
    assert bases[3]["issued_on"] is None
    assert opening == "Ủy ban nhân dân xã C ban hành Kế hoạch như sau:"
    assert [d.confidence for d in found.data] == ["sure", "sure", "likely", "likely", "likely"]
    assert read_bases([])[1] == ""


@pytest.mark.parametrize(
    ("text", "kinds", "amount"),
    [
        ("Ngân sách tỉnh: 1,5 tỷ đồng", ["province"], 1_500_000_000),
        ("Ngân sách xã 250.000.000 đồng", ["commune"], 250_000_000),
        ("Nguồn vốn khác: tín dụng", ["credit"], None),
        ("Nguồn vốn khác", ["other"], None),
        ("Vốn Trung ương thực hiện Chương trình MTQG", ["central"], None),
        ("Lồng ghép, doanh nghiệp đối ứng 30 triệu đồng", ["integrated", "producer"], 30_000_000),
    ],
)
def test_money(text: str, kinds: list[str], amount: int | None) -> None:
    assert source_kinds(text)[0] == kinds
    assert amount_of(text) == amount


def test_an_unknown_source_is_doubtful() -> None:
    sources, _lines, found = read_funding([section("KINH PHÍ THỰC HIỆN", "1. Quỹ làng.")])
    assert sources == [{"order": 1, "text": "Quỹ làng.", "source_kind": "other"}]
    assert found.data[0].confidence == "doubtful"


def test_batches_with_odd_counts_and_places() -> None:
    text = "Đợt II: trong tháng 5, gồm 03 sản phẩm: Gạo A (4 sao), phường Hạc Thành; Mật B, HTX Mật B; Trà C."
    batches, used, found = read_batches([section("ĐỢT", text)], [], Targets([], []), 2026, "xã D")
    (batch,) = batches
    assert [line.text for line in used] == [text]
    assert batch["number"] == 1
    assert [p["name"] for p in batch["products"]] == ["Gạo A", "Mật B", "Trà C"]
    assert batch["products"][0]["star_sought"] == 4
    assert batch["products"][1]["producer"] == "HTX Mật B"
    assert any("Không thấy địa chỉ" in d.note for d in found.data)
    short = section("ĐỢT", "+ Đợt 1: gồm 05 sản phẩm: Gạo A, xã An; Trà B, xã An.")
    notes = [d.note for d in read_batches([short], [], Targets([], []), 2026, "xã D")[2].data]
    assert "Không đọc được thời gian của đợt; lấy cả năm." in notes
    assert any("Ghi 5 sản phẩm, đọc được 2" in note for note in notes)


def test_a_table_of_products_is_a_list_of_batches() -> None:
    text = (
        "TT\tTên sản phẩm\tChủ thể\tĐịa chỉ\tHạng sao đề nghị\tLoại\n"
        "Đợt 1 (từ 01/03/2026 đến 30/04/2026)\n"
        "1\tGạo A\tHTX A\txã An\t4\tnâng hạng\n2\t(chưa nêu tên)\t\t\t\tcông nhận mới\n\tTổng\t2\t\t\t\n"
        "Đợt 2\t(tháng 9)\n1\tTrà B\t\txã Bình\t3 sao\tcông nhận lại\nHết.\n"
    )
    batches, _lines, _found = read_batches([], lines(text), Targets([], []), 2026, "xã D")
    assert [(b["label"], str(b["window_to"])) for b in batches] == [("Đợt 1", "2026-04-30"), ("Đợt 2", "2026-09-30")]
    assert [(p["name"], p["star_sought"], p["kind"]) for b in batches for p in b["products"]] == [
        ("Gạo A", 4, "upgrade"),
        (None, None, "new"),
        ("Trà B", 3, "renewal"),
    ]
    loose = lines("TT\tSản phẩm\tĐịa chỉ\n1\tGạo A\txã An\n2\tTrà B\txã An\n")
    assert [b["label"] for b in read_batches([], loose, Targets([], []), 2026, "xã D")[0]] == ["Trong năm 2026"]


def test_tasks_without_numbers_and_with_odd_bodies() -> None:
    parts = [
        section(
            "TỔ CHỨC THỰC HIỆN",
            "- UBND xã chủ trì, phối hợp với Hội Nông dân tổ chức họp.",
            "- UBND xã phối hợp tuyên truyền.",
            "- Các thôn thực hiện vệ sinh.",
        )
    ]
    tasks, _section, numbered, _found = read_tasks(parts)
    assert not numbered
    assert [(t["body"], t.get("coordinating"), len(t["items"])) for t in tasks] == [
        ("UBND xã", ["Hội Nông dân"], 2),
        ("Các thôn", None, 1),
    ]
    odd = section("PHÂN CÔNG NHIỆM VỤ", "1. Ông Ba", "- làm việc A", "2. Phòng Kinh tế chủ trì tham mưu kế hoạch.")
    tasks, _section, numbered, found = read_tasks([odd])
    assert numbered
    assert [t["body"] for t in tasks] == ["Ông Ba", "Phòng Kinh tế"]
    assert [d.confidence for d in found.data if d.path.endswith("leads")] == ["doubtful", "sure"]
    assert read_tasks([])[0] == []


def test_activities_with_numbers_and_times() -> None:
    part = section(
        "NỘI DUNG",
        "1. Tập huấn cho chủ thể",
        "- Mở 02 lớp, mỗi lớp 50 người, 3 ngày/lớp",
        "- Thời gian: Quý II",
        "2. Việc khác",
        "3. Hội nghị",
        "Tổ chức gồm: Hội nghị triển khai; Hội nghị tổng kết",
    )
    activities, _found = read_activities([part])
    assert [(a["kind"], a.get("count"), a.get("time")) for a in activities] == [
        ("training", 2, "Quý II"),
        ("meeting", 2, None),
    ]
    assert (activities[0]["people_to"], activities[0]["days_from"]) == (50, 3)


def test_recipients_and_signers() -> None:
    assert recipient("- Ban A (2747-QĐ/TU, 2023);") == {"text": "Ban A (2747-QĐ/TU, 2023)"}
    assert recipient("- Ban A (để b/c);") == {"text": "Ban A", "purpose": "để b/c"}
    assert read_recipients([])[1].data[0].confidence == "doubtful"
    foot = lines("Nơi nhận: - Như trên; - Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nTrần Thị Bưởi\n")
    assert [r["text"] for r in read_recipients(foot)[0]] == ["Như trên", "Lưu: VT"]
    assert read_signer(Source(foot=foot))[0] == {
        "authority": "TM. ỦY BAN NHÂN DÂN",
        "title": "CHỦ TỊCH",
        "name": "Trần Thị Bưởi",
    }
    assert read_signer(Source())[0] == {"authority": "", "title": "", "name": ""}


def test_a_letterhead_in_capitals_and_one_that_is_missing() -> None:
    text = (
        "ỦY BAN NHÂN DÂN XÃ HÓA QUỲ\nSố: 5/KH-UBND\nHóa Quỳ, ngày 31 tháng 02 năm 2026\nKẾ HOẠCH\n"
        "THỰC HIỆN CHƯƠNG TRÌNH (OCOP) NĂM 2026\nCăn cứ A;\nI. NỘI DUNG\nA.\n"
    )
    head, _found = read_header(source(text))
    assert head["unit_name"] == "xã Hóa Quỳ"
    assert (head["number"], head["issued_on"], head["year"]) == (5, None, 2026)
    assert head["abstract"] == "Thực hiện chương trình (OCOP) năm 2026"
    bare, found = read_header(source("Chữ gì đó.\n"))
    assert (bare["unit_name"], bare["year"], bare["place"]) == ("", None, "")
    assert sum(d.confidence == "doubtful" for d in found.data) >= 3
    assert unit_names("UBND huyện Thọ Xuân xây dựng kế hoạch") == ["huyện Thọ Xuân"]


def test_a_year_only_in_the_date_is_doubtful() -> None:
    text = "Số: 5/KH-UBND\nHóa Quỳ, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nVề sản phẩm OCOP\nI. NỘI DUNG\nA.\n"
    head, found = read_header(source(text))
    assert head["year"] == 2026
    assert [d.confidence for d in found.data if d.path == "year"] == ["doubtful"]


def test_marks_stars_and_fields_of_other_programs_are_cleaned() -> None:
    found, noise = clean_lines("## **Đạt 4* sao**\n---\n- 7 -\n•\u00a0Một {{ nam }}\n")
    assert [line.text for line in found] == ["Đạt 4 sao sao", "- Một { { nam } }"]
    assert {one.kind for one in noise} == {"markup", "page_number"}
    with pytest.raises(ValueError, match="too long"):
        clean_lines("a\n" * 20_001)
