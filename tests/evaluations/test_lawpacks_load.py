"""Loading a law pack: all of it or nothing, with the sheet and the reason; what the real packs are."""

import json
import shutil
from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command

from evaluations.domain.lawpacks import PackError, load_pack, pack_codes
from evaluations.domain.lawpacks.load import ROOT, alteration, published_hashes
from evaluations.domain.lawpacks.report import check_packs

CODE = "qd-26-2026"
HONEY = "04-mat-ong-mat-khac-va-nong-san-thuc-pham-khac.yaml"
MANIFEST = "manifest.yaml"
DELETE = object()


@pytest.fixture
def copy(tmp_path):
    """A copy of one pack that may be spoilt: `spoil(file, path, value)` sets (or deletes) what stands at a path."""
    shutil.copytree(ROOT / CODE, tmp_path / CODE)
    shutil.copy(ROOT / "published.yaml", tmp_path)

    def spoil(file, path, value):
        place = tmp_path / CODE / ("" if file == MANIFEST else "sheets") / file
        data = node = yaml.safe_load(place.read_text())
        for key in path[:-1]:
            node = node[key]
        if value is DELETE:
            del node[path[-1]]
        else:
            node[path[-1]] = value
        place.write_text(yaml.safe_dump(data, allow_unicode=True))
        return tmp_path

    return spoil


LEAF = ("parts", 0, "criteria", 0, "criteria", 0)  # 1.1, three options of 1, 2, 3 points


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("parts", 0, "max"), 39, "[A]: tổng các tiêu chí con là 40, ghi là 39"),
        ((*LEAF, "max"), 4, "[1.1]: mức cao nhất là 3 điểm, tiêu chí ghi tối đa 4"),
        ((*LEAF, "options", 0, "points"), -1, "[1.1]: có mức điểm âm"),
        ((*LEAF, "options", 0, "points"), "1", "[1.1]: giá trị của «points» sai kiểu"),
        ((*LEAF, "options", 0, "points"), True, "[1.1]: giá trị của «points» sai kiểu"),
        ((*LEAF, "options", 0, "points"), DELETE, "[1.1]: thiếu khóa «points»"),
        ((*LEAF, "options", 0, "min_star"), 6, "[1.1]: dấu sao lạ: ['6']"),
        ((*LEAF, "options", 0, "case"), "a", "[1.1]: các trường hợp và các mức điểm không khớp nhau"),
        ((*LEAF, "options", 0), "có", "[1.1]: phải là một nhóm khóa và giá trị"),
        ((*LEAF, "options"), DELETE, "[1.1]: phải có đúng một trong hai: tiêu chí con hoặc các mức điểm"),
        ((*LEAF, "criteria"), [], "[1.1]: phải có đúng một trong hai: tiêu chí con hoặc các mức điểm"),
        ((*LEAF, "gate"), "wait", "[1.1]: loại điều kiện lạ «wait»"),
        ((*LEAF, "code"), "1.2", "[1.2]: mã tiêu chí trùng"),
        ((*LEAF, "applies_if"), {"code": "9.9"}, "[1.1]: điều kiện áp dụng nói tới tiêu chí không có: 9.9"),
        (
            (*LEAF, "applies_if"),
            {"code": "5.1"},
            "[1.1]: điều kiện áp dụng phải gồm mã tiêu chí và số điểm tối thiểu từ 1",
        ),
        (
            (*LEAF, "applies_if"),
            {"code": "5.2", "min_points": 1},
            "điều kiện áp dụng nói tới tiêu chí cũng có điều kiện: 5.2",
        ),
        ((*LEAF, "colour"), "đỏ", "[1.1]: khóa lạ «colour»"),
        (("parts", 0, "criteria", 0, "min_star"), 4, "[1]: dấu sao ghi ở đề mục không có mức điểm nào"),
        (("parts", 0, "title"), DELETE, "[A]: thiếu khóa «title»"),
        (("status",), "gần xong", ": trạng thái lạ «gần xong»"),
        (("product_set",), 27, ": bộ sản phẩm 27 không có trong phân loại"),
        (("product_set",), 5, ": bộ sản phẩm 5 có hai phiếu"),
        (("name",), DELETE, ": thiếu khóa «name»"),
    ],
)
def test_a_faulty_sheet_refuses_the_pack_and_is_named(copy, path, value, reason):
    root = copy(HONEY, path, value)

    with pytest.raises(PackError) as refused:
        load_pack(CODE, root)

    faults = [str(fault) for fault in refused.value.faults]
    assert any(fault.endswith(reason) for fault in faults), faults
    assert all("/sheets/0" in fault for fault in faults)


def test_a_mark_on_a_criterion_without_points_is_refused(copy):
    root = copy(HONEY, (*LEAF, "min_star"), 4)
    for option in range(3):
        copy(HONEY, (*LEAF, "options", option, "points"), 0)

    with pytest.raises(PackError, match="không có mức nào trên 0 điểm"):
        load_pack(CODE, root)


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("code",), "qd-khac", "mã «qd-khac» khác tên thư mục"),
        (("valid_from",), DELETE, "thiếu khóa «valid_from»"),
        (("valid_from",), "22/05/2026", "giá trị của «valid_from» sai kiểu"),
        (("has_district",), "không", "«has_district» phải là true hoặc false"),
        (("deadlines", "rerank_days"), DELETE, "deadlines]: phải có đúng các khóa"),
        (("rounds", "province", 0, "proposed_before"), "30/02", "giá trị không đọc được"),
        (("papers", 0, "evidence"), ["giay_la"], "giá trị không đọc được"),
        (("papers", 0, "title"), DELETE, "[papers]: thiếu khóa «title»"),
        (("transition", "old_pack"), DELETE, "giá trị không đọc được"),
        (("sheets",), "qd-khong-co", "không thấy phiếu nào ở «qd-khong-co»"),
        (("weights",), {"A": 35, "B": 25, "C": 40}, "điểm các phần ghi"),
    ],
)
def test_a_faulty_manifest_refuses_the_pack(copy, path, value, reason):
    root = copy(MANIFEST, path, value)

    with pytest.raises(PackError, match=reason.replace("[", r"\[").replace("]", r"\]")):
        load_pack(CODE, root)


