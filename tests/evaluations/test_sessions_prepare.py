"""Sessions: numbers, batch, roll and quorum."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from evaluations.domain.councils.procedure import set_rules
from evaluations.domain.sessions.batch import add_entries, candidates, remove_entry, set_of, waiting
from evaluations.domain.sessions.board import cancelled_because
from evaluations.domain.sessions.roll import Quorum, count_quorum, mark_attendance, quorum_of
from evaluations.domain.sessions.sessions import cancel_session, create_session, update_session
from evaluations.models import CouncilSession, MinistryReferral, Seat, SessionEntry
from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from products.domain.records import StaleError
from programs.enums import Tier
from tests.factories import (
    make_council,
    make_dossier,
    make_entry,
    make_nation,
    make_producer,
    make_product,
    make_result,
    make_session,
    make_sheet,
    make_unit,
    make_user,
)

from .council_story import HANDED_IN, HELD, CouncilStory, codes

pytestmark = pytest.mark.django_db


def test_numbered_by_council_and_year() -> None:
    story, other = CouncilStory(), CouncilStory()
    assert story.session() == story.session()
    second, next_year = story.session(place="Khác"), story.session(held_on=date(2027, 1, 5))
    assert [(one.number, one.year) for one in (second, next_year, other.session())] == [
        (2, 2026),
        (1, 2027),
        (1, 2026),
    ]
    cancel_session(actor=story.organiser, session_id=second.pk, reason="Hoãn")
    assert story.session(place="Nơi ba").number == 3


def test_who_is_a_member_on_the_day_has_a_seat() -> None:
    story = CouncilStory()
    story.member(valid_from=HELD + timedelta(days=1))
    story.member(valid_to=HELD - timedelta(days=1))
    session = story.session()
    roles = list(session.seats.values_list("role", "is_present"))
    assert roles == [(role, False) for role in ("chair", "secretary", "member", "member", "adviser")]
    update_session(
        actor=story.organiser,
        session_id=session.pk,
        revision=0,
        mode="meeting",
        held_on=HELD + timedelta(days=1),
    )
    assert session.seats.count() == 6


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"held_on": date(2026, 5, 31)}, "before_start"),
        ({"held_on": date(2026, 9, 1)}, "ended"),
        ({"mode": "written", "complete_on": HELD + timedelta(days=1)}, "day"),
    ],
)
def test_a_session_refused(fields: dict[str, Any], code: str) -> None:
    story = CouncilStory(ended_on=date(2026, 8, 31))
    with pytest.raises(ValidationError) as refused:
        story.session(**fields)
    assert codes(refused) == [code]


def test_only_the_organiser_prepares() -> None:
    story = CouncilStory()
    session = story.session()
    for actor in (story.chair.user, make_user(Role.VIEWER, story.province)):
        with pytest.raises(ValidationError) as refused:
            create_session(actor=actor, council_id=story.council.pk, held_on=HELD)
        assert codes(refused) == ["not_allowed"]
        with pytest.raises(ValidationError) as refused:
            add_entries(actor=actor, session_id=session.pk, dossier_ids=[])
        assert codes(refused) == ["not_allowed"]
        assert not candidates(actor, session).exists()


def changed(story: CouncilStory, session: CouncilSession, **fields: Any) -> CouncilSession:
    values = {"revision": session.revision, "mode": "meeting", "held_on": HELD, "place": "Phòng họp số 1", **fields}
    return update_session(actor=story.organiser, session_id=session.pk, **values)


def test_mended_while_prepared() -> None:
    story = CouncilStory()
    story.session(held_on=date(2027, 3, 1))
    session = story.session()
    assert changed(story, session).revision == 0
    moved = changed(story, session, held_on=date(2027, 2, 1))
    assert (moved.year, moved.number, moved.revision) == (2027, 2, 1)
    with pytest.raises(StaleError):
        changed(story, session, place="Nơi khác")
    moved.state = "scoring"
    moved.save()
    with pytest.raises(ValidationError) as refused:
        changed(story, moved)
    assert codes(refused) == ["wrong_state"]


def test_a_written_opinion_is_for_re_evaluations() -> None:
    story = CouncilStory()
    first, again = story.dossier(), story.dossier(kind="rerank")
    session = story.session([first])
    with pytest.raises(ValidationError) as refused:
        changed(story, session, mode="written")
    assert codes(refused) == ["kinds"]
    written = story.session(mode="written", complete_on=HANDED_IN)
    changed(story, written, mode="written", complete_on=HANDED_IN, place="Nơi khác")
    written.refresh_from_db()
    assert (list(candidates(story.organiser, written)), written.complete_on) == ([again], HANDED_IN)
    assert changed(story, written, complete_on=HANDED_IN).complete_on is None


def test_called_off_once_with_the_reason() -> None:
    story = CouncilStory()
    dossier = story.dossier()
    session = story.session([dossier])
    with pytest.raises(ValidationError) as refused:
        cancel_session(actor=story.organiser, session_id=session.pk, reason=" ")
    assert codes(refused) == ["required"]
    for reason in ("Bão số 5", "Lý do khác"):
        done = cancel_session(actor=story.organiser, session_id=session.pk, reason=reason)
    assert (done.state, cancelled_because(done)) == ("cancelled", "Bão số 5")
    assert cancelled_because(story.session(place="Khác")) == ""
    assert list(candidates(story.organiser, story.session(place="Khác"))) == [dossier]


def test_not_called_off_after_a_sheet_or_the_end() -> None:
    story = CouncilStory()
    session = make_session(story.council, state="scoring")
    entry = make_entry(session)
    make_sheet(entry, story.members[2], state="submitted", total=70, submitted_at=timezone.now())
    with pytest.raises(ValidationError) as refused:
        cancel_session(actor=None, session_id=session.pk, reason="Hoãn")
    assert codes(refused) == ["has_sheets"]
    closed = make_session(story.council, state="closed")
    with pytest.raises(ValidationError) as refused:
        cancel_session(actor=None, session_id=closed.pk, reason="Hoãn")
    assert codes(refused) == ["wrong_state"]


def test_the_batch_holds_what_waits_for_this_council() -> None:
    story = CouncilStory()
    waits, returned = story.dossier(), story.dossier(state="council")
    story.dossier(state="received")
    lacking = story.dossier(product_set=None)
    by_heir = story.dossier(product_set=None)
    by_heir.product.product_set_1048 = 10
    by_heir.product.save()
    make_dossier(make_product(product_set=4), state="eligible", submitted_on=HANDED_IN)
    session = story.session()
    assert set(candidates(story.organiser, session)) == {waits, returned, by_heir}
    assert set(waiting(story.organiser, session)) == {waits, returned, by_heir, lacking}
    assert [set_of(one.product) for one in (waits, by_heir, lacking)] == [4, 9, None]


def test_a_dossier_is_in_one_open_session() -> None:
    story = CouncilStory()
    dossier = story.dossier()
    session, other = story.session([dossier]), story.session(place="Khác")
    assert not candidates(story.organiser, session).exists()
    assert not candidates(story.organiser, other).exists()
    with pytest.raises(ValidationError, match=dossier.product.name):
        add_entries(actor=story.organiser, session_id=other.pk, dossier_ids=[dossier.pk])
    with pytest.raises(ValidationError, match="999999"):
        add_entries(actor=None, session_id=other.pk, dossier_ids=[999_999])
    add_entries(actor=story.organiser, session_id=session.pk, dossier_ids=[dossier.pk])
    assert LegalAct.objects.filter(verb="add_session_entries").count() == 1
    entry = SessionEntry.objects.get()
    remove_entry(actor=story.organiser, entry_id=entry.pk)
    with pytest.raises(SessionEntry.DoesNotExist):
        remove_entry(actor=story.organiser, entry_id=entry.pk)
    assert [one.order for one in add_entries(actor=None, session_id=other.pk, dossier_ids=[dossier.pk])] == [1]


def test_a_returned_dossier_is_free_a_concluded_one_is_not() -> None:
    story = CouncilStory()
    returned, concluded = story.dossier(), story.dossier(state="council")
    session, now = make_session(story.council, state="scoring"), timezone.now()
    make_entry(session, returned, concluded_at=now, returned_at=now)
    make_entry(session, concluded, concluded_at=now)
    assert list(candidates(story.organiser, story.session())) == [returned]


def test_a_district_council_takes_what_its_district_found_eligible() -> None:
    story = CouncilStory()
    district = make_unit(Tier.DISTRICT, story.province, valid_to=date(2025, 6, 30))
    producer = make_producer(make_unit(parent=district))
    fields = {"state": "eligible", "law_pack": "qd-148-2023", "submitted_on": date(2025, 1, 5), "year": 2025}
    own, high = (make_dossier(make_product(producer, product_set=4), **fields) for _ in range(2))
    own.moves.create(step="qualify", before="district_accepted", after="eligible", on=date(2025, 2, 1))
    high.moves.create(step="qualify", before="received", after="eligible", on=date(2025, 2, 1))
    new = make_dossier(make_product(producer, product_set=4), **{**fields, "law_pack": "qd-148-2023+1489-2025"})
    day = {"decided_on": date(2025, 1, 1)}
    low = make_session(make_council(district, level="district", **day), held_on=date(2025, 3, 1))
    province = make_council(story.province, **day)
    assert set(candidates(None, low)) == {own}
    assert set(candidates(None, make_session(province, held_on=date(2025, 3, 1)))) == {high, new}
    assert set(candidates(None, make_session(province, held_on=date(2025, 8, 1)))) == {own, high, new}


def test_the_centre_takes_what_was_referred() -> None:
    nation = make_nation()
    story = CouncilStory()
    referred, other = story.dossier(state="evaluated"), story.dossier(state="evaluated")
    for dossier in (referred, other):
        result = make_result(
            make_entry(make_session(story.council, state="closed"), dossier, concluded_at=timezone.now())
        )
        if dossier == referred:
            MinistryReferral.objects.create(result=result)
    central = make_session(make_council(nation, level="central"))
    ministry = make_user(Role.PROVINCE_COORDINATOR, nation)
    assert list(candidates(ministry, central)) == [referred]
    MinistryReferral.objects.update(outcome="returned")
    assert list(candidates(ministry, central)) == []


@pytest.mark.parametrize(
    ("present", "seats", "has_chair", "percent", "needs_chair", "needed", "is_met"),
    [
        (3, 4, True, 75, True, 3, True),  # 75 % exactly
        (74, 100, True, 75, True, 75, False),
        (75, 100, True, 75, True, 75, True),
        (6, 9, True, 75, True, 7, False),
        (7, 9, True, 75, True, 7, True),
        (9, 9, False, 75, True, 7, False),
        (7, 9, False, 75, False, 7, True),
        (1, 9, False, None, False, 0, True),
        (1, 9, False, None, True, 0, False),
        (0, 0, False, 100, False, 0, True),
    ],
)
def test_quorum(
    present: int, seats: int, has_chair: bool, percent: int | None, needs_chair: bool, needed: int, is_met: bool
) -> None:
    found = count_quorum(present, seats, has_chair, percent, needs_chair)
    assert found == Quorum(present, seats, percent, needed, has_chair, is_met, needs_chair)


def test_quorum_reads_the_rules_of_the_day_then_those_of_the_session() -> None:
    story = CouncilStory()
    session = story.session()
    assert quorum_of(session) == Quorum(0, 4, None, 0, False, True)
    values = {"source": "", "quorum_percent": 50, "needs_chair": True, "max_spread": None}
    set_rules(actor=None, council_id=story.council.pk, valid_from=HELD, **values)
    story.session(held_on=HELD + timedelta(days=1))
    Seat.objects.filter(session=session, role__in=["chair", "adviser"]).update(is_present=True)
    assert quorum_of(session) == Quorum(1, 4, 50, 2, True, False, True)
    session.state, session.quorum_percent = "scoring", 25
    assert quorum_of(session) == Quorum(1, 4, 25, 1, True, True)
    written = story.session(mode="written")
    assert quorum_of(written) == Quorum(0, 4, None, 0, False, True, is_asked=False)


def test_the_roll_is_kept_with_its_history() -> None:
    story = CouncilStory()
    session = story.session()
    seats = list(session.seats.all())
    values = {seats[0].pk: True, seats[2].pk: False}
    for _ in range(2):
        mark_attendance(
            actor=story.members[1].user, session_id=session.pk, present=values, notes={seats[2].pk: " đi công tác "}
        )
    assert list(session.seats.values_list("is_present", "note"))[:3] == [
        (True, ""),
        (False, ""),
        (False, "đi công tác"),
    ]
    assert LegalAct.objects.filter(verb="mark_attendance").count() == 1
    mark_attendance(
        actor=story.chair.user, session_id=session.pk, present={seats[2].pk: True}, notes={seats[2].pk: "x"}
    )
    seats[2].refresh_from_db()
    assert (seats[2].is_present, seats[2].note) == (True, "")
    assert seats[2].events.count() == 3
    with pytest.raises(ValidationError) as refused:
        mark_attendance(actor=story.members[2].user, session_id=session.pk, present=values)
    assert codes(refused) == ["not_allowed"]


def test_who_handed_in_was_there_and_after_the_end_nobody_calls_the_roll() -> None:
    story = CouncilStory()
    session = make_session(story.council, state="scoring")
    member = story.members[2]
    make_sheet(make_entry(session), member, state="submitted", total=70, submitted_at=timezone.now())
    with pytest.raises(ValidationError, match=member.name):
        mark_attendance(actor=None, session_id=session.pk, present={session.seats.get(member=member).pk: False})
    closed = make_session(story.council, state="closed")
    with pytest.raises(ValidationError) as refused:
        mark_attendance(actor=None, session_id=closed.pk, present={})
    assert codes(refused) == ["wrong_state"]
