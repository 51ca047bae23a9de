"""Receipt numbers of Mẫu 01: a series of each office and year, never with a gap or a double (rules.md §9)."""

import hashlib
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max

from programs.enums import Tier
from programs.models import Unit

from ...enums import Level
from ...models import Dossier, Receipt
from .queries import unit_above

_TIERS = {Level.DISTRICT: Tier.DISTRICT, Level.PROVINCE: Tier.PROVINCE}


def receipt_text(number: int, commune: Unit, year: int) -> str:
    """`12/PĐK-38-16438-2026`: (mã tỉnh)-(mã xã)-(năm) of the commune, on both receipts of the form (Mẫu 01)."""
    return f"{number}/PĐK-{commune.province_code}-{commune.code}-{year}"


def assign_receipt(*, actor: Any, dossier: Dossier, level: Level, on: date) -> Receipt:
    """Give the dossier the next number of the office that receives it; the one it has when it has one.

    The series is that of the office's code and the year of receipt: a new version of the unit goes on counting.
    """
    existing = Receipt.objects.filter(dossier=dossier, level=level).first()
    if existing is not None:
        return existing
    office = _office(dossier, level, on)
    lock_series(f"receipt {level} {office.code} {on.year}")
    series = Receipt.objects.filter(level=level, unit__code=office.code, year=on.year)
    number = (series.aggregate(last=Max("number"))["last"] or 0) + 1
    return Receipt.objects.create(
        dossier=dossier,
        level=level,
        unit=office,
        year=on.year,
        number=number,
        text=receipt_text(number, dossier.unit, on.year),
        received_on=on,
        received_by=actor,
    )


def _office(dossier: Dossier, level: Level, on: date) -> Unit:
    return (unit_above(dossier.unit, _TIERS[level], on) if level in _TIERS else None) or dossier.unit


def lock_series(name: str) -> None:
    """One giver of numbers at a time, until the end of the transaction: a rolled-back number is given again."""
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
