"""Several organisers and clicks at once, with real commits."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from evaluations.domain.councils.councils import create_council
from evaluations.domain.sessions.batch import add_entries
from evaluations.domain.sessions.begin import begin_scoring
from evaluations.domain.sessions.sessions import create_session
from evaluations.models import Council, CouncilSession, SessionEntry
from ocop.audit.models import LegalAct
from tests.threads import at_once

from .council_story import HELD, CouncilStory

pytestmark = pytest.mark.django_db(transaction=True)


def test_numbers_have_no_gap_and_no_double() -> None:
    story = CouncilStory()

    def make(place: str) -> Callable[[], CouncilSession]:
        return lambda: create_session(actor=None, council_id=story.council.pk, held_on=HELD, place=place)

    made = at_once([make(f"Phòng {number % 4}") for number in range(8)])
    assert sorted(session.number for session in made) == [1, 1, 2, 2, 3, 3, 4, 4]
    assert CouncilSession.objects.count() == 4


def test_two_sessions_never_take_one_dossier() -> None:
    story = CouncilStory()
    dossier = story.dossier()
    sessions = [story.session(place=f"Phòng {number}") for number in range(2)]

    def take(session: CouncilSession) -> Callable[[], Any]:
        return lambda: add_entries(actor=None, session_id=session.pk, dossier_ids=[dossier.pk])

    found = at_once([take(session) for session in sessions])
    assert sorted(isinstance(one, ValidationError) for one in found) == [False, True]
    assert SessionEntry.objects.count() == 1


def test_scoring_begins_once() -> None:
    story = CouncilStory()
    session = story.ready()
    found = at_once([lambda: begin_scoring(actor=story.organiser, session_id=session.pk)] * 4)
    assert [one.state for one in found] == ["scoring"] * 4
    assert LegalAct.objects.filter(verb="begin_scoring").count() == 1
    assert LegalAct.objects.filter(verb="dossier_to_council").count() == 1


def test_a_council_is_founded_once() -> None:
    story = CouncilStory()
    values = {"level": "province", "unit": story.province, "name": "A", "decision_number": "9/QĐ-UBND"}
    decided_on = story.council.decided_on
    at_once([lambda: create_council(actor=story.organiser, decided_on=decided_on, **values)] * 4)
    assert Council.objects.filter(decision_number="9/QĐ-UBND").count() == 1
