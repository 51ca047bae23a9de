"""The expected path: its ends, its middle, and what it gives for a target."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.progress_path import LINEAR, ROUNDS, expected_number, expected_share, month_ends
from reporting.domain.progress_types import Cell


@pytest.mark.parametrize(
    ("day", "path", "share"),
    [
        (date(2024, 12, 31), LINEAR, Fraction(0)),
        (date(2025, 1, 1), LINEAR, Fraction(1, 365)),
        (date(2025, 6, 30), LINEAR, Fraction(181, 365)),
        (date(2025, 12, 30), LINEAR, Fraction(364, 365)),
        (date(2025, 12, 31), LINEAR, Fraction(1)),
        (date(2026, 1, 1), LINEAR, Fraction(1)),
        (date(2025, 1, 1), ROUNDS, Fraction(1, 362)),
        (date(2025, 6, 30), ROUNDS, Fraction(1, 2)),
        (date(2025, 7, 1), ROUNDS, Fraction(1, 2) + Fraction(1, 366)),
        (date(2025, 12, 29), ROUNDS, Fraction(1) - Fraction(1, 366)),
        (date(2025, 12, 30), ROUNDS, Fraction(1)),
    ],
)
def test_share_of_a_day(day: date, path: str, share: Fraction) -> None:
    assert expected_share(day, 2025, path) == share


@given(st.dates(date(2023, 12, 1), date(2025, 1, 31)), st.sampled_from([LINEAR, ROUNDS]))
def test_share_never_falls_and_stays_between_0_and_1(day: date, path: str) -> None:
    today, tomorrow = expected_share(day, 2024, path), expected_share(day.fromordinal(day.toordinal() + 1), 2024, path)
    assert 0 <= today <= tomorrow <= 1


def test_an_unknown_path_is_refused() -> None:
    with pytest.raises(ValueError, match="không có"):
        expected_share(date(2025, 3, 1), 2025, "steps")


def test_expected_number_rounds_halves_up() -> None:
    assert expected_number(160, Fraction(181, 365)) == Decimal("79.3")
    assert expected_number(1, Fraction(1, 20)) == Decimal("0.1")
    assert expected_number(0, Fraction(1)) == 0


def test_month_ends_of_a_leap_year() -> None:
    assert [day.day for day in month_ends(2024)] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


@pytest.mark.parametrize(
    ("cell", "missing", "behind", "attainment"),
    [
        (Cell(4, 4, 4, Decimal("2.0")), 0, -2, "done"),
        (Cell(4, 4, 5, Decimal("4.0")), 0, -1, "done"),
        (Cell(4, 4, 2, Decimal("2.4")), 2, 0, "on_path"),
        (Cell(4, 4, 2, Decimal("2.5")), 2, 1, "late"),
        (Cell(4, 4, 0, Decimal("0.4")), 4, 0, "on_path"),
        (Cell(0, 0, 3, Decimal("0.0")), 0, -3, "none"),
    ],
)
def test_a_cell_says_what_is_missing_and_how_late(cell: Cell, missing: int, behind: int, attainment: str) -> None:
    assert (cell.missing, cell.behind, cell.attainment) == (missing, behind, attainment)
