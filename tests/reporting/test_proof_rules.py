"""Each rule of the prover on a small plan: one fact is wrong, the rule and its place are named (no database)."""

import copy
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from evaluations.domain.lawpacks import load_pack, pack_codes
from reporting.domain.proof.batches import named_span
from reporting.domain.proof.content import content_facts, prove_content
from reporting.domain.proof.facts import found
from reporting.domain.proof.law import citations_in, instruments
from reporting.domain.proof.texts import mentions

Content = dict[str, Any]
DAY = date(2026, 6, 1)


def sound() -> Content:
    """A plan of Lưu Vệ without a fault: one renewal in one batch, law of 2026."""
    product = {"name": "Nem chua", "place": "xã Lưu Vệ", "unit_code": "16438", "star_sought": 3, "kind": "renewal"}
    batch = {"number": 1, "label": "Đợt 1", "window_from": date(2026, 7, 1), "window_to": date(2026, 9, 30)}
    text = "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22/05/2026 của Thủ tướng Chính phủ"
    base = {"text": text, "number": "26/2026/QĐ-TTg", "issued_on": date(2026, 5, 22), "issuer": "Thủ tướng Chính phủ"}
    promise = "Năm 2026 công nhận lại 01 sản phẩm OCOP 3 sao (Nem chua)."
    target = {"unit": "Xã Lưu Vệ", "unit_code": "16438", "star": 3, "kind": "renewal", "committed": 1, "working": None}
    return {
        "year": 2026,
        "unit_code": "16438",
        "state": "draft",
        "abstract": "Thực hiện Chương trình OCOP năm 2026",
        "issuer": "Ủy ban nhân dân xã Lưu Vệ",
        "place": "Lưu Vệ",
        "opening": "",
        "closing": "",
        "bases": [base],
        "sections": [{"number": "I", "heading": "MỤC TIÊU", "kind": "targets", "body": promise}],
        "targets": [target],
        "batches": [{**batch, "wording": "Trong Quý III/2026: Nem chua, xã Lưu Vệ.", "products": [product]}],
        "tasks": [
            {"order": 1, "body": "Phòng Kinh tế", "coordinating": [], "intro": "Chủ trì thực hiện.", "items": []}
        ],
        "activities": [],
        "funding": [{"order": 1, "text": "Ngân sách xã"}],
        "recipients": [{"text": "Văn phòng Điều phối NTM tỉnh"}, {"text": "Lưu: VT"}],
        "signer": {"authority": "KT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": "Đoàn Đình Tùng"},
    }


def proved(content: Content, day: date = DAY) -> list[tuple[str, str]]:
    """(rule, cell) of the findings."""
    return [(one.rule, one.place.cell) for one in prove_content(content, day)]


def test_the_small_plan_is_sound() -> None:
    assert proved(sound()) == []


def _annex(content: Content, *rows: tuple[int, str, str, int], stars: dict[str, int] | None = None) -> None:
    content["annex"] = {"rows": [dict(zip(("order", "unit", "unit_code", "total"), row, strict=True)) for row in rows]}
    for code, number in (stars or {}).items():
        row = {"unit": code, "unit_code": code, "star": 3, "kind": "any", "committed": number, "working": None}
        content["targets"].append(row)


def lost_working(content: Content) -> None:
    content["targets"][0]["working"] = 0
    content["batches"] = []


def lost_working_in_the_annex(content: Content) -> None:
    _annex(content, (1, "Phường Hàm Rồng", "14758", 1), stars={"14758": 1})
    content["targets"][1]["working"] = 0


def row_twice(content: Content) -> None:
    rows = [(1, "Phường Hàm Rồng", "14758", 1), (2, "Phường Hàm Rồng", "14758", 1)]
    _annex(content, *rows, stars={"14758": 1})


def target_without_row(content: Content) -> None:
    _annex(content, (1, "Phường Hàm Rồng", "14758", 0), stars={"14797": 1})


def strange_unit(content: Content) -> None:
    content["batches"][0]["products"][0]["unit_code"] = "00000"


def backwards(content: Content) -> None:
    batch = content["batches"][0]
    batch |= {"window_from": date(2026, 9, 30), "window_to": date(2026, 7, 1), "wording": "Nem chua, xã Lưu Vệ"}


def early_second_batch(content: Content) -> None:
    second = {"number": 2, "label": "Đợt 2", "window_from": date(2026, 1, 1), "window_to": date(2026, 3, 31)}
    content["batches"].append({**second, "wording": "", "products": []})


def other_year(content: Content) -> None:
    content["batches"][0] |= {"window_to": date(2027, 9, 30), "wording": "Nem chua, xã Lưu Vệ"}


