"""Who signs on a day and how the block is written (NĐ 30/2020, Điều 13; Phụ lục I, II.7)."""

from datetime import date
from typing import Any

import pytest

from programs.domain.signing import block_of, signer_on, signers_on
from programs.enums import BodyKind, Tier
from programs.models import Body, Delegation, Unit
from tests.factories import make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return make_unit(Tier.COMMUNE)


def right(unit: Unit, form: str, name: str, first: date, last: date | None = None, **fields: Any) -> Delegation:
    body, _made = Body.objects.get_or_create(
        unit=unit, fold="ubnd", defaults={"name": "UBND", "kind": BodyKind.PEOPLE_COMMITTEE}
    )
    values = {"head_title": "Chủ tịch", "title": "Phó Chủ tịch", **fields}
    return Delegation.objects.create(body=body, form=form, name=name, valid_from=first, valid_to=last, **values)


@pytest.mark.parametrize(
    ("form", "is_collective", "lines"),
    [
        ("head", True, ["TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"]),
        ("head", False, ["PHÓ CHỦ TỊCH"]),
        ("tm", False, ["TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"]),
        ("kt", True, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        ("kt", False, ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        ("tl", True, ["TL. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        ("tuq", True, ["TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        ("q", False, ["Q. CHỦ TỊCH"]),
        ("q", True, ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]),
    ],
)
def test_the_block_of_each_form(unit: Unit, form: str, is_collective: bool, lines: list[str]) -> None:
    block = block_of(right(unit, form, "Lê Văn A", date(2025, 1, 1)), is_collective=is_collective)
    assert (block.lines, block.name) == (lines, "Lê Văn A")


def test_the_right_given_last_among_those_in_force_signs(unit: Unit) -> None:
    right(unit, "head", "Người Đầu", date(2024, 1, 1), title="Chủ tịch")
    right(unit, "kt", "Người Phó", date(2025, 3, 1), date(2025, 3, 31))

    def name(day: date) -> str:
        block = signer_on(unit, day)
        return block.name if block else ""

    days = [date(2023, 12, 31), date(2025, 2, 28), date(2025, 3, 1), date(2025, 3, 31), date(2025, 4, 1)]
    assert [name(day) for day in days] == ["", "Người Đầu", "Người Phó", "Người Phó", "Người Đầu"]
    assert [one.name for one in signers_on(unit, date(2025, 3, 5))] == ["Người Phó", "Người Đầu"]


def test_who_signs_for_a_division_does_not_sign_for_the_committee(unit: Unit) -> None:
    body = Body.objects.create(unit=unit, name="Phòng Kinh tế", kind=BodyKind.DIVISION)
    Delegation.objects.create(
        body=body, form="head", head_title="Trưởng phòng", title="Trưởng phòng", name="A", valid_from=date(2025, 1, 1)
    )
    assert signer_on(unit, date(2025, 3, 5)) is None
