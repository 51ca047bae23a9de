"""One gate: what an account finds in the lists, by search, in the exports, through the interface and by following the
change feed is the same set of records, for random worlds and random accounts."""

import random
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.test import Client

from ocop.accounts.enums import Role
from ocop.site.models import SiteSetting
from products.models import Dossier, Producer, ProducerAttribution, Product
from programs.enums import Tier
from programs.models import Instrument, Reform
from tests import factories as make

from .feed_reader import mirror, told

pytestmark = pytest.mark.django_db

PLACES = {"producers": "chu-the", "products": "san-pham", "dossiers": "ho-so"}
MODELS = {"producers": Producer, "products": Product, "dossiers": Dossier}
WORD = "ky lan"
PEOPLE = 4
CHANGES = 12


@dataclass
class Land:
    """Two provinces, and what stands in them."""

    dice: random.Random
    communes: list[Any] = field(default_factory=list)
    units: list[Any] = field(default_factory=list)

    def build(self) -> None:
        """Units first: another reach would have every reader begin anew."""
        self.units.append(make.make_nation())
        for _ in range(2):
            province = make.make_unit(Tier.PROVINCE)
            district = make.make_unit(Tier.DISTRICT, province)
            self.communes += [make.make_unit(parent=district) for _ in range(2)]
            self.units += [province, district]
        self.units += self.communes
        for number in range(9):
            self.add(number)

    def add(self, number: int) -> None:
        """A producer somewhere with some products, one of them with a dossier."""
        drawn = {"is_illustration": self.dice.random() < 0.2, "name": f"Chủ thể Kỳ Lân {number}"}
        producer = make.make_producer(self.dice.choice(self.communes), **drawn)
        for turn in range(self.dice.randrange(3)):
            drawn = {"is_illustration": self.dice.random() < 0.2, "name": f"Trà Kỳ Lân {number}.{turn}"}
            product = make.make_product(producer, **drawn)
            if turn == 0:
                make.make_dossier(product)

    def people(self) -> list[Any]:
        """Accounts of random roles at random places; one of them also acts for a producer."""
        roles = [Role.VIEWER, Role.COMMUNE_OFFICER, Role.PROVINCE_COORDINATOR, Role.API_CLIENT, Role.ADVISOR]
        found = [make.make_user(self.dice.choice(roles), self.dice.choice(self.units)) for _ in range(PEOPLE - 1)]
        member = make.make_user(Role.PRODUCER, self.dice.choice(self.communes))
        make.make_member(self.dice.choice(list(Producer.objects.all())), member)
        return [*found, member]

    def change(self) -> None:
        """One of the things that happen to records."""
        producers = list(Producer.objects.filter(merged_into=None))
        producer, other = self.dice.sample(producers, 2)
        happening = self.dice.randrange(6)
        if happening == 0:
            Producer.objects.filter(pk=producer.pk).update(unit=self.dice.choice(self.communes))
        elif happening == 1:
            Product.objects.filter(producer=producer).update(producer=other)
        elif happening == 2:
            Producer.objects.filter(pk=producer.pk).update(merged_into=other)
        elif happening == 3:
            Dossier.objects.filter(product__producer=producer).delete()
        elif happening == 4:
            Product.objects.filter(producer=producer).update(is_illustration=self.dice.random() < 0.5)
        else:
            self.attribute(producer)

    def attribute(self, producer: Any) -> None:
        """Somebody decides in which new commune the producer lies, or takes it back."""
        if ProducerAttribution.objects.filter(producer=producer).delete()[0]:
            return
        paper = Instrument.objects.get_or_create(number="1/NQ-thử")[0]
        reform = Reform.objects.create(
            code=f"R{Reform.objects.count()}",
            name="Sắp xếp thử",
            instrument=paper,
            province=self.units[1],
            effective_on=date(2025, 7, 1),
        )
        unit = self.dice.choice(self.communes)
        ProducerAttribution.objects.create(producer=producer, reform=reform, unit=unit)


def _browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _listed(client: Client, resource: str, query: str = "") -> set[int]:
    """Ids of the records whose rows the page of a list shows."""
    text = client.get(f"/{PLACES[resource]}/?{query}").content.decode()
    return {int(pk) for pk in re.findall(rf'<th scope="row"><a href="/{PLACES[resource]}/(\d+)/"', text)}


def _exported(client: Client, resource: str) -> list[str]:
    """Names of the records in the file of a list, as often as they stand in it."""
    data = client.get(f"/{PLACES[resource]}/xuat.csv").content.decode("utf-8-sig")
    kind = "Chủ thể" if resource == "producers" else "Trà"
    return re.findall(rf"{kind} Kỳ Lân [\d.]*\d", data)


def _through_api(client: Client, resource: str) -> set[int]:
    rows = client.get(f"/api/v1/{resource}/?limit=100").json()["results"]
    return {row["id"] for row in rows}


def _names(resource: str, ids: set[int]) -> set[str]:
    path = "product__name" if resource == "dossiers" else "name"
    return set(MODELS[resource].objects.filter(pk__in=ids).values_list(path, flat=True))


def _check(user: Any, held: dict[str, set[int]]) -> None:
    """All ways to the same records."""
    client = _browser(user)
    for resource, model in MODELS.items():
        seen = set(model.objects.visible_to(user).values_list("pk", flat=True))
        assert _listed(client, resource) == seen, (user, resource, "list")
        assert _listed(client, resource, f"q={WORD}") == seen, (user, resource, "search")
        assert set(_exported(client, resource)) == _names(resource, seen), (user, resource, "export")
        assert _through_api(client, resource) == seen, (user, resource, "api")
        assert held[resource] == seen, (user, resource, "feed")


@pytest.mark.parametrize("seed", range(5))
def test_every_way_shows_the_same_records(seed: int) -> None:
    land = Land(random.Random(seed))
    land.build()
    people = land.people()
    read: dict[Any, tuple[list[Any], int]] = {user: ([], 0) for user in people}
    for turn in range(CHANGES):
        land.change()
        for user in people:
            if turn % 3 == 0 or turn == CHANGES - 1:  # some read late
                before, after = read[user]
                items, after = told(user, after, *MODELS, limit=land.dice.choice((3, 100)))
                read[user] = (before + items, after)
    for user in people:
        _check(user, {resource: mirror(read[user][0], resource) for resource in MODELS})


def test_illustration_switched_off_goes_from_everywhere() -> None:
    land = Land(random.Random(99))
    land.build()
    SiteSetting.objects.create(key="show_illustration", value=False)
    user = make.make_user(Role.VIEWER, land.units[0])
    items, _after = told(user, 0, *MODELS)
    held = {resource: mirror(items, resource) for resource in MODELS}
    assert held["producers"] < set(Producer.objects.values_list("pk", flat=True))
    _check(user, held)


def test_control_a_feed_that_asks_no_gate_differs() -> None:
    """The comparison can fail: an account of nowhere, and what somebody of the whole country was told."""
    land = Land(random.Random(7))
    land.build()
    nobody, whole = make.make_user(), make.make_user(Role.VIEWER, land.units[0])
    items, _after = told(whole, 0, *MODELS)
    with pytest.raises(AssertionError):
        _check(nobody, {resource: mirror(items, resource) for resource in MODELS})
