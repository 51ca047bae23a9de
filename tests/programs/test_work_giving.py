"""Giving out the tasks of a plan: what is proposed, to whom, once."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from programs.domain.plans_content import version_content
from programs.domain.work.giving import Choice, give_out
from programs.domain.work.periods import period_label, periods_of
from programs.domain.work.proposals import BODIES, giving_day, propose
from programs.domain.work.whom import tier_of_name, unit_above, units_addressed
from programs.domain.work.words import due_in, recurrence_in
from programs.enums import BodyRole, Recurrence, Tier, WorkState
from programs.models import Task, WorkItem, WorkPart
from tests import factories as make

from .work_setup import COMMUNES, TODAY, YEAR, Scene, make_scene, make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.mark.parametrize(
    ("name", "tier"),
    [
        ("UBND các huyện, thị xã, thành phố", Tier.DISTRICT),
        ("UBND cấp huyện", Tier.DISTRICT),
        ("Ủy ban nhân dân các xã, phường", Tier.COMMUNE),
        ("UBND các xã, phường, thị trấn", Tier.COMMUNE),
        ("UBND cấp xã", Tier.COMMUNE),
        ("UBND xã", None),
        ("Sở Y tế", None),
        ("Các sở, ban, ngành, đơn vị liên quan", None),
        ("UBND các cấp", None),
    ],
)
def test_a_name_stands_for_a_tier_or_for_one_body(name: str, tier: Tier | None) -> None:
    assert tier_of_name(name) == tier


@pytest.mark.parametrize(
    ("text", "recurrence", "due"),
    [
        ("Báo cáo kết quả hằng tháng.", Recurrence.MONTHLY, None),
        ("Họp giao ban tháng.", Recurrence.MONTHLY, None),
        ("Tổng hợp báo cáo hàng quý, trước ngày 15/3/2025", Recurrence.QUARTERLY, date(2025, 3, 15)),
        ("Sơ kết 6 tháng", Recurrence.HALF_YEARLY, None),
        ("Hoàn thành trước 30/11.", Recurrence.NONE, date(2026, 11, 30)),
        ("Hoàn thành trước 31/11.", Recurrence.NONE, None),
        ("Theo Quyết định số 12/2025", Recurrence.NONE, None),
    ],
)
def test_what_a_sentence_says_of_its_day(text: str, recurrence: Recurrence, due: date | None) -> None:
    assert (recurrence_in(text), due_in(text, 2026)) == (recurrence, due)


@pytest.mark.parametrize(
    ("recurrence", "since", "codes"),
    [
        (Recurrence.NONE, date(2026, 1, 1), []),
        (Recurrence.QUARTERLY, date(2026, 1, 1), ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]),
        (Recurrence.QUARTERLY, date(2026, 3, 31), ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]),
        (Recurrence.QUARTERLY, date(2026, 4, 1), ["2026-Q2", "2026-Q3", "2026-Q4"]),
        (Recurrence.HALF_YEARLY, date(2026, 7, 1), ["2026-H2"]),
        (Recurrence.HALF_YEARLY, date(2027, 1, 1), ["2026-H1", "2026-H2"]),
        (Recurrence.MONTHLY, date(2026, 11, 5), ["2026-11", "2026-12"]),
    ],
)
def test_periods_of_a_year(recurrence: Recurrence, since: date, codes: list[str]) -> None:
    assert [period.code for period in periods_of(recurrence, 2026, since)] == codes


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("", ""),
        ("2026-03", "tháng 3/2026"),
        ("2026-Q4", "quý IV/2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
    ],
)
def test_a_period_in_words(code: str, label: str) -> None:
    assert period_label(code) == label


def test_one_task_for_every_commune_of_the_day(scene: Scene) -> None:
    make.make_unit(parent=scene.province, valid_to=date(YEAR - 1, 1, 1))
    make.make_unit(parent=make.make_unit(Tier.PROVINCE))
    task = make_task(scene, coordinating=["Sở Y tế"])
    root = scene.item(task, due_on=TODAY)
    assert (root.unit, root.body, root.line, root.state) == (scene.province, task.body, 0, WorkState.OPEN)
    assert sorted(child.unit_id for child in root.children.all()) == sorted(unit.pk for unit in scene.communes)
    assert {child.due_on for child in root.children.all()} == {TODAY}
    parts = WorkPart.objects.filter(item__in=root.children.all()).values_list("unit", "role", "body")
    assert sorted(parts) == sorted((unit.pk, "lead", None) for unit in scene.communes)
    assert [(str(part.body), part.role) for part in root.parts.all()] == [("Sở Y tế", "coordinating")]


def test_districts_do_it_while_there_are_districts(scene: Scene) -> None:
    last = date(2025, 6, 30)
    district = make.make_unit(Tier.DISTRICT, scene.province, valid_to=last)
    name = "UBND các huyện, thị xã, thành phố"
    assert units_addressed(scene.province, name, last) == [district]
    assert {unit.pk for unit in units_addressed(scene.province, name, date(2025, 7, 1))} == {
        unit.pk for unit in scene.communes
    }
    assert units_addressed(scene.communes[0], COMMUNES, TODAY) == []


def test_a_task_that_comes_back_has_one_part_a_period(scene: Scene) -> None:
    root = scene.item(make_task(scene, "Sở Y tế"), recurrence=Recurrence.QUARTERLY)
    assert root.due_on == date(YEAR, 12, 31)
    codes = [period.code for period in periods_of(Recurrence.QUARTERLY, YEAR, TODAY)]
    assert [child.period for child in root.children.order_by("id")] == codes
    fanned = scene.item(make_task(scene), recurrence=Recurrence.QUARTERLY)
    for child in fanned.children.all():
        assert [one.period for one in child.children.order_by("id")] == codes
        assert {one.unit for one in child.children.all()} == {child.unit}


def test_given_out_twice_makes_nothing_twice(scene: Scene) -> None:
    task = make_task(scene, "Sở Y tế", ("Một.", "Hai."))
    first = scene.item(task, 0)
    chosen = {f"{task.pk}-0": Choice(), f"{task.pk}-1": Choice()}
    assert [item.content for item in give_out(version=scene.version, actor=scene.staff, chosen=chosen)] == ["Hai."]
    whole = {f"{task.pk}-": Choice()}
    assert give_out(version=scene.version, actor=scene.staff, chosen=whole, by=BODIES) == []
    assert next(iter(propose(scene.version))).item == first
    assert WorkItem.objects.count() == 2
    assert LegalAct.objects.filter(verb="give_out_work").count() == 2


def test_a_sentence_within_another_one_is_given_out_for_itself(scene: Scene) -> None:
    task = make_task(scene, "Sở Y tế", ("Rà soát sản phẩm mới.", "Rà soát sản phẩm."))
    scene.item(task, 0)
    assert [one.item is not None for one in propose(scene.version)] == [True, False]
    whole = propose(scene.version, BODIES)
    assert [one.item is not None for one in whole] == [True]


def test_a_new_version_knows_what_was_given_out(scene: Scene) -> None:
    task = make_task(scene, "Sở Y tế", ("Một.", "Hai."))
    give_out(version=scene.version, actor=scene.staff, chosen={f"{task.pk}-": Choice()}, by=BODIES)
    later = make.make_version(scene.version.plan, issued_on=TODAY)
    again = Task.objects.create(version=later, order=1, body=task.body, heading=task.heading, items=["Hai.", "Ba."])
    assert [one.item is not None for one in propose(later)] == [True, False]
    assert propose(later)[1].key == f"{again.pk}-1"


def test_a_whole_task_of_one_body(scene: Scene) -> None:
    task = make_task(scene, "Sở Y tế", ("Một.", "Hai."))
    (one,) = propose(scene.version, BODIES)
    assert (one.key, one.content) == (f"{task.pk}-", "Một.\nHai.")
    bare = make_task(scene, "Sở Công Thương", ())
    assert propose(scene.version)[-1].content == bare.heading


def test_who_is_asked_is_not_ordered(scene: Scene) -> None:
    item = scene.item(make_task(scene, "Đề nghị Ủy ban MTTQ tỉnh", leads=["Hội Nông dân"], coordinating=["Sở Y tế"]))
    assert [(str(part.body), part.role) for part in item.parts.all()] == [
        ("Đề nghị Ủy ban MTTQ tỉnh", "requested"),
        ("Hội Nông dân", "requested"),
        ("Sở Y tế", "coordinating"),
    ]


def test_roles_of_bodies_stand_in_the_data_of_the_plan(scene: Scene) -> None:
    make_task(scene, "Sở Y tế", leads=["Sở Công Thương"], coordinating=["Báo tỉnh"], requested=["Hội Nông dân"])
    (task,) = version_content(scene.version)["tasks"]
    assert (task["leads"], task["coordinating"], task["requested"]) == (
        ["Sở Y tế", "Sở Công Thương"],
        ["Báo tỉnh"],
        ["Hội Nông dân"],
    )
    (stored,) = scene.version.task_set.all()
    assert [role for role, _bodies in stored.bodies_by_role()] == list(BodyRole)


def _refused(scene: Scene, **changes: Any) -> str:
    task = make_task(scene, "Sở Y tế")
    values = {"version": scene.version, "actor": scene.staff, "chosen": {f"{task.pk}-0": Choice()}, **changes}
    with pytest.raises(ValidationError) as caught:
        give_out(**values)
    return str(caught.value.code)


def test_what_cannot_be_given_out(scene: Scene) -> None:
    early = make_task(scene, "Sở Công Thương")
    assert _refused(scene, chosen={f"{early.pk}-0": Choice(due_on=date(YEAR - 1, 12, 31))}) == "too_early"
    assert _refused(scene, chosen={"0-0": Choice()}) == "unknown"
    draft = make.make_version(make.make_plan(scene.province, YEAR + 1), state="draft")
    assert _refused(scene, version=draft) == "not_issued"
    scene.version.plan.closed_on = TODAY
    scene.version.plan.save()
    assert _refused(scene) == "closed"
    assert WorkItem.objects.count() == 0


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PRODUCER])
def test_only_the_plan_s_own_staff_gives_out(scene: Scene, role: Role) -> None:
    task = make_task(scene)
    for actor in (make.make_user(role, scene.province), scene.officers[0]):
        with pytest.raises(PermissionDenied):
            give_out(version=scene.version, actor=actor, chosen={f"{task.pk}-0": Choice()})


def test_the_day_whose_units_are_meant(scene: Scene) -> None:
    past = make.make_version(make.make_plan(scene.province, 2021), issued_on=date(2021, 3, 1))
    assert (giving_day(scene.version), giving_day(past)) == (TODAY, date(2021, 3, 1))


def test_the_unit_above(scene: Scene) -> None:
    nation = make.make_nation()
    assert unit_above(scene.communes[0], TODAY) == scene.province
    assert unit_above(scene.province, TODAY) == nation
    assert unit_above(nation, TODAY) is None
