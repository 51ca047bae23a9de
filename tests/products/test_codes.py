"""Official codes: parts, both eras, the commune's own series, codes written on paper."""

import threading
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from products.domain.codes import (
    assign_code,
    build_code,
    code_units,
    parse_code,
    record_code,
    unit_of_code,
)
from products.models import Product, ProductCode
from programs.domain.reach import rebuild_reach
from programs.enums import Extent, Tier
from programs.models import Unit, UnitLineage
from tests.factories import make_producer, make_product, make_unit, make_user

LAST_DAY, NEW_MAP = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def places(db: Any) -> dict[str, Unit]:
    """Province 38 on both maps: the old commune 16438 below district 404, its heir 16438, and another commune."""
    province = make_unit(Tier.PROVINCE, code="38")
    district = make_unit(Tier.DISTRICT, province, code="404", valid_to=LAST_DAY)
    old = make_unit(parent=district, code="16438", name="Xã Quảng Phong", valid_to=LAST_DAY)
    new = make_unit(parent=province, code="16438", name="Xã Lưu Vệ", valid_from=NEW_MAP)
    UnitLineage.objects.create(predecessor=old, successor=new, extent=Extent.WHOLE, effective_on=NEW_MAP)
    rebuild_reach()
    other = make_unit(parent=province, code="00367", valid_from=NEW_MAP)
    return {"old": old, "new": new, "other": other}


