"""Progress computed again, slowly and naively, from the rows themselves: what the engine is compared with."""

import random
from collections import Counter
from datetime import date, timedelta

from evaluations.models import Recognition
from programs.models import PlanVersion, Unit, UnitLineage
from tests.factories import make_plan, make_producer, make_product, make_recognition, make_target, make_version

Key = tuple[str, int]


def thanh_hoa_plan(dice: random.Random) -> PlanVersion:
    """A plan of the province over its 26 districts with random targets."""
    version = make_version(make_plan(Unit.objects.get(code="38"), 2025), issued_on=date(2025, 2, 24))
    districts = Unit.objects.on(date(2025, 2, 24)).filter(tier="district", path__startswith="38/")
    for order, district in enumerate(districts.order_by("code"), start=1):
        for star in (3, 4, 5):
            make_target(version, district, star, dice.randrange(1, 9), order=order)
    return version


def random_recognitions(dice: random.Random, number: int, prefix: str = "38/") -> None:
    """Recognitions over 2025 and its edges, each at a commune of its day (of the old map when none lies there)."""
    eras = [
        list(Unit.objects.on(day).filter(tier="commune", path__startswith=prefix).order_by("pk"))
        for day in (date(2025, 6, 30), date(2025, 7, 1))
    ]
    for _ in range(number):
        day = date(2024, 12, 20) + timedelta(days=dice.randrange(390))
        unit = dice.choice(eras[day >= date(2025, 7, 1)] or eras[0])
        make_recognition(
            make_product(make_producer(unit)),
            unit=unit,
            star=dice.choice((3, 3, 3, 4, 5)),
            kind=dice.choice(("new", "upgrade", "renewal")),
            decided_on=day,
        )


def ground(unit: Unit, day: date) -> set[Unit]:
    """Communes of a day that hold ground of a commune of any day: one edge after the other, by query."""
    found, waiting, seen = set(), [unit], {unit.pk}
    while waiting:
        current = waiting.pop()
        if current.is_valid_on(day):
            found.add(current)
            continue
        after = current.valid_from < day
        edges = UnitLineage.objects.filter(**{"predecessor" if after else "successor": current})
        near = [edge.successor if after else edge.predecessor for edge in edges]
        waiting += [other for other in near if other.pk not in seen]
        seen |= {other.pk for other in near}
    return found


def expected_kinds(day: date, *, district: bool, last: date) -> Counter[tuple[str, int, str]]:
    """(code of the row, star, kind) → number, each kind apart."""
    count: Counter[tuple[str, int, str]] = Counter()
    for kind in ("new", "upgrade", "renewal"):
        for (code, star), number in expected_rows(day, district=district, last=last, kinds={kind}).items():
            count[code, star, kind] += number
    return count


def expected_rows(day: date, *, district: bool, last: date, kinds: set[str]) -> Counter[Key]:
    """(code of the row, star) → number; "" is the row of what belongs to no single unit."""
    count: Counter[Key] = Counter()
    for found in Recognition.objects.select_related("unit"):
        if not (date(2025, 1, 1) <= found.decided_on <= last) or found.kind not in kinds:
            continue
        places = ground(found.unit, day)
        codes = {place.path.split("/")[1] for place in places} if district else {place.code for place in places}
        count[codes.pop() if len(codes) == 1 else "", found.star] += 1
    return count
