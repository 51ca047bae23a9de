"""What a template may say: known facts only, limits, acts in force on its days; the shipped ones hold to it."""

from datetime import date
from typing import Any

import pytest

from programs.domain.outline_tree import numbering_faults
from programs.domain.templates_load import read_templates
from programs.domain.templates_text import (
    IDENTITY,
    MAX_FIELDS,
    MAX_LINES,
    basis_rows,
    law_faults,
    recipient_rows,
    template_labels,
    text_fault,
    write_identity,
)

SHIPPED = read_templates()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Năm {{ nam }}: {{ chi_tieu.sao_3|02 }} của {{ don_vi }}", ""),
        ("a\n{{ chi_tieu.sao_6 }}", "Mục I, dòng 2: không có số liệu tên “chi_tieu.sao_6”; gần nhất là "),
        ("{{ kinh_phi_1 }}", "Mục I, dòng 1: không có số liệu tên “kinh_phi_1”"),
        ("{{ don_vi.__class__ }}", "Mục I, dòng 1: không có số liệu tên “don_vi.__class__”."),
        ("{{ 7*7 }}", "Mục I, dòng 1: “{{ 7*7 }}” không phải là tên số liệu hợp lệ."),
        ("{% load x %}", ""),
        ("{{ nam }}" * (MAX_FIELDS + 1), "Mục I: quá 80 chỗ chèn số liệu."),
        ("a\n" * MAX_LINES, "Mục I: quá 300 dòng."),
    ],
)
def test_only_known_facts_within_limits(text: str, fault: str) -> None:
    found = text_fault(text, "Mục I")
    assert found.startswith(fault)
    assert bool(found) == bool(fault)


def test_bases_and_recipients_name_the_unit_and_the_year_only() -> None:
    assert text_fault("UBND {{ don_vi }} {{ nam }}", "Căn cứ", printed=True) == ""
    found = text_fault("x\n{{ chi_tieu.tong }}", "Căn cứ", printed=True)
    assert found == "Căn cứ, dòng 2: không có số liệu tên “chi_tieu.tong”."


def test_facts_of_the_unit_are_written_out_and_those_of_the_plan_stay() -> None:
    identity = {"don_vi": "xã Lưu Vệ", "nam_truoc": "2025"}
    text = "{{don_vi}} {{ nam_truoc }} {{ nam }} {{ chi_tieu.tong|02 }} {{ tinh }}"
    assert write_identity(text, identity) == "xã Lưu Vệ 2025 {{ nam }} {{ chi_tieu.tong|02 }} {{ tinh }}"
    assert set(IDENTITY) <= set(template_labels())
    assert template_labels()["chi_tieu.sao_5"] == "Chỉ tiêu: 5 sao"


@pytest.mark.parametrize(
    ("bases", "first", "last", "faults"),
    [
        ("Quyết định số 26/2026/QĐ-TTg", date(2026, 5, 22), None, []),
        ("Quyết định số 26/2026/QĐ-TTg", date(2026, 5, 21), None, ["Căn cứ 26/2026/QĐ-TTg có từ 22/05/2026"]),
        ("số 148/QĐ-TTg", date(2025, 1, 1), date(2026, 7, 20), []),
        ("số 148/QĐ-TTg", date(2025, 1, 1), date(2026, 7, 21), ["Căn cứ 148/QĐ-TTg chỉ dùng đến hết 20/07/2026"]),
        ("số 1489/QĐ-TTg", date(2025, 7, 6), None, ["Căn cứ 1489/QĐ-TTg chỉ dùng đến hết 20/07/2026"]),
        ("số 919/QĐ-TTg", date(2024, 1, 1), date(2026, 1, 1), ["Căn cứ 919/QĐ-TTg chỉ dùng đến hết 31/12/2025"]),
        ("số 3148/QĐ-TTg, 5/148/QĐ-TTg", date(2020, 1, 1), None, []),
    ],
)
def test_acts_are_cited_only_while_they_are_in_force(
    bases: str, first: date, last: date | None, faults: list[str]
) -> None:
    found = list(law_faults(bases, first, last))
    assert [message[: len(fault)] for message, fault in zip(found, faults, strict=True)] == faults


def test_lines_become_bases_and_recipients() -> None:
    text = "Căn cứ Nghị định số 27/2022/NĐ-CP ngày 19 tháng 4 năm 2022 của Chính phủ về việc x;"
    first, second = basis_rows(f"{text}\n\nCăn cứ ngày 31/02/2025.")
    assert (first["number"], first["issued_on"], first["issuer"]) == ("27/2022/NĐ-CP", date(2022, 4, 19), "Chính phủ")
    assert second == {"text": "Căn cứ ngày 31/02/2025", "number": "", "issued_on": None, "issuer": ""}
    assert recipient_rows("- UBND tỉnh (để b/c);\n– Lưu: VT.\nĐoàn (x) y") == [
        {"text": "UBND tỉnh", "purpose": "để b/c"},
        {"text": "Lưu: VT", "purpose": ""},
        {"text": "Đoàn (x) y", "purpose": ""},
    ]


@pytest.mark.parametrize("template", SHIPPED, ids=[one["key"] for one in SHIPPED])
def test_a_shipped_template_holds_to_the_rules(template: dict[str, Any]) -> None:
    for section in template["sections"]:
        assert text_fault(section["body"], section["number"]) == ""
        assert numbering_faults(section["body"]) == []
    for name in ("opening", "closing"):
        assert text_fault(template[name], name) == ""
    for name in ("bases", "recipients"):
        assert text_fault(template[name], name, printed=True) == ""
    assert list(law_faults(template["bases"], template["valid_from"], template["valid_to"])) == []
    assert all(row["text"].startswith("Căn cứ ") for row in basis_rows(template["bases"]))
    assert recipient_rows(template["recipients"])[-1]["text"].startswith("Lưu: VT")


def test_shipped_templates_cover_the_days_without_overlap() -> None:
    days = {
        tier: sorted((one["valid_from"], one["valid_to"]) for one in SHIPPED if one["tier"] == tier)
        for tier in ("province", "commune", "district")
    }
    later = [(date(2023, 2, 24), date(2025, 7, 5)), (date(2025, 7, 6), date(2026, 5, 21)), (date(2026, 5, 22), None)]
    assert days == {"province": later, "commune": later, "district": [(date(2023, 2, 24), date(2025, 6, 30))]}
