"""Difficulties go up step by step, and everybody on the way reads the answer."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from ocop.accounts.enums import Role
from programs.domain.work.difficulties import (
    answer_difficulty,
    chain_of,
    difficulties_answered,
    difficulties_waiting,
    pass_difficulty,
    raise_difficulty,
)
from programs.models import Difficulty
from tests import factories as make

from .work_setup import Scene, late, make_scene, make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    make.make_nation()
    return make_scene()


@pytest.fixture
def raised(scene: Scene) -> Difficulty:
    return raise_difficulty(unit=scene.communes[0], actor=scene.officers[0], text=" Thiếu kinh phí. ")


def codes(verb: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        verb()
    found = caught.value
    return str(next(iter(found.error_dict)) if hasattr(found, "error_dict") else found.code)


def test_it_goes_to_the_unit_above_once(scene: Scene, raised: Difficulty) -> None:
    assert (raised.to_unit, raised.text) == (scene.province, "Thiếu kinh phí.")
    assert raise_difficulty(unit=scene.communes[0], actor=scene.officers[0], text="Thiếu kinh phí.") == raised
    assert list(difficulties_waiting(scene.staff)) == [raised]
    assert list(difficulties_waiting(scene.officers[0])) == []


def test_the_answer_is_read_by_all_on_the_way(scene: Scene, raised: Difficulty) -> None:
    passed = pass_difficulty(difficulty=raised, actor=scene.staff, text="Đề nghị hướng dẫn.")
    assert pass_difficulty(difficulty=raised, actor=scene.staff) == passed
    ministry = make.make_user(Role.ADMIN, make.make_nation())
    assert (passed.unit, passed.to_unit.name) == (scene.province, "Toàn quốc")
    assert list(difficulties_waiting(scene.staff)) == []
    assert list(difficulties_waiting(ministry)) == [passed]
    answered = answer_difficulty(difficulty=passed, actor=ministry, answer="Đã có hướng dẫn.")
    assert answer_difficulty(difficulty=passed, actor=ministry, answer="Đã có hướng dẫn.") == answered
    assert [one.pk for one in chain_of(raised)] == [one.pk for one in chain_of(passed)] == [raised.pk, passed.pk]
    assert passed in Difficulty.objects.visible_to(scene.officers[0])
    assert passed not in Difficulty.objects.visible_to(scene.officers[1])
    assert list(difficulties_answered(scene.staff, timezone.now() - timedelta(days=1))) == [answered]
    assert list(difficulties_answered(scene.staff, timezone.now())) == []


def test_what_is_refused(scene: Scene, raised: Difficulty) -> None:
    officer, unit = scene.officers[0], scene.communes[0]
    assert codes(lambda: raise_difficulty(unit=unit, actor=officer, text=" ")) == "text"
    assert codes(lambda: answer_difficulty(difficulty=raised, actor=scene.staff, answer="")) == "answer"
    task = scene.item(make_task(scene, "Sở Y tế"))
    assert codes(lambda: raise_difficulty(unit=unit, actor=officer, text="a", item=task)) == "other_unit"
    passed = pass_difficulty(difficulty=raised, actor=scene.staff)
    assert passed.text == raised.text
    assert codes(lambda: answer_difficulty(difficulty=raised, actor=scene.staff, answer="a")) == "passed"
    ministry = make.make_user(Role.ADMIN, make.make_nation())
    assert codes(lambda: pass_difficulty(difficulty=passed, actor=ministry)) == "top"
    answer_difficulty(difficulty=passed, actor=ministry, answer="Có.")
    assert codes(lambda: answer_difficulty(difficulty=passed, actor=ministry, answer="Không.")) == "answered"
    assert codes(lambda: pass_difficulty(difficulty=passed, actor=ministry)) == "answered"


def test_only_the_units_themselves_speak(scene: Scene, raised: Difficulty) -> None:
    with pytest.raises(PermissionDenied):
        raise_difficulty(unit=scene.communes[0], actor=scene.staff, text="a")
    with pytest.raises(PermissionDenied):
        answer_difficulty(difficulty=raised, actor=scene.officers[0], answer="a")
    with pytest.raises(PermissionDenied):
        pass_difficulty(difficulty=raised, actor=scene.officers[0])


def test_a_unit_that_ended_raises_nothing(scene: Scene) -> None:
    unit = scene.communes[0]
    unit.valid_to = late(1)
    unit.save()
    assert codes(lambda: raise_difficulty(unit=unit, actor=scene.staff, text="a")) == "ended"
