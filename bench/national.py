"""A whole country of deterministic data: 3,321 communes, 20,000 products, plans of the nation and of every province."""

import random
from datetime import date, timedelta

from django.db import transaction

from evaluations.models import Recognition
from products.enums import LegalForm, ProductSet
from products.models import Producer, Product
from programs.domain.units import load_units
from programs.enums import Tier, VersionState
from programs.models import Plan, PlanVersion, Target, Unit

SEED = 2026
YEAR = 2026
PRODUCTS = 20_000
PRODUCERS = 9_000
TODAY = date(2026, 10, 31)
_WORDS = ("Bánh", "Chè", "Mật ong", "Nước mắm", "Gạo", "Rượu", "Cam", "Bưởi", "Nem", "Miến", "Tỏi", "Dưa", "Giò", "Trà")
_MORE = ("Hương Quê", "Đồng Xanh", "Suối Mơ", "Phú Quý", "Ánh Dương", "Bình Minh", "Thảo Nguyên", "Sông Lam", "Núi Đọ")


@transaction.atomic
def build() -> dict[str, int]:
    """Fill an empty, migrated database; returns the counts of what was made."""
    load_units()
    dice = random.Random(SEED)
    communes = list(Unit.objects.on(TODAY).filter(tier=Tier.COMMUNE).order_by("code"))
    producers = _producers(dice, communes)
    products = _products(dice, producers)
    recognitions = _recognitions(dice, products)
    plans = _plans(dice, communes)
    return {
        "communes": len(communes),
        "producers": len(producers),
        "products": len(products),
        "recognitions": recognitions,
        "plans": plans,
    }


def _producers(dice: random.Random, communes: list[Unit]) -> list[Producer]:
    rows = []
    for number in range(PRODUCERS):
        name = f"Hợp tác xã {dice.choice(_MORE)} {number}"
        producer = Producer(name=name, legal_form=LegalForm.COOPERATIVE, unit=dice.choice(communes))
        rows.append(producer.set_keys())
    return Producer.objects.bulk_create(rows, batch_size=2000)


def _products(dice: random.Random, producers: list[Producer]) -> list[Product]:
    rows = []
    for number in range(PRODUCTS):
        producer = dice.choice(producers)
        name = f"{dice.choice(_WORDS)} {dice.choice(_MORE)} {number}"
        product = Product(name=name, producer=producer, product_set=dice.choice(ProductSet.values))
        rows.append(product.set_keys())
    return Product.objects.bulk_create(rows, batch_size=2000)


def _recognitions(dice: random.Random, products: list[Product]) -> int:
    rows = []
    for number, product in enumerate(products):
        decided = date(2024, 1, 1) + timedelta(days=dice.randrange((TODAY - date(2024, 1, 1)).days))
        unit = product.producer.unit
        star = dice.choices((3, 4, 5), weights=(80, 19, 1))[0]
        rows.append(
            Recognition(
                product=product,
                unit=unit,
                star=star,
                kind="new",
                body="province",
                decision_number=f"{number % 900 + 1}/QĐ-UBND",
                decided_on=decided,
                expires_on=date(decided.year + 3, decided.month, min(decided.day, 28)),
            )
        )
    return len(Recognition.objects.bulk_create(rows, batch_size=2000))


def _plans(dice: random.Random, communes: list[Unit]) -> int:
    provinces = list(Unit.objects.on(date(YEAR, 1, 1)).filter(tier=Tier.PROVINCE).order_by("code"))
    nation = Unit.objects.get(tier=Tier.NATION)
    made = [_plan(nation, provinces, dice, 200)]
    for province in provinces:
        children = [unit for unit in communes if unit.path.startswith(province.path)]
        made.append(_plan(province, children, dice, 2))
    return len(made)


def _plan(unit: Unit, children: list[Unit], dice: random.Random, most: int) -> Plan:
    plan = Plan.objects.create(
        unit=unit, year=YEAR, slug=f"{unit.code.lower()}-{YEAR}", title=f"Kế hoạch {unit.name} {YEAR}"
    )
    version = PlanVersion.objects.create(
        plan=plan,
        state=VersionState.ISSUED,
        number=1,
        issued_on=date(YEAR, 1, 15),
        place=unit.short_name,
        issuer=f"ỦY BAN NHÂN DÂN {unit.name.upper()}",
        abstract="Thực hiện Chương trình mỗi xã một sản phẩm",
    )
    totals = dict.fromkeys((5, 4, 3), 0)
    rows = []
    for order, child in enumerate(children, start=1):
        for star, share in ((5, 0.02), (4, 0.2), (3, 1.0)):
            amount = sum(dice.random() < share for _ in range(most))
            if amount:
                totals[star] += amount
                rows.append(Target(version=version, unit=child, order=order, star=star, committed=amount))
    rows += [Target(version=version, unit=unit, star=star, committed=amount) for star, amount in totals.items()]
    Target.objects.bulk_create(rows, batch_size=2000)
    return plan
