"""Papers begin with who signs today by the rights recorded (NĐ 30/2020, Điều 13)."""

from datetime import date
from typing import Any

import pytest

from evaluations.models import Withdrawal
from programs.enums import BodyKind, Tier
from programs.models import Body, Delegation, Unit
from reporting.domain.contents.recognitions import _decision_asks, _withdrawal_asks
from reporting.domain.contents.signing import name_ask, position_ask, sign_ask
from tests.factories import make_decision, make_producer, make_product, make_recognition, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return make_unit(Tier.PROVINCE)


def right(unit: Unit, form: str) -> None:
    body, _made = Body.objects.get_or_create(
        unit=unit, fold="ubnd", defaults={"name": "UBND", "kind": BodyKind.PEOPLE_COMMITTEE}
    )
    titles = {"head_title": "CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH"}
    Delegation.objects.create(body=body, form=form, name="Lê Văn Ký", valid_from=date(2025, 1, 1), **titles)


@pytest.mark.parametrize(
    ("form", "sign"), [("head", ""), ("tm", ""), ("kt", "KT."), ("tl", "TL."), ("tuq", "TUQ."), ("q", "Q.")]
)
def test_the_form_of_signing_is_that_of_the_right_in_force(unit: Unit, form: str, sign: str) -> None:
    right(unit, form)
    assert sign_ask(lambda one: "", lambda one: one).initial(unit) == sign
    assert position_ask(lambda one: one).initial(unit) == "PHÓ CHỦ TỊCH"
    assert name_ask(lambda one: one).initial(unit) == "Lê Văn Ký"


def test_a_known_position_and_no_right_go_before_it(unit: Unit) -> None:
    assert sign_ask(lambda one: "", lambda one: one).initial(unit) == ""
    assert position_ask(lambda one: one, otherwise=lambda one: "Chủ tịch").initial(unit) == "Chủ tịch"
    assert name_ask(lambda one: one).initial(unit) == ""
    right(unit, "tuq")
    assert sign_ask(lambda one: "Phó Chủ tịch UBND tỉnh", lambda one: one).initial(unit) == "KT."


def asked(asks: Any, record: Any) -> dict[str, Any]:
    return {ask.name: ask.initial(record) for ask in asks if ask.name in ("sign", "position", "name")}


def test_a_draft_decision_asks_with_the_right_of_its_unit(unit: Unit) -> None:
    decision = make_decision(unit, signer_position="")
    right(unit, "kt")
    found = asked(_decision_asks(decision), decision)
    assert found == {"sign": "KT.", "position": "PHÓ CHỦ TỊCH", "name": "Lê Văn Ký"}


def test_a_withdrawal_asks_with_the_right_of_the_province(unit: Unit) -> None:
    commune = make_unit(parent=make_unit(Tier.DISTRICT, unit))
    case = Withdrawal(recognition=make_recognition(make_product(make_producer(commune))))
    right(unit, "kt")
    found = asked(_withdrawal_asks(case), case)
    assert found == {"sign": "KT.", "position": "PHÓ CHỦ TỊCH", "name": "Lê Văn Ký"}