def one_too_many(content: Content) -> None:
    more = {**content["batches"][0]["products"][0], "name": "Bánh răng bừa"}
    content["batches"][0]["products"].append(more)
    content["batches"][0]["wording"] += " Bánh răng bừa"


def quoted(content: Content) -> None:
    content["sections"][0]["body"] += "\nPhát triển sản phẩm “Miến gạo”."


def producer_unsaid(content: Content) -> None:
    content["batches"][0]["products"][0]["producer"] = "HTX Hạnh Phúc"


def impossible_day(content: Content) -> None:
    content["closing"] = "Theo Quyết định số 148/QĐ-TTg ngày 31/02/2023."


def replaced_base(content: Content) -> None:
    text = "Căn cứ Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ"
    base = {"text": text, "number": "148/QĐ-TTg", "issued_on": date(2023, 2, 24)}
    content["bases"].append(base)
    content["batches"][0] |= {"window_to": None}


def ended_programme(content: Content) -> None:
    text = "Căn cứ Quyết định số 919/QĐ-TTg ngày 01/08/2022 của Thủ tướng Chính phủ"
    content["bases"].append({"text": text, "number": "919/QĐ-TTg", "issued_on": date(2022, 8, 1)})


def lapsed_in_text(content: Content) -> None:
    content["tasks"][0]["items"] = ["Theo Quyết định số 1048/QĐ-TTg của Thủ tướng Chính phủ."]


def known_otherwise(content: Content) -> None:
    base = content["bases"][0]
    base |= {"text": base["text"].replace("22/05", "21/05"), "issued_on": date(2026, 5, 21)}


def district_funding(content: Content) -> None:
    content["funding"][0]["text"] = "Ngân sách huyện"


def unlisted_coordination(content: Content) -> None:
    content["tasks"][0] |= {"intro": "Phối hợp với Hội Nông dân tuyên truyền."}


def unordered(content: Content) -> None:
    content["funding"][0]["order"] = 4


def unnumbered(content: Content) -> None:
    content["state"] = "issued"


def odd_authority(content: Content) -> None:
    content["signer"] = {"authority": "THAY MẶT", "title": "CHỦ TỊCH", "name": "A"}


def uncounted_batches(content: Content) -> None:
    content["sections"][0]["body"] += "\nThẩm định thành 03 đợt."


def backward_activity(content: Content) -> None:
    content["activities"] = [{"title": "Tập huấn", "days_from": 3, "days_to": 2}]


def month_elsewhere(content: Content) -> None:
    content["activities"] = [{"title": "Tổ chức đánh giá", "time": "Tháng 11/2026"}]


def too_few_of_a_star(content: Content) -> None:
    content["targets"][0]["committed"] = 2
    content["sections"][0]["body"] = ""


CASES: list[tuple[Callable[[Content], None], list[tuple[str, str]]]] = [
    (lost_working, [("working_less", "headline/renewal/3/working")]),
    (lost_working_in_the_annex, [("working_less", "annex/14758/any/3")]),
    (row_twice, [("annex_twice", "annex/14758/order")]),
    (target_without_row, [("annex_missing", "annex/14797/any/3")]),
    (strange_unit, [("unit_code", "batch/1/product/1/place")]),
    (backwards, [("window_order", "batch/1/to")]),
    (early_second_batch, [("batch_order", "batch/2/from")]),
    (other_year, [("window_year", "batch/1/to")]),
    (
        one_too_many,
        [
            ("batch_total", "batches/count"),
            ("batch_star", "batches/star/3"),
            ("batch_kind", "batches/kind/renewal"),
            ("kind_list", "batch/1/product/2/kind"),
        ],
    ),
    (quoted, [("quoted_product", "section/1/line/2")]),
    (producer_unsaid, [("text_name", "batch/1/product/1/producer"), ("text_producer", "batch/1/product/1/producer")]),
    (impossible_day, [("citation_day", "closing/line/1"), ("text_lapsed", "closing/line/1")][:1]),
    (replaced_base, [("base_replaced", "base/2/number")]),
    (ended_programme, [("base_period", "base/2/number")]),
    (lapsed_in_text, [("text_lapsed", "task/1/item/1")]),
    (known_otherwise, [("citation_date", "base/1/text"), ("base_known", "base/1/date")]),
    (district_funding, [("district_text", "funding/1")]),
    (unlisted_coordination, [("coordination", "task/1/item/0")]),
    (unordered, [("order", "funding/1/order")]),
    (unnumbered, [("number", "number")]),
    (odd_authority, [("signature", "signer/title")]),
    (uncounted_batches, [("batch_count", "section/1/line/2")]),
    (backward_activity, [("activity_range", "activity/1/days_from")]),
    (month_elsewhere, [("text_month", "activity/1/time")]),
    (
        too_few_of_a_star,
        [("batch_total", "batches/count"), ("batch_star", "batches/star/3"), ("batch_kind", "batches/kind/renewal")],
    ),
]


