"""Seats, chairs, organisers, and whose sheet is open; interests close it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone

from evaluations.domain.sessions.begin import begin_scoring
from evaluations.domain.sessions.board import chaired, my_sheets
from evaluations.domain.sessions.interests import declare_interest, withdraw_interest
from evaluations.domain.sessions.roles import (
    is_chair,
    is_organiser,
    may_keep_roll,
    may_score,
    scorable,
    seat_of,
)
from evaluations.models import CouncilSession, InterestDeclaration, SessionEntry
from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from tests.factories import make_member, make_session, make_sheet, make_user

from .council_story import CouncilStory, codes

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def begun(story: CouncilStory, *dossiers: Any, **fields: Any) -> SessionEntry:
    """The first entry of a session whose scoring has begun."""
    session = story.ready(*dossiers, **fields)
    begin_scoring(actor=story.organiser, session_id=session.pk)
    return session.entries.select_related("session").order_by("pk")[0]


def test_who_is_who() -> None:
    story = CouncilStory()
    session, nobody = story.session(), AnonymousUser()
    chair, secretary, member = (one.user for one in story.members[:3])
    viewer = make_user(Role.VIEWER, story.province)
    people = [chair, secretary, member, story.adviser.user, story.organiser, viewer, nobody]
    seats = [seat_of(person, session) for person in people]
    assert [seat and seat.role for seat in seats] == ["chair", "secretary", "member", "adviser", None, None, None]
    assert [is_chair(person, session) for person in people] == [True] + [False] * 6
    assert [is_organiser(person, session) for person in people] == [False] * 4 + [True, False, False]
    assert [may_keep_roll(person, session) for person in people] == [True, True, False, False, True, False, False]
    assert not my_sheets(nobody)
    assert not chaired(nobody)


def test_who_scores_while_scoring_goes_on() -> None:
    story = CouncilStory()
    entry = begun(story)
    chair, secretary, member = (one.user for one in story.members[:3])
    people = [chair, secretary, member, story.adviser.user, story.organiser, AnonymousUser()]
    assert [may_score(person, entry) for person in people] == [True, True, True, False, False, False]
    story.members[2].valid_to = TODAY - timedelta(days=1)
    story.members[2].save()
    story.chair.valid_to = TODAY
    story.chair.save()
    assert [may_score(person, entry) for person in (chair, member)] == [True, False]
    assert seat_of(member, entry.session) is None


@pytest.mark.parametrize(
    "change",
    [
        {"session__state": "preparing"},
        {"session__state": "closed"},
        {"entry__concluded_at": timezone.now()},
        {"entry__opened_round": 1},
        {"seat__is_present": False},
    ],
)
def test_when_a_sheet_is_shut(change: dict[str, Any]) -> None:
    story = CouncilStory()
    entry = begun(story)
    member = story.members[2]
    name, value = next(iter(change.items()))
    rows = {
        "session": CouncilSession.objects.filter(pk=entry.session_id),
        "entry": SessionEntry.objects.filter(pk=entry.pk),
        "seat": entry.session.seats.filter(member=member),
    }
    assert may_score(member.user, entry)
    where, _, field = name.partition("__")
    rows[where].update(**{field: value})
    assert not may_score(member.user, entry)


def test_a_second_round_is_open_again_and_written_opinions_ask_no_presence() -> None:
    story = CouncilStory()
    entry = begun(story, story.dossier(kind="rerank"), mode="written", complete_on=story.council.decided_on)
    entry.session.seats.update(is_present=False)
    SessionEntry.objects.update(round=2, opened_round=1)
    assert may_score(story.members[2].user, entry)


def test_a_tie_closes_the_sheet_live() -> None:
    story = CouncilStory()
    entry = begun(story)
    member = story.members[2]
    make_member(entry.dossier.product.producer, member.user, valid_from=TODAY)
    assert not may_score(member.user, entry)
    assert not scorable(member.user).exists()


def test_an_interest_is_declared_once_and_taken_back() -> None:
    story = CouncilStory()
    entry = begun(story)
    member = story.members[2]
    for _ in range(2):
        declared = declare_interest(actor=member.user, entry_id=entry.pk, member_id=member.pk, note=" anh em ")
    assert (declared.ground, declared.note, declared.declared_by) == ("declared", "anh em", member.user)
    assert not may_score(member.user, entry)
    assert LegalAct.objects.filter(verb="declare_interest").count() == 1
    with pytest.raises(ValidationError) as refused:
        withdraw_interest(actor=story.members[3].user, interest_id=declared.pk)
    assert codes(refused) == ["not_allowed"]
    withdraw_interest(actor=story.organiser, interest_id=declared.pk)
    assert may_score(member.user, entry)
    with pytest.raises(InterestDeclaration.DoesNotExist):
        withdraw_interest(actor=story.organiser, interest_id=declared.pk)


def test_a_tie_cannot_be_taken_back() -> None:
    story = CouncilStory()
    dossier = story.dossier()
    member = story.members[2]
    make_member(dossier.product.producer, member.user)
    begun(story, dossier)
    with pytest.raises(ValidationError) as refused:
        withdraw_interest(actor=None, interest_id=InterestDeclaration.objects.get().pk)
    assert codes(refused) == ["tied"]


def test_what_interests_are_refused() -> None:
    story = CouncilStory()
    entry = begun(story)
    first, second = story.members[2:4]
    stranger = CouncilStory().chair
    make_sheet(entry, second, state="submitted", total=70, submitted_at=timezone.now())

    def refusal(**fields: Any) -> list[str | None]:
        with pytest.raises(ValidationError) as refused:
            declare_interest(**{"actor": story.organiser, "entry_id": entry.pk, **fields})
        return codes(refused)

    assert refusal(member_id=stranger.pk) == ["no_seat"]
    assert refusal(member_id=first.pk, actor=second.user) == ["not_allowed"]
    assert refusal(member_id=second.pk) == ["submitted"]
    SessionEntry.objects.update(opened_round=1)
    assert refusal(member_id=first.pk) == ["wrong_state"]


def test_my_sheets_count_what_is_left() -> None:
    story = CouncilStory()
    entry = begun(story, *(story.dossier() for _ in range(3)))
    member = story.members[2]
    entries = list(entry.session.entries.order_by("order"))
    make_sheet(entries[0], member, state="submitted", total=70, submitted_at=timezone.now())
    make_sheet(entries[1], member)
    declare_interest(actor=member.user, entry_id=entries[2].pk, member_id=member.pk)
    found = my_sheets(member.user)
    assert [(one.done, one.total, one.left, one.next_entry) for one in found] == [(1, 2, 1, entries[1])]
    assert [(one.done, one.total) for one in my_sheets(story.members[3].user)] == [(0, 3)]
    assert my_sheets(story.adviser.user) == []
    SessionEntry.objects.filter(pk=entries[1].pk).update(opened_round=1)
    assert [(one.left, one.next_entry) for one in my_sheets(member.user)] == [(0, None)]


def test_illustration_waits_for_nobody_once_it_is_hidden() -> None:
    story = CouncilStory()
    begun(story)
    CouncilSession.objects.update(is_illustration=True)
    assert (len(my_sheets(story.chair.user)), chaired(story.chair.user).count()) == (1, 1)
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert (my_sheets(story.chair.user), chaired(story.chair.user).count()) == ([], 0)


def test_what_the_chair_has_to_conclude() -> None:
    story = CouncilStory()
    entry = begun(story, story.dossier(), story.dossier())
    make_session(story.council)
    entry.concluded_at = timezone.now()
    entry.save()
    assert [(one.pk, one.left) for one in chaired(story.chair.user)] == [(entry.session_id, 1)]
    assert not chaired(story.members[1].user)
    story.chair.valid_to = TODAY - timedelta(days=1)
    story.chair.save()
    assert not chaired(story.chair.user)
