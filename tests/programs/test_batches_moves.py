"""Batches of a plan: products moved and carried over with a reason, named in a draft, kept through copies."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from programs.domain.batches.moves import add_named, batch_load, move_in_draft, move_product, paired
from programs.domain.batches.standing import carried_into, standing_of
from programs.domain.plans import copy_issued_to_draft, create_plan
from programs.domain.plans_lock import StaleVersion
from programs.domain.plans_parts import save_batch
from programs.models import Batch, BatchMove, BatchProduct, PlanVersion
from tests.factories import make_version

from .plan_setup import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def issued(scene: Scene) -> PlanVersion:
    """The issued plan with two batches: products A and B in the first, C in the second."""
    version = make_version(scene.plan, {3: 3})
    for number, names in ((1, "AB"), (2, "C")):
        batch = Batch.objects.create(version=version, order=number, number=str(number), label=f"Đợt {number}")
        for order, name in enumerate(names, start=1):
            BatchProduct.objects.create(batch=batch, order=order, name=name, star_sought=3)
    return version


def item(version: PlanVersion, name: str) -> BatchProduct:
    return BatchProduct.objects.select_related("batch__version").get(batch__version=version, name=name)


def batch(version: PlanVersion, number: int) -> Batch:
    return version.batch_set.get(order=number)


def standing(version: PlanVersion) -> dict[str, tuple[int | None, int | None]]:
    """Name → (place of its batch now, year it went over to)."""
    orders = {one.pk: one.order for one in version.batch_set.all()}
    return {one.name: (orders.get(one.batch_now or 0), one.year_now) for one in standing_of(version)}  # type: ignore[attr-defined]


def test_a_moved_product_stands_in_its_new_batch_and_the_text_stays(scene: Scene, issued: PlanVersion) -> None:
    moved = move_product(item=item(issued, "A"), actor=scene.officer, reason=" hồ sơ chậm ", to_batch=batch(issued, 2))
    assert standing(issued) == {"A": (2, None), "B": (1, None), "C": (2, None)}
    assert item(issued, "A").batch == batch(issued, 1)
    assert (moved.batch_now, moved.move_reason) == (batch(issued, 2).pk, "hồ sơ chậm")
    act = LegalAct.objects.get(verb="move_batch_product")
    assert (act.subject_id, act.payload["reason"], act.payload["to"]) == (str(moved.pk), "hồ sơ chậm", "Đợt 2")
    assert act.article == f"Kế hoạch {issued.document_number}"


def test_the_last_move_counts_and_all_of_them_stay(scene: Scene, issued: PlanVersion) -> None:
    for goal in ({"to_batch": batch(issued, 2)}, {"to_year": 2026}, {"to_batch": batch(issued, 1)}):
        move_product(item=item(issued, "A"), actor=scene.officer, reason="đổi", **goal)
    assert standing(issued)["A"] == (1, None)
    assert item(issued, "A").moves.count() == 3
    with pytest.raises(DatabaseError), transaction.atomic():
        BatchMove.objects.update(reason="khác")


def test_sent_twice_is_moved_once(scene: Scene, issued: PlanVersion) -> None:
    for _time in range(2):
        move_product(item=item(issued, "A"), actor=scene.officer, reason="đổi", to_year=2026)
    assert (BatchMove.objects.count(), LegalAct.objects.filter(verb="carry_batch_product").count()) == (1, 1)


@pytest.mark.parametrize(
    ("goal", "code"),
    [({}, "where"), ({"to_year": 2025}, "where"), ({"to_year": 2029}, "where"), ({"both": True}, "where")],
)
def test_a_move_needs_one_goal_within_reach(scene: Scene, issued: PlanVersion, goal: Any, code: str) -> None:
    if goal.pop("both", False):
        goal = {"to_year": 2026, "to_batch": batch(issued, 2)}
    with pytest.raises(ValidationError) as error:
        move_product(item=item(issued, "A"), actor=scene.officer, reason="đổi", **goal)
    assert error.value.code == code
    assert not BatchMove.objects.exists()


def test_what_keeps_a_product_where_it_is(scene: Scene, issued: PlanVersion) -> None:
    product, goal = item(issued, "A"), batch(issued, 2)
    foreign = Batch.objects.create(version=scene.draft, order=1, number="1", label="Đợt khác")
    with pytest.raises(ValidationError) as error:
        move_product(item=product, actor=scene.officer, reason=" ", to_batch=goal)
    assert error.value.message_dict == {"reason": ["Hãy ghi lý do."]}
    with pytest.raises(ValidationError) as error:
        move_product(item=product, actor=scene.officer, reason="đổi", to_batch=foreign)
    assert error.value.code == "where"
    with pytest.raises(PermissionDenied):
        move_product(item=product, actor=scene.stranger, reason="đổi", to_batch=goal)


def test_ended_replaced_and_draft_plans_are_not_moved(scene: Scene, issued: PlanVersion) -> None:
    in_draft = BatchProduct.objects.create(
        batch=Batch.objects.create(version=scene.draft, order=1, number="1", label="Đợt 1"), order=1, name="D"
    )
    with pytest.raises(ValidationError) as error:
        move_product(item=in_draft, actor=scene.officer, reason="đổi", to_year=2026)
    assert error.value.code == "draft"
    make_version(scene.plan, {3: 3}, issued_on=timezone.localdate())
    for code in ("replaced", "closed"):
        with pytest.raises(ValidationError) as error:
            move_product(item=item(issued, "A"), actor=scene.officer, reason="đổi", to_year=2026)
        assert error.value.code == code
        scene.plan.closed_on = timezone.localdate()
        scene.plan.save()


def test_a_full_batch_refuses_only_where_the_setting_says_so(scene: Scene, issued: PlanVersion) -> None:
    full = batch(issued, 2)
    full.capacity = 1
    full.save()
    SiteSetting.objects.create(key="batch_over_capacity", value="refuse")
    with pytest.raises(ValidationError) as error:
        move_product(item=item(issued, "A"), actor=scene.officer, reason="đổi", to_batch=full)
    assert (error.value.code, error.value.messages) == (
        "capacity", ["Đợt 2 nhận tối đa 1 sản phẩm; ghi thêm sẽ thành 2."],
    )  # fmt: skip
    SiteSetting.objects.update(value="warn")
    move_product(item=item(issued, "A"), actor=scene.officer, reason="đổi", to_batch=full)
    assert batch_load(issued) == {batch(issued, 1).pk: 1, full.pk: 2}


def test_carried_products_wait_for_the_plan_of_their_year(scene: Scene, issued: PlanVersion) -> None:
    move_product(item=item(issued, "A"), actor=scene.officer, reason="đổi", to_year=2026)
    move_product(item=item(issued, "B"), actor=scene.officer, reason="đổi", to_year=2027)
    coming = create_plan(unit=scene.province, year=2026, actor=scene.officer)
    assert [one.name for one in carried_into(coming)] == ["A"]
    assert not carried_into(scene.plan).exists()
    move_product(item=item(issued, "A"), actor=scene.officer, reason="kịp rồi", to_batch=batch(issued, 1))
    assert not carried_into(coming).exists()


def draft_batch(scene: Scene, number: int = 1) -> Batch:
    return Batch.objects.create(version=scene.draft, order=number, number=str(number), label=f"Đợt {number}")


def test_named_products_are_added_once(scene: Scene) -> None:
    goal = draft_batch(scene)
    rows = [{"name": "Nem chua", "star_sought": 3}, {"name": "NEM CHUA"}, {"name": "Nem chua", "kind": "renewal"}]
    made = add_named(version=scene.draft, revision=0, actor=scene.officer, batch=goal, rows=rows)
    again = add_named(version=scene.draft, revision=1, actor=scene.officer, batch=goal, rows=rows)
    assert [one.pk for one in made] == [one.pk for one in again]
    assert list(goal.products.values_list("order", "name", "kind", "star_sought")) == [
        (1, "Nem chua", "new", 3), (2, "Nem chua", "renewal", None),
    ]  # fmt: skip
    with pytest.raises(StaleVersion):
        add_named(version=scene.draft, revision=0, actor=scene.officer, batch=goal, rows=rows)


def test_a_draft_is_moved_by_changing_it(scene: Scene) -> None:
    one, two = draft_batch(scene), draft_batch(scene, 2)
    first = BatchProduct.objects.create(batch=one, order=1, name="A")
    BatchProduct.objects.create(batch=two, order=4, name="B")
    for revision in (0, 1):
        moved = move_in_draft(item=first, revision=revision, actor=scene.officer, to_batch=two)
    assert (moved.batch, moved.order, BatchMove.objects.count()) == (two, 5, 0)


def test_a_row_stays_the_same_when_rows_above_it_go(scene: Scene) -> None:
    rows = [{"name": name} for name in ("A", "B", "C")]
    made = save_batch(
        version=scene.draft, revision=0, actor=scene.officer, fields={"number": "1", "label": "Đợt 1"}, products=rows
    )
    ids = dict(made.products.values_list("name", "pk"))
    fields = {"number": "1", "label": "Đợt 1", "capacity": 2}
    rows = [{"name": "C"}, {"name": "D"}, {"name": "B"}]
    save_batch(version=scene.draft, revision=1, actor=scene.officer, fields=fields, products=rows, batch=made)
    after = {one.name: (one.order, one.pk) for one in made.products.all()}
    assert (after["C"], after["B"]) == ((1, ids["C"]), (3, ids["B"]))
    assert set(after) == {"B", "C", "D"}
    assert paired([], [{"name": "X"}]) == [None]


def test_a_full_batch_of_a_draft(scene: Scene) -> None:
    SiteSetting.objects.create(key="batch_over_capacity", value="refuse")
    fields = {"number": "1", "label": "Đợt 1", "capacity": 1}
    with pytest.raises(ValidationError) as error:
        save_batch(
            version=scene.draft, revision=0, actor=scene.officer, fields=fields, products=[{"name": "A"}, {"name": "B"}]
        )
    assert error.value.code == "capacity"


def test_the_next_draft_begins_with_what_stands_in_the_batches(scene: Scene, issued: PlanVersion) -> None:
    scene.draft.delete()
    move_product(item=item(issued, "A"), actor=scene.officer, reason="đổi", to_batch=batch(issued, 2))
    move_product(item=item(issued, "B"), actor=scene.officer, reason="đổi", to_year=2026)
    draft = copy_issued_to_draft(plan=scene.plan, actor=scene.officer)
    named = {one.label: [row.name for row in one.products.all()] for one in draft.batch_set.order_by("order")}
    assert named == {"Đợt 1": [], "Đợt 2": ["A", "C"]}
