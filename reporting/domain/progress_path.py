"""How far a plan should be by a day. The law names no pace: the pace is a setting, shown where it is used (pure)."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

LINEAR, ROUNDS = "linear", "rounds"


def year_span(year: int) -> tuple[date, date]:
    """First and last day of a plan's year."""
    return date(year, 1, 1), date(year, 12, 31)


def expected_share(as_of: date, year: int, path: str = LINEAR) -> Fraction:
    """Share of the year's target expected by the end of `as_of`, 0–1.

    `linear`: evenly by days of the year. `rounds`: evenly to one half on 30/06, then evenly to the whole on 30/12.
    """
    first, last = year_span(year)
    if as_of < first:
        return Fraction(0)
    if as_of >= last:
        return Fraction(1)
    if path == LINEAR:
        return Fraction((as_of - first).days + 1, (last - first).days + 1)
    if path != ROUNDS:
        raise ValueError(f"Đường tiến độ “{path}” không có.")
    middle, end = date(year, 6, 30), date(year, 12, 30)
    if as_of <= middle:
        return Fraction((as_of - first).days + 1, (middle - first).days + 1) / 2
    return min(Fraction(1), Fraction(1, 2) + Fraction((as_of - middle).days, (end - middle).days) / 2)


def expected_number(committed: int, share: Fraction) -> Decimal:
    """Products expected of a target, to one decimal place, halves up."""
    exact = Decimal(committed * share.numerator) / Decimal(share.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def month_ends(year: int) -> list[date]:
    """The twelve last days of months."""
    return [date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in range(1, 13)]
