"""Progress of tasks: reported, gathered, confirmed part by part, given up; what is late and who is told."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.accounts.enums import Role
from programs.domain.saving import StaleRecord
from programs.domain.work.gather import gather
from programs.domain.work.progress import change_work, confirm_part, drop_work, report_progress
from programs.domain.work.queries import escalated_to_giver, escalated_to_head, my_work, undated_work
from programs.enums import Recurrence, Tier, WorkState
from programs.models import WorkItem, WorkReport
from tests import factories as make

from .work_setup import TODAY, Scene, late, make_scene, make_task

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fedccc59e70000000049454e44ae426082"
)


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def item(scene: Scene) -> WorkItem:
    """The first commune's task of one given to all communes."""
    root = scene.item(make_task(scene), due_on=TODAY)
    return root.children.get(unit=scene.communes[0])


def tell(item: WorkItem, actor: Any, progress: int = 50, **fields: Any) -> WorkReport:
    return report_progress(item=item, actor=actor, progress=progress, **fields)


def refusal(error: type[ValidationError], verb: Any) -> Any:
    """The field at which the verb refuses, else its code."""
    with pytest.raises(error) as caught:
        verb()
    found = caught.value
    return next(iter(found.error_dict)) if hasattr(found, "error_dict") else found.code


def test_progress_goes_up_to_who_gave_it(scene: Scene, item: WorkItem) -> None:
    tell(item, scene.officers[0], 40)
    root = item.parent
    assert root
    root.refresh_from_db()
    assert (root.state, root.progress) == (WorkState.DOING, 20)
    tell(item, scene.officers[0], 100, text="Xong.")
    other = root.children.get(unit=scene.communes[1])
    last = tell(other, scene.officers[1], 0, is_done=True, text="Xong.")
    root.refresh_from_db()
    assert (root.state, root.progress, root.done_at) == (WorkState.DONE, 100, last.at)
    part = item.parts.get()
    assert (part.confirmed_by, part.done_at is not None) == (scene.officers[0], True)
    tell(other, scene.officers[1], 80, text="Còn thiếu một hộ.")
    root.refresh_from_db()
    assert (root.state, root.progress, root.done_at) == (WorkState.DOING, 90, None)


def test_the_same_said_twice_is_one_report(scene: Scene, item: WorkItem) -> None:
    first = tell(item, scene.officers[0], text="Đang làm.")
    assert tell(item, scene.officers[0], text="Đang làm. ") == first
    assert tell(item, scene.officers[0], text="Gần xong.") != first


def test_evidence_is_kept_by_its_content(scene: Scene, item: WorkItem) -> None:
    report = tell(item, scene.officers[0], 100, file_name="Ảnh họp.png", data=PNG)
    assert (report.content_type, report.file_name) == ("image/png", "Ảnh họp.png")
    with default_storage.open(report.file.name) as file:
        assert file.read() == PNG
    again = tell(item.parent.children.get(unit=scene.communes[1]), scene.officers[1], 100, file_name="a.png", data=PNG)
    assert again.file.name == report.file.name


@pytest.mark.parametrize(("name", "data"), [("a.png", b"MZ\x90"), ("a.exe", PNG), ("../a.png", PNG)])
def test_a_file_that_is_not_what_it_says_is_refused(scene: Scene, item: WorkItem, name: str, data: bytes) -> None:
    verb = lambda: tell(item, scene.officers[0], 100, file_name=name, data=data)  # noqa: E731
    assert refusal(ValidationError, verb) == "file"
    assert not WorkReport.objects.exists()


def test_a_store_that_does_not_answer_loses_nothing(
    scene: Scene, item: WorkItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any, **_kwargs: Any) -> str:
        raise OSError("no space left")

    monkeypatch.setattr(default_storage, "save", full)
    monkeypatch.setattr(default_storage, "exists", lambda name: False)
    verb = lambda: tell(item, scene.officers[0], 100, file_name="b.png", data=PNG)  # noqa: E731
    assert refusal(ValidationError, verb) == "file"


