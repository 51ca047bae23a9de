"""The council's two steps with a dossier: concluded for good, or returned with the reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from products.domain.dossiers.steps import steps_for, take_council_step, take_step
from products.domain.queries import with_state
from products.enums import DossierState, ProductState
from products.models import Dossier, Product
from tests.factories import make_dossier, make_unit, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def at_council(**fields: Any) -> Dossier:
    return make_dossier(state=DossierState.COUNCIL, submitted_on=TODAY, **fields)


def code_of(refused: pytest.ExceptionInfo[ValidationError]) -> str | None:
    return refused.value.error_list[0].code


def test_concluded_once_and_the_product_waits_no_longer() -> None:
    dossier, chair = at_council(), make_user()
    assert with_state(Product.objects.all(), TODAY).get().state == ProductState.REVIEW
    for _ in range(2):
        done = take_council_step(actor=chair, dossier_id=dossier.pk, step="conclude", on=TODAY)
        assert done.state == DossierState.EVALUATED
    assert [move.after for move in done.moves.all()] == ["evaluated"]
    act = LegalAct.objects.get()
    assert (act.verb, act.article) == ("dossier_conclude", "Quyết định 26/2026/QĐ-TTg, Điều 7.3")
    assert with_state(Product.objects.all(), TODAY).get().state == ProductState.NEW
    assert (done.clock_kind, done.clock_due_on) == ("", None)


def test_returned_with_the_reason() -> None:
    dossier = at_council()
    with pytest.raises(ValidationError) as refused:
        take_council_step(actor=None, dossier_id=dossier.pk, step="return", on=TODAY, note=" ")
    assert refused.value.error_dict["note"][0].code == "needs"
    done = take_council_step(actor=None, dossier_id=dossier.pk, step="return", on=TODAY, note="Thiếu kiểm nghiệm")
    assert (done.state, done.moves.get().note) == (DossierState.ELIGIBLE, "Thiếu kiểm nghiệm")


def test_refused_elsewhere_and_on_other_days() -> None:
    dossier = make_dossier(state=DossierState.ELIGIBLE)
    with pytest.raises(ValidationError) as refused:
        take_council_step(actor=None, dossier_id=dossier.pk, step="conclude", on=TODAY)
    assert code_of(refused) == "wrong_state"
    dossier = at_council()
    with pytest.raises(ValidationError) as refused:
        take_council_step(actor=None, dossier_id=dossier.pk, step="conclude", on=TODAY + timedelta(days=1))
    assert refused.value.error_dict["on"][0].code == "day"
    with pytest.raises(ValueError, match="reject"):
        take_council_step(actor=None, dossier_id=dossier.pk, step="reject", on=TODAY)


def test_a_day_before_the_last_step_becomes_that_of_the_last_step() -> None:
    dossier = at_council()
    last = TODAY - timedelta(days=3)
    dossier.moves.create(step="to_council", before="eligible", after="council", on=last)
    early = last - timedelta(days=5)
    take_council_step(actor=None, dossier_id=dossier.pk, step="conclude", on=early)
    assert [move.on for move in dossier.moves.all()] == [last, last]


def test_no_account_and_no_command_acts_for_the_council() -> None:
    unit = make_unit()
    dossier = at_council(unit=unit)
    assert steps_for(make_user(Role.ADMIN, unit), dossier) == []
    with pytest.raises(ValidationError) as refused:
        take_step(actor=None, dossier_id=dossier.pk, step="conclude")
    assert code_of(refused) == "not_allowed"
