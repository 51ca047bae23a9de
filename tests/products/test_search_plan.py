"""Search over 20,000 products: by its words' index, never a sequential scan, whoever asks (bench/bench_search.py)."""

import random
import re
from typing import Any

import pytest
from django.db import connection

from ocop.accounts.enums import Role
from products.domain.queries import holds_words, search_products
from products.models import Producer, Product
from programs.enums import Tier
from programs.models import Unit, UnitReach
from tests.factories import make_grant, make_member, make_nation, make_unit, make_user

pytestmark = pytest.mark.django_db

PRODUCTS, PRODUCERS, COMMUNES = 20_000, 9_000, 600
WORDS = ("Bánh", "Chè", "Mật ong", "Nước mắm", "Gạo", "Rượu", "Cam", "Bưởi", "Nem", "Miến", "Tỏi", "Dưa", "Giò", "Trà")
MORE = ("Hương Quê", "Đồng Xanh", "Suối Mơ", "Phú Quý", "Ánh Dương", "Bình Minh", "Thảo Nguyên", "Sông Lam", "Núi Đọ")


@pytest.fixture
def country() -> dict[str, Any]:
    """A country of communes; the people who search: of the whole country, of one commune, and one producer."""
    nation, province = make_nation(), make_unit(Tier.PROVINCE)
    dice = random.Random(7)
    units = [_commune(province, number) for number in range(COMMUNES)]
    Unit.objects.bulk_create(units)
    UnitReach.objects.bulk_create(
        UnitReach(unit=above, member=unit) for unit in units for above in (nation, province, unit)
    )
    producers = [_producer(dice.choice(units), dice.choice(MORE), number) for number in range(PRODUCERS)]
    Producer.objects.bulk_create(producers)
    Product.objects.bulk_create(_products(dice, producers))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    people = {"nation": nation, "province": province, "commune": units[0]}
    found = {name: make_user(Role.PROVINCE_COORDINATOR, unit) for name, unit in people.items()}
    make_grant(found["commune"], Role.VIEWER, units[1])
    found["producer"] = make_member(producers[0]).user
    return found


def _commune(province: Unit, number: int) -> Unit:
    code = f"{number:05d}"
    path, name = f"{province.path}{code}/", f"Xã {MORE[number % 9]} {number}"
    unit = Unit(code=code, tier=Tier.COMMUNE, kind="xa", name=name, path=path, parent_code=province.code)
    unit.valid_from = province.valid_from
    return unit.set_keys()


def _producer(unit: Unit, word: str, number: int) -> Producer:
    return Producer(name=f"Hợp tác xã {word} {number}", unit=unit).set_keys()


def _products(dice: random.Random, producers: list[Producer]) -> list[Product]:
    rows = [
        Product(name=f"{dice.choice(WORDS)} {dice.choice(MORE)} {number}", producer=dice.choice(producers))
        for number in range(PRODUCTS - 1)
    ]
    rows.append(Product(name="Bánh gai Lâm Thẩm", producer=producers[0]))
    return [row.set_keys() for row in rows]


def plan(queryset: Any) -> str:
    return str(queryset.explain())


def asked(text: str, user: Any) -> list[Any]:
    products = search_products(Product.objects.visible_to(user), text).select_related("producer__unit")
    producers = Producer.objects.visible_to(user).filter(holds_words(text, "found_by")).select_related("unit")
    return [found.order_by("sort_key", "pk")[:51] for found in (products, producers)]


TEXTS = ("banh gai lam tham", "mật ong bình minh 77", "HTX đồng xanh 88", "lam tham", "không có gì")
"""Not words shorter than a trigram ("ba ga"): of those the planner reads all rows or the list in its order, whichever
its statistics of the day call cheaper."""
READ_WHOLE = re.compile(r"Seq Scan on products_produc(t|er) ")


def test_a_search_goes_by_indexes_whoever_asks(country: dict[str, Any]) -> None:
    scans = [
        (who, text, line.strip())
        for who, user in country.items()
        for text in TEXTS
        for found in asked(text, user)
        for line in plan(found).splitlines()
        if READ_WHOLE.search(line)
    ]
    assert scans == []
    for user in country.values():
        products, producers = asked("banh gai lam tham", user)
        assert "product_fold_trgm" in plan(products)
        assert "producer_found_trgm" in plan(producers)
    names = [product.name for product in asked("banh gai lam tham", country["producer"])[0]]
    assert names == ["Bánh gai Lâm Thẩm"]
