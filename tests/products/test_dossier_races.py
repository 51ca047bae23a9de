"""Several people and clicks at once, with real commits (R4, R6)."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from products.domain.dossiers import receipts, steps
from products.domain.dossiers.receipts import assign_receipt
from products.domain.dossiers.reports import issue_report
from products.domain.dossiers.steps import take_step
from products.domain.dossiers.verbs import create_dossier
from products.enums import CommuneTopic, DossierState, Level
from products.models import CommuneReport, Dossier, Receipt, Submission
from tests.factories import make_dossier, make_product
from tests.threads import at_once

from .dossier_story import SIGNED, Story

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()


def refusals(results: list[Any]) -> Iterator[str]:
    """Codes of what was refused; any other exception fails the test."""
    for result in results:
        if isinstance(result, Exception):
            assert isinstance(result, ValidationError), repr(result)
            yield str(result.error_list[0].code)


def test_one_form_sent_eight_times_hands_in_once() -> None:
    story = Story()
    dossier = story.draft()
    facts: dict[str, Any] = {"actor": story.member, "dossier_id": dossier.pk, "revision": dossier.revision}
    results = at_once([lambda: take_step(step="submit", **facts)] * 8)
    assert list(refusals(results)) == []
    assert (Submission.objects.count(), dossier.moves.count()) == (1, 1)
    facts = {"actor": story.officer, "dossier_id": dossier.pk, "step": "accept"}
    assert list(refusals(at_once([lambda: take_step(**facts)] * 8))) == []
    assert Receipt.objects.count() == 1


def test_two_officers_at_once_one_wins_and_the_other_is_told() -> None:
    story = Story()
    dossier = story.take(story.draft(), "submit", "accept", "report", "propose", "receive")
    facts: dict[str, Any] = {"dossier_id": dossier.pk, "revision": dossier.revision, "actor": story.coordinator}
    reject = {"step": "reject", "note": "Hồ sơ giả mạo"}
    results = at_once([lambda: take_step(step="qualify", **facts), lambda: take_step(**reject, **facts)])
    assert list(refusals(results)) == ["stale"]
    dossier.refresh_from_db()
    assert dossier.state in (DossierState.ELIGIBLE, DossierState.REJECTED)
    assert dossier.moves.filter(before="received").count() == 1


def test_eight_dossiers_at_once_get_eight_numbers_without_a_gap() -> None:
    story = Story()
    dossiers = [make_dossier(make_product(story.producer), state=DossierState.SUBMITTED) for _ in range(8)]
    works = [lambda pk=one.pk: take_step(actor=story.officer, dossier_id=pk, step="accept") for one in dossiers]
    assert list(refusals(at_once(works))) == []
    assert sorted(Receipt.objects.values_list("number", flat=True)) == list(range(1, 9))


def overlapping(first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """`second` begins while `first` is done but not committed; results or exceptions, in that order."""
    done, results = threading.Event(), [None, None]

    def run(place: int, work: Callable[[], Any], wait: Callable[[], Any], after: Callable[[], Any]) -> None:
        wait()
        try:
            with transaction.atomic():
                results[place] = work()
                after()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    def hold() -> None:
        done.set()
        time.sleep(0.5)

    threads = [
        threading.Thread(target=run, args=[0, first, lambda: None, hold]),
        threading.Thread(target=run, args=[1, second, done.wait, lambda: None]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.parametrize("is_locked", [True, False])
def test_the_lock_of_the_row_is_what_makes_a_double_click_harmless(
    is_locked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story()
    dossier = story.draft()
    if not is_locked:  # the negative control (R4): without the guard the second click fails
        monkeypatch.setattr(steps, "lock_dossier", lambda pk: Dossier.objects.get(pk=pk))
    facts: dict[str, Any] = {"actor": story.member, "dossier_id": dossier.pk, "step": "submit"}
    _, second = overlapping(lambda: take_step(**facts), lambda: take_step(**facts))
    assert isinstance(second, IntegrityError) != is_locked
    assert (Submission.objects.count(), dossier.moves.count()) == (1, 1)


@pytest.mark.parametrize("is_locked", [True, False])
def test_the_lock_of_the_series_is_what_keeps_numbers_apart(is_locked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story()
    dossiers = [make_dossier(make_product(story.producer)) for _ in range(2)]
    if not is_locked:  # the negative control: the table itself refuses the same number
        monkeypatch.setattr(receipts, "lock_series", lambda name: None)
    works = [
        lambda one=one: assign_receipt(actor=None, dossier=one, level=Level.COMMUNE, on=TODAY).number
        for one in dossiers
    ]
    first, second = overlapping(*works)
    assert first == 1
    assert second == 2 if is_locked else isinstance(second, IntegrityError)


def test_the_database_itself_refuses_a_number_given_twice() -> None:
    story = Story()
    first, second = (make_dossier(make_product(story.producer)) for _ in range(2))
    receipt = assign_receipt(actor=None, dossier=first, level=Level.COMMUNE, on=TODAY)
    receipt.pk, receipt.dossier = None, second
    with pytest.raises(IntegrityError), transaction.atomic():
        receipt.save(force_insert=True)


def test_a_step_that_fails_leaves_nothing_not_even_its_number() -> None:
    story = Story()
    dossiers = [make_dossier(make_product(story.producer), state=DossierState.SUBMITTED) for _ in range(2)]

    @transaction.atomic
    def interrupted() -> None:
        take_step(actor=story.officer, dossier_id=dossiers[0].pk, step="accept")
        raise RuntimeError("mất điện")

    with pytest.raises(RuntimeError, match="điện"):
        interrupted()
    assert (Receipt.objects.count(), dossiers[0].moves.count()) == (0, 0)
    assert take_step(actor=story.officer, dossier_id=dossiers[1].pk, step="accept").receipts.get().number == 1


def test_one_dossier_begun_eight_times_is_one() -> None:
    story = Story()
    wanted: dict[str, Any] = {"product": story.product, "kind": "first", "year": TODAY.year, "star_sought": 3}
    results = at_once([lambda: create_dossier(actor=story.member, **wanted)] * 8)
    assert list(refusals(results)) == []
    assert Dossier.objects.count() == 1


def test_reports_issued_at_once_get_numbers_of_their_own() -> None:
    story = Story()
    reports = []
    for _ in range(3):
        dossier = make_dossier(make_product(story.producer), state=DossierState.CHECKING)
        report = CommuneReport.objects.create(dossier=dossier)
        for topic in CommuneTopic:
            report.topics.create(topic=topic, assessed="Đạt")
        reports.append(report.pk)
    facts: dict[str, Any] = {"actor": story.officer, "revision": None, "number": None, "issued_on": TODAY, **SIGNED}
    works = [lambda pk=pk: issue_report(report_id=pk, **facts) for pk in reports for _ in range(2)]
    assert list(refusals(at_once(works))) == []
    assert sorted(CommuneReport.objects.values_list("number", flat=True)) == [1, 2, 3]
