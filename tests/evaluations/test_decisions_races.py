"""Two people at once: a decision is issued once, results stand in one draft, series have no gap and no double."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from evaluations.domain.decisions import record_outcome
from evaluations.models import Certificate, DecisionItem, Recognition, RecognitionDecision
from ocop.audit.acts import verify_chain
from products.models import ProductCode
from tests.factories import make_nation

from .decision_story import TODAY, Scene, move_clock
from .test_decisions_ministry import FIVE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    move_clock(monkeypatch, TODAY)
    make_nation()
    return Scene()


def at_once(*calls: Callable[[], Any]) -> list[str]:
    """Run all at the same moment; the codes of those refused. Anything but a refusal is raised."""
    start, refused, broken = threading.Barrier(len(calls)), [], []

    def run(call: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            call()
        except ValidationError as error:
            rows = error.error_dict.values() if hasattr(error, "error_dict") else [error.error_list]
            refused.extend(str(one.code) for row in rows for one in row)
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert broken == []
    return refused


def test_a_double_click_issues_once(scene: Scene) -> None:
    decision = scene.draft(scene.result(), scene.result())
    assert at_once(*[lambda: scene.issue(decision)] * 3) == []
    counts = Recognition.objects.count(), Certificate.objects.count(), ProductCode.objects.count()
    assert counts == (2, 2, 2)
    assert list(verify_chain()) == []


def test_two_decisions_at_once_share_the_series(scene: Scene) -> None:
    decisions = [scene.draft(scene.result(), scene.result()) for _ in range(3)]

    def issue(number: int) -> Callable[[], Any]:
        return lambda: scene.issue(decisions[number], number=f"{number + 1}/QĐ-UBND")

    assert at_once(*map(issue, range(3))) == []
    assert sorted(Certificate.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert sorted(ProductCode.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert list(verify_chain()) == []


def test_a_result_stands_in_one_draft(scene: Scene) -> None:
    result = scene.result()
    assert at_once(*[lambda: scene.draft(result)] * 3) == ["results", "results"]
    assert (RecognitionDecision.objects.count(), DecisionItem.objects.count()) == (1, 1)


def test_one_decision_of_the_ministry_noted_by_two(scene: Scene) -> None:
    referrals = [scene.referral(), scene.referral()]

    def note(referral: Any) -> Callable[[], Any]:
        return lambda: record_outcome(actor=scene.organiser, referral_id=referral.pk, **FIVE)

    assert at_once(*map(note, referrals), note(referrals[0])) == []
    assert [item.order for item in RecognitionDecision.objects.get().items.all()] == [1, 2]