@pytest.mark.parametrize(("change", "wanted"), CASES, ids=[change.__name__ for change, _wanted in CASES])
def test_one_wrong_fact(change: Callable[[Content], None], wanted: list[tuple[str, str]]) -> None:
    content = sound()
    change(content)
    assert [one for one in proved(content) if one[0] != "annex_column"] == wanted


@pytest.mark.parametrize(
    ("day", "severity"), [(date(2026, 5, 21), "warning"), (date(2026, 5, 22), "fault"), (date(2026, 7, 21), "fault")]
)
def test_evaluation_after_the_law_lapsed(day: date, severity: str) -> None:
    content = sound()
    replaced_base(content)
    content["bases"].pop(0)
    content["batches"][0]["window_to"] = date(2026, 9, 30)
    found_ones = [one for one in prove_content(content, day) if one.rule == "window_after_lapse"]
    assert [(one.severity, one.place.cell, one.other and one.other.cell) for one in found_ones] == [
        (severity, "batch/1/to", "base/1/number")
    ]
    content["batches"][0]["window_to"] = date(2026, 7, 20)
    assert "window_after_lapse" not in [rule for rule, _cell in proved(content, day)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Trong Quý I, Quý II/2024", (date(2024, 1, 1), date(2024, 6, 30))),
        ("Quý III và IV năm 2025", (date(2025, 7, 1), date(2025, 12, 31))),
        ("Đánh giá tháng 2/2024", (date(2024, 2, 1), date(2024, 2, 29))),
        ("Trong năm 2023", (date(2023, 1, 1), date(2023, 12, 31))),
        ("Đợt 1", None),
    ],
)
def test_named_spans(text: str, wanted: Any) -> None:
    assert named_span(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("có thêm 160 sản phẩm OCOP (trong đó có 03 sản phẩm OCOP 5 sao)", [(3, 5, "", False), (160, None, "", False)]),
        ("Duy trì 12 sản phẩm OCOP 3 sao", []),
        ("dự kiến 4 sản phẩm 4 sao và 1.000 sản phẩm 3 sao", [(4, 4, "", True), (1000, 3, "", True)]),
        ("công nhận mới 01 sản phẩm OCOP 3 sao", [(1, 3, "new", False)]),
        ("nâng hạng 3 sản phẩm OCOP 3 sao lên 4 sao", []),
    ],
)
def test_numbers_of_products_in_a_sentence(text: str, wanted: Any) -> None:
    assert [tuple(one) for one in mentions(text)] == wanted


def test_citations_are_read_in_all_their_spellings() -> None:
    place = content_facts(sound(), DAY).place("bases", "Căn cứ 1", "base/1/text")
    text = "Kế hoạch số 268/KH-UBND, ngày 08/12/2021; Quyết định 1489/QĐ-TTg ngày 06 tháng 7 năm 2025; số 27/2022/NĐ-CP"
    assert [(one.number, one.day) for one in citations_in(text, place)] == [
        ("268/KH-UBND", date(2021, 12, 8)),
        ("1489/QĐ-TTg", date(2025, 7, 6)),
        ("27/2022/NĐ-CP", None),
    ]


def test_instruments_have_the_dates_of_the_law_packs() -> None:
    known = instruments()
    checked = []
    for code in pack_codes():
        manifest = load_pack(code).manifest
        own = known.get(
            {"qd-148-2023": "148 qd ttg", "qd-26-2026": "26 2026 qd ttg", "qd-1048-2019": "1048 qd ttg"}.get(code, "")
        )
        if own:
            checked.append((code, own.in_force_from == manifest.valid_from))
    assert checked == [("qd-1048-2019", True), ("qd-148-2023", True), ("qd-26-2026", True)]


def test_long_keys_fit_and_differ() -> None:
    place = content_facts(sound(), DAY).place("targets", "x", "x" * 400)
    keys = [found("r", place, "m", figures=(n,)).key for n in (1, 2)]
    assert (len(keys[0]) <= 300, keys[0] != keys[1]) == (True, True)


def test_a_badly_written_fact_stays_as_typed() -> None:
    content = copy.deepcopy(sound())
    content["opening"] = "Năm {{ Nam }} và 2026"
    assert content_facts(content, DAY + timedelta(days=1)).lines[0].text == "Năm {{ Nam }} và 2026"
