"""Data files of another shape: every fault is told, in plain words, with its place."""

import copy
from typing import Any

import pytest

from programs.domain.seed_schema import check_plan
from programs.domain.seeds_files import FOLDER, correct, read_plan_file, resolve


def sound() -> dict[str, Any]:
    """The data of Thọ Xuân as the file gives it."""
    data = copy.deepcopy(read_plan_file(FOLDER / "tho-xuan-2024.yaml"))
    for version in data["versions"]:
        del version["year"], version["unit_code"]
    return data


def version_with(**changes: Any) -> dict[str, Any]:
    data = sound()
    data["versions"][0] |= changes
    return data


def with_batch(**changes: Any) -> dict[str, Any]:
    data = sound()
    data["versions"][0]["batches"][0] |= changes
    return data


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        ([], ["Tệp kế hoạch: phải là một nhóm trường."]),
        ({"plan": {}, "versions": "x"}, ["Tệp kế hoạch, “versions”: phải là danh sách."]),
        ({"plan": {}, "versions": []}, [f"plan: thiếu trường “{n}”." for n in ("slug", "year", "unit", "title")]),
        ({**sound(), "known_faults": ["x"]}, ["known_faults 1: phải là một nhóm trường."]),
        ({**sound(), "versions": [1]}, ["Phiên bản 1: phải là một nhóm trường."]),
        (version_with(bases=["x"]), ["Phiên bản 1, bases 1: phải là một nhóm trường."]),
        (version_with(totals={}), ["Phiên bản 1, totals: thiếu trường “total”."]),
        (
            version_with(annex={"title": "x", "columns": []}),
            ["Phiên bản 1, annex: thiếu trường “rows”."],
        ),
        (
            version_with(annex={"title": "x", "columns": [], "rows": [1]}),
            ["Phiên bản 1, phụ lục, dòng 1: phải là một nhóm trường."],
        ),
        (version_with(batches=["x"]), ["Phiên bản 1, batches 1: phải là một nhóm trường."]),
        (with_batch(products="x"), ["Phiên bản 1, batches 1, “products”: phải là danh sách."]),
        (with_batch(products=[1]), ["Phiên bản 1, đợt 1, sản phẩm 1: phải là một nhóm trường."]),
        (version_with(state="nháp"), ["Phiên bản 1, “state”: giá trị “nháp” không hợp lệ."]),
        (version_with(number=True), ["Phiên bản 1, “number”: phải là số nguyên."]),
    ],
)
def test_faults_of_shape_are_told(data: Any, faults: list[str]) -> None:
    assert check_plan(data) == faults


def test_a_product_of_an_unknown_kind_is_told() -> None:
    data = sound()
    data["versions"][0]["batches"][1]["products"][2] |= {"kind": "cũ", "star_sought": 6}
    place = "Phiên bản 1, đợt 2, sản phẩm 3"
    assert check_plan(data) == [
        f"{place}, “kind”: giá trị “cũ” không hợp lệ.",
        f"{place}, “star_sought”: giá trị “6” không hợp lệ.",
    ]


def test_a_task_that_is_neither_inline_nor_not() -> None:
    data = sound()
    data["versions"][0]["tasks"][0]["inline"] = "có"
    assert check_plan(data) == ["Phiên bản 1, tasks 1, “inline”: phải là đúng hoặc sai."]


def test_two_drafts_are_one_too_many() -> None:
    data = sound()
    data["versions"] *= 2
    assert check_plan(data) == ["Mỗi trạng thái (dự thảo, ban hành) chỉ có một phiên bản."]


def test_same_as_must_name_an_earlier_version() -> None:
    _data, faults = resolve({"versions": [{"state": "draft", "same_as": "issued"}]})
    assert faults == ["same_as: không có phiên bản “issued” đứng trước."]


def test_corrections_reach_every_text_and_nothing_else() -> None:
    entry = {"printed": "sai", "written": "đúng", "times": 3, "note": "sai"}
    version = {
        "opening": "sai",
        "rows": [{"name": "sai sai", "count": 3}],
        "source_note": "sai",
        "corrections": [entry],
    }
    corrected, faults = correct(version)
    assert faults == []
    assert corrected["opening"] == "đúng"
    assert corrected["rows"] == [{"name": "đúng đúng", "count": 3}]
    assert (corrected["source_note"], corrected["corrections"]) == ("sai", [entry])
