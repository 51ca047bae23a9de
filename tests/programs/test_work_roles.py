"""Bodies of a task of a plan have one role each, in seeds, forms and verbs."""

import pytest
from django.core.exceptions import ValidationError

from programs.domain.bodies_roles import check_once, set_bodies
from programs.enums import BodyRole

from .work_setup import Scene, make_scene, make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene(communes=0)


@pytest.mark.parametrize(
    ("roles", "field"),
    [
        ({BodyRole.LEAD: ["SỞ Y TẾ"]}, "leads"),
        ({BodyRole.REQUESTED: ["Sở Y tế"]}, "requested"),
        ({BodyRole.LEAD: ["Báo tỉnh"], BodyRole.COORDINATING: ["Báo Tỉnh"]}, "coordinating"),
    ],
)
def test_a_body_has_one_role(scene: Scene, roles: dict[BodyRole, list[str]], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        check_once(unit=scene.province, lead="Sở Y tế", roles=roles)
    assert list(caught.value.error_dict) == [field]


def test_a_body_changes_its_role(scene: Scene) -> None:
    task = make_task(scene, "Sở Y tế", leads=["Báo tỉnh"], coordinating=["Sở Công Thương"])
    kept = task.coordinating.get(role=BodyRole.COORDINATING)
    roles = {BodyRole.COORDINATING: ["Sở Công Thương", "Báo tỉnh", "Sở Y tế"], BodyRole.REQUESTED: ["Báo tỉnh"]}
    set_bodies(task=task, roles=roles)
    stored = {entry.body.name: entry.role for entry in task.coordinating.all()}
    assert stored == {"Sở Công Thương": "coordinating", "Báo tỉnh": "coordinating"}
    assert kept in task.coordinating.all()
