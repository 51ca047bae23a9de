"""Activities that took place, who came, points of sale: who may, once, planned beside held, who was never trained."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from programs.domain.held.activities import (
    create_held,
    funding_choices,
    remove_held,
    set_attendance,
    update_held,
)
from programs.domain.held.counts import held_counts, planned_and_held, untrained_units
from programs.domain.held.points import create_point, update_point
from programs.domain.money.lines import create_line
from programs.domain.saving import StaleRecord
from programs.models import Activity, HeldActivity, PointOfSale, Unit
from tests.factories import make_plan, make_unit, make_user, make_version

DAY = date(2025, 5, 5)
SETTING = 1
"""Whether illustration counts."""


@pytest.fixture
def commune(db: None) -> Unit:
    return make_unit(parent=make_unit("province"))


@pytest.fixture
def officer(commune: Unit) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


def facts(**more: Any) -> dict[str, Any]:
    values = {"kind": "training", "title": "Lớp tập huấn", "starts_on": DAY, "ends_on": DAY + timedelta(days=1)}
    return {**values, "place": "Hội trường", "count": 1, **more}


def came(unit: Unit, officials: int, producers: int) -> dict[str, Any]:
    return {"unit": unit, "officials": officials, "producers": producers}


def test_an_activity_is_recorded_once_and_joined_to_the_plan(commune: Unit, officer: Any) -> None:
    plan = make_plan(commune, 2025)
    held = create_held(actor=officer, unit=commune, **facts())
    assert create_held(actor=officer, unit=commune, **facts()) == held
    assert held.plan == plan
    with pytest.raises(PermissionDenied):
        create_held(actor=make_user(Role.COMMUNE_OFFICER, make_unit()), unit=commune, **facts())
    assert list(HeldActivity.objects.visible_to(officer)) == [held]
    later = facts(starts_on=timezone.localdate() + timedelta(days=1), ends_on=timezone.localdate() + timedelta(days=2))
    with pytest.raises(ValidationError) as fault:
        create_held(actor=officer, unit=commune, **later)
    assert list(fault.value.message_dict) == ["starts_on"]


def test_an_activity_is_corrected_and_removed(commune: Unit, officer: Any) -> None:
    held = create_held(actor=officer, unit=commune, **facts())
    assert update_held(actor=officer, held_id=held.pk, revision=0, title="Lớp hai").revision == 1
    assert update_held(actor=officer, held_id=held.pk, revision=0, title="Lớp hai").revision == 1
    with pytest.raises(StaleRecord):
        update_held(actor=officer, held_id=held.pk, revision=0, title="Lớp ba")
    with pytest.raises(ValidationError, match="Ngày kết thúc"):
        update_held(actor=officer, held_id=held.pk, revision=1, ends_on=DAY - timedelta(days=1))
    for _ in range(2):
        remove_held(actor=officer, held_id=held.pk)
    assert (HeldActivity.objects.count(), LegalAct.objects.get().verb) == (0, "remove_held_activity")


def test_money_of_another_plan_pays_for_no_activity(commune: Unit, officer: Any) -> None:
    plan, other = make_plan(commune, 2025), make_plan(make_unit("province"), 2025)
    own = create_line(actor=None, plan=plan, kind="commune", content="Tập huấn", unit=commune)
    foreign = create_line(actor=None, plan=other, kind="province", content="Tập huấn", unit=other.unit)
    assert create_held(actor=officer, unit=commune, **facts(funding=own)).funding == own
    assert list(funding_choices(officer, 2025)) == [own]
    with pytest.raises(ValidationError) as fault:
        create_held(actor=officer, unit=commune, **facts(title="Khác", funding=foreign))
    assert list(fault.value.message_dict) == ["funding"]


def test_who_came_is_written_whole(commune: Unit, officer: Any) -> None:
    held = create_held(actor=officer, unit=commune, **facts())
    other = make_unit()
    set_attendance(actor=officer, held_id=held.pk, revision=0, rows=[came(commune, 2, 30), came(other, 1, 0)])
    again = set_attendance(actor=officer, held_id=held.pk, revision=0, rows=[came(other, 1, 0), came(commune, 2, 30)])
    assert again.revision == 1
    with pytest.raises(StaleRecord):
        set_attendance(actor=officer, held_id=held.pk, revision=0, rows=[])
    set_attendance(actor=officer, held_id=held.pk, revision=1, rows=[came(commune, 3, 30)])
    assert list(held.attendances.values_list("unit", "officials", "producers")) == [(commune.pk, 3, 30)]
    assert list(HeldActivity.objects.visible_to(make_user(Role.VIEWER, other))) == []


@pytest.mark.parametrize(("rows", "match"), [([(0, 0)], "ít nhất một người"), ([(1, 0), (2, 0)], "một dòng")])
def test_who_came_is_checked(commune: Unit, rows: Any, match: str) -> None:
    held = create_held(actor=None, unit=commune, **facts())
    with pytest.raises(ValidationError, match=match):
        set_attendance(actor=None, held_id=held.pk, revision=0, rows=[came(commune, *row) for row in rows])


def test_planned_stands_beside_held_also_after_an_adjustment(commune: Unit, django_assert_num_queries: Any) -> None:
    """Thọ Xuân 2024: 3 classes of 200–300 people and one study tour."""
    plan = make_plan(commune, 2025)
    first = make_version(plan)
    classes = Activity.objects.create(version=first, order=1, title="Lớp tập huấn", count=3, people_from=200)
    for _number in range(2):
        held = create_held(actor=None, unit=commune, **facts(title=f"Lớp {_number}", activity=classes))
        set_attendance(actor=None, held_id=held.pk, revision=0, rows=[came(commune, 5, 60)])
    second = make_version(plan, issued_on=date(2025, 8, 1))
    Activity.objects.create(version=second, order=1, title="Lớp tập huấn", count=3)
    Activity.objects.create(version=second, order=2, title="Tham quan học tập")
    with django_assert_num_queries(2 + SETTING):
        rows = planned_and_held(second)
    found = [(row.activity.count, row.held.pieces, row.held.people, row.missing) for row in rows]
    assert found == [(3, 2, 130, 1), (None, 0, 0, None)]
    assert planned_and_held(second, last=date(2025, 5, 5))[0].held.pieces == 0


def test_counts_by_kind_in_a_span(commune: Unit) -> None:
    create_held(actor=None, unit=commune, **facts())
    create_held(actor=None, unit=commune, **facts(kind="communication", count=12))
    create_held(actor=None, unit=commune, is_illustration=True, **facts(title="Minh họa"))
    create_held(actor=None, unit=make_unit(), **facts())
    counts = held_counts([commune.pk], date(2025, 5, 6), date(2025, 5, 6))
    assert {kind: (len(one.ids), one.pieces, one.days) for kind, one in counts.items()} == {
        "training": (2, 2, 4),
        "communication": (1, 12, 2),
    }
    assert held_counts([commune.pk], date(2025, 5, 7)) == {}
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert len(held_counts([commune.pk])["training"].ids) == 1


def test_communes_nobody_of_which_was_trained(commune: Unit) -> None:
    province = Unit.objects.get(code=commune.parent_code)
    beside = make_unit(parent=province)
    held = create_held(actor=None, unit=commune, **facts())
    set_attendance(actor=None, held_id=held.pk, revision=0, rows=[came(commune, 1, 0)])
    within, today = Unit.objects.under(province), timezone.localdate()
    assert list(untrained_units(within, today, date(2025, 1, 1))) == [beside]
    assert set(untrained_units(within, today, date(2025, 6, 1))) == {commune, beside}
    HeldActivity.objects.update(is_illustration=True)
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert set(untrained_units(within, today, date(2025, 1, 1))) == {commune, beside}


def test_a_point_of_sale_is_opened_once_and_closed(commune: Unit, officer: Any) -> None:
    values = {"name": "Điểm Lưu Vệ", "address": "Chợ", "keeper": "HTX", "opened_on": DAY, "closed_on": None}
    point = create_point(actor=officer, unit=commune, **values)
    assert create_point(actor=officer, unit=commune, **values) == point
    with pytest.raises(ValidationError) as fault:
        create_point(actor=officer, unit=commune, **{**values, "address": "Khác"})
    assert list(fault.value.message_dict) == ["name"]
    with pytest.raises(ValidationError, match="Ngày đóng"):
        update_point(actor=officer, point_id=point.pk, revision=0, closed_on=DAY - timedelta(days=1))
    assert update_point(actor=officer, point_id=point.pk, revision=0, closed_on=DAY).closed_on == DAY
    assert update_point(actor=officer, point_id=point.pk, revision=0, closed_on=DAY).revision == 1
    with pytest.raises(PermissionDenied):
        update_point(actor=make_user(Role.VIEWER, commune), point_id=point.pk, revision=1, name="X")
    assert list(PointOfSale.objects.visible_to(officer)) == [point]
