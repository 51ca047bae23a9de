"""Scoring begins only when everything is there, and pins the law of the day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from evaluations.domain.councils.procedure import set_rules
from evaluations.domain.lawpacks import load_pack
from evaluations.domain.sessions.begin import begin_scoring, choice_of, choose
from evaluations.domain.sessions.roll import mark_attendance
from evaluations.enums import SessionState
from evaluations.models import CouncilSession, InterestDeclaration, MinistryReferral, Seat
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from products.enums import MemberRole
from products.models import Dossier
from tests.factories import (
    make_council,
    make_dossier,
    make_entry,
    make_member,
    make_nation,
    make_product,
    make_result,
    make_session,
)

from .council_story import HANDED_IN, HELD, CouncilStory, codes

pytestmark = pytest.mark.django_db
RULES: dict[str, Any] = {"source": "Quy chế 7/QC", "quorum_percent": 75, "needs_chair": True, "max_spread": 12}


def refusal(story: CouncilStory, session: CouncilSession) -> list[str | None]:
    with pytest.raises(ValidationError) as refused:
        begin_scoring(actor=story.organiser, session_id=session.pk)
    session.refresh_from_db()
    assert session.state == SessionState.PREPARING
    return codes(refused)


def test_begun_once_with_rules_pack_and_dossiers() -> None:
    story = CouncilStory()
    set_rules(actor=None, council_id=story.council.pk, valid_from=HELD, **RULES)
    set_rules(
        actor=None, council_id=story.council.pk, valid_from=HELD + timedelta(days=1), **{**RULES, "max_spread": 5}
    )
    eligible, sent = story.dossier(), story.dossier(state="council", product_set=16)
    session = story.ready(eligible, sent)
    for _ in range(2):
        begun = begin_scoring(actor=story.chair.user, session_id=session.pk)
    assert (begun.state, begun.quorum_percent, begun.needs_chair, begun.max_spread, begun.rules_source) == (
        "scoring",
        75,
        True,
        12,
        "Quy chế 7/QC",
    )
    assert (begun.due_on, begun.opened_at is not None) == (None, True)
    sha256 = load_pack("qd-26-2026").sha256
    pinned = set(begun.entries.values_list("law_pack", "pack_sha256", "product_set"))
    assert pinned == {("qd-26-2026", sha256, 4), ("qd-26-2026", sha256, 16)}
    assert set(Dossier.objects.values_list("state", flat=True)) == {"council"}
    assert [(move.step, move.on) for move in eligible.moves.all()] == [("to_council", HELD)]
    act = LegalAct.objects.get(verb="begin_scoring")
    assert act.article == "Quyết định 26/2026/QĐ-TTg, Điều 7.3d"
    assert (act.payload["present"], act.payload["seats"], act.payload["rules"]["max_spread"]) == (4, 4, 12)
    assert [one["dossier"] for one in act.payload["entries"]] == [eligible.pk, sent.pk]


def test_without_rules_nothing_is_required_but_somebody_who_scores() -> None:
    story = CouncilStory()
    session = story.session([story.dossier()])
    assert refusal(story, session) == ["quorum"]
    Seat.objects.filter(session=session, role="adviser").update(is_present=True)
    assert refusal(story, session) == ["quorum"]
    Seat.objects.filter(session=session, role="member").update(is_present=True)
    begun = begin_scoring(actor=None, session_id=session.pk)
    assert (begun.quorum_percent, begun.needs_chair, begun.max_spread) == (None, False, None)


def test_everything_in_the_way_is_told_at_once() -> None:
    story = CouncilStory()
    story.council.members.all().delete()
    story.council.rules.create(valid_from=story.council.decided_on)
    session = story.session(held_on=timezone.localdate() + timedelta(days=1))
    assert refusal(story, session) == ["day", "seats", "quorum", "batch"]


def test_quorum_with_the_chair() -> None:
    story = CouncilStory()
    story.council.rules.create(valid_from=story.council.decided_on)
    session = story.ready()
    absent = {session.seats.get(member=story.chair).pk: False}
    mark_attendance(actor=story.organiser, session_id=session.pk, present=absent)
    with pytest.raises(ValidationError, match=r"Có mặt 3/4 thành viên, cần ít nhất 3 \(75 %\); chưa có chủ tịch"):
        begin_scoring(actor=story.organiser, session_id=session.pk)
    assert refusal(story, session) == ["quorum"]


@pytest.mark.parametrize(
    ("fields", "product_set", "code"),
    [
        ({"state": "supplement"}, 4, "dossier"),
        ({"submitted_on": None}, 4, "dossier"),
        ({"submitted_on": HELD + timedelta(days=1)}, 4, "dossier"),
        ({}, None, "sheet"),
    ],
)
def test_a_dossier_that_cannot_be_scored(fields: dict[str, Any], product_set: int | None, code: str) -> None:
    story = CouncilStory()
    session = story.ready()
    dossier = story.dossier(**fields)
    dossier.product.product_set = product_set
    dossier.product.save()
    make_entry(session, dossier, law_pack="", pack_sha256="", product_set=None)
    with pytest.raises(ValidationError, match=dossier.product.name):
        begin_scoring(actor=story.organiser, session_id=session.pk)
    assert refusal(story, session) == [code]


def test_an_incomplete_or_missing_sheet_is_named() -> None:
    incomplete = make_dossier(make_product(name="Cà phê Mường", product_set=13), submitted_on=date(2024, 1, 5))
    assert choose(incomplete, date(2024, 3, 1)).fault == (
        "Cà phê Mường: phiếu chấm của bộ 13 (Quyết định 148/QĐ-TTg) chưa đủ nội dung trong phần mềm."
    )
    old = make_dossier(make_product(name="Chè Bát", product_set=4), submitted_on=date(2022, 1, 5))
    assert choose(old, date(2022, 3, 1)).fault.startswith("Chè Bát: Quyết định 1048/QĐ-TTg")
    assert choose(old, date(2022, 3, 1)).fault.endswith("không có phiếu chấm của bộ 4.")
    older = make_dossier(make_product(name="Chè Bát", product_set=4), submitted_on=date(2018, 1, 5))
    assert choose(older, date(2018, 3, 1)).fault == "Chè Bát: không có bộ quy định nào cho ngày nộp hồ sơ."


@pytest.mark.parametrize(
    ("held_on", "pack", "note"),
    [
        (date(2026, 5, 20), "qd-148-2023+1489-2025", ""),
        (date(2026, 7, 21), "qd-148-2023+1489-2025", ""),
        (
            date(2026, 7, 22),
            "qd-26-2026",
            "Chấm theo Quyết định 26/2026/QĐ-TTg: hồ sơ nộp theo Quyết định 148/QĐ-TTg, sửa đổi bởi Quyết định "
            "1489/QĐ-TTg đã quá hạn hoàn thành 21/07/2026 (Quyết định 26/2026/QĐ-TTg, Điều 12.2a).",
        ),
    ],
)
def test_the_pack_of_the_day_wins(held_on: date, pack: str, note: str) -> None:
    old = {"submitted_on": date(2026, 4, 1), "law_pack": "qd-148-2023+1489-2025"}
    dossier = make_dossier(make_product(product_set=4), **old)
    chosen = choose(dossier, held_on)
    assert chosen.pack is not None
    assert (chosen.pack.code, chosen.fault, chosen.note) == (pack, "", note)


def test_in_time_under_the_old_decision_nothing_has_passed() -> None:
    dossier = make_dossier(make_product(product_set=4), submitted_on=date(2025, 3, 1), law_pack="qd-148-2023")
    note = choose(dossier, date(2026, 6, 1)).note
    assert note == (
        "Chấm theo Quyết định 148/QĐ-TTg, sửa đổi bởi Quyết định 1489/QĐ-TTg; hồ sơ ghi Quyết định 148/QĐ-TTg."
    )


def test_what_was_pinned_stands_whatever_becomes_of_the_product() -> None:
    story = CouncilStory()
    entry = story.ready().entries.get()
    assert choice_of(entry, HELD).product_set == 4
    begin_scoring(actor=None, session_id=entry.session_id)
    entry.refresh_from_db()
    entry.dossier.product.product_set = 16
    entry.dossier.submitted_on = None
    pinned = choice_of(entry, HELD)
    assert (pinned.pack and pinned.pack.code, pinned.product_set, pinned.note) == ("qd-26-2026", 4, "")


def test_another_law_on_the_dossier_is_told() -> None:
    dossier = make_dossier(make_product(product_set=4), submitted_on=HANDED_IN, law_pack="khac")
    assert choose(dossier, HELD).note == "Chấm theo Quyết định 26/2026/QĐ-TTg; hồ sơ ghi khac."


def test_a_written_opinion_has_45_days() -> None:
    story = CouncilStory()
    SiteSetting.objects.create(key="clock_last_day", value="stay")
    session = story.session([story.dossier(kind="rerank")], mode="written")
    assert refusal(story, session) == ["complete_on"]
    session.complete_on = date(2026, 6, 2)
    session.save()
    make_entry(session, story.dossier(), law_pack="", pack_sha256="", product_set=None)
    assert refusal(story, session) == ["dossier"]
    session.entries.exclude(dossier__kind="rerank").delete()
    begun = begin_scoring(actor=story.members[1].user, session_id=session.pk)
    assert begun.due_on == date(2026, 7, 17)
    assert LegalAct.objects.get(verb="begin_scoring").article == "Quyết định 26/2026/QĐ-TTg, Điều 7.6d"


def test_under_the_old_decision_no_term_is_named() -> None:
    story = CouncilStory()
    old = {"submitted_on": date(2026, 5, 2), "law_pack": "qd-148-2023+1489-2025", "kind": "rerank"}
    day = date(2026, 6, 10)
    session = story.session([story.dossier(**old)], mode="written", held_on=day, complete_on=date(2026, 6, 5))
    assert begin_scoring(actor=None, session_id=session.pk).due_on is None
    assert LegalAct.objects.get(verb="begin_scoring").article.startswith("Quyết định 148/QĐ-TTg")


def test_not_begun_by_others_nor_after_the_end() -> None:
    story = CouncilStory()
    session = story.ready()
    with pytest.raises(ValidationError) as refused:
        begin_scoring(actor=story.members[2].user, session_id=session.pk)
    assert codes(refused) == ["not_allowed"]
    closed = make_session(story.council, state="closed")
    with pytest.raises(ValidationError) as refused:
        begin_scoring(actor=None, session_id=closed.pk)
    assert codes(refused) == ["wrong_state"]


def test_accounts_tied_to_the_producer_are_closed_out() -> None:
    story = CouncilStory()
    dossier, free = story.dossier(), story.dossier()
    producer = dossier.product.producer
    make_member(producer, story.members[2].user, valid_to=date(2024, 1, 1))
    make_member(producer, story.members[3].user, role=MemberRole.HELPER)
    make_member(producer, story.adviser.user)
    session = story.ready(dossier, free)
    own = session.entries.get(dossier=dossier)
    InterestDeclaration.objects.create(entry=own, member=story.chair, ground="declared")
    begin_scoring(actor=story.organiser, session_id=session.pk)
    found = InterestDeclaration.objects.order_by("pk").values_list("entry", "member", "ground")
    assert set(found) == {
        (own.pk, story.chair.pk, "declared"),
        (own.pk, story.members[2].pk, "producer"),
        (own.pk, story.members[3].pk, "adviser"),
    }


def test_a_referred_dossier_stays_evaluated_at_the_centre() -> None:
    story, nation = CouncilStory(), make_nation()
    dossier = story.dossier(state="evaluated")
    result = make_result(make_entry(make_session(story.council, state="closed"), dossier, concluded_at=timezone.now()))
    MinistryReferral.objects.create(result=result)
    central = CouncilStory()
    central.council = make_council(nation, level="central")
    session = make_session(central.council)
    session.seats.create(member=central.member("chair"), role="chair", is_present=True)
    make_entry(session, dossier, law_pack="", pack_sha256="", product_set=None)
    begin_scoring(actor=None, session_id=session.pk)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.moves.count()) == ("evaluated", 0)
    assert session.entries.get().law_pack == "qd-26-2026"
