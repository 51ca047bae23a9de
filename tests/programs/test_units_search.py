"""Finding units by what people write: accents or none, old names, short kind words, both placings of a tone."""

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from programs.domain.place import NameIndex, PlaceError, resolve_name
from programs.domain.units import children_of, history, search_units
from programs.enums import Tier
from programs.models import Unit
from tests.factories import make_unit

OLD, NEW, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 1)


def on(day: date, code: str) -> Unit:
    return Unit.objects.on(day).get(code=code)


@pytest.mark.parametrize(
    "text", ["Lưu Vệ", "luu ve", "LUU VE", "xã lưu vệ", "Lưu Vê", unicodedata.normalize("NFD", "Lưu Vệ"), "Tân Phong"]
)
def test_search_finds_luu_ve_by_all_its_names(units: None, text: str) -> None:
    assert "16438" in [found.unit.code for found in search_units(text, NOW)]


def test_search_says_by_which_former_unit_it_was_found(units: None) -> None:
    found = [f for f in search_units("Quảng Định", NOW) if f.unit.code == "16438"]
    assert [(f.unit.name, [u.name for u in f.by], f.above) for f in found] == [
        ("Xã Lưu Vệ", ["Xã Quảng Định"], "Tỉnh Thanh Hóa")
    ]


def test_search_puts_the_very_name_first_then_vietnamese_order(units: None) -> None:
    names = [found.unit.name for found in search_units("hoằng", NOW) if "38/" in found.unit.path]
    assert names[:4] == ["Xã Hoằng Châu", "Xã Hoằng Giang", "Xã Hoằng Hóa", "Xã Hoằng Lộc"]
    assert search_units("Thanh Hóa", NOW)[0].unit.name == "Tỉnh Thanh Hóa"


@pytest.mark.parametrize("text", ["Đặng Xá", "dang xa", "đặng xá"])
def test_d_and_dd_are_one_letter_in_search(units: None, text: str) -> None:
    assert "Xã Đặng Xá" in [found.unit.name for found in search_units(text, OLD)]


@pytest.mark.parametrize("text", ["Hoằng Hoá", "Hoằng Hóa"])
def test_both_placings_of_a_tone_are_one_spelling(units: None, text: str) -> None:
    assert "15865" in [found.unit.code for found in search_units(text, NOW)]
    assert resolve_name(f"xã {text}", NOW).code == "15865"


def test_search_without_a_day_shows_every_version(units: None) -> None:
    found = [(f.unit.name, f.above) for f in search_units("Tân Phong") if f.unit.code == "16438"]
    assert found == [("Thị trấn Tân Phong", "Huyện Quảng Xương, Tỉnh Thanh Hóa")]


@pytest.mark.parametrize("text", ["", "  ", "!!!"])
def test_search_for_nothing_finds_nothing(units: None, text: str) -> None:
    assert search_units(text, NOW) == []


def test_search_takes_six_queries_at_most(units: None, django_assert_max_num_queries: Callable[[int], Any]) -> None:
    with django_assert_max_num_queries(6):
        assert len(search_units("xuân", NOW, limit=50)) == 50


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("TX Bim Sơn", OLD, "381"),
        ("TX Bỉm Sơn", OLD, "381"),
        ("TP Thanh Hóa", OLD, "380"),
        ("TP. Thanh Hoá", OLD, "380"),
        ("Huyện Nga Sơn", OLD, "401"),
        ("H. Nga Sơn", OLD, "401"),
        ("thị xã nghi sơn", OLD, "407"),
        ("Xã Nga Yên, huyện Nga Sơn", OLD, "16132"),
        ("Xã Lưu Vê", NOW, "16438"),
        ("Lưu Vê", NOW, "16438"),
        ("Tỉnh Thanh Hóa", OLD, "38"),
    ],
)
def test_names_in_files_are_understood(units: None, text: str, day: date, code: str) -> None:
    assert resolve_name(text, day, on(day, "38")).code == code


