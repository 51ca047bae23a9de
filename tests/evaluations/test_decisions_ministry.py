"""Five stars: approved, sent on, recognised by the Ministry or returned (QĐ 26/2026, Điều 7.3e, 7.4)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evaluations.domain.decisions import pending_results, record_outcome, refer_to_ministry, update_referral
from evaluations.domain.decisions.pending import potential_fives, refused_results, score_of, star_due
from evaluations.domain.decisions.rounds import ministry_round
from evaluations.models import Certificate, EvaluationResult, MinistryReferral, Recognition, RecognitionDecision
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from products.domain.records import StaleError
from tests import factories as make

from .decision_story import TODAY, Scene, move_clock
from .test_decisions_issue import refusal

pytestmark = pytest.mark.django_db
APPROVED = {"approval_number": "2900/QĐ-UBND", "approved_on": date(2026, 6, 20)}
FIVE = {"outcome": "five", "outcome_on": date(2026, 8, 28), "outcome_number": "5012/QĐ-BNNMT"}
BACK = {
    "outcome": "returned",
    "outcome_on": date(2026, 8, 28),
    "outcome_number": "88/BNNMT-VPĐP",
    "outcome_score": Decimal("88.50"),
    "star_after": 4,
    "basis": "central",
    "note": "Chưa đạt 90 điểm",
}


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    move_clock(monkeypatch, TODAY)
    make.make_nation()
    return Scene()


def fresh(result: EvaluationResult) -> EvaluationResult:
    """The result read again."""
    return EvaluationResult.objects.get(pk=result.pk)


def test_an_approved_result_waits_for_the_ministry(scene: Scene) -> None:
    result = scene.result(5, 93)
    facts = {"actor": scene.organiser, "result_id": result.pk, **APPROVED}
    referral = refer_to_ministry(**facts)
    assert refer_to_ministry(**facts) == referral
    assert (referral.outcome, star_due(fresh(result))) == ("waiting", None)
    assert list(potential_fives(scene.organiser)) == []
    assert list(pending_results(scene.organiser, scene.province)) == []
    act = LegalAct.objects.get()
    assert (act.verb, act.article) == ("refer_to_ministry", "Quyết định 26/2026/QĐ-TTg, Điều 7.3e")
    assert refusal(refer_to_ministry, **{**facts, "approval_number": "1/QĐ-UBND"}) == ["referred"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"approval_number": "2900"}, "decision_number"),
        ({"approved_on": date(2026, 6, 14)}, "too_early"),
        ({"approved_on": date(2026, 9, 2)}, "future_decision"),
        ({"sent_on": date(2026, 7, 1)}, "required"),
        ({"sent_on": date(2026, 6, 19), "letter_number": "7/UBND"}, "too_early"),
        ({"letter_number": "x" * 61}, "too_long"),
    ],
)
def test_facts_of_a_referral(scene: Scene, facts: dict[str, Any], code: str) -> None:
    given = {"actor": scene.organiser, "result_id": scene.result(5, 93).pk, **APPROVED, **facts}
    assert refusal(refer_to_ministry, **given) == [code]


def test_only_five_stars_of_a_province_go_to_the_ministry(scene: Scene) -> None:
    four, five = scene.result(4, 92), scene.result(5, 93)
    assert refusal(refer_to_ministry, actor=scene.organiser, result_id=four.pk, **APPROVED) == ["star"]
    for person in (scene.signer, scene.officer, scene.member):
        assert refusal(refer_to_ministry, actor=person, result_id=five.pk, **APPROVED) == ["not_allowed"]
    council = make.make_council(scene.province, level="central")
    central = scene.result(5, 93, council=council)
    assert refusal(refer_to_ministry, actor=None, result_id=central.pk, **APPROVED) == ["star"]


def test_the_letter_may_follow(scene: Scene) -> None:
    referral = refer_to_ministry(actor=scene.organiser, result_id=scene.result(5, 93).pk, **APPROVED)
    assert refusal(record_outcome, actor=scene.organiser, referral_id=referral.pk, **FIVE) == ["not_sent"]
    facts = {"actor": scene.organiser, "referral_id": referral.pk, **APPROVED, "note": ""}
    sent = update_referral(revision=0, letter_number="77/UBND", sent_on=date(2026, 7, 10), **facts)
    again = update_referral(revision=0, letter_number="77/UBND", sent_on=date(2026, 7, 10), **facts)
    assert (sent.revision, again.revision, LegalAct.objects.filter(verb="update_referral").count()) == (1, 1, 1)
    with pytest.raises(StaleError):
        update_referral(revision=0, letter_number="78/UBND", sent_on=date(2026, 7, 10), **facts)
    assert refusal(update_referral, revision=None, letter_number="", sent_on=date(2026, 7, 10), **facts) == ["required"]


def test_five_stars_by_the_ministry(scene: Scene) -> None:
    referral = scene.referral()
    facts = {"actor": scene.organiser, "referral_id": referral.pk, "outcome_score": Decimal("91.25"), **FIVE}
    record_outcome(**facts)
    record_outcome(**facts)
    found = Recognition.objects.get()
    assert (found.star, found.body, found.score, found.expires_on) == (
        5,
        "central",
        Decimal("91.25"),
        date(2029, 8, 28),
    )
    decision = RecognitionDecision.objects.get()
    assert (decision.number, decision.body, decision.state) == ("5012/QĐ-BNNMT", "central", "issued")
    assert found.decision_item == decision.items.get()
    assert found.product.official_code == "38-16438-1-2026"
    assert not Certificate.objects.exists()  # the Ministry's own
    assert LegalAct.objects.get(verb="record_outcome").payload["recognition"] == found.pk
    assert refusal(record_outcome, **{**facts, "outcome_number": "1/QĐ-BNNMT"}) == ["frozen"]
    assert refusal(update_referral, actor=None, referral_id=referral.pk, revision=None) == ["frozen"]


def test_one_decision_of_the_ministry_names_several_products(scene: Scene) -> None:
    for referral in (scene.referral(), scene.referral()):
        record_outcome(actor=scene.organiser, referral_id=referral.pk, **FIVE)
    decision = RecognitionDecision.objects.get()
    assert [(item.order, item.recognition.star) for item in decision.items.all()] == [(1, 5), (2, 5)]


def test_a_returned_result_waits_for_the_province_again(scene: Scene) -> None:
    referral = scene.referral()
    record_outcome(actor=scene.organiser, referral_id=referral.pk, **BACK)
    result = fresh(referral.result)
    assert list(pending_results(scene.organiser, scene.province)) == [result]
    assert (star_due(result), score_of(result)) == (4, Decimal("88.50"))
    early = {"number": "1/QĐ-UBND", "decided_on": date(2026, 8, 27)}
    decision = scene.draft(result)
    assert refusal(scene.issue, decision, **early) == ["line"]
    scene.issue(decision, decided_on=date(2026, 8, 30))
    found = Recognition.objects.get()
    assert (found.star, found.score, found.body) == (4, Decimal("88.50"), "province")


def test_on_its_own_evaluation_the_province_keeps_its_points(scene: Scene) -> None:
    referral = scene.referral()
    own = {"star_after": 3, "basis": "own", "outcome_score": None}
    record_outcome(actor=scene.organiser, referral_id=referral.pk, **{**BACK, **own})
    result = fresh(referral.result)
    assert (star_due(result), score_of(result)) == (3, Decimal("93.00"))


def test_returned_and_not_recognised_at_all(scene: Scene) -> None:
    referral = scene.referral()
    record_outcome(actor=scene.organiser, referral_id=referral.pk, **{**BACK, "star_after": None, "basis": "own"})
    referral.refresh_from_db()
    assert (referral.basis, list(refused_results(scene.officer))) == ("", [referral.result])
    assert list(pending_results(scene.organiser, scene.province)) == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({**BACK, "star_after": 5}, "star"),
        ({**BACK, "basis": ""}, "required"),
        ({**BACK, "note": " "}, "required"),
        ({**BACK, "outcome_score": None}, "required"),
        ({**BACK, "outcome_score": Decimal("69.99")}, "score_below_star"),
        ({**BACK, "outcome_score": Decimal("101")}, "score"),
        ({**BACK, "outcome_on": date(2026, 7, 9)}, "too_early"),
        ({**FIVE, "outcome_number": ""}, "decision_number"),
        ({**FIVE, "outcome_score": Decimal("89.99")}, "score_below_star"),
        ({**FIVE, "outcome": "waiting"}, "required"),
    ],
)
def test_facts_of_an_outcome(scene: Scene, facts: dict[str, Any], code: str) -> None:
    referral = scene.referral()
    assert refusal(record_outcome, actor=scene.organiser, referral_id=referral.pk, **facts) == [code]
    assert MinistryReferral.objects.get().outcome == "waiting"


def test_an_outcome_after_somebody_elses_change_is_told(scene: Scene) -> None:
    referral = scene.referral()
    with pytest.raises(StaleError):
        record_outcome(actor=scene.organiser, referral_id=referral.pk, revision=3, **BACK)
    with pytest.raises(TypeError):
        record_outcome(actor=scene.organiser, referral_id=referral.pk, star=3, **BACK)


def test_a_product_merged_meanwhile_gets_no_five_stars(scene: Scene) -> None:
    referral = scene.referral()
    product = referral.result.dossier.product
    type(product).objects.filter(pk=product.pk).update(merged_into=make.make_product(scene.producer))
    assert refusal(record_outcome, actor=None, referral_id=referral.pk, **FIVE) == ["dossier_state"]


@pytest.mark.parametrize(
    ("day", "send", "decide"),
    [
        (date(2026, 7, 29), date(2026, 7, 29), date(2026, 9, 29)),
        (date(2026, 7, 30), date(2027, 1, 29), date(2027, 3, 29)),
        (date(2027, 1, 29), date(2027, 1, 29), date(2027, 3, 29)),
        (date(2027, 1, 30), date(2027, 7, 29), date(2027, 9, 29)),
    ],
)
def test_the_ministrys_cut_offs(day: date, send: date, decide: date) -> None:
    found = ministry_round("qd-26-2026", day)
    assert found is not None
    assert (found.propose_by, found.decide_by) == (send, decide)
    assert ministry_round("qd-148-2023", day) is None


def test_the_cut_off_day_counts_by_setting() -> None:
    SiteSetting.objects.create(key="cutoff_day_counts", value=True)
    found = ministry_round("qd-26-2026", date(2026, 7, 30))
    assert found is not None
    assert found.propose_by == date(2026, 7, 30)
