"""Figures of the real plans: the annex cell by cell, totals, batches, and clear refusals of unsound files."""

import copy
from pathlib import Path

import pytest

from programs.domain.plans_text import facts_of
from programs.domain.seed_schema import check_plan
from programs.domain.seeds_files import FOLDER, SeedError, read_plan_file, resolve, seed_paths
from tests.programs.seed_sources import source_text, version_of


def table() -> list[tuple[str, list[int]]]:
    """The annex of the draft's source: name → total, 5, 4, 3 stars (blank is 0), «Tổng» first."""
    rows = []
    for line in source_text("004_ff3d8a04c2d96248.txt").splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > 2 and (cells[0].isdigit() or cells[1] == "Tổng"):
            rows.append((cells[1], [int(cell or 0) for cell in [*cells, "", "", ""][2:6]]))
    return rows


@pytest.mark.parametrize("state", ["draft", "issued"])
def test_annex_equals_the_source_in_all_cells(state: str) -> None:
    version = version_of("thanh-hoa-2025.yaml", state)
    cells = {(t["unit_code"], t["star"]): t["committed"] for t in version["targets"]}
    ours = []
    for row in version["annex"]["rows"]:
        stars = [cells.get((row["unit_code"], star), 0) for star in (5, 4, 3)]
        ours.append((row["unit"].replace("Bỉm", "Bim"), [row["total"], *stars]))
    totals = version["totals"]
    head = ("Tổng", [totals[name] for name in ("total", "star_5", "star_4", "star_3")])
    assert [head, *ours] == table()
    assert head[1] == [160, 3, 20, 137]
    assert len(ours) == 26


def test_unit_codes_are_those_of_the_day() -> None:
    codes = [row["unit_code"] for row in version_of("thanh-hoa-2025.yaml", "issued")["annex"]["rows"]]
    assert len(set(codes)) == 26
    assert "405" not in codes  # huyện Đông Sơn had joined the city on 01/01/2025
    assert codes[:3] == ["380", "382", "406"]


def test_tho_xuan_names_fourteen_products_in_three_batches() -> None:
    version = version_of("tho-xuan-2024.yaml", "draft")
    batches = version["batches"]
    assert [len(b["products"]) for b in batches] == [6, 4, 4]
    assert [p["kind"] for p in batches[2]["products"]] == ["upgrade", "upgrade", "upgrade", "new"]
    facts = facts_of(version)
    assert [facts[n] for n in ("chi_tieu.tong", "du_kien.tong", "du_kien.sao_4", "du_kien.sao_3")] == [11, 14, 4, 10]
    training = version["activities"][1]
    assert [training[n] for n in ("count", "days_from", "days_to", "people_from", "people_to")] == [3, 1, 2, 200, 300]
    assert [s["number"] for s in version["sections"]].count("V") == 2


def test_luu_ve_renews_three_products_and_adds_one() -> None:
    version = version_of("luu-ve-2026.yaml", "draft")
    names = [(p.get("name"), p["star_sought"], p["kind"]) for p in version["batches"][0]["products"]]
    assert names == [
        ("Nem chua Minh Anh", 3, "renewal"),
        ("Bánh răng bừa Nga My", 3, "renewal"),
        ("Miến gạo Dung Tháp", 3, "renewal"),
        (None, 3, "new"),
    ]
    assert facts_of(version)["dot_1.thang"] == "8/2026"


def test_thanh_hoa_has_sixteen_groups_of_bodies() -> None:
    tasks = version_of("thanh-hoa-2025.yaml", "issued")["tasks"]
    assert [t["order"] for t in tasks] == list(range(1, 17))
    assert tasks[1]["coordinating"] == ["Văn phòng Điều phối xây dựng NTM tỉnh", "Các sở, ban ngành có liên quan"]


def test_all_files_are_read() -> None:
    assert [p.name for p in seed_paths()] == [
        "binh-luong-2023.yaml",
        "luu-ve-2026.yaml",
        "thanh-hoa-2025.yaml",
        "tho-xuan-2024.yaml",
    ]


def spoil(data: dict, change: str) -> dict:
    spoilt = copy.deepcopy(data)
    version = spoilt["versions"][0]
    if change == "annex":
        version["annex"]["rows"][3]["total"] = 9
    elif change == "total":
        version["totals"]["star_4"] = 21
    elif change == "unknown":
        version["titel"] = "x"
    elif change == "star":
        version["targets"][0]["star"] = 2
    elif change == "number":
        version["number"] = 36
    elif change == "missing":
        del version["signer"]
    elif change == "type":
        version["tasks"][0]["order"] = "một"
    else:
        version["state"] = "issued"
    return spoilt


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("annex", "Phiên bản 1, phụ lục, dòng 4 (Huyện Nga Sơn): ghi 9, cộng được 8."),
        ("total", "Phiên bản 1, tổng “star_4”: ghi 21, các dòng cộng được 20."),
        ("unknown", "Phiên bản 1: trường “titel” không có trong mẫu."),
        ("star", "Phiên bản 1, targets 1, “star”: giá trị “2” không hợp lệ."),
        ("number", "Phiên bản 1: dự thảo chưa được ghi số hoặc ngày ban hành."),
        ("missing", "Phiên bản 1: thiếu trường “signer”."),
        ("type", "Phiên bản 1, tasks 1, “order”: phải là số nguyên."),
        ("state", "Phiên bản 1: bản ban hành phải có số và ngày ban hành."),
    ],
)
def test_unsound_file_is_refused_in_plain_words(change: str, fault: str) -> None:
    data = read_plan_file(FOLDER / "thanh-hoa-2025.yaml")
    for version in data["versions"]:
        del version["year"], version["unit_code"]
    assert check_plan(data) == []
    assert fault in check_plan(spoil(data, change))


def test_a_correction_that_does_not_fit_is_refused() -> None:
    entry = {"printed": "không có trong văn bản", "written": "x", "times": 1, "note": "thử"}
    assert resolve({"versions": [{"state": "draft", "opening": "văn", "corrections": [entry]}]})[1] == [
        "corrections “không có trong văn bản”: ghi 1 lần, tìm thấy 0 lần."
    ]


@pytest.mark.parametrize("text", ["plan: [", "- 1", "versions: 1", "versions: [1]", "versions: [{same_as: draft}]"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ke-hoach.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SeedError, match=r"^ke-hoach\.yaml: "):
        read_plan_file(path)
