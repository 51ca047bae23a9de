"""Receipt numbers of Mẫu 01: one series of each office and year (rules.md §3.12, §9)."""

from datetime import date

import pytest

from products.domain.dossiers.queries import unit_above
from products.domain.dossiers.receipts import assign_receipt, receipt_text
from products.enums import Level
from products.models import Dossier, Receipt
from programs.enums import Tier
from programs.models import Unit
from tests.factories import make_dossier, make_producer, make_product, make_unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def province() -> Unit:
    return make_unit(Tier.PROVINCE, code="T38")


def dossier_at(commune: Unit) -> Dossier:
    return make_dossier(make_product(make_producer(commune)))


def given(dossier: Dossier, level: Level = Level.COMMUNE, on: date = DAY) -> Receipt:
    return assign_receipt(actor=None, dossier=dossier, level=level, on=on)


def test_each_commune_counts_for_itself_and_the_province_for_all(province: Unit) -> None:
    first, second = make_unit(parent=province, code="T16438"), make_unit(parent=province, code="T16441")
    dossiers = [dossier_at(first), dossier_at(first), dossier_at(second)]
    assert [given(one).text for one in dossiers] == [
        "1/PĐK-T38-T16438-2026",
        "2/PĐK-T38-T16438-2026",
        "1/PĐK-T38-T16441-2026",
    ]
    assert [given(one, Level.PROVINCE).text for one in dossiers] == [
        "1/PĐK-T38-T16438-2026",
        "2/PĐK-T38-T16438-2026",
        "3/PĐK-T38-T16441-2026",
    ]
    assert {receipt.unit for receipt in Receipt.objects.filter(level=Level.PROVINCE)} == {province}


def test_a_dossier_has_one_number_of_a_level(province: Unit) -> None:
    dossier = dossier_at(make_unit(parent=province))
    assert given(dossier) == given(dossier, on=date(2026, 7, 1))
    assert Receipt.objects.count() == 1


def test_the_series_begins_anew_each_year_and_goes_on_in_a_new_version_of_the_unit(province: Unit) -> None:
    old = make_unit(parent=province, code="T16438", valid_to=date(2026, 4, 29))
    new = make_unit(parent=province, code="T16438", valid_from=date(2026, 4, 30))
    assert given(dossier_at(old), on=date(2025, 12, 31)).text == "1/PĐK-T38-T16438-2025"
    assert given(dossier_at(old), on=date(2026, 1, 1)).number == 1
    assert given(dossier_at(new), on=date(2026, 5, 4)).number == 2


def test_the_office_is_the_version_of_the_day(province: Unit) -> None:
    district = make_unit(Tier.DISTRICT, province, valid_to=date(2025, 6, 30))
    commune = make_unit(parent=district)
    assert given(dossier_at(commune), Level.DISTRICT, date(2025, 5, 5)).unit == district
    assert unit_above(commune, Tier.DISTRICT, date(2025, 7, 4)) == district  # the last there was
    assert unit_above(make_unit(parent=province), Tier.DISTRICT, DAY) is None


def test_without_an_office_above_the_commune_itself_counts() -> None:
    alone = make_unit()
    assert given(dossier_at(alone), Level.PROVINCE).unit == alone


def test_the_text_names_the_codes_of_province_and_commune(province: Unit) -> None:
    assert receipt_text(12, make_unit(parent=province, code="T16"), 2026) == "12/PĐK-T38-T16-2026"
