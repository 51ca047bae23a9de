"""Which results wait for a decision, their stars, kinds and scores; drafts of annexes."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from evaluations.domain.decisions import discard_decision, draft_decision, pending_results, update_decision
from evaluations.domain.decisions.kinds import kind_of
from evaluations.domain.decisions.pending import (
    potential_fives,
    refused_results,
    score_of,
    star_due,
    truncated,
)
from evaluations.domain.decisions.who import units_of
from evaluations.models import DecisionItem, RecognitionDecision
from ocop.accounts.enums import Role
from ocop.site.models import SiteSetting
from products.domain.records import StaleError
from programs.domain.reach import rebuild_reach
from programs.enums import Extent, Tier
from programs.models import UnitLineage
from tests import factories as make

from .decision_story import TODAY, Scene, move_clock
from .test_decisions_issue import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    move_clock(monkeypatch, TODAY)
    return Scene()


@pytest.mark.parametrize(
    ("dossier", "star", "last", "in_force", "kind"),
    [
        ("first", 3, None, False, "new"),
        ("first", 4, 3, False, "new"),  # lapsed: a first dossier again
        ("first", 4, 3, True, "upgrade"),
        ("first", 3, 3, True, "renewal"),
        ("upgrade", 4, None, False, "upgrade"),  # the register may lack the old one: the dossier is believed
        ("upgrade", 4, 3, True, "upgrade"),
        ("upgrade", 3, 3, True, "renewal"),
        ("upgrade", 3, 4, True, "renewal"),
        ("rerank", 3, None, False, "renewal"),
        ("rerank", 3, 3, True, "renewal"),
        ("rerank", 3, 4, True, "renewal"),
        ("rerank", 4, 3, False, "upgrade"),
    ],
)
def test_kinds(dossier: str, star: int, last: int | None, in_force: bool, kind: str) -> None:
    assert kind_of(dossier, star, last, is_in_force=in_force) == kind


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Fraction(69996, 1000), "69.99"),
        (Fraction(209, 3), "69.66"),
        (Fraction(70), "70.00"),
        (Fraction(8999999, 100000), "89.99"),
        (Fraction(49999, 1000), "49.99"),
    ],
)
def test_no_score_shows_a_band_it_did_not_reach(value: Fraction, kept: str) -> None:
    assert truncated(value) == Decimal(kept)


def test_three_and_four_stars_wait_for_the_province(scene: Scene) -> None:
    results = {
        star: scene.result(star, points) for star, points in ((None, 0), (1, 9), (2, 40), (3, 60), (4, 80), (5, 93))
    }
    assert list(pending_results(scene.organiser, scene.province)) == [results[3], results[4]]
    assert list(potential_fives(scene.organiser)) == [results[5]]
    refused = [results[star] for star in (None, 1, 2)]
    assert sorted(refused_results(scene.organiser), key=lambda one: one.pk) == refused
    scene.draft(results[3])
    assert list(pending_results(scene.organiser, scene.province)) == [results[4]]


def test_others_see_nothing_waiting(scene: Scene) -> None:
    scene.result(5, 93)
    scene.result(4)
    stranger = make.make_user(Role.PROVINCE_COORDINATOR)
    assert list(pending_results(stranger, scene.province)) == []
    assert [list(potential_fives(person)) for person in (stranger, scene.officer, scene.signer)] == [[], [], []]
    assert [list(units_of(person)) for person in (scene.organiser, scene.officer)] == [[scene.province], []]


def test_withdrawn_dossiers_and_merged_products_do_not_wait(scene: Scene) -> None:
    gone, merged = scene.result(), scene.result()
    type(gone.dossier).objects.filter(pk=gone.dossier_id).update(state="withdrawn")
    product = merged.dossier.product
    type(product).objects.filter(pk=product.pk).update(merged_into=scene.result(3, 60).dossier.product)
    assert [one.star for one in pending_results(scene.organiser, scene.province)] == [3]


def test_three_stars_wait_for_whom_the_law_names_on_the_day(scene: Scene) -> None:
    three, four = scene.result(3, 60, met=date(2024, 3, 20)), scene.result(4, met=date(2024, 3, 20))
    under_148 = date(2024, 4, 1)
    assert list(pending_results(scene.organiser, scene.province, under_148)) == [four]
    assert list(pending_results(scene.organiser, scene.province, date(2025, 7, 5))) == [four]
    assert list(pending_results(scene.organiser, scene.province, date(2025, 7, 6))) == [three, four]
    SiteSetting.objects.create(key="body_by_date", value="warning")
    assert list(pending_results(scene.organiser, scene.province, under_148)) == [three, four]


def test_a_district_decides_on_three_stars_of_its_own_council(scene: Scene) -> None:
    district = make.make_unit(Tier.DISTRICT, scene.province, code="404")
    council = make.make_council(district, level="district", decided_on=date(2024, 1, 2))
    three = scene.result(3, 60, met=date(2024, 3, 20), council=council)
    scene.result(4, met=date(2024, 3, 20), council=council)
    assert list(pending_results(scene.organiser, district, date(2024, 4, 1))) == [three]
    assert list(pending_results(scene.organiser, district, date(2025, 7, 1))) == []
    assert list(pending_results(scene.organiser, scene.province, date(2024, 4, 1))) == []
    assert list(units_of(scene.organiser)) == [district, scene.province]


def test_results_of_a_province_that_ended_wait_for_its_heir(scene: Scene) -> None:
    old = make.make_unit(Tier.PROVINCE, code="99", valid_to=date(2025, 6, 30))
    UnitLineage.objects.create(
        predecessor=old, successor=scene.province, extent=Extent.WHOLE, effective_on=date(2025, 7, 1)
    )
    rebuild_reach()
    council = make.make_council(old, decided_on=date(2025, 1, 2))
    result = scene.result(4, council=council, met=date(2025, 6, 10))
    assert list(pending_results(scene.organiser, scene.province)) == [result]


def test_a_draft_keeps_the_order_and_can_be_changed(scene: Scene) -> None:
    one, two, three = scene.result(4), scene.result(3, 60), scene.result(4, 88)
    decision = scene.draft(two, one)
    facts = {"actor": scene.organiser, "decision_id": decision.pk, "title": "Đợt 1"}
    same = decision.items.get(result=one).pk
    changed = update_decision(revision=0, result_ids=[one.pk, three.pk], decided_on=date(2026, 7, 1), **facts)
    rows = [(item.result, item.order, item.star) for item in changed.items.all()]
    assert rows == [(one, 1, 4), (three, 2, 4)]
    assert (decision.items.get(result=one).pk, changed.title, changed.revision) == (same, "Đợt 1", 1)
    again = update_decision(revision=0, result_ids=[one.pk, three.pk], decided_on=date(2026, 7, 1), **facts)
    assert again.revision == 1
    with pytest.raises(StaleError):
        update_decision(revision=0, result_ids=[three.pk], **facts)


@pytest.mark.parametrize(("change", "code"), [({"title": " "}, "required"), ({"title": "x" * 301}, "too_long")])
def test_a_draft_needs_its_subject(scene: Scene, change: dict[str, Any], code: str) -> None:
    assert refusal(scene.draft, scene.result(), **change) == [code]


def test_what_cannot_stand_in_a_draft(scene: Scene) -> None:
    low, good, five = scene.result(2, 40), scene.result(), scene.result(5, 93)
    facts = {"actor": scene.organiser, "unit": scene.province, "body": "province", "title": "Công nhận"}
    for ids in ([low.pk], [five.pk], [good.pk, good.pk], [0]):
        assert refusal(draft_decision, result_ids=ids, **facts) == ["results"]
    scene.draft(good)
    assert refusal(draft_decision, result_ids=[good.pk], **facts) == ["results"]
    product = scene.result().dossier.product
    later = scene.result(3, 60, product=product, met=date(2025, 12, 1))
    first = product.dossiers.exclude(pk=later.dossier_id).get().results.get()
    assert refusal(scene.draft, first, later) == ["results"]
    assert RecognitionDecision.objects.count() == 1


def test_a_discarded_draft_frees_its_results(scene: Scene) -> None:
    decision = scene.draft(scene.result())
    assert refusal(discard_decision, actor=scene.signer, decision_id=decision.pk) == ["not_allowed"]
    discard_decision(actor=scene.organiser, decision_id=decision.pk)
    discard_decision(actor=scene.organiser, decision_id=decision.pk)
    assert (DecisionItem.objects.count(), pending_results(scene.organiser, scene.province).count()) == (0, 1)


def test_an_issued_decision_is_no_draft(scene: Scene) -> None:
    decision = scene.issue(scene.draft(scene.result()))
    facts = {"actor": scene.organiser, "decision_id": decision.pk}
    assert refusal(discard_decision, **facts) == ["frozen"]
    assert refusal(update_decision, revision=None, title="Khác", result_ids=[], **facts) == ["frozen"]


def test_kinds_follow_the_chain_on_the_day_of_issue(scene: Scene) -> None:
    product = make.make_product(scene.producer, product_set=4)
    result = scene.result(4, product=product, kind="upgrade")
    decision = scene.draft(result)
    assert decision.items.get().kind == "upgrade"
    make.make_recognition(product, star=4, decided_on=date(2025, 8, 1))
    scene.issue(decision)
    assert decision.items.get().kind == "renewal"


def test_who_sees_a_decision_and_which_lines(scene: Scene) -> None:
    other = make.make_producer(make.make_unit(parent=scene.province, code="00367"))
    mine, theirs = scene.result(), scene.result(product=make.make_product(other, product_set=4))
    decision = scene.draft(mine, theirs)
    people = (scene.organiser, scene.signer, scene.officer, scene.member)

    def seen() -> list[tuple[int, int]]:
        return [
            (
                RecognitionDecision.objects.visible_to(person).filter(pk=decision.pk).count(),
                DecisionItem.objects.visible_to(person).filter(decision=decision).count(),
            )
            for person in people
        ]

    assert seen() == [(1, 2), (1, 2), (0, 0), (0, 0)]
    scene.issue(decision)
    assert seen() == [(1, 2), (1, 2), (1, 1), (1, 1)]
    stranger = make.make_user(Role.PROVINCE_COORDINATOR)
    assert not RecognitionDecision.objects.visible_to(stranger).exists()


def test_illustration_is_hidden_when_switched_off(scene: Scene) -> None:
    decision = scene.draft(scene.result(), is_illustration=True)
    scene.issue(decision)
    recognition = decision.items.get().recognition
    assert recognition.is_illustration
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert not RecognitionDecision.objects.visible_to(scene.organiser).exists()


def test_strangers_to_the_house_see_nothing(scene: Scene) -> None:
    scene.issue(scene.draft(scene.result()))
    for model in (RecognitionDecision, DecisionItem):
        assert not model.objects.visible_to(AnonymousUser()).exists()


def test_names_in_lists(scene: Scene) -> None:
    result = scene.result()
    draft = scene.draft(result, title="Công nhận đợt 1")
    assert (str(draft), str(draft.items.get())) == ("Công nhận đợt 1", str(result))
    assert str(scene.issue(draft)) == "3025/QĐ-UBND"
    referral = scene.referral()
    assert str(referral) == f"{referral.result.dossier}: 5"


def test_star_and_score_of_a_plain_result(scene: Scene) -> None:
    result = scene.result(3, 209, sheets=3)
    assert (star_due(result), score_of(result)) == (3, Decimal("69.66"))


def test_a_refused_line_names_its_field(scene: Scene) -> None:
    with pytest.raises(ValidationError) as caught:
        scene.draft(scene.result(2, 40))
    assert list(caught.value.error_dict) == ["results"]
