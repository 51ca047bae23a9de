"""Who recognises on which day (rules.md §0.5, §2, §3.3), and the dates of a certificate."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from evaluations.domain.dates import expiry_of
from evaluations.enums import RecognitionBody
from evaluations.rules import competence_on, competent_bodies, is_competent
from evaluations.validators import check_body, check_day, check_score, check_star, clean_decision_number

D, P, C = RecognitionBody.DISTRICT, RecognitionBody.PROVINCE, RecognitionBody.CENTRAL


@pytest.mark.parametrize(
    ("day", "bodies", "article"),
    [
        (date(2023, 2, 23), {P}, "1048/QĐ-TTg"),
        (date(2023, 2, 24), {D}, "148/QĐ-TTg"),
        (date(2025, 6, 30), {D}, "148/QĐ-TTg"),
        (date(2025, 7, 1), set(), "không còn cấp huyện"),
        (date(2025, 7, 5), set(), "không còn cấp huyện"),
        (date(2025, 7, 6), {P}, "1489/QĐ-TTg"),
        (date(2026, 5, 21), {P}, "1489/QĐ-TTg"),
        (date(2026, 5, 22), {P}, "Điều 4 Quyết định 26/2026/QĐ-TTg"),
    ],
)
def test_three_stars_by_date(day: date, bodies: set[RecognitionBody], article: str) -> None:
    assert competent_bodies(3, day) == bodies
    assert article in competence_on(day).article


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2024, 1, 1), date(2025, 7, 3), date(2026, 6, 1)])
def test_four_and_five_stars_never_change_hands(day: date) -> None:
    assert (competent_bodies(4, day), competent_bodies(5, day)) == ({P}, {C})
    assert [is_competent(body, 4, day) for body in (D, P, C)] == [False, True, False]


def test_message_names_the_law_and_the_way_out() -> None:
    with pytest.raises(ValidationError) as caught:
        check_body(D, 3, date(2025, 7, 6))
    assert caught.value.code == "body_not_competent"
    assert caught.value.messages == [
        "3 sao ngày 06/07/2025 thuộc thẩm quyền: UBND cấp tỉnh "
        "(Quyết định 148/QĐ-TTg, sửa đổi bởi Quyết định 1489/QĐ-TTg), không phải UBND cấp huyện. "
        "Nếu quyết định thực tế ghi như vậy, hãy đánh dấu “theo quyết định thực tế” và nêu lý do."
    ]


@pytest.mark.parametrize(
    ("decided", "expires"),
    [
        (date(2023, 11, 15), date(2026, 11, 15)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2024, 12, 31), date(2027, 12, 31)),
        (date(2025, 2, 28), date(2028, 2, 28)),
    ],
)
def test_expiry_is_the_same_day_36_months_later(decided: date, expires: date) -> None:
    assert expiry_of(decided) == expires


@pytest.mark.parametrize(("star", "ok"), [(1, False), (2, False), (3, True), (5, True), (6, False)])
def test_stars(star: int, ok: bool) -> None:
    if ok:
        check_star(star)
    else:
        with pytest.raises(ValidationError):
            check_star(star)


@pytest.mark.parametrize(
    ("day", "plan_year", "code"),
    [
        (date(2026, 1, 2), None, "future_decision"),
        (date(2026, 1, 1), None, None),
        (date(2018, 5, 6), None, "before_programme"),
        (date(2018, 5, 7), None, None),
        (date(2024, 12, 31), 2025, "before_plan"),
        (date(2025, 1, 1), 2025, None),
    ],
)
def test_day_of_the_decision(day: date, plan_year: int | None, code: str | None) -> None:
    found = None
    try:
        check_day(day, date(2026, 1, 1), plan_year)
    except ValidationError as error:
        found = error.code
    assert found == code


@pytest.mark.parametrize(
    ("score", "star", "code"),
    [
        (None, 5, None),
        (Decimal("69.99"), 4, "score_below_star"),
        (Decimal(70), 4, None),
        (Decimal(92), 3, None),
        (Decimal("89.99"), 5, "score_below_star"),
        (Decimal("49.99"), 3, "score_below_star"),
        (Decimal("100.01"), 5, "score"),
        (Decimal(-1), 3, "score"),
    ],
)
def test_score_is_compared_unrounded(score: Decimal | None, star: int, code: str | None) -> None:
    found = None
    try:
        check_score(score, star)
    except ValidationError as error:
        found = error.code
    assert found == code


def test_decision_numbers() -> None:
    assert clean_decision_number(" 3025/qđ-ubnd ") == "3025/QĐ-UBND"
    for text in ("3025", "QĐ 3025", ""):
        with pytest.raises(ValidationError):
            clean_decision_number(text)
