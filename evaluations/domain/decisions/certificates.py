"""Certificates that go out with a decision: own number of the unit's year, words frozen as printed."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max

from ocop.site.registry import get_setting
from products.domain.dossiers.receipts import lock_series
from products.models import Producer
from programs.models import Unit

from ...models import Certificate, Recognition

PATTERNS: Mapping[str, str] = {
    "serial": "{serial:02d}/GCN-OCOP",
    "serial_year": "{serial:02d}/{year}/GCN-OCOP",
    "decision": "{serial:02d}/{decision}",
}
"""Ways to write the number (setting `certificate_number`): no text regulates it (rules.md §9)."""


class Numbering:
    """The series of a unit and year, locked until the end of the transaction; gives numbers one after the other."""

    def __init__(self, unit: Unit, year: int) -> None:
        lock_series(f"certificate {unit.code} {year}")
        series = Certificate.objects.filter(unit__code=unit.code, year=year)
        self.unit, self.year = unit, year
        self.last: int = series.aggregate(last=Max("serial"))["last"] or 0
        self.places: dict[int, list[Unit]] = {}
        self.pattern = PATTERNS[get_setting("certificate_number")]

    def give(self, recognition: Recognition, product_code: str) -> Certificate:
        """Store the certificate of a recognition of this unit and year."""
        self.last += 1
        number = self.pattern.format(serial=self.last, year=self.year, decision=recognition.decision_number)
        product = recognition.product
        return Certificate.objects.create(
            recognition=recognition,
            unit=self.unit,
            year=self.year,
            serial=self.last,
            number=number,
            product_name=product.name,
            product_code=product_code,
            producer_name=product.producer.name,
            address=address_of(product.producer, self._places(recognition.unit, recognition.decided_on)),
            issued_on=recognition.decided_on,
        )

    def _places(self, unit: Unit, day: date) -> list[Unit]:
        """The commune and what lies above it on the day, read once a commune."""
        if unit.pk not in self.places:
            codes = [code for code in unit.path.split("/") if code]
            names = {row.code: row for row in Unit.objects.filter(code__in=codes).on(day)}
            self.places[unit.pk] = [names[code] for code in reversed(codes) if code in names]
        return self.places[unit.pk]


def address_of(producer: Producer, places: Sequence[Unit]) -> str:
    """ "Thôn 1, Xã Lưu Vệ, Tỉnh Thanh Hóa": the producer's own words, then the units of the day they leave out."""
    own = producer.address.strip()
    parts = [own] if own else []
    parts += [row.name for row in places if row.short_name not in own]
    return ", ".join(parts)[:400]
