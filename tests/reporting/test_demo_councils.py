"""The illustration of evaluation: every point of the way is there, marked, made once, hidden by one setting."""

from collections import Counter
from typing import Any

import pytest
from django.utils import timezone

from evaluations.domain.decisions import pending_results
from evaluations.domain.results import spread_of, verify_results
from evaluations.domain.sessions.board import chaired, my_sheets
from evaluations.domain.sessions.roll import quorum_of
from evaluations.domain.sheets import progress_of
from evaluations.models import (
    Certificate,
    CertificateExtension,
    Council,
    CouncilMember,
    CouncilSession,
    EvaluationResult,
    InterestDeclaration,
    MinistryReferral,
    Recognition,
    RecognitionDecision,
    ScoreSheet,
    SessionEntry,
    Withdrawal,
)
from ocop.accounts.demo import create_demo_accounts
from ocop.accounts.models import User
from ocop.site.models import SiteSetting
from products.models import Dossier, Product
from programs.models import Unit
from reporting.domain.demo_councils import PEOPLE, load_demo_councils

pytestmark = pytest.mark.django_db
OUTCOMES = {
    "Cốm nếp Lưu Vệ (minh họa)": (4, 4),
    "Tương ớt Lưu Vệ (minh họa)": (3, 3),
    "Dưa lưới Hậu Lộc (minh họa)": (2, 2),
    "Chiếu cói Nga Sơn (minh họa)": (5, 5),
    "Rượu nếp Nga Sơn (minh họa)": (4, 3),
}
"""Product → (star by points, star)."""
MODELS = (Council, CouncilSession, SessionEntry, EvaluationResult, RecognitionDecision, MinistryReferral, Withdrawal)


def account(name: str) -> User:
    return User.objects.get(username=name)


def test_three_sessions_are_there_once(demo: Any) -> None:
    counts = [model.objects.count() for model in MODELS]
    assert Counter(CouncilSession.objects.values_list("state", flat=True)) == {
        "closed": 1,
        "scoring": 1,
        "preparing": 1,
    }
    assert load_demo_councils(create_demo_accounts()) == {"sessions": 0, "results": 0}
    assert [model.objects.count() for model in MODELS] == counts


def test_every_kind_of_result_is_there_and_can_be_proved(demo: Any) -> None:
    rows = EvaluationResult.objects.values_list("dossier__product__name", "band_star", "star")
    assert {name: (band, star) for name, band, star in rows} == OUTCOMES
    found = verify_results()
    assert (found.checked, found.faults) == (len(OUTCOMES), [])


def test_a_second_round_brought_the_members_together(demo: Any) -> None:
    entry = SessionEntry.objects.select_related("session").get(round=2)
    first = ScoreSheet.objects.filter(entry=entry, round=1).values_list("total", flat=True)
    assert max(first) - min(first) > entry.session.max_spread
    assert spread_of(entry) == []
    assert entry.rounds.get(number=2).reason


def test_one_conclusion_differs_from_the_majority_with_its_reason(demo: Any) -> None:
    entries = SessionEntry.objects.filter(session__state="closed")
    changed = [row for entry in entries for row in entry.conclusions.all() if row.is_met != row.majority_met]
    assert [(row.is_met, bool(row.reason)) for row in changed] == [(True, True)]


def test_all_of_it_is_illustration(demo: Any) -> None:
    marked = (Council, CouncilSession, RecognitionDecision)
    assert {row.is_illustration for model in marked for row in model.objects.all()} == {True}
    for entry in SessionEntry.objects.select_related("dossier__product__producer"):
        dossier = entry.dossier
        records = (dossier, dossier.product, dossier.product.producer)
        assert [record.is_illustration for record in records] == [True] * 3
    recognised = Recognition.objects.filter(certificate__isnull=False)
    assert {(row.is_illustration, row.decided_on.year == 2025) for row in recognised} == {(True, False)}
    names = CouncilMember.objects.values_list("name", flat=True)
    assert [name for name in names if not name.endswith("(minh họa)")] == []


def test_switched_off_nothing_of_it_is_seen(demo: Any) -> None:
    SiteSetting.objects.create(key="show_illustration", value=False)
    for name in ("quantri", "dieuphoi.tinh", "lanhdao.tinh", "hoidong", "chuthe"):
        user = account(name)
        assert [model.objects.visible_to(user).count() for model in MODELS] == [0] * len(MODELS)
        assert (my_sheets(user), list(chaired(user))) == ([], [])


def test_nobody_signs_in_as_an_invented_member(demo: Any) -> None:
    invented = User.objects.filter(username__in=[one.account for one in PEOPLE], is_demo=False)
    assert {(user.has_usable_password(), user.email) for user in invented} == {(False, "")}
    assert invented.count() == 4


def test_each_account_finds_its_work(demo: Any) -> None:
    session = CouncilSession.objects.get(state="scoring")
    mine = {name: my_sheets(account(name)) for name in ("hoidong", "lanhdao.tinh", "totuvan")}
    assert [(one.done, one.total) for one in mine["hoidong"]] == [(1, 3)]
    assert [(one.done, one.total) for one in mine["lanhdao.tinh"]] == [(2, 3)]
    assert mine["totuvan"] == []
    assert [(one, one.left) for one in chaired(account("lanhdao.tinh"))] == [(session, 3)]
    counts = sorted(progress_of(session).entries.values())
    assert [(one.submitted, one.expected) for one in counts] == [(2, 6), (3, 6), (6, 6)]
    half = ScoreSheet.objects.get(state="draft")
    assert (half.member.user.username, len(half.answers)) == ("hoidong", 16)


def test_the_closed_session_had_its_quorum_and_an_interest(demo: Any) -> None:
    session = CouncilSession.objects.get(state="closed")
    quorum = quorum_of(session)
    assert (quorum.present, quorum.seats, quorum.is_met) == (5, 6, True)
    declared = InterestDeclaration.objects.get()
    assert not ScoreSheet.objects.filter(entry=declared.entry, member=declared.member).exists()


def test_decisions_and_the_ministry(demo: Any) -> None:
    decision = RecognitionDecision.objects.get()
    assert (decision.state, Certificate.objects.count()) == ("issued", 2)
    assert sorted(decision.items.values_list("star", flat=True)) == [3, 4]
    province = Unit.objects.get(code="38", tier="province", valid_to=None)
    waiting = pending_results(account("dieuphoi.tinh"), province)
    assert [one.dossier.product.name for one in waiting] == ["Rượu nếp Nga Sơn (minh họa)"]
    assert MinistryReferral.objects.get().outcome == "waiting"


def test_certificates_at_every_point_of_their_life(demo: Any) -> None:
    today = timezone.localdate()
    extension = CertificateExtension.objects.select_related("recognition").get()
    assert extension.recognition.expires_on < today < extension.until
    assert Counter(Withdrawal.objects.values_list("state", flat=True)) == {"open": 1, "decided": 1}
    ending = Recognition.objects.filter(product__name="Nem chua Nga Sơn (minh họa)").get()
    assert 120 <= (ending.expires_on - today).days <= 180
    assert not Product.objects.filter(
        recognitions__decided_on__year=2025, producer__name__contains="Nga Sơn ("
    ).exists()


def test_the_producer_has_marked_itself(demo: Any) -> None:
    owned = Dossier.objects.filter(product__producer__members__user=account("chuthe"))
    writable = owned.filter(state__in=["draft", "supplement"])
    answered = {row.state: len(row.assessment.get("answers", {})) for row in writable}
    assert answered == {"draft": 16, "supplement": 31}
