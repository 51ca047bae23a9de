"""Phones, tax codes, personal numbers: what is taken, how it is stored, shown and masked."""

import re
from typing import Any

import phonenumbers
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from products import validators
from products.enums import LegalForm
from products.models import Producer
from products.validators import (
    clean_personal_number,
    clean_phone,
    clean_tax_code,
    mask,
    show_phone,
    show_tax_code,
)

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
NINE = st.integers(1, 999_999_999).map(lambda n: f"{n:09d}").filter(lambda text: text[2:] != "0000000")
MOBILE = st.sampled_from(["032", "070", "081", "090", "091", "097"])


def check_digit(nine: str) -> int:
    """By hand, apart from the library: 10 less the weighted sum modulo 11; 10 itself is nobody's digit."""
    return 10 - sum(weight * int(digit) for weight, digit in zip(WEIGHTS, nine, strict=True)) % 11


@given(NINE, st.integers(0, 9))
def test_a_tax_code_stands_or_falls_with_its_check_digit(nine: str, last: int) -> None:
    code = f"{nine}{last}"
    if last == check_digit(nine):
        assert clean_tax_code(code) == code
    else:
        with pytest.raises(ValidationError) as caught:
            clean_tax_code(code)
        assert caught.value.code == "tax_code"


@given(NINE.filter(lambda nine: check_digit(nine) < 10), st.integers(1, 999))
def test_a_branch_is_stored_as_digits_and_shown_with_a_dash(nine: str, branch: int) -> None:
    code = f"{nine}{check_digit(nine)}{branch:03d}"
    shown = f"{code[:10]}-{code[10:]}"
    assert (clean_tax_code(shown), clean_tax_code(code), show_tax_code(code)) == (code, code, shown)


@given(st.integers(0, 10**12 - 1))
def test_twelve_digits_are_a_personal_number(number: int) -> None:
    text = f"{number:012d}"
    assert clean_tax_code(text) == clean_personal_number(f" {text[:3]} {text[3:]}") == text


@pytest.mark.parametrize("text", ["1", "123456789", "12345678901", "01002334880012", "abcdefghij"])
def test_what_is_no_tax_code(text: str) -> None:
    with pytest.raises(ValidationError):
        clean_tax_code(text)


def test_digits_of_an_asian_keyboard_become_plain_ones() -> None:
    assert clean_tax_code("０１００２３３４８８") == "0100233488"


@pytest.mark.parametrize("text", ["1", "12345678901", "1234567890123", "12345678901a"])
def test_what_is_no_personal_number(text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        clean_personal_number(text)
    assert caught.value.code == "personal_number"


@given(MOBILE, st.integers(0, 9_999_999), st.sampled_from(["", " ", ".", "-"]))
def test_a_mobile_number_is_the_same_however_it_is_written(prefix: str, rest: int, gap: str) -> None:
    digits = f"{prefix}{rest:07d}"
    written = (
        gap.join([digits[:4], digits[4:7], digits[7:]]),
        f"+84{gap}{digits[1:]}",
        digits[1:],  # a spreadsheet took the zero
    )
    assert {clean_phone(text) for text in written} == {digits}
    assert clean_phone(show_phone(digits)) == digits


@pytest.mark.parametrize(
    ("text", "stored", "shown"),
    [
        ("", "", ""),
        ("0237.3.123.456", "02373123456", "0237 3123 456"),
        ("+856 20 55 551 234", "+8562055551234", "+856 20 55 551 234"),
        ("1900 1234", "19001234", "1900 1234"),
    ],
)
def test_other_numbers(text: str, stored: str, shown: str) -> None:
    assert (clean_phone(text), show_phone(stored)) == (stored, shown)


@pytest.mark.parametrize("text", ["12", "0168 123 4567", "0912345678/0987654321", "gọi 0912345678", "+", "0" * 30])
def test_what_no_subscriber_has_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        clean_phone(text)
    assert caught.value.code == "phone"


@given(st.text(min_size=1, max_size=30))
def test_a_mask_keeps_at_most_the_end(text: str) -> None:
    shown = text[-3:] if len(text) > 3 else ""
    hidden = mask(text).removesuffix(shown)
    assert (set(hidden), len(hidden)) == ({"•"}, max(len(text) - len(shown), 4))
    assert mask("") == ""


@pytest.mark.parametrize(
    ("legal_form", "tax_code", "shown"),
    [
        (LegalForm.COOPERATIVE, "0314409058002", "0314409058-002"),
        (LegalForm.COOPERATIVE, "038012345678", "•••••••••678"),
        (LegalForm.PRODUCING_HOUSEHOLD, "0314409058", "•••••••058"),
        (LegalForm.BUSINESS_HOUSEHOLD, "", ""),
    ],
)
def test_the_code_of_a_person_is_masked(legal_form: str, tax_code: str, shown: str) -> None:
    assert Producer(legal_form=legal_form, tax_code=tax_code).tax_code_masked == shown


def test_mail_and_phone_are_masked() -> None:
    producer: Any = Producer(phone="0912345678", email="lan@example.vn")
    assert (producer.phone_masked, producer.email_masked) == ("•••••••678", "••••@example.vn")
    assert (producer.phone_shown, Producer().phone_shown, Producer().email_masked) == ("0912 345 678", "", "")
    assert show_phone("chưa có") == "chưa có"


@given(st.from_regex(validators.MOBILE, fullmatch=True))
def test_the_short_way_for_mobile_numbers_is_the_number_plan(text):
    number = phonenumbers.parse(text, "VN")
    assert phonenumbers.is_valid_number(number)
    assert re.sub(r"\D", "", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)) == text
