"""Bodies on a day: by their dates, their changes, their units, and by dated names."""

from datetime import date

import pytest

from programs.domain.bodies_names import body_key, committee_of, dated_names
from programs.domain.bodies_time import body_on, exists_on, is_there, last_day, successors_on
from programs.enums import Extent, Tier
from programs.models import Body, BodyChange, Unit, UnitLineage
from tests.factories import make_unit

REFORM = date(2025, 7, 1)
BEFORE = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Sở NN & PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở Nông nghiệp và PTNT", "Sở NN và PTNT"),
        ("Sở NNPTNT tỉnh Thử", "Sở Nông nghiệp và PTNT"),
        ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
        ("VP Điều phối NTM tỉnh Thử", "Văn phòng Điều phối nông thôn mới"),
        ("UBND tỉnh Thử", "Ủy ban nhân dân tỉnh Thử"),
    ],
)
def test_two_writings_of_one_body(left: str, right: str) -> None:
    assert body_key(left, "Tỉnh Thử") == body_key(right, "Tỉnh Thử")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("UBND xã Lưu Vệ", "xã Lưu Vệ"),
        ("Uỷ ban nhân dân huyện Thọ Xuân", "huyện Thọ Xuân"),
        ("UBND các xã, phường", ""),
        ("UBND tỉnh", ""),
        ("Sở Y tế", ""),
    ],
)
def test_the_unit_of_a_committee(name: str, place: str) -> None:
    assert committee_of(name) == place


def test_the_files_names_are_keys_with_a_note_and_a_day() -> None:
    for one in dated_names():
        assert one.name == body_key(one.name)
        assert one.note
        assert one.valid_from or one.valid_to


@pytest.fixture
def province(db: None) -> Unit:
    return make_unit(Tier.PROVINCE, name="Tỉnh Thử")


def body(unit: Unit | None, name: str, first: date | None = None, last: date | None = None) -> Body:
    return Body.objects.create(unit=unit, name=name, valid_from=first, valid_to=last)


def become(before: Body, *after: Body, day: date = REFORM) -> None:
    for one in after:
        BodyChange.objects.create(predecessor=before, successor=one, kind="merged", effective_on=day)


def test_a_body_is_followed_to_its_successor(province: Unit) -> None:
    first = body(province, "Sở Một", last=BEFORE)
    second = body(province, "Sở Hai", first=REFORM, last=date(2025, 9, 30))
    third = body(province, "Sở Ba", first=date(2025, 10, 1))
    become(first, second)
    become(second, third, day=date(2025, 10, 1))
    found = [body_on(first, day) for day in (BEFORE, REFORM, date(2025, 10, 1))]
    assert found == [first, second, third]
    assert body_on(third, BEFORE) is None


def test_a_body_split_among_several_has_no_one_successor(province: Unit) -> None:
    first = body(province, "Sở Một", last=BEFORE)
    heirs = [body(province, name, first=REFORM) for name in ("Sở Hai", "Sở Ba")]
    become(first, *heirs)
    become(heirs[0], first)  # a circle recorded by mistake ends
    assert successors_on(first, REFORM) == heirs
    assert body_on(first, REFORM) is None


def test_a_body_ends_with_its_unit_but_not_when_the_unit_goes_on_under_its_name(province: Unit) -> None:
    district = make_unit(Tier.DISTRICT, province, name="Huyện Hết", valid_to=BEFORE)
    gone = body(district, "Phòng Nông nghiệp và PTNT")
    assert (is_there(gone, BEFORE), is_there(gone, REFORM), last_day(gone)) == (True, False, BEFORE)
    old = make_unit(Tier.COMMUNE, province, name="Xã Còn", code="X9", valid_to=BEFORE)
    make_unit(Tier.COMMUNE, province, name="Xã Còn", code="X9", valid_from=REFORM)
    assert is_there(body(old, "Phòng Kinh tế"), REFORM)
    assert is_there(body(None, "Bộ Một"), REFORM)


@pytest.mark.parametrize(
    ("name", "day", "exists", "successor"),
    [
        ("Sở NN & PTNT", date(2025, 2, 24), True, ""),
        ("Sở NN & PTNT tỉnh Thử", date(2026, 3, 1), False, "Sở Nông nghiệp và Môi trường"),
        ("Bộ Nông nghiệp và PTNT", date(2026, 3, 1), False, "Bộ Nông nghiệp và Môi trường"),
        ("Phòng Nông nghiệp và PTNT huyện", BEFORE, True, ""),
        ("Phòng Nông nghiệp huyện", REFORM, False, ""),
        ("UBND các huyện, thị xã, thành phố", REFORM, False, ""),
        ("UBND các xã, thị trấn", REFORM, False, ""),
        ("UBND các xã, thị trấn", BEFORE, True, ""),
        ("UBND huyện Hết", BEFORE, True, ""),
        ("UBND huyện Hết", REFORM, False, "Ủy ban nhân dân xã Nối"),
        ("UBND xã Nối", REFORM, True, ""),
    ],
)
def test_names_in_a_plan_on_a_day(province: Unit, name: str, day: date, exists: bool, successor: str) -> None:
    district = make_unit(Tier.DISTRICT, province, name="Huyện Hết", valid_to=BEFORE)
    make_unit(Tier.COMMUNE, district, name="Thị trấn Hết", kind="thi_tran", valid_to=BEFORE)
    heir = make_unit(Tier.COMMUNE, province, name="Xã Nối", valid_from=REFORM)
    UnitLineage.objects.create(predecessor=district, successor=heir, extent=Extent.WHOLE, effective_on=REFORM)
    found = exists_on(name, province, day)
    assert (found.known, found.exists, found.successor_name) == (True, exists, successor)
    assert bool(found.reason) is not exists


@pytest.mark.parametrize("name", ["Sở Công Thương", "Các thôn", "UBND các xã, phường", "UBND xã Lạ", "Huyện ủy"])
def test_names_nothing_is_known_of(province: Unit, name: str) -> None:
    found = exists_on(name, province, REFORM)
    assert (found.known, found.exists) == (False, True)


def test_what_people_recorded_comes_first(province: Unit) -> None:
    old = body(province, "Sở Nông nghiệp và PTNT", last=date(2025, 2, 28))
    become(old, body(province, "Sở Nông nghiệp và Môi trường", first=date(2025, 3, 1)), day=date(2025, 3, 1))
    commune = make_unit(Tier.COMMUNE, province)
    found = exists_on("Sở NN & PTNT", commune, date(2025, 3, 1))
    assert (found.exists, found.successor_name) == (False, "Sở Nông nghiệp và Môi trường")
    assert found.reason == "Sở Nông nghiệp và PTNT chỉ có đến hết ngày 28/02/2025."
    assert exists_on("Sở NN & PTNT", commune, date(2025, 2, 28)).exists
    early = exists_on("Sở NN&MT", commune, date(2025, 2, 28))
    assert (early.exists, early.reason) == (False, "Sở Nông nghiệp và Môi trường chưa có ngày 28/02/2025.")