def test_what_cannot_be_reported(scene: Scene, item: WorkItem) -> None:
    officer = scene.officers[0]
    assert refusal(ValidationError, lambda: tell(item, officer, 100)) == "text"
    assert refusal(ValidationError, lambda: tell(item, officer, 101)) == "progress"
    assert refusal(ValidationError, lambda: tell(item.parent, scene.staff)) == "gathered"
    tell(item, officer, 100, text="Xong.")
    assert refusal(ValidationError, lambda: tell(item, officer, 10)) == "text"
    other = item.parent.children.exclude(pk=item.pk).get()
    drop_work(item=other, actor=scene.staff, reason="Không còn cần.")
    assert refusal(ValidationError, lambda: tell(other, scene.officers[1])) == "dropped"


def test_a_province_does_not_report_for_its_communes(scene: Scene, item: WorkItem) -> None:
    others = (scene.staff, scene.officers[1], make.make_user(Role.VIEWER, scene.communes[0]))
    for actor in others:
        with pytest.raises(PermissionDenied):
            tell(item, actor)
        with pytest.raises(PermissionDenied):
            confirm_part(part=item.parts.get(), actor=actor)


def test_tasks_of_an_ended_unit_are_done_by_who_took_over(scene: Scene, item: WorkItem) -> None:
    unit = scene.communes[0]
    unit.valid_to = late(1)
    unit.save()
    assert tell(WorkItem.objects.get(pk=item.pk), scene.staff).actor == scene.staff
    assert item in WorkItem.objects.worked_by(scene.staff)


def test_each_body_confirms_its_part_once(scene: Scene) -> None:
    item = scene.item(make_task(scene, "Sở Y tế", coordinating=["Báo tỉnh"]))
    first, second = item.parts.all()
    confirmed = confirm_part(part=first, actor=scene.staff)
    assert (confirmed.confirmed_by, confirmed.done_at) == (scene.staff, None)
    again = confirm_part(part=first, actor=make.make_user(Role.SIGNER, scene.province), is_done=True, note="Đã gửi.")
    assert (again.confirmed_by, again.note, again.done_at is None) == (scene.staff, "Đã gửi.", False)
    drop_work(item=item, actor=scene.staff, reason="Thôi.")
    assert refusal(ValidationError, lambda: confirm_part(part=second, actor=scene.staff)) == "dropped"


def test_giving_up_takes_what_is_not_done(scene: Scene, item: WorkItem) -> None:
    tell(item, scene.officers[0], 100, text="Xong.")
    root = drop_work(item=item.parent, actor=scene.staff, reason="Kế hoạch điều chỉnh.")
    states = set(root.children.values_list("unit", "state", "drop_reason"))
    assert states == {
        (scene.communes[0].pk, "done", ""),
        (scene.communes[1].pk, "dropped", "Kế hoạch điều chỉnh."),
    }
    assert root.state == WorkState.DONE
    assert refusal(ValidationError, lambda: drop_work(item=root, actor=scene.staff, reason="a")) == "finished"
    alone = scene.item(make_task(scene, "Sở Y tế"))
    assert refusal(ValidationError, lambda: drop_work(item=alone, actor=scene.staff, reason=" ")) == "reason"
    with pytest.raises(PermissionDenied):
        drop_work(item=alone, actor=scene.officers[0], reason="a")


def test_another_day_goes_down_to_who_had_the_same(scene: Scene, item: WorkItem) -> None:
    root, day = item.parent, TODAY + timedelta(days=9)
    values = {"item": root, "actor": scene.staff, "funding": None}
    changed = change_work(**values, revision=root.revision, due_on=day)
    assert {child.due_on for child in root.children.all()} == {day}
    assert change_work(**values, revision=0, due_on=day).revision == changed.revision
    with pytest.raises(StaleRecord):
        change_work(**values, revision=0, due_on=TODAY)
    early = late(800)
    assert refusal(ValidationError, lambda: change_work(**values, revision=None, due_on=early)) == "due_on"
    with pytest.raises(PermissionDenied):
        change_work(**{**values, "actor": scene.officers[0]}, revision=None, due_on=day)
    drop_work(item=root, actor=scene.staff, reason="Thôi.")
    assert refusal(ValidationError, lambda: change_work(**values, revision=None, due_on=TODAY)) == "finished"


