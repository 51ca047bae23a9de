"""Legal forms and places with history, representative, yearly figures, accounts: every exit of the verbs."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from products.domain.people import ETHNIC_GROUPS, can_edit_own, end_member, link_member, save_representation
from products.domain.places import places_of, present_units
from products.domain.producers import change_form, create_producer, form_warnings, move_producer, update_producer
from products.domain.queries import is_own_producer, own_producers
from products.domain.records import StaleError
from products.domain.years import save_figures, save_years
from products.models import Producer, ProducerAttribution, ProducerMember, Representation, YearFigures
from programs.enums import Tier
from programs.models import Instrument, Reform, UnitLineage
from tests.factories import make_member, make_producer, make_product, make_unit, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def commune() -> Any:
    return make_unit(parent=make_unit(Tier.PROVINCE), name="Xã Thọ Diên")


@pytest.fixture
def officer(commune: Any) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


@pytest.fixture
def producer(commune: Any) -> Producer:
    return make_producer(commune, founded_on=date(2019, 5, 1))


@pytest.fixture
def owner(producer: Producer) -> Any:
    return make_member(producer).user


def codes(error: ValidationError) -> dict[str, list[str]]:
    return {name: [fault.code for fault in faults] for name, faults in error.error_dict.items()}


def test_a_change_of_form_keeps_the_form_before(producer: Producer, officer: Any) -> None:
    change = {"actor": officer, "producer_id": producer.pk, "revision": 0, "legal_form": "dn"}
    for _ in range(2):  # sent twice
        changed = change_form(**change, since=date(2024, 3, 1), note=" Giấy  mới ")
    assert (changed.legal_form, changed.revision) == ("dn", 1)
    history = [(form.legal_form, form.since, form.note) for form in changed.forms.all()]
    assert history == [("dn", date(2024, 3, 1), "Giấy mới"), ("htx", date(2019, 5, 1), "")]
    assert [act.payload["after"] for act in LegalAct.objects.filter(verb="change_legal_form")] == ["dn"]


@pytest.mark.parametrize(
    ("legal_form", "since", "faults"),
    [
        ("htx", date(2024, 3, 1), {"legal_form": ["same_form"]}),
        ("lạ", date(2024, 3, 1), {"legal_form": ["same_form"]}),
        ("dn", TODAY + timedelta(days=1), {"since": ["future"]}),
        ("dn", date(2023, 1, 1), {"since": ["order"]}),
    ],
)
def test_forms_which_are_refused(producer: Producer, legal_form: str, since: date, faults: Any) -> None:
    change_form(actor=None, producer_id=producer.pk, revision=0, legal_form="tht", since=date(2022, 1, 1))
    change_form(actor=None, producer_id=producer.pk, revision=1, legal_form="htx", since=date(2023, 1, 1))
    with pytest.raises(ValidationError) as caught:
        change_form(actor=None, producer_id=producer.pk, revision=2, legal_form=legal_form, since=since)
    assert (codes(caught.value), producer.forms.count()) == (faults, 3)


def test_a_correction_corrects_the_newest_form_and_place(producer: Producer, commune: Any, officer: Any) -> None:
    change_form(actor=officer, producer_id=producer.pk, revision=0, legal_form="dn", since=date(2024, 3, 1))
    place: dict[str, Any] = {"unit": commune, "address": "Thôn 2", "since": date(2024, 4, 1)}
    move_producer(actor=officer, producer_id=producer.pk, revision=1, **place)
    fixed: dict[str, Any] = {"legal_form": "tht", "address": "Thôn 3"}
    update_producer(actor=officer, producer_id=producer.pk, revision=2, unit=commune, **fixed)
    assert [form.legal_form for form in producer.forms.all()] == ["tht", "htx"]
    assert [place.address for place in producer.locations.all()] == ["Thôn 3", ""]


def test_a_move_keeps_the_place_before(producer: Producer, commune: Any) -> None:
    product = make_product(producer)
    new = make_unit(name="Xã Lưu Vệ", valid_from=date(2022, 1, 1))
    move: dict[str, Any] = {"actor": None, "producer_id": producer.pk, "revision": 0, "unit": new}
    for _ in range(2):
        moved = move_producer(**move, address="Thôn Đông", since=date(2024, 3, 1))
    assert (moved.unit, moved.address, moved.revision) == (new, "Thôn Đông", 1)
    places = [(place.unit, place.address, place.since) for place in moved.locations.all()]
    assert places == [(new, "Thôn Đông", date(2024, 3, 1)), (commune, "", date(2019, 5, 1))]
    product.refresh_from_db()
    assert "luu ve" in product.fold


def test_a_second_move_and_a_decided_split(producer: Producer, commune: Any) -> None:
    other = make_unit()
    for number, unit in enumerate((other, commune)):
        day = date(2024, 3, 1 + number)
        move_producer(actor=None, producer_id=producer.pk, revision=number, unit=unit, address="", since=day)
    assert [place.unit for place in producer.locations.all()] == [commune, other, commune]
    commune.valid_to = date(2025, 6, 30)
    commune.save()
    heirs = [make_unit(valid_from=date(2025, 7, 1)) for _ in range(2)]
    for heir in heirs:
        edge: dict[str, Any] = {"extent": "part", "effective_on": heir.valid_from}
        UnitLineage.objects.create(predecessor=commune, successor=heir, **edge)
    producer.refresh_from_db()
    assert present_units([producer], TODAY) == {producer.pk: None}
    decide(producer, heirs[1])
    assert present_units([producer], TODAY) == {producer.pk: heirs[1]}


def decide(producer: Producer, unit: Any) -> None:
    """Somebody decided where the producer lies after the split."""
    facts = {"code": "THU", "name": "Thử", "province": make_unit(Tier.PROVINCE), "effective_on": unit.valid_from}
    reform = Reform.objects.create(instrument=Instrument.objects.create(number="1/NQ"), **facts)
    ProducerAttribution.objects.create(producer=producer, reform=reform, unit=unit)


def test_moves_which_are_refused(producer: Producer, commune: Any, officer: Any) -> None:
    young = make_unit(parent=commune, valid_from=date(2025, 7, 1))
    move: dict[str, Any] = {"producer_id": producer.pk, "address": ""}
    with pytest.raises(ValidationError) as caught:
        move_producer(actor=None, revision=0, unit=young, since=date(2024, 1, 1), **move)
    assert codes(caught.value) == {"unit": ["unit_of_another_day"]}
    with pytest.raises(ValidationError) as caught:
        move_producer(actor=officer, revision=0, unit=make_unit(), since=date(2024, 1, 1), **move)
    assert caught.value.code == "outside_territory"
    with pytest.raises(StaleError):
        move_producer(actor=None, revision=7, unit=commune, since=date(2024, 1, 1), **move)
    with pytest.raises(StaleError):
        change_form(actor=None, producer_id=producer.pk, revision=7, legal_form="dn", since=date(2024, 1, 1))
    assert producer.locations.count() == 0


def test_the_present_unit_is_derived_and_the_old_one_stays(producer: Producer, commune: Any) -> None:
    commune.valid_to = date(2025, 6, 30)
    commune.save()
    heir = make_unit(parent=make_unit(Tier.PROVINCE), name="Xã Mới", valid_from=date(2025, 7, 1))
    effective = date(2025, 7, 1)
    UnitLineage.objects.create(predecessor=commune, successor=heir, extent="whole", effective_on=effective)
    alone = make_producer(make_unit(valid_to=date(2025, 6, 30)))
    still = make_producer(heir)
    assert present_units([producer, alone, still], TODAY) == {producer.pk: heir, alone.pk: None, still.pk: heir}
    move_producer(actor=None, producer_id=producer.pk, revision=0, unit=heir, address="", since=date(2025, 8, 1))
    producer.refresh_from_db()
    assert [(place.unit, now) for place, now in places_of(producer, TODAY)] == [(heir, heir), (commune, heir)]


def test_a_producer_may_not_be_founded_tomorrow(commune: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        create_producer(actor=None, unit=commune, name="HTX", legal_form="htx", founded_on=TODAY + timedelta(days=1))
    assert codes(caught.value) == {"founded_on": ["future"]}


def test_what_is_stored_stays_valid_until_it_is_changed(producer: Producer, commune: Any) -> None:
    Producer.objects.filter(pk=producer.pk).update(phone="01681234567", tax_code="0123456789")
    kept: dict[str, Any] = {"phone": "01681234567", "tax_code": "0123456789", "address": "Thôn 1"}
    changed = update_producer(actor=None, producer_id=producer.pk, revision=0, unit=commune, **kept)
    assert (changed.phone, changed.address) == ("01681234567", "Thôn 1")
    save_representation(actor=None, producer_id=producer.pk, revision=1, phone="01681234567", representative="Lan")
    with pytest.raises(ValidationError) as caught:
        update_producer(actor=None, producer_id=producer.pk, revision=2, unit=commune, phone="01681234568")
    assert codes(caught.value) == {"phone": ["phone"]}


def test_only_tourism_is_for_associations(producer: Producer) -> None:
    products = [make_product(producer, name="Cam", product_set=1), make_product(producer, product_set=26)]
    assert form_warnings(producer, products) == []
    producer.legal_form = "hoi"
    assert [text.endswith("Sản phẩm thuộc bộ khác: Cam.") for text in form_warnings(producer, products)] == [True]
    assert form_warnings(producer, products[1:]) == []


PERSON: dict[str, Any] = {
    "position": "Giám đốc",
    "sex": "nu",
    "ethnicity": "Mường",
    "has_disability": True,
    "residence": "Thôn 1",
    "personal_number": "038 012 345 678",
    "consented_on": date(2026, 1, 5),
}


def test_the_producer_itself_keeps_its_representative(producer: Producer, owner: Any) -> None:
    contact = {"representative": "Lê Thị Lan", "phone": "0912 345 678", "email": "lan@example.vn"}
    for _ in range(2):
        person = save_representation(actor=owner, producer_id=producer.pk, revision=0, **contact, **PERSON)
    producer.refresh_from_db()
    assert (producer.representative, producer.phone, producer.revision) == ("Lê Thị Lan", "0912345678", 1)
    assert (person.personal_number, person.ethnicity, person.has_disability) == ("038012345678", "Mường", True)
    with pytest.raises(StaleError):
        save_representation(actor=owner, producer_id=producer.pk, revision=0, representative="Khác")
    save_representation(actor=owner, producer_id=producer.pk, revision=1, position="Chủ nhiệm")
    assert Representation.objects.get().position == "Chủ nhiệm"


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({"sex": "x"}, {"sex": ["choice"]}),
        ({"personal_number": "1"}, {"personal_number": ["personal_number"]}),
        ({"email": "lan"}, {"email": ["invalid"]}),
        ({"consented_on": TODAY + timedelta(days=1)}, {"consented_on": ["future"]}),
    ],
)
def test_faults_of_a_representative(producer: Producer, values: Any, faults: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        save_representation(actor=None, producer_id=producer.pk, revision=0, **values)
    assert (codes(caught.value), Representation.objects.count()) == (faults, 0)


def test_there_are_54_peoples() -> None:
    assert (len(set(ETHNIC_GROUPS)), ETHNIC_GROUPS[0], ETHNIC_GROUPS[-1]) == (54, "Kinh", "Rơ Măm")


FIGURES: dict[str, Any] = {"workers": 12, "workers_local": 10, "capital": 5_000_000_000, "profit": -3_000_000}


def test_figures_of_a_year_are_stored_once(producer: Producer, owner: Any) -> None:
    for _ in range(2):
        line = save_figures(actor=owner, producer_id=producer.pk, year=2025, revision=0, **FIGURES)
    assert line is not None
    assert (line.workers, line.profit, line.revenue, line.revision) == (12, -3_000_000, None, 1)
    with pytest.raises(StaleError):
        save_figures(actor=owner, producer_id=producer.pk, year=2025, revision=0, workers=1)
    assert save_figures(actor=owner, producer_id=producer.pk, year=2024, revision=0) is None
    assert YearFigures.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ({"year": 2025, "workers": 3, "workers_local": 4}, ["2025:"]),
        ({"year": 2025, "capital": 3, "capital_local": 4}, ["2025:"]),
        ({"year": 2025, "workers": -1, "revenue": 10**16}, ["2025:workers", "2025:revenue"]),
        ({"year": 2009, "workers": 1}, ["2009:year"]),
        ({"year": TODAY.year + 1, "workers": 1}, [f"{TODAY.year + 1}:year"]),
    ],
)
def test_one_faulty_year_stores_none(producer: Producer, line: dict[str, Any], faults: list[str]) -> None:
    lines = [{"year": 2024, "revision": 0, "workers": 5}, {"revision": 0, **line}]
    with pytest.raises(ValidationError) as caught:
        save_years(actor=None, producer_id=producer.pk, lines=lines)
    assert (list(caught.value.error_dict), YearFigures.objects.count()) == (faults, 0)
    assert save_years(actor=None, producer_id=producer.pk, lines=lines[:1]) == 1


def test_an_account_is_linked_once_and_ended(producer: Producer, officer: Any) -> None:
    user = make_user(Role.PRODUCER, producer.unit, username="chu.the")
    link = {"actor": officer, "producer_id": producer.pk, "username": " Chu.The ", "role": "owner"}
    first = link_member(**link, valid_from=date(2026, 1, 1))
    assert link_member(**link, valid_from=date(2026, 1, 1)) == first
    assert (is_own_producer(user, producer), list(own_producers(user))) == (True, [producer])
    for _ in range(2):
        ended = end_member(actor=officer, member_id=first.pk, last_day=TODAY - timedelta(days=1))
    assert ended is not None
    assert (ended.valid_to, is_own_producer(user, producer)) == (TODAY - timedelta(days=1), False)
    again = link_member(**link, valid_from=TODAY)
    assert end_member(actor=officer, member_id=again.pk, last_day=TODAY - timedelta(days=1)) is None
    assert LegalAct.objects.filter(verb__in=["link_member", "end_member"]).count() == 4


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"username": "khong.co"}, {"username": ["unknown_user"]}),
        ({"valid_to": date(2025, 1, 1)}, {"valid_to": ["order"]}),
        ({"role": "helper"}, {"username": ["overlap"]}),
        ({"role": "lạ", "valid_from": date(2030, 1, 1)}, None),
    ],
)
def test_links_which_are_refused(producer: Producer, changes: dict[str, Any], faults: Any) -> None:
    user = make_user(username="chu.the")
    make_member(producer, user, valid_from=date(2026, 1, 1), valid_to=None)
    link = {"username": user.username, "role": "owner", "valid_from": date(2026, 2, 1), **changes}
    with pytest.raises(ValidationError) as caught:
        link_member(actor=None, producer_id=producer.pk, **link)
    assert (codes(caught.value) if faults else caught.value.code) == (faults or "choice")
    assert ProducerMember.objects.count() == 1


def test_only_editors_and_the_producer_itself_may(producer: Producer, officer: Any, owner: Any) -> None:
    stranger, viewer = make_user(Role.COMMUNE_OFFICER), make_user(Role.VIEWER, producer.unit)
    able = [can_edit_own(user, producer) for user in (officer, owner, stranger, viewer)]
    assert able == [True, True, False, False]
    for user in (stranger, viewer):
        with pytest.raises(ValidationError):
            save_figures(actor=user, producer_id=producer.pk, year=2025, revision=0, workers=1)
    for verb in (
        lambda: change_form(actor=owner, producer_id=producer.pk, revision=0, legal_form="dn", since=TODAY),
        lambda: update_producer(actor=owner, producer_id=producer.pk, revision=0, unit=producer.unit, name="Tôi"),
        lambda: link_member(
            actor=owner, producer_id=producer.pk, username=viewer.username, role="owner", valid_from=TODAY
        ),
    ):
        with pytest.raises(ValidationError) as caught:
            verb()
        assert caught.value.code == "outside_territory"
