"""Plans above and below are measured with the decisions that adjusted their targets during the year."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.accounts.enums import Role
from programs.domain.cascade.adjustments import adjust_targets
from programs.domain.cascade.promised import Change
from programs.domain.proof import Finding
from programs.models import Plan, PlanVersion
from reporting.domain.proof.load import prove_version, version_facts
from tests.factories import make_grant, make_plan, make_target, make_version
from tests.programs.cascade_setup import Cascade, make_cascade

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2026, 5, 4), date(2026, 5, 5)
TOLD = "điều chỉnh theo 1/QĐ-UBND ngày 05/05/2026"


@pytest.fixture
def cascade() -> Cascade:
    """Issued on 10/01/2026: 3 of three stars for An, 2 for Bình; on 05/05 one goes from An to Bình."""
    made = make_cascade(state="issued")
    for officer, unit in zip(made.officers, made.communes, strict=True):
        make_grant(officer, Role.SIGNER, unit)
    decide(made.draft.plan, made, AFTER, (0, -1), (1, 1))
    return made


def decide(plan: Plan, cascade: Cascade, day: date, *changes: tuple[int, int], number: str = "1/QĐ-UBND") -> Any:
    actors = {unit.pk: officer for unit, officer in zip(cascade.communes, cascade.officers, strict=True)}
    actors[cascade.province.pk] = cascade.writer
    rows = [Change(cascade.communes[index].pk, 3, "any", change) for index, change in changes]
    given = {"number": number, "decided_on": day, "reason": "Chuyển", "actor": actors[plan.unit_id]}
    return adjust_targets(plan=plan, changes=rows, **given)


def child(cascade: Cascade, index: int, number: int, day: date | None = None) -> PlanVersion:
    """A plan of a commune: issued on the day, else a draft."""
    plan = make_plan(cascade.communes[index], 2026, slug=f"xa-{index}")
    version = make_version(plan, **({"issued_on": day, "number": 5} if day else {"state": "draft"}))
    make_target(version, cascade.communes[index], 3, number)
    return version


def found(version: PlanVersion, rule: str, day: date | None = None) -> list[Finding]:
    return [one for one in prove_version(version, day) if one.rule == rule]


def test_a_plan_below_is_measured_by_what_is_given_on_its_day(cascade: Cascade) -> None:
    early, late = child(cascade, 1, 2, BEFORE), child(cascade, 0, 2, AFTER)
    assert (found(early, "below_assigned"), found(late, "below_assigned")) == ([], [])
    (finding,) = found(early, "below_assigned", AFTER)
    assert finding.message == (
        f"Chỉ tiêu chung, 3 sao (cam kết) là 2, ít hơn số được giao 3 (kế hoạch ghi 2, {TOLD}) tại 07/KH-UBND."
    )
    assert finding.key.endswith("|2|3")
    (before,) = found(late, "below_assigned", BEFORE)
    assert "ít hơn số được giao 3 tại" in before.message


def test_the_plan_above_is_measured_with_its_decisions(cascade: Cascade) -> None:
    followed, behind = child(cascade, 0, 2, AFTER), child(cascade, 1, 2, BEFORE)
    (finding,) = found(cascade.draft, "child")
    assert (finding.severity, finding.place.cell) == ("warning", f"annex/{cascade.communes[1].code}/any/3")
    assert finding.message == (
        f"Phụ lục, dòng 2 (Xã Bình), cột 3 sao giao 3 (kế hoạch ghi 2, {TOLD}), 05/KH-UBND ghi 2."
    )
    (then,) = found(cascade.draft, "child", BEFORE)
    assert (then.place.cell, then.severity) == (f"annex/{cascade.communes[0].code}/any/3", "warning")
    assert "điều chỉnh" not in then.message
    decide(behind.plan, cascade, AFTER, (1, 1), number="9/QĐ-UBND")
    assert found(cascade.draft, "child") == []
    decide(followed.plan, cascade, AFTER, (0, 2), number="8/QĐ-UBND")
    (more,) = found(cascade.draft, "child")
    assert more.severity == "note"
    assert "05/KH-UBND ghi 4 (kế hoạch ghi 2, điều chỉnh theo 8/QĐ-UBND ngày 05/05/2026)." in more.message


def test_decisions_of_one_figure_are_all_named(cascade: Cascade) -> None:
    decide(cascade.draft.plan, cascade, date(2026, 6, 6), (0, -1), (1, 1), number="2/QĐ-UBND")
    (finding,) = found(child(cascade, 1, 0, date(2026, 6, 7)), "below_assigned")
    wanted = "4 (kế hoạch ghi 2, điều chỉnh theo 1/QĐ-UBND ngày 05/05/2026; 2/QĐ-UBND ngày 06/06/2026)"
    assert wanted in finding.message


def test_an_own_decision_counts_on_the_day_asked_for(cascade: Cascade) -> None:
    version = child(cascade, 1, 2, BEFORE)
    decide(version.plan, cascade, AFTER, (1, 1), number="3/QĐ-UBND")
    assert found(version, "below_assigned", AFTER) == []
    decide(version.plan, cascade, AFTER, (1, -2), number="4/QĐ-UBND")
    (finding,) = found(version, "below_assigned", AFTER)
    assert "là 1 (kế hoạch ghi 2, điều chỉnh theo 3/QĐ-UBND" in finding.message


def test_a_star_only_a_decision_gives(cascade: Cascade) -> None:
    an = cascade.communes[0]
    up = {"number": "7/QĐ-UBND", "decided_on": AFTER, "reason": "Thêm", "actor": cascade.writer}
    changes = [Change(cascade.province.pk, 4, "any", 1), Change(an.pk, 4, "any", 1)]
    adjust_targets(plan=cascade.draft.plan, changes=changes, **up)
    cells = [one.place.cell for one in found(child(cascade, 0, 2, AFTER), "below_assigned")]
    assert cells == ["headline/any/4/committed"]
    assert [one.place.cell for one in found(cascade.draft, "child")] == [f"annex/{an.code}/any/4"]
    assert found(child(cascade, 1, 3), "below_assigned") == []


def test_queries_do_not_grow_with_the_plans_below(cascade: Cascade) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            version_facts(PlanVersion.objects.select_related("plan__unit").get(pk=cascade.draft.pk))
        return len(seen)

    queries()
    child(cascade, 0, 2, AFTER)
    few = queries()
    child(cascade, 1, 2, AFTER)
    assert queries() == few


def test_a_plan_above_that_gives_nothing_is_no_measure(cascade: Cascade) -> None:
    empty = make_version(make_plan(cascade.province, 2025, slug="tinh-2025"), issued_on=date(2025, 2, 3), number=9)
    below = make_plan(cascade.communes[0], 2025, slug="xa-2025")
    assert version_facts(make_version(below, state="draft", based_on=empty)).above is None
