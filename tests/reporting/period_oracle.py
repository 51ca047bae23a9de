"""Figures of a period computed again, slowly, one question at a time: what the engine is compared with."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from evaluations.models import CertificateExtension, Recognition, Withdrawal
from programs.models import Unit
from tests.factories import make_producer, make_product, make_recognition

from .progress_oracle import ground

DAY = timedelta(days=1)
Key = tuple[str, str]


def random_chains(dice: random.Random, number: int, prefix: str = "38/") -> None:
    """Products with one to three recognitions since 2021, some extended or withdrawn, at communes of their days."""
    eras = [
        list(Unit.objects.on(day).filter(tier="commune", path__startswith=prefix).order_by("pk"))
        for day in (date(2025, 6, 30), date(2025, 7, 1))
    ]
    for _ in range(number):
        fields = {"legal_form": dice.choice(("htx", "dn", "ho_kd", "chua_ro"))}
        product = make_product(
            make_producer(dice.choice(eras[0]), **fields), product_set=dice.choice((None, 1, 15, 26))
        )
        day = date(2021, 6, 1) + timedelta(days=dice.randrange(900))
        for place in range(dice.choice((1, 1, 2, 3))):
            kind = "new" if not place else dice.choice(("upgrade", "renewal"))
            unit = dice.choice(eras[day >= date(2025, 7, 1)])
            given = make_recognition(product, unit=unit, star=dice.choice((3, 3, 4, 5)), kind=kind, decided_on=day)
            _fate(dice, given)
            day += timedelta(days=dice.choice((400, 1000, 1096, 1250)))


def _fate(dice: random.Random, given: Recognition) -> None:
    if dice.random() < 0.15:
        on = given.decided_on + timedelta(days=dice.randrange(1, 1300))
        Withdrawal.objects.create(
            recognition=given,
            ground="a",
            concluded_on=on,
            conclusion="Kết luận",
            due_on=on,
            state="decided",
            decided_on=on,
            decision_number="1/QĐ",
        )
    elif dice.random() < 0.15:
        CertificateExtension.objects.create(
            recognition=given, until=given.expires_on + timedelta(days=90), decided_on=given.expires_on
        )


class Oracle:
    """Every recognition with what befell it, looked through again for each question."""

    def __init__(self) -> None:
        self.all = list(Recognition.objects.select_related("unit").order_by("decided_on", "pk"))
        self.products = sorted({one.product_id for one in self.all})
        self.until = dict(CertificateExtension.objects.values_list("recognition", "until"))
        self.gone = dict(Withdrawal.objects.filter(state="decided").values_list("recognition", "decided_on"))

    def chain(self, product: int, day: date) -> list[Recognition]:
        """Recognitions of a product by a day, the last one last."""
        return [one for one in self.all if one.product_id == product and one.decided_on <= day]

    def counts(self, one: Recognition, day: date) -> bool:
        """Whether a recognition, were it the last of its product, is in force on a day."""
        end = max(one.expires_on, self.until.get(one.pk, one.expires_on))
        return one.decided_on <= day <= end and not (one.pk in self.gone and self.gone[one.pk] <= day)

    def figures(self, path: str, first: date, last: date) -> Counter[Key]:
        """(figure, star or kind) → number, of the places below `path`."""
        count: Counter[Key] = Counter()
        for product in self.products:
            links = self.chain(product, last)
            for one in links:
                if one.unit.path.startswith(path) and one.decided_on >= first:
                    count["recognised", str(one.kind)] += 1
            if links and links[-1].unit.path.startswith(path):
                count["ever", str(links[-1].star)] += 1
                count["in_force", str(links[-1].star)] += self.counts(links[-1], last)
            for one in self.ended(product, first, last):
                count["expired", str(one.star)] += one.unit.path.startswith(path)
        for one in self.all:
            if first <= self.gone.get(one.pk, date.min) <= last and one.decided_on <= last:
                count["withdrawn", str(one.star)] += one.unit.path.startswith(path)
        return +count

    def ended(self, product: int, first: date, last: date) -> Iterator[Recognition]:
        """Day by day: what counted yesterday, does not today, and nobody decided anything."""
        day = first
        while day <= last:
            links = self.chain(product, day)
            is_quiet = bool(links) and links[-1].decided_on < day and self.gone.get(links[-1].pk) != day
            if is_quiet and self.counts(links[-1], day - DAY) and not self.counts(links[-1], day):
                yield links[-1]
            day += DAY

    def rows(self, day: date) -> Counter[str]:
        """Code of the commune of the day → products in force there; "" belongs to no single one."""
        count: Counter[str] = Counter()
        for product in self.products:
            links = self.chain(product, day)
            if links and self.counts(links[-1], day):
                places = {place.code for place in ground(links[-1].unit, day)}
                count[places.pop() if len(places) == 1 else ""] += 1
        return count
