"""Units and bodies by program: the map of any day, lineage, what became of a unit."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from programs.domain.place import forget_lineage
from programs.models import Body, BodyChange, Instrument, Unit
from tests import factories as make
from tests.api.calls import get, queries, signed_in, status

pytestmark = pytest.mark.django_db
EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def reader(db: None) -> Client:
    """Somebody of any place: units are public facts."""
    return signed_in("viewer", make.make_unit())


@pytest.fixture
def place(reader: Client) -> dict[str, Unit]:
    """A province whose district ended with the reform: its two communes went to one, a third was split in two."""
    act = Instrument.objects.create(number="9/NQ-THU", effective_on=DAY)
    province = make.make_unit("province", code="98", name="Tỉnh Thử")
    ended = {"valid_to": EVE, "instrument_to": act}
    district = make.make_unit("district", province, code="980", name="Huyện Thử", **ended)
    old = [make.make_unit(parent=district, code=f"9800{n}", name=f"Xã Cũ {n}", **ended) for n in (1, 2, 3)]
    new = [
        make.make_unit(parent=province, code=f"9801{n}", name=f"Xã Mới {n}", valid_from=DAY, instrument_from=act)
        for n in (1, 2)
    ]
    for before, after, extent in (
        (old[0], new[0], "whole"),
        (old[1], new[0], "whole"),
        (old[2], new[0], "part"),
        (old[2], new[1], "part"),
    ):
        before.edges_out.create(successor=after, extent=extent, instrument=act, effective_on=DAY)
    forget_lineage()
    return {"province": province, "district": district, "old": old[0], "split": old[2], "new": new[0]}


def names(page: Any) -> list[str]:
    return [row["name"] for row in page["results"]]


def test_the_map_of_a_day(reader: Client, place: dict[str, Unit]) -> None:
    assert names(get(reader, "units/", on="2025-06-30", parent="980")) == ["Xã Cũ 1", "Xã Cũ 2", "Xã Cũ 3"]
    assert names(get(reader, "units/", on="2025-07-01", parent="98")) == ["Xã Mới 1", "Xã Mới 2"]
    assert names(get(reader, "units/", province="98", tier="district")) == []
    assert names(get(reader, "units/", province="98", tier="district", on="2025-06-30")) == ["Huyện Thử"]
    found = get(reader, "units/", province="98", all_versions="true", ordering="-valid_from")
    assert len(found["results"]) == 7
    assert found["results"][0]["valid_from"] == "2025-07-01"
    assert names(get(reader, "units/", q="thu huyen", on="2025-06-30")) == ["Huyện Thử"]


def test_the_parent_is_that_of_the_day(reader: Client, place: dict[str, Unit]) -> None:
    old = get(reader, "units/", on="2025-06-30", q="xa cu 1")["results"][0]
    assert old["parent"] == {"code": "980", "name": "Huyện Thử"}
    assert (old["tier"], old["kind"]["value"]) == ({"value": "commune", "label": "cấp xã"}, "xa")
    past = get(reader, "units/", all_versions="true", q="xa cu 1")["results"][0]
    assert past["parent"] == old["parent"]


def test_a_record_has_its_day(reader: Client, place: dict[str, Unit]) -> None:
    assert status(reader, "units/98001/") == 404
    record = get(reader, "units/98001/", on="2025-06-30")
    assert [above["name"] for above in record["above"]] == ["Tỉnh Thử", "Huyện Thử"]
    assert record["instrument_to"]["number"] == "9/NQ-THU"
    assert [version["name"] for version in record["versions"]] == ["Xã Cũ 1"]
    assert get(reader, "units/98001/", on="2025-06-30", fields="code,name") == {"code": "98001", "name": "Xã Cũ 1"}


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("units/", {"on": "30/06/2025"}, "on"),
        ("units/98/", {"on": "hom-nay"}, "on"),
        ("units/98/", {"on": "2025-02-30"}, "on"),
        ("units/98/", {"day": "2025-01-01"}, "day"),
        ("units/98/lineage/", {"on": "2025-13-01"}, "on"),
        ("units/98/became/", {"from": "x"}, "from"),
        ("units/", {"tier": "huyen"}, "tier"),
    ],
)
def test_what_says_nothing_is_refused(reader: Client, path: str, query: dict[str, str], field: str) -> None:
    response = reader.get(f"/api/v1/{path}", query)
    assert (response.status_code, response.json()["errors"][0]["field"]) == (400, field)


def test_lineage_tells_both_directions(reader: Client, place: dict[str, Unit]) -> None:
    found = get(reader, "units/98011/lineage/")
    assert [(step["unit"]["name"], step["extent"]["value"]) for step in found["before"]] == [
        ("Xã Cũ 1", "whole"),
        ("Xã Cũ 2", "whole"),
        ("Xã Cũ 3", "part"),
    ]
    assert found["before"][0]["instrument"]["number"] == "9/NQ-THU"
    district = get(reader, "units/980/lineage/", on="2025-06-30")
    assert [unit["name"] for unit in district["derived"]] == ["Xã Mới 1", "Xã Mới 2"]
    assert status(reader, "units/980/lineage/") == 404


BECAME = [
    ("98001", {}, "Xã Mới 1", {"Xã Mới 1": "whole"}),
    ("98003", {}, None, {"Xã Mới 1": "part", "Xã Mới 2": "part"}),
    ("980", {}, None, {"Xã Mới 1": "part", "Xã Mới 2": "part"}),
    ("98001", {"on": "2025-06-30"}, "Xã Cũ 1", {"Xã Cũ 1": "whole"}),
    ("98012", {"from": "2026-01-01", "on": "2025-01-01"}, None, {"Xã Cũ 3": "part"}),
]


@pytest.mark.parametrize(("code", "query", "whole", "heirs"), BECAME)
def test_what_became_of_a_unit(
    reader: Client, place: dict[str, Unit], code: str, query: dict[str, str], whole: str | None, heirs: dict[str, str]
) -> None:
    found = get(reader, f"units/{code}/became/", **query)
    assert (found["whole"] or {}).get("name") == whole
    assert {heir["unit"]["name"]: heir["extent"]["value"] for heir in found["heirs"]} == heirs


def test_a_district_whose_communes_all_went_to_one_unit(reader: Client, place: dict[str, Unit]) -> None:
    place["split"].edges_out.all().delete()
    place["split"].delete()
    forget_lineage()
    found = get(reader, "units/980/became/")
    assert found["whole"]["name"] == "Xã Mới 1"
    assert [by["number"] for by in found["heirs"][0]["by"]] == ["9/NQ-THU"]


def test_nobody_carried_the_code_then(reader: Client, place: dict[str, Unit]) -> None:
    assert status(reader, "units/98001/became/", **{"from": "2025-07-01"}) == 404
    assert status(reader, "units/98011/became/", on="2025-06-30") == 404


def test_two_generations_and_a_circle(reader: Client) -> None:
    """Over a unit in between, and two edges that lead to the same unit; a circle in the data ends."""
    first = make.make_unit(code="71", valid_to=date(2022, 12, 31))
    middle = [make.make_unit(code=f"7{n}", valid_from=date(2023, 1, 1), valid_to=date(2024, 12, 31)) for n in (2, 3)]
    last = make.make_unit(code="74", valid_from=date(2025, 1, 1), name="Xã Cuối")
    for before, after, extent in (
        (first, middle[0], "part"),
        (first, middle[1], "whole"),
        (middle[0], last, "whole"),
        (middle[1], last, "whole"),
        (middle[1], first, "part"),
    ):
        before.edges_out.create(successor=after, extent=extent, effective_on=after.valid_from)
    forget_lineage()
    found = get(reader, "units/71/became/")
    assert [(heir["unit"]["name"], heir["extent"]["value"], heir["by"]) for heir in found["heirs"]] == [
        ("Xã Cuối", "whole", [])
    ]


@pytest.mark.parametrize(("on", "communes"), [("2025-06-30", 547), ("2025-07-01", 166)])
def test_the_loaded_units_of_thanh_hoa(units: None, reader: Client, on: str, communes: int) -> None:
    found, page = 0, get(reader, "units/", province="38", tier="commune", on=on, limit=100)
    while True:
        found += len(page["results"])
        if not page["next"]:
            break
        page = reader.get(page["next"]).json()
    assert found == communes


def test_units_take_the_same_queries_for_any_number(reader: Client) -> None:
    with_few = queries(reader, "units/?limit=100")
    for _ in range(99):
        make.make_unit()
    assert queries(reader, "units/?limit=100") == with_few
    assert with_few <= 8


@pytest.fixture
def body(reader: Client) -> Body:
    """An office that was merged into another one."""
    unit = make.make_unit("province", code="97", name="Tỉnh Bảy")
    old = Body.objects.create(
        unit=unit, name="Sở Cũ", kind="so", valid_from=date(2015, 1, 1), valid_to=date(2025, 2, 28)
    )
    new = Body.objects.create(unit=unit, name="Sở Mới", kind="so", valid_from=date(2025, 3, 1))
    BodyChange.objects.create(predecessor=old, successor=new, kind="merged", effective_on=date(2025, 3, 1))
    return old


def test_bodies_with_what_they_became(reader: Client, body: Body) -> None:
    record = get(reader, f"bodies/{body.pk}/")
    assert [(one["body"]["name"], one["kind"]["label"]) for one in record["became"]] == [
        ("Sở Mới", "hợp nhất, sáp nhập")
    ]
    assert [one["name"] for one in record["today"]] == ["Sở Mới"]
    assert record["last_day"] == "2025-02-28"
    later = get(reader, f"bodies/{record['became'][0]['body']['id']}/")
    assert [one["body"]["name"] for one in later["came_from"]] == ["Sở Cũ"]
    assert later["last_day"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Sở Cũ", "Sở Mới"]),
        ({"q": "so moi"}, ["Sở Mới"]),
        ({"q": "tinh bay so cu"}, ["Sở Cũ"]),
        ({"on": "2025-01-01"}, ["Sở Cũ"]),
        ({"unit": "97", "kind": "so", "ordering": "-updated_at"}, ["Sở Mới", "Sở Cũ"]),
        ({"unit": "96"}, []),
        ({"kind": "bao"}, []),
        ({"updated_since": "2100-01-01T00:00:00Z"}, []),
    ],
)
def test_filters_of_bodies(reader: Client, body: Body, query: dict[str, str], found: list[str]) -> None:
    assert names(get(reader, "bodies/", **query)) == found
