"""Illustration data for 2025: recognitions against Thanh Hóa's plan, so that progress can be shown. None of it is real.

Deterministic: the same units give the same rows. Every row carries `is_illustration`; the setting `show_illustration`
hides and uncounts all of them.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from products.enums import LegalForm, ProductSet
from products.models import Producer, Product
from programs.domain.place import Lineage, load_lineage
from programs.domain.seeds_files import FOLDER, read_plan_file
from programs.enums import Tier
from programs.models import Unit

from ..enums import RecognitionKind
from ..models import Recognition
from ..rules import competent_bodies
from .dates import expiry_of

NOTE = "dữ liệu minh họa"
SEED = 2025
ACHIEVED = {5: 1, 4: 12, 3: 84}
"""97 of 160, as many as the interface brief tells of."""
FIRST, LAST = date(2025, 3, 3), date(2025, 9, 5)
OLD_MAP, NEW_MAP = date(2025, 6, 30), date(2025, 7, 1)
KINDS = [RecognitionKind.NEW] * 8 + [RecognitionKind.RENEWAL] * 2
WORDS = (
    ("Gạo thơm", ProductSet.GRAIN),
    ("Mật ong", ProductSet.HONEY),
    ("Rau an toàn", ProductSet.FRESH_PRODUCE),
    ("Bưởi", ProductSet.FRESH_PRODUCE),
    ("Miến dong", ProductSet.FROM_GRAIN),
    ("Bánh đa", ProductSet.FROM_GRAIN),
    ("Nem chua", ProductSet.FROM_ANIMAL),
    ("Chả cá", ProductSet.FROM_ANIMAL),
    ("Nước mắm", ProductSet.LIQUID_SEASONING),
    ("Măng khô", ProductSet.FROM_PRODUCE),
    ("Tinh bột nghệ", ProductSet.FUNCTIONAL_FOOD),
    ("Chè xanh", ProductSet.TEA),
    ("Rượu nếp", ProductSet.WHITE_SPIRIT),
    ("Chiếu cói", ProductSet.HANDICRAFT),
    ("Vải thổ cẩm", ProductSet.TEXTILE),
    ("Hoa cúc", ProductSet.FLOWER),
)
PRODUCERS = (
    ("Hợp tác xã nông nghiệp", LegalForm.COOPERATIVE),
    ("Tổ hợp tác", LegalForm.COOPERATIVE_GROUP),
    ("Công ty TNHH thực phẩm", LegalForm.ENTERPRISE),
    ("Hộ kinh doanh", LegalForm.BUSINESS_HOUSEHOLD),
    ("Trang trại", LegalForm.FARM),
)


Places = dict[str, list[tuple[Unit, Unit | None]]]


@dataclass(frozen=True, slots=True)
class Slot:
    """One promised product of the plan that the illustration lets be achieved."""

    district: str
    star: int
    decided_on: date


@transaction.atomic
def load_illustration() -> dict[str, int]:
    """Make the rows when there are none; needs the national units. Returns {"products": n, "recognitions": n} made."""
    if Recognition.objects.filter(is_illustration=True, source_note=NOTE).exists():
        return {"products": 0, "recognitions": 0}
    chance = random.Random(SEED)  # no secret: the same rows every time
    units = _communes()
    products = [_make(slot, number, chance, units) for number, slot in enumerate(slots(chance), 1)]
    Producer.objects.bulk_create([product.producer for product, _recognition in products])
    Product.objects.bulk_create([product for product, _recognition in products])
    Recognition.objects.bulk_create([recognition for _product, recognition in products])
    return {"products": len(products), "recognitions": len(products)}


def slots(chance: random.Random) -> list[Slot]:
    """97 of the 160 promises of the issued plan, spread over the districts, in the order of their days."""
    version = read_plan_file(FOLDER / "thanh-hoa-2025.yaml")["versions"][-1]
    chosen: list[tuple[str, int]] = []
    for star, wanted in ACHIEVED.items():
        promised = [
            target["unit_code"]
            for target in version["targets"]
            if target["star"] == star and target["unit_code"] != version["unit_code"]
            for _ in range(target["committed"])
        ]
        chosen += [(district, star) for district in chance.sample(promised, wanted)]
    chance.shuffle(chosen)
    days = _days(len(chosen), chance)
    return [Slot(district, star, day) for (district, star), day in zip(chosen, days, strict=True)]


def _days(count: int, chance: random.Random) -> list[date]:
    """Working days from FIRST to LAST, without the days on which no body could recognise three stars."""
    span = (LAST - FIRST).days + 1
    days = [FIRST + timedelta(days=offset) for offset in range(span)]
    days = [day for day in days if day.weekday() < 5 and competent_bodies(3, day)]
    return sorted(chance.choice(days) for _ in range(count))


def _communes() -> Places:
    """District code → its communes of the old map with the one unit of the new map that holds each whole, None where
    the commune was split."""
    lineage: Lineage = load_lineage()
    new = {unit.pk: unit for unit in Unit.objects.on(NEW_MAP).filter(path__startswith="38/", tier=Tier.COMMUNE)}
    found: Places = {}
    old = Unit.objects.on(OLD_MAP).filter(path__startswith="38/", tier=Tier.COMMUNE)
    for unit in old.order_by("code"):
        if unit.pk in lineage.spans:
            heir = new.get(lineage.resolve(unit.pk, NEW_MAP) or 0)
            found.setdefault(unit.parent_code, []).append((unit, heir))
    return found


def _place(slot: Slot, chance: random.Random, units: Places) -> tuple[Unit, Unit | None]:
    """A commune of the district and its heir. Before the reform the first product of a district with a split commune
    stands in it, so that the worklist of the reform has something to decide."""
    places = units[slot.district]
    split = [place for place in places if place[1] is None]
    if split and slot.decided_on <= OLD_MAP:
        places.remove(split[0])
        return split[0]
    return chance.choice([place for place in places if place[1] is not None])


def _make(slot: Slot, number: int, chance: random.Random, units: Places) -> tuple[Product, Recognition]:
    unit, heir = _place(slot, chance, units)
    word, product_set = chance.choice(WORDS)
    kind_word, form = chance.choice(PRODUCERS)
    common = {"source_note": NOTE, "is_illustration": True}
    producer = Producer(
        name=f"{kind_word} {unit.short_name} {number:03d} (minh họa)", legal_form=form, unit=unit, **common
    ).set_keys()
    name = f"{word} {unit.short_name} {number:03d} (minh họa)"
    product = Product(producer=producer, name=name, product_set=product_set, **common).set_keys()
    recognition = Recognition(
        product=product,
        unit=unit if heir is None or slot.decided_on <= OLD_MAP else heir,
        star=slot.star,
        kind=chance.choice(KINDS),
        body=min(competent_bodies(slot.star, slot.decided_on)),
        decision_number=f"{number}/QĐ-MINHHOA",
        decided_on=slot.decided_on,
        expires_on=expiry_of(slot.decided_on),
        **common,
    )
    return product, recognition
