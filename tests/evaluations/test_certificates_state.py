"""The life of a certificate as pure rules: every boundary of rules.md §9, and the public code."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.domain.certificates import (
    CertificateFacts,
    Deadlines,
    dates_of,
    in_force_until,
    parse_public_code,
    public_code,
    state_on,
)
from evaluations.domain.certificates.chains import deadlines_for
from evaluations.domain.certificates.codes import ALPHABET
from evaluations.domain.dates import expiry_of
from evaluations.enums import CertificateState as S

DAY = timedelta(days=1)
DECIDED = date(2023, 11, 15)
LAW = deadlines_for(DECIDED)


def facts(**more: Any) -> CertificateFacts:
    return CertificateFacts(DECIDED, expiry_of(DECIDED), deadlines=LAW, **more)


@pytest.mark.parametrize(
    ("decided_on", "expires_on"),
    [
        (date(2023, 11, 15), date(2026, 11, 15)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 28)),
        (date(2023, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_certificate_ends_on_the_same_day_36_months_later(decided_on: date, expires_on: date) -> None:
    assert expiry_of(decided_on) == expires_on


def test_the_four_dates_and_the_notice_of_the_older_decision() -> None:
    dates = dates_of(facts())
    assert (dates.filing_opens_on, dates.filing_closes_on) == (date(2026, 5, 19), date(2026, 7, 18))
    assert (dates.expires_on, dates.extension_ends_on) == (date(2026, 11, 15), date(2027, 5, 14))
    assert (dates.warn_on, dates.notice_by) == (date(2026, 2, 15), date(2026, 10, 16))


def test_deadlines_come_from_the_law_packs() -> None:
    assert Deadlines(180, 120, 180, 30, date(2026, 5, 22)) == LAW
    assert deadlines_for(date(2026, 8, 1)) == Deadlines(180, 120, 180, None, date(2026, 5, 22))
    assert deadlines_for(date(2020, 1, 1)).notice is None
    assert deadlines_for(date(2018, 1, 1)).notice is None


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 2, 14), S.VALID),
        (date(2026, 2, 15), S.WARNING),
        (date(2026, 5, 21), S.WARNING),  # 180 days before the end, but Điều 7.6a rules from 22/05/2026 on
        (date(2026, 5, 22), S.WINDOW),
        (date(2026, 7, 18), S.WINDOW),
        (date(2026, 7, 19), S.LATE),
        (date(2026, 11, 15), S.LATE),
        (date(2026, 11, 16), S.EXPIRED),
    ],
)
def test_the_days_on_which_a_state_changes(day: date, state: S) -> None:
    assert state_on(facts(), day) == state


def test_the_window_opens_180_days_before_where_the_rule_is_in_force() -> None:
    later = CertificateFacts(date(2026, 6, 1), expiry_of(date(2026, 6, 1)), deadlines=deadlines_for(date(2026, 6, 1)))
    opens = later.expires_on - 180 * DAY
    assert (state_on(later, opens - DAY), state_on(later, opens)) == (S.WARNING, S.WINDOW)
    assert state_on(CertificateFacts(DECIDED, later.expires_on), opens) == S.WINDOW


@pytest.mark.parametrize(
    ("result_on", "last"),
    [
        (None, date(2027, 3, 1)),
        (date(2027, 1, 10), date(2027, 1, 9)),  # the result without recognition ends it
        (date(2027, 5, 1), date(2027, 3, 1)),
        (date(2026, 9, 1), date(2026, 11, 15)),  # the result came before the end: nothing to extend
    ],
)
def test_an_extension_lasts_to_its_day_or_the_result(result_on: date | None, last: date) -> None:
    extended = facts(extended_until=date(2027, 3, 1), result_on=result_on)
    assert in_force_until(extended) == last
    assert state_on(extended, last) == (S.EXTENDED if last > extended.expires_on else S.LATE)
    assert state_on(extended, last + DAY) == S.EXPIRED


def test_withdrawn_and_replaced_come_first_and_on_their_day() -> None:
    gone, replaced = facts(withdrawn_on=date(2026, 6, 1)), facts(replaced_on=date(2026, 6, 1))
    assert (state_on(gone, date(2026, 5, 31)), state_on(gone, date(2026, 6, 1))) == (S.WINDOW, S.WITHDRAWN)
    assert (state_on(replaced, date(2026, 5, 31)), state_on(replaced, date(2026, 6, 1))) == (S.WINDOW, S.REPLACED)
    both = facts(withdrawn_on=date(2026, 6, 1), replaced_on=date(2026, 5, 1))
    assert state_on(both, date(2026, 6, 1)) == S.WITHDRAWN
    assert state_on(gone, date(2027, 6, 1)) == S.WITHDRAWN
    assert in_force_until(both) == date(2026, 4, 30)


_days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
_maybe = st.none() | _days


@given(day=_days, extended=_maybe, result=_maybe, withdrawn=_maybe, replaced=_maybe)
def test_in_force_until_and_the_state_agree(day: date, **found: date | None) -> None:
    one = facts(
        extended_until=found["extended"],
        result_on=found["result"],
        withdrawn_on=found["withdrawn"],
        replaced_on=found["replaced"],
    )
    counts = state_on(one, day) not in {S.EXPIRED, S.REPLACED, S.WITHDRAWN}
    assert counts == (day <= in_force_until(one))


@given(st.integers(1, 2**63 - 1))
def test_a_public_code_is_read_back_however_it_is_written(pk: int) -> None:
    code = public_code(pk)
    assert parse_public_code(code) == pk
    assert parse_public_code(f" {code.lower().replace('-', ' ')} ") == pk
    assert parse_public_code(code.replace("-", "–").replace("OCOP", "0c0p")) == pk
    assert parse_public_code(code.removeprefix("OCOP-").replace("-", "").replace("0", "O").replace("1", "l")) == pk


@given(st.integers(1, 2**40), st.data())
def test_one_wrong_character_or_two_swapped_never_pass(pk: int, data: st.DataObject) -> None:
    bare = public_code(pk).removeprefix("OCOP-").replace("-", "")
    place = data.draw(st.integers(0, len(bare) - 1))
    wrong = data.draw(st.sampled_from(sorted(set(ALPHABET) - {bare[place]})))
    assert parse_public_code(bare[:place] + wrong + bare[place + 1 :]) is None
    other = data.draw(st.integers(0, len(bare) - 1))
    swapped = list(bare)
    swapped[place], swapped[other] = bare[other], bare[place]
    if swapped != list(bare):
        assert parse_public_code("".join(swapped)) is None


@pytest.mark.parametrize(
    "text", ["", "OCOP", "OCOP-", "OCOP-00001-3", "OCOP-00000-0", "38-16438-1-2026", "ĐẶC SẢN", "U"]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    assert parse_public_code(text) is None


def test_a_key_is_positive() -> None:
    with pytest.raises(ValueError, match="0"):
        public_code(0)