@pytest.mark.parametrize(("days", "is_told"), [(7, False), (8, True)])
def test_the_head_and_the_giver_are_told_of_what_is_long_overdue(scene: Scene, days: int, is_told: bool) -> None:
    root = scene.item(make_task(scene), due_on=TODAY)
    WorkItem.objects.filter(plan=root.plan).update(due_on=late(days))
    head = make.make_user(Role.SIGNER, scene.communes[0])
    own = root.children.get(unit=scene.communes[0])
    assert list(escalated_to_head(head, TODAY)) == ([own] if is_told else [])
    assert list(escalated_to_head(scene.officers[0], TODAY)) == []
    told = [(row["root"], row["units"]) for row in escalated_to_giver(scene.staff, TODAY)]
    assert told == ([(root.pk, 2)] if is_told else [])
    assert escalated_to_giver(scene.officers[0], TODAY) == []
    assert list(my_work(scene.officers[0], TODAY)) == [own]


def test_a_task_without_a_day_waits_until_it_is_begun(scene: Scene) -> None:
    item = scene.item(make_task(scene, "Sở Y tế"))
    assert list(undated_work(scene.staff)) == [item]
    tell(item, scene.staff, 10)
    assert list(undated_work(scene.staff)) == []


STATES = [WorkState.OPEN, WorkState.DOING, WorkState.DONE, WorkState.DROPPED]
NOW = timezone.now()
CHILDREN = st.lists(st.tuples(st.sampled_from(STATES), st.integers(1, 99)), min_size=1, max_size=8)


@given(CHILDREN)
def test_gathering_is_a_function_of_the_children(rows: list[tuple[WorkState, int]]) -> None:
    progress = {WorkState.OPEN: 0, WorkState.DONE: 100, WorkState.DROPPED: 0}
    children = [SimpleNamespace(state=one, progress=progress.get(one, part), done_at=NOW) for one, part in rows]
    found = gather(children)
    live = [child for child in children if child.state != WorkState.DROPPED]
    assert found == gather(children[::-1])
    assert (found.state == WorkState.DROPPED) == (not live)
    assert (found.state == WorkState.DONE) == (bool(live) and all(child.state == WorkState.DONE for child in live))
    assert (found.progress == 100) == (found.state == WorkState.DONE)
    if live:
        assert min(c.progress for c in live) <= found.progress <= max(c.progress for c in live)


@settings(max_examples=12)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["tell", "done", "drop"]), st.integers(1, 99)), max_size=6
    )
)
@pytest.mark.django_db(transaction=False)
def test_any_sequence_leaves_the_whole_a_function_of_its_parts(steps: list[tuple[int, str, int]]) -> None:
    scene = make_scene(communes=3)
    root = scene.item(make_task(scene), due_on=TODAY, recurrence=Recurrence.HALF_YEARLY)
    assert sorted(root.children.values_list("unit", flat=True)) == sorted(unit.pk for unit in scene.communes)
    for number, step, progress in steps:
        leaf = root.children.get(unit=scene.communes[number]).children.order_by("id").first()
        try:
            if step == "drop":
                drop_work(item=leaf, actor=scene.staff, reason="Thôi.")
            else:
                tell(leaf, scene.officers[number], progress, is_done=step == "done", text=f"{progress}")
        except ValidationError:
            continue
    for item in WorkItem.objects.filter(plan=root.plan, children__isnull=False).distinct():
        assert (item.state, item.progress, item.done_at, item.drop_reason) == gather(list(item.children.all()))


def test_a_province_sees_all_a_commune_its_own(scene: Scene, item: WorkItem) -> None:
    assert WorkItem.objects.visible_to(scene.staff).count() == 3
    assert list(WorkItem.objects.visible_to(scene.officers[0])) == [item]
    assert list(WorkItem.objects.visible_to(make.make_user(Role.COMMUNE_OFFICER, make.make_unit(Tier.COMMUNE)))) == []
