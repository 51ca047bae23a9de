"""One date in three notations, and what is no single date."""

from datetime import date, datetime
from typing import Any

import pytest

from ocop.spreadsheets import DateFault, parse_date


@pytest.mark.parametrize(
    "value",
    [
        "24/02/2025",
        "24/2/2025",
        " 24-02-2025 ",
        "24.02.2025",
        "2025-02-24",
        "2025-02-24 00:00:00",
        "2025-02-24T00:00:00",
        "45712",
        45712,
        45712.0,
        date(2025, 2, 24),
        datetime(2025, 2, 24),
    ],
)
def test_one_date_in_every_notation(value: Any) -> None:
    assert parse_date(value) == date(2025, 2, 24)


@pytest.mark.parametrize("value", ["3/4/2025", "03/04/2025"])
def test_day_comes_first(value: str) -> None:
    assert parse_date(value) == date(2025, 4, 3)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("02/24/2025", "tháng/ngày"),
        ("31/02/2025", "không có trên lịch"),
        ("29/02/2023", "không có trên lịch"),
        ("2025-13-45", "không có trên lịch"),
        ("24/02/25", "hai chữ số năm"),
        ("02/2025", "không phải ngày"),
        ("2025", "không phải ngày"),
        ("hôm qua", "không phải ngày"),
        ("", "không phải ngày"),
        (None, "Không phải ngày"),
        (True, "Không phải ngày"),
        ("24/02/1925", "ngoài khoảng"),
        ("99999", "ngoài khoảng"),
        (datetime(2025, 2, 24, 7, 30), "giờ phút"),
    ],
)
def test_what_is_no_date(value: Any, words: str) -> None:
    with pytest.raises(DateFault) as caught:
        parse_date(value)
    assert words in str(caught.value)
