"""Official product codes: `tỉnh-huyện-xã-STT-năm` until 30/06/2025, `tỉnh-xã-STT-năm` since (QĐ 26/2026, Phụ lục II).

Codes are text: unit codes keep their leading zeros, a serial keeps the padding it was given. The law leaves the padding
of the serial and whether a commune's series starts anew each year open: settings `code_serial_padding`,
`code_serial_series`.
"""

import zlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.site.registry import get_setting
from programs.domain.place import load_lineage
from programs.enums import Tier
from programs.models import Unit

from ..enums import CodeEra
from ..models import Producer, Product, ProductCode
from ..validators import OFFICIAL_CODE, clean_official_code
from .records import check_producer, lock_record

ARTICLE = "Quyết định 26/2026/QĐ-TTg, Phụ lục II"
REFORM_YEAR = 2025
"""No district exists from 01/07/2025 on (QĐ 19/2025/QĐ-TTg): both forms were given in this year."""
MAX_SERIAL = 9_999
_LOCK = 0x0C0C


@dataclass(frozen=True)
class Code:
    """The parts of a code; `district` is "" in the form without districts, `text` is the code as written."""

    province: str
    district: str
    commune: str
    serial: int
    year: int
    text: str

    @property
    def era(self) -> CodeEra:
        """Which of the two forms it has."""
        return CodeEra.DISTRICT if self.district else CodeEra.COMMUNE

    @property
    def path(self) -> str:
        """Path of the commune it names."""
        return "".join(f"{part}/" for part in (self.province, self.district, self.commune) if part)

    def __str__(self) -> str:
        return self.text


def parse_code(text: str) -> Code:
    """The parts of a code as people write it (blanks and long dashes do not matter). Raises ValidationError."""
    clean = clean_official_code(text)
    match = OFFICIAL_CODE.match(clean)
    if match is None:
        raise ValidationError(_("Chưa ghi mã số sản phẩm."), "official_code")
    code = Code(
        match["province"], match["district"] or "", match["commune"], int(match["serial"]), int(match["year"]), clean
    )
    _check_era(code.era, code.year)
    if code.serial < 1:
        raise ValidationError(_("Số thứ tự trong mã số sản phẩm bắt đầu từ 1."), "code_serial")
    return code


def build_code(unit: Unit, serial: int, year: int, padding: int | None = None) -> str:
    """The one place where a code is put together, from a commune of its day. `padding`: digits of the serial, by
    default the setting. Raises ValidationError for what is no commune or has no such form in that year."""
    parts = unit.path.strip("/").split("/")
    if unit.tier != Tier.COMMUNE or len(parts) not in (2, 3):
        raise ValidationError(_("%(unit)s không phải là xã, phường, thị trấn.") % {"unit": unit.name}, "code_unit")
    _check_era(CodeEra.DISTRICT if len(parts) == 3 else CodeEra.COMMUNE, year)
    if not 1 <= serial <= MAX_SERIAL:
        raise ValidationError(_("Số thứ tự phải từ 1 đến %(most)s.") % {"most": MAX_SERIAL}, "code_serial")
    digits = get_setting("code_serial_padding") if padding is None else padding
    return "-".join([*parts, str(serial).zfill(digits), str(year)])


def _check_era(era: CodeEra, year: int) -> None:
    if era == CodeEra.DISTRICT and year > REFORM_YEAR:
        raise ValidationError(_("Từ 01/07/2025 không còn cấp huyện: mã có dạng tỉnh-xã-STT-năm."), "code_era")
    if era == CodeEra.COMMUNE and year < REFORM_YEAR:
        raise ValidationError(_("Trước 01/07/2025 mã có cấp huyện: tỉnh-huyện-xã-STT-năm."), "code_era")


def unit_of_code(code: Code) -> Unit:
    """The commune which the code names, existing in its year. Raises ValidationError.

    The register of units begins in 2025 (Thanh Hóa: 12/2019): an earlier year is answered by the earliest version.
    """
    versions = list(Unit.objects.filter(code=code.commune, path=code.path, tier=Tier.COMMUNE).order_by("valid_from"))
    first, last = date(code.year, 1, 1), date(code.year, 12, 31)
    for number, unit in enumerate(versions):
        if (unit.valid_to is None or unit.valid_to >= first) and (number == 0 or unit.valid_from <= last):
            return unit
    facts = {"code": code.text, "year": code.year}
    raise ValidationError(
        _("Mã %(code)s không khớp đơn vị nào của năm %(year)s: kiểm tra mã tỉnh, huyện, xã.") % facts, "code_unit"
    )