def test_a_manifest_that_is_no_mapping_is_refused(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / MANIFEST).write_text("- một\n")

    with pytest.raises(PackError, match="phải là một nhóm khóa và giá trị"):
        load_pack("x", tmp_path)


def test_an_unknown_pack_is_not_found():
    with pytest.raises(LookupError):
        load_pack("qd-9-2099")


def test_an_incomplete_sheet_loads_with_its_doubts(copy):
    copy(HONEY, ("status",), "incomplete")
    root = copy(HONEY, (*LEAF, "max"), 4)

    pack = load_pack(CODE, root)

    assert not pack.sheet(4).is_complete
    assert [fault.place for fault in pack.doubts] == ["1", "1.1"]


@pytest.mark.parametrize(
    ("code", "sheets", "incomplete"),
    [
        ("qd-1048-2019", 0, []),
        ("qd-148-2023", 26, [7, 11, 12, 13]),
        ("qd-148-2023+1489-2025", 26, [7, 11, 12, 13]),
        ("qd-26-2026", 26, []),
    ],
)
def test_the_real_packs(code, sheets, incomplete):
    pack = load_pack(code)

    assert len(pack.sheets) == sheets
    assert [number for number, sheet in pack.sheets.items() if not sheet.is_complete] == incomplete
    assert sum(pack.manifest.weights.values()) == 100
    assert pack.manifest.bands == {5: 90, 4: 70, 3: 50, 2: 30, 1: 0}


@pytest.mark.parametrize("code", pack_codes())
def test_who_recognises_three_stars(code):
    bodies = {"qd-1048-2019": "province", "qd-148-2023": "district"}
    law = load_pack(code).manifest

    assert law.recognises == {3: bodies.get(code, "province"), 4: "province", 5: "central"}
    assert law.has_district is (law.code_form == "district")


def test_the_sets_of_1048_lead_to_sets_of_148():
    sets = load_pack("qd-1048-2019").manifest.product_sets

    assert sorted(sets) == list(range(1, 27))
    assert set(sets.values()) - {None} == set(range(1, 27)) - {23, 24, 25}


def test_a_sheet_gives_its_criteria_by_code():
    sheet = load_pack(CODE).sheet(4)

    assert sheet.criterion("3.5").max == 3
    with pytest.raises(LookupError):
        sheet.criterion("99")


def test_what_was_published_is_unaltered():
    found = check_packs()

    assert found["ok"], found
    assert [(pack["code"], pack["published"]) for pack in found["packs"]] == [
        ("qd-1048-2019", True),
        ("qd-148-2023", True),
        ("qd-148-2023+1489-2025", True),
        ("qd-26-2026", True),
    ]


def test_an_altered_pack_is_told(copy):
    found = check_packs(copy(HONEY, (*LEAF, "title"), "Nguồn gốc"))

    pack = next(pack for pack in found["packs"] if pack["code"] == CODE)
    assert (pack["ok"], len(pack["faults"])) == (False, 1)
    assert "đã khác bản công bố" in pack["faults"][0]


def test_an_altered_pack_may_not_be_used_and_one_not_published_may(copy):
    root = copy(HONEY, (*LEAF, "title"), "Nguồn gốc")
    told = load_pack(CODE).sha256[:12]
    assert alteration(load_pack(CODE, root), root).startswith(f"{CODE}: nội dung đã khác bản công bố ({told}… ≠ ")

    (root / "published.yaml").write_text("qd-148-2023: abc\n")
    published_hashes.cache_clear()

    assert alteration(load_pack(CODE, root), root) == ""
    assert [alteration(load_pack(code)) for code in pack_codes()] == ["", "", "", ""]


def test_missing_and_refused_packs_are_told(copy):
    found = check_packs(copy(HONEY, ("name",), DELETE))

    faults = {pack["code"]: pack["faults"] for pack in found["packs"]}
    assert faults["qd-148-2023"] == ["không có thư mục của bộ quy định đã công bố"]
    assert faults[CODE] == [f"{CODE}/sheets/{HONEY}: thiếu khóa «name»"]
    assert not found["ok"]


def test_the_command_prints_json_and_fails_with_a_faulty_pack(monkeypatch):
    out = StringIO()
    call_command("check_lawpacks", stdout=out)
    found = json.loads(out.getvalue())
    incomplete = {pack["code"]: [row["product_set"] for row in pack["incomplete"]] for pack in found["packs"]}
    assert (found["ok"], incomplete["qd-148-2023"]) == (True, [7, 11, 12, 13])

    command = "evaluations.management.commands.check_lawpacks.check_packs"
    monkeypatch.setattr(command, lambda: {"ok": False, "packs": []})
    with pytest.raises(CommandError):
        call_command("check_lawpacks", stdout=StringIO())


def test_the_hash_covers_every_sheet_and_the_manifest(copy):
    real = load_pack(CODE).sha256

    sheet = load_pack(CODE, copy(HONEY, ("name",), "Mật")).sha256

    assert len({real, sheet, load_pack("qd-148-2023").sha256, load_pack("qd-148-2023+1489-2025").sha256}) == 4