def test_a_name_with_several_units_is_refused_with_their_codes(units: None) -> None:
    with pytest.raises(PlaceError) as error:
        resolve_name("Ba Đình", OLD, on(OLD, "38"))
    assert error.value.code == "ambiguous_unit"
    assert [unit.code for unit in error.value.candidates] == ["14776", "14812", "16096"]
    assert "ngày 30/06/2025" in error.value.message
    assert "Phường Ba Đình (14812), Thị xã Bỉm Sơn" in error.value.message


def test_the_parent_beside_the_name_decides_or_refuses(units: None) -> None:
    province = on(OLD, "38")
    assert resolve_name("Phường Ba Đình, TX Bỉm Sơn", OLD, province).code == "14812"
    with pytest.raises(PlaceError) as error:
        resolve_name("Xã Nga Yên, huyện Hậu Lộc", OLD, province)
    assert error.value.code == "unknown_unit"


def test_a_name_without_accents_is_not_taken_but_the_likely_unit_is_named(units: None) -> None:
    with pytest.raises(PlaceError) as error:
        resolve_name("Xa Nga Yen", OLD, on(OLD, "38"))
    assert error.value.code == "unknown_unit"
    assert error.value.message.endswith("Có phải là: Xã Nga Yên (16132), Huyện Nga Sơn?")


@pytest.mark.parametrize(
    ("text", "code", "problem"),
    [("Xã Lưu Vệ", "16438", None), ("Xã Nga Sơn", "16438", "code_and_name"), ("Xã Lưu Vệ", "99999", "unknown_unit")],
)
def test_code_and_name_must_be_of_one_unit(units: None, text: str, code: str, problem: str | None) -> None:
    index = NameIndex.load(NOW, on(NOW, "38"))
    if problem is None:
        assert index.find(text, code).code == code
        return
    with pytest.raises(PlaceError) as error:
        index.find(text, code)
    assert error.value.code == problem


def test_a_name_of_another_era_or_province_is_unknown(units: None) -> None:
    for text, day, within in (
        ("Thị trấn Tân Phong", NOW, "38"),
        ("Huyện Nga Sơn", NOW, "38"),
        ("Xã Lưu Vệ", NOW, "40"),
    ):
        with pytest.raises(PlaceError):
            resolve_name(text, day, on(day, within))


def test_history_of_luu_ve(units: None) -> None:
    made = history(on(NOW, "16438"))
    assert [(s.unit.name, s.is_whole, s.depth) for s in made.before] == [
        ("Xã Quảng Định", True, 1),
        ("Xã Quảng Đức", True, 1),
        ("Thị trấn Tân Phong", True, 1),
    ]
    assert (made.after, made.derived) == ([], [])


def test_history_goes_on_to_the_end(units: None) -> None:
    made = history(on(date(2023, 1, 1), "14788"))
    assert [(s.unit.name, s.depth) for s in made.after] == [("Phường Phú Sơn", 1), ("Phường Hạc Thành", 2)]
    old = history(on(OLD, "14758")).after
    assert [(s.unit.name, s.is_whole) for s in old] == [("Phường Hạc Thành", False), ("Phường Hàm Rồng", False)]


def test_history_of_a_district_is_derived_from_its_communes(units: None) -> None:
    made = history(on(OLD, "401"))
    assert made.after == []
    assert [unit.name for unit in made.derived] == [
        "Xã Ba Đình", "Xã Hồ Vương", "Xã Nga An", "Xã Nga Sơn", "Xã Nga Thắng", "Xã Tân Tiến",
    ]  # fmt: skip


def test_children_follow_the_day(units: None) -> None:
    assert [len(children_of(None, day)) for day in (OLD, NOW)] == [63, 34]
    assert [len(children_of(on(day, "38"), day)) for day in (OLD, NOW)] == [26, 166]
    first = [unit.name for unit in children_of(on(OLD, "384"), OLD)][:3]
    assert first == ["Xã Mường Chanh", "Thị trấn Mường Lát", "Xã Mường Lý"]


def test_a_district_that_still_stands_has_left_nothing(db: None) -> None:
    made = history(make_unit(Tier.DISTRICT))
    assert (made.before, made.after, made.derived) == ([], [], [])
