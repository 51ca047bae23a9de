"""Proposed, answered, confirmed: every exit of the verbs on assignments."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from programs.domain.cascade.assignments import (
    StaleAssignment,
    accept_targets,
    ask_targets,
    confirm_targets,
    propose_targets,
    sent_figures,
)
from programs.domain.cascade.settled import assignment_faults
from programs.domain.cascade.waiting import assignments_to_confirm, assignments_waiting
from programs.models import Assignment
from tests.factories import make_unit, make_user, make_version
from tests.programs.cascade_setup import Cascade, make_cascade, proposed

pytestmark = pytest.mark.django_db
FOUR = {(3, "any"): (4, None)}


@pytest.fixture
def cascade() -> Cascade:
    return proposed()


def accept(cascade: Cascade, index: int = 0, **given: Any) -> Assignment:
    row = cascade.assignment(index)
    return accept_targets(**{"assignment": row, "revision": row.revision, "actor": cascade.officers[index], **given})


def ask(cascade: Cascade, index: int = 0, **given: Any) -> Assignment:
    row = cascade.assignment(index)
    values = {"assignment": row, "revision": row.revision, "actor": cascade.officers[index], "figures": FOUR}
    return ask_targets(**{**values, "note": "Có thêm một cơ sở", **given})


def confirm(cascade: Cascade, index: int = 0, **given: Any) -> Assignment:
    row = cascade.assignment(index)
    return confirm_targets(**{"assignment": row, "revision": row.revision, "actor": cascade.writer, **given})


def code(caught: Any) -> str:
    error = caught.value
    return str((error.error_dict.popitem()[1][0] if hasattr(error, "error_dict") else error.error_list[0]).code)


def states(cascade: Cascade, index: int = 0) -> list[str]:
    return list(cascade.assignment(index).steps.values_list("state", flat=True))


def test_each_unit_is_sent_its_own_figures_once(cascade: Cascade) -> None:
    rows = Assignment.objects.filter(version=cascade.draft).order_by("pk")
    assert [(row.unit, sent_figures(row), row.state) for row in rows] == [
        (cascade.communes[0], {(3, "any"): (3, None)}, "proposed"),
        (cascade.communes[1], {(3, "any"): (2, None)}, "proposed"),
    ]
    assert propose_targets(version=cascade.draft, actor=cascade.writer) == []
    assert states(cascade) == ["proposed"]


def test_changed_figures_and_a_new_day_are_sent_again(cascade: Cascade) -> None:
    day = timezone.localdate() + timedelta(days=5)
    accept(cascade)
    cascade.draft.targets.filter(unit=cascade.communes[0]).update(committed=1)
    sent = propose_targets(version=cascade.draft, actor=cascade.writer, answer_by=day)
    assert {row.unit for row in sent} == set(cascade.communes)
    assert sent_figures(cascade.assignment()) == {(3, "any"): (1, None)}
    assert states(cascade) == ["proposed", "accepted", "proposed"]


def test_who_may_not_write_the_plan_proposes_nothing(cascade: Cascade) -> None:
    for user in (cascade.officers[0], cascade.signer):
        with pytest.raises(PermissionDenied):
            propose_targets(version=cascade.draft, actor=user)


def test_what_cannot_be_proposed() -> None:
    cascade = make_cascade()
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError) as past:
        propose_targets(version=cascade.draft, actor=cascade.writer, answer_by=yesterday)
    with pytest.raises(ValidationError) as nothing:
        propose_targets(version=cascade.draft, actor=cascade.writer, units=[make_unit()])
    issued = make_version(cascade.draft.plan)
    with pytest.raises(ValidationError) as frozen:
        propose_targets(version=issued, actor=cascade.writer)
    assert [code(past), code(nothing), code(frozen)] == ["past", "nothing", "frozen"]


def test_the_unit_agrees_once(cascade: Cascade) -> None:
    first = cascade.assignment()
    accept(cascade)
    accept(cascade, assignment=first, revision=first.revision)
    assert states(cascade) == ["proposed", "accepted"]
    act = LegalAct.objects.get(verb="accept_targets")
    assert act.payload["figures"] == [{"star": 3, "kind": "any", "committed": 3, "working": None}]


def test_the_signer_of_the_unit_answers_too_and_nobody_of_another(cascade: Cascade) -> None:
    others = [cascade.officers[1], cascade.signer, make_user(Role.VIEWER, cascade.communes[0]), make_user()]
    for user in others:
        with pytest.raises(PermissionDenied):
            accept(cascade, actor=user)
        with pytest.raises(PermissionDenied):
            ask(cascade, actor=user)
    accept(cascade, actor=make_user(Role.SIGNER, cascade.communes[0]))
    assert cascade.assignment().state == "accepted"


def test_the_unit_asks_for_others_once_and_may_change_its_mind(cascade: Cascade) -> None:
    first = cascade.assignment()
    ask(cascade)
    ask(cascade, assignment=first, revision=first.revision)
    assert cascade.assignment().asked == [{"star": 3, "kind": "any", "committed": 4, "working": None}]
    accept(cascade)
    assert (cascade.assignment().asked, states(cascade)) == ([], ["proposed", "asked", "accepted"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"note": " "}, "note"),
        ({"figures": {(3, "any"): (3, None)}}, "same"),
        ({"figures": {(3, "any"): (-1, None)}}, "figures"),
        ({"figures": {(3, "any"): (1.5, None)}}, "figures"),
        ({"figures": {(2, "any"): (1, None)}}, "figures"),
        ({"figures": {(3, "gì"): (1, None)}}, "figures"),
        ({"figures": {(3, "any"): (1, True)}}, "figures"),
        ({"revision": 9}, "stale"),
    ],
)
def test_what_is_no_answer(cascade: Cascade, given: dict[str, Any], expected: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ask(cascade, **given)
    assert (code(refused), states(cascade)) == (expected, ["proposed"])


def test_an_answer_to_figures_that_moved_on_is_stale(cascade: Cascade) -> None:
    seen = cascade.assignment()
    cascade.draft.targets.filter(unit=cascade.communes[0]).update(committed=9)
    propose_targets(version=cascade.draft, actor=cascade.writer)
    with pytest.raises(StaleAssignment):
        accept(cascade, assignment=seen, revision=seen.revision)


def test_what_is_agreed_is_confirmed_once_and_then_closed_to_the_unit(cascade: Cascade) -> None:
    accept(cascade)
    before = cascade.assignment()
    confirm(cascade)
    confirm(cascade, assignment=before, revision=before.revision)
    assert states(cascade) == ["proposed", "accepted", "confirmed"]
    for verb in (accept, ask, confirm):
        with pytest.raises(ValidationError) as closed:
            verb(cascade)
        assert code(closed) == "confirmed"


def test_without_an_answer_only_late_and_with_a_reason(cascade: Cascade) -> None:
    with pytest.raises(ValidationError) as early:
        confirm(cascade, note="Gấp")
    Assignment.objects.update(answer_by=timezone.localdate() - timedelta(days=1))
    with pytest.raises(ValidationError) as silent:
        confirm(cascade)
    confirm(cascade, note="Quá hạn không trả lời")
    assert [code(early), code(silent), states(cascade)[-1]] == ["unanswered", "note", "confirmed"]


def test_a_wish_is_turned_down_with_a_reason_or_put_again_with_one(cascade: Cascade) -> None:
    ask(cascade)
    assert propose_targets(version=cascade.draft, actor=cascade.writer) == []
    with pytest.raises(ValidationError) as silent:
        confirm(cascade)
    assert code(silent) == "note"
    propose_targets(version=cascade.draft, actor=cascade.writer, units=cascade.communes[:1], note="Giữ số cũ")
    assert (cascade.assignment().state, cascade.assignment().asked) == ("proposed", [])


def test_a_wish_is_taken_over_into_the_draft(cascade: Cascade) -> None:
    ask(cascade, figures={(3, "any"): (2, 6), (4, "new"): (1, None)})
    confirm(cascade, take_over=True)
    stored = cascade.draft.targets.filter(unit=cascade.communes[0]).values_list("star", "kind", "committed", "working")
    assert sorted(stored) == [(3, "any", 2, 6), (4, "new", 1, None)]
    names = (
        cascade.draft.targets.filter(unit=cascade.communes[0])
        .order_by()
        .values_list("order", "printed_name")
        .distinct()
    )
    assert list(names) == [(1, "Xã An")]
    assert cascade.assignment().state == "confirmed"
    assert propose_targets(version=cascade.draft, actor=cascade.writer, units=cascade.communes[:1]) == []


def test_what_was_not_asked_is_not_taken_over_nor_confirmed_by_others(cascade: Cascade) -> None:
    with pytest.raises(ValidationError) as refused:
        confirm(cascade, take_over=True)
    assert code(refused) == "not_asked"
    accept(cascade)
    with pytest.raises(PermissionDenied):
        confirm(cascade, actor=cascade.officers[0])


def test_figures_changed_after_the_answer_are_not_confirmed(cascade: Cascade) -> None:
    accept(cascade)
    cascade.draft.targets.filter(unit=cascade.communes[0]).update(committed=1)
    with pytest.raises(ValidationError) as changed:
        confirm(cascade)
    assert code(changed) == "changed"


def test_nothing_is_taken_over_while_the_draft_is_appraised(cascade: Cascade) -> None:
    ask(cascade)
    type(cascade.draft).objects.update(stage="appraisal")
    with pytest.raises(ValidationError) as closed:
        confirm(cascade, take_over=True)
    assert code(closed) == "not_open"


def test_an_issued_plan_takes_no_answers(cascade: Cascade) -> None:
    cascade.draft.state, cascade.draft.number, cascade.draft.issued_on = "issued", 9, timezone.localdate()
    cascade.draft.save()
    with pytest.raises(ValidationError) as frozen:
        accept(cascade)
    assert code(frozen) == "frozen"
    assert not assignments_waiting(cascade.officers[0]).exists()


def test_setting_asks_that_every_unit_is_confirmed(cascade: Cascade) -> None:
    assert assignment_faults(cascade.draft) == []
    SiteSetting.objects.create(key="assignments_confirmed_to_issue", value=True)
    accept(cascade)
    confirm(cascade)
    assert assignment_faults(cascade.draft) == ["Chưa chốt chỉ tiêu với Xã Bình."]
    cascade.draft.targets.filter(unit=cascade.communes[0]).update(committed=1)
    assert len(assignment_faults(cascade.draft)) == 2


def test_whose_answer_is_waited_for(cascade: Cascade) -> None:
    an = cascade.communes[0]
    own = [cascade.officers[0], make_user(Role.SIGNER, an)]
    others = [cascade.writer, make_user(Role.ADMIN, cascade.province), make_user(Role.VIEWER, an), make_user()]
    assert [[row.unit for row in assignments_waiting(user)] for user in own] == [[an], [an]]
    assert [assignments_waiting(user).count() for user in others] == [0, 0, 0, 0]
    assert assignments_to_confirm(cascade.writer).count() == 0
    ask(cascade)
    assert [row.unit for row in assignments_to_confirm(cascade.writer)] == [an]
    assert [assignments_to_confirm(user).count() for user in [*own, *others[1:]]] == [0, 0, 0, 0, 0]