@transaction.atomic
def assign_code(*, actor: Any, product: Product, unit: Unit, year: int) -> ProductCode:
    """Give the product the next number of the commune's own series (QĐ 26/2026, Phụ lục II: STT do xã lập thống kê).

    A product that has a code of that commune and year keeps it. Two at once get two numbers. Raises ValidationError.
    """
    product = lock_record(Product, product.pk)
    check_producer(actor, product.producer)
    before = product.codes.count()
    stored = number_product(product=product, unit=unit, year=year)
    if product.codes.count() > before:
        record_act(verb="assign_code", actor=actor, subject=product, article=ARTICLE, payload={"code": stored.code})
    return stored


def number_product(*, product: Product, unit: Unit, year: int) -> ProductCode:
    """assign_code for a caller that holds the product's row, has checked who acts and records the act: a decision of
    recognition numbers what its annex names."""
    if not is_place_of(product.producer, unit):
        facts = {"producer": product.producer.name, "unit": unit.name}
        raise ValidationError(_("Chủ thể “%(producer)s” không ở %(unit)s.") % facts, "code_unit")
    if not date(2018, 1, 1) <= date(year, 1, 1) <= timezone.localdate():
        raise ValidationError(_("Chưa cấp mã cho năm %(year)s được.") % {"year": year}, "code_year")
    lock_series(unit.path)
    given = product.codes.filter(unit__path=unit.path, year=year).first()
    if given is not None:
        return given
    serial = _next_serial(product, unit, year)
    return _store(product, build_code(unit, serial, year), unit, serial, year, is_assigned=True)


@transaction.atomic
def record_code(*, actor: Any, product: Product, code: str) -> ProductCode:
    """Note a code which the product carries on paper. Its units must have existed in its year. Raises ValidationError.

    The same code again gives the stored one; a code or a serial that another product has is refused.
    """
    parsed = parse_code(code)
    product = lock_record(Product, product.pk)
    check_producer(actor, product.producer)
    lock_series(parsed.path)
    stored = ProductCode.objects.filter(code=parsed.text).first()
    if stored is not None and stored.product_id == product.pk:
        return stored
    unit = unit_of_code(parsed)
    taken = ProductCode.objects.filter(unit__path=unit.path, serial=parsed.serial, year=parsed.year)
    if stored is not None or taken.exists():
        raise ValidationError(_("Mã %(code)s đã ghi cho sản phẩm khác.") % {"code": parsed.text}, "code_taken")
    return _store(product, parsed.text, unit, parsed.serial, parsed.year)


def newest_code(product: Product) -> str:
    """What `official_code` repeats; the code typed before codes were kept apart when there is no other."""
    newest = product.codes.values_list("code", flat=True).first()
    return newest or product.official_code


def is_place_of(producer: Producer, unit: Unit) -> bool:
    """Whether the producer's unit is this one or shares its ground on another day's map."""
    if unit.pk == producer.unit_id:
        return True
    return unit.pk in load_lineage([producer.unit_id]).spread(producer.unit_id, unit.valid_from)


def code_units(producer: Producer, day: date) -> QuerySet[Unit]:
    """Communes of the day whose series may number the producer's products: one, more after a split."""
    unit_id = producer.unit_id
    found = load_lineage([unit_id]).spread(unit_id, day)
    decided = set(producer.attributions.filter(unit__in=found).values_list("unit_id", flat=True))
    return Unit.objects.filter(pk__in=decided or found, tier=Tier.COMMUNE).order_by("sort_key", "pk")


def lock_series(path: str) -> None:
    """One at a time numbers products of a commune: its versions are several rows, so the path is locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, zlib.crc32(path.encode()) - (1 << 31)])


def _next_serial(product: Product, unit: Unit, year: int) -> int:
    series = ProductCode.objects.filter(unit__path=unit.path)
    if get_setting("code_serial_series") == "year":
        series = series.filter(year=year)
    else:
        own = series.filter(product=product).values_list("serial", flat=True).first()
        # One running list: a product keeps its number when it is evaluated again.
        if own is not None and not series.filter(serial=own, year=year).exists():
            return own
    last: int | None = series.aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1


def _store(
    product: Product, text: str, unit: Unit | None, serial: int, year: int, *, is_assigned: bool = False
) -> ProductCode:
    _keep_typed(product, text)
    era = parse_code(text).era
    stored = ProductCode.objects.create(
        product=product, code=text, era=era, unit=unit, serial=serial, year=year, is_assigned=is_assigned
    )
    product.official_code = newest_code(product)
    product.save(update_fields=["official_code", "updated_at"])
    return stored


def _keep_typed(product: Product, text: str) -> None:
    """A code that stands only in `official_code` (imported) goes to the list before a newer one takes its place."""
    typed = product.official_code
    if not typed or typed == text or ProductCode.objects.filter(code=typed).exists():
        return
    try:
        code = parse_code(typed)
    except ValidationError:
        return
    ProductCode.objects.create(product=product, code=typed, era=code.era, unit=None, serial=code.serial, year=code.year)