@given(
    parts=st.tuples(st.integers(1, 99), st.none() | st.integers(0, 999), st.integers(0, 99_999)),
    serial=st.integers(1, 9_999),
    year=st.integers(2018, 2099),
    padding=st.integers(0, 4),
)
def test_codes_go_round(parts: tuple[int, int | None, int], serial: int, year: int, padding: int) -> None:
    province, district, commune = f"{parts[0]:02d}", "" if parts[1] is None else f"{parts[1]:03d}", f"{parts[2]:05d}"
    year = min(year, 2025) if district else max(year, 2025)
    path = f"{province}/{district}/{commune}/" if district else f"{province}/{commune}/"
    unit = Unit(tier=Tier.COMMUNE, path=path, code=commune)
    text = build_code(unit, serial, year, padding)
    code = parse_code(f" {text.replace('-', ' – ')} ")
    assert (code.province, code.district, code.commune) == (province, district, commune)
    assert (code.serial, code.year, str(code), code.path) == (serial, year, text, path)
    assert build_code(unit, code.serial, code.year, padding) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "official_code"),
        ("38-16438-x-2026", "official_code"),
        ("38-16438-٣-2026", "official_code"),
        ("38-404-16438-1-2026", "code_era"),
        ("38-16438-1-2024", "code_era"),
        ("38-16438-0-2026", "code_serial"),
    ],
)
def test_wrong_codes_are_refused(text: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        parse_code(text)
    assert caught.value.code == code


def test_zeros_lost_in_excel_are_named() -> None:
    with pytest.raises(ValidationError, match="01-009-00367-3-2022"):
        parse_code("1-9-367-3-2022")


@pytest.mark.parametrize(
    ("fields", "serial", "year", "code"),
    [
        ({"tier": Tier.DISTRICT, "path": "38/404/"}, 1, 2024, "code_unit"),
        ({"tier": Tier.COMMUNE, "path": "38/404/16438/"}, 1, 2026, "code_era"),
        ({"tier": Tier.COMMUNE, "path": "38/16438/"}, 0, 2026, "code_serial"),
        ({"tier": Tier.COMMUNE, "path": "38/16438/"}, 10_000, 2026, "code_serial"),
    ],
)
def test_what_cannot_have_a_code(fields: dict[str, Any], serial: int, year: int, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        build_code(Unit(name="X", **fields), serial, year, 0)
    assert caught.value.code == code


def test_a_code_names_units_of_its_year(places: dict[str, Unit]) -> None:
    assert unit_of_code(parse_code("38-404-16438-3-2022")) == places["old"]
    assert unit_of_code(parse_code("38-404-16438-3-2018")) == places["old"]  # before the register of units begins
    assert unit_of_code(parse_code("38-16438-3-2025")) == places["new"]
    for text in ("39-16438-1-2026", "38-405-16438-3-2022", "38-99999-1-2026"):
        with pytest.raises(ValidationError) as caught:
            unit_of_code(parse_code(text))
        assert caught.value.code == "code_unit"


def test_numbers_of_a_communes_own_series(places: dict[str, Unit]) -> None:
    first, second = (make_product(make_producer(places["new"])) for _ in range(2))
    stranger = make_product(make_producer(places["other"]))
    officer = make_user(Role.COMMUNE_OFFICER, places["new"])
    codes = [assign_code(actor=officer, product=p, unit=places["new"], year=2025).code for p in (first, first, second)]
    assert codes == ["38-16438-1-2025", "38-16438-1-2025", "38-16438-2-2025"]
    assert assign_code(actor=None, product=stranger, unit=places["other"], year=2025).code == "38-00367-1-2025"
    again = assign_code(actor=officer, product=second, unit=places["new"], year=2026)
    assert (again.code, again.is_assigned) == ("38-16438-2-2026", True)
    second.refresh_from_db()
    assert second.official_code == "38-16438-2-2026"
    assert LegalAct.objects.filter(verb="assign_code").count() == 4


def test_padding_and_a_series_for_each_year_are_settings(places: dict[str, Unit]) -> None:
    SiteSetting.objects.create(key="code_serial_padding", value=3)
    SiteSetting.objects.create(key="code_serial_series", value="year")
    first, second = (make_product(make_producer(places["new"])) for _ in range(2))
    given = [(first, 2025), (second, 2025), (second, 2026)]
    codes = [assign_code(actor=None, product=p, unit=places["new"], year=year).code for p, year in given]
    assert codes == ["38-16438-001-2025", "38-16438-002-2025", "38-16438-001-2026"]


def test_codes_written_on_paper(places: dict[str, Unit]) -> None:
    product, other = (make_product(make_producer(places["old"])) for _ in range(2))
    officer = make_user(Role.COMMUNE_OFFICER, places["new"])
    for _ in range(2):
        stored = record_code(actor=officer, product=product, code="38-404-16438-007-2022")
    assert (stored.era, stored.unit, stored.serial, stored.is_assigned) == ("district", places["old"], 7, False)
    for taken in ("38-404-16438-007-2022", "38-404-16438-7-2022"):
        with pytest.raises(ValidationError) as caught:
            record_code(actor=officer, product=other, code=taken)
        assert caught.value.code == "code_taken"
    record_code(actor=officer, product=product, code="38-404-16438-5-2020")
    product.refresh_from_db()
    assert product.official_code == "38-404-16438-007-2022"
    assert assign_code(actor=officer, product=other, unit=places["new"], year=2026).code == "38-16438-1-2026"


def test_an_imported_code_goes_to_the_list_before_a_newer_one(places: dict[str, Unit]) -> None:
    product = make_product(make_producer(places["new"]), official_code="38-404-16438-9-2021")
    bad = make_product(make_producer(places["new"]), official_code="không rõ")
    assign_code(actor=None, product=product, unit=places["new"], year=2026)
    assign_code(actor=None, product=bad, unit=places["new"], year=2026)
    assert list(product.codes.values_list("code", "unit")) == [
        ("38-16438-1-2026", places["new"].pk),
        ("38-404-16438-9-2021", None),
    ]
    assert bad.codes.count() == 1


@pytest.mark.parametrize(("where", "year", "code"), [("other", 2026, "code_unit"), ("new", 2017, "code_year")])
def test_a_code_is_refused(places: dict[str, Unit], where: str, year: int, code: str) -> None:
    product = make_product(make_producer(places["new"]))
    with pytest.raises(ValidationError) as caught:
        assign_code(actor=None, product=product, unit=places[where], year=year)
    assert (caught.value.code, ProductCode.objects.count()) == (code, 0)


def test_nobody_numbers_products_of_another_commune(places: dict[str, Unit]) -> None:
    product = make_product(make_producer(places["new"]))
    other = make_user(Role.COMMUNE_OFFICER, places["other"])
    verbs = (
        lambda: assign_code(actor=other, product=product, unit=places["new"], year=2026),
        lambda: record_code(actor=other, product=product, code="38-16438-1-2026"),
    )
    for verb in verbs:
        with pytest.raises(ValidationError) as caught:
            verb()
        assert caught.value.code == "outside_territory"


def test_series_that_may_number_a_product(places: dict[str, Unit]) -> None:
    producer = make_producer(places["old"])
    assert list(code_units(producer, NEW_MAP)) == [places["new"]]
    assert list(code_units(producer, LAST_DAY)) == [places["old"]]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers(places: dict[str, Unit]) -> None:
    products = [make_product(make_producer(places["new"])) for _ in range(4)]
    start, faults = threading.Barrier(len(products)), []

    def number(product: Product) -> None:
        try:
            start.wait(10)
            assign_code(actor=None, product=product, unit=places["new"], year=2026)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=number, args=(product,)) for product in products]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []
    assert sorted(ProductCode.objects.values_list("serial", flat=True)) == [1, 2, 3, 4]
