"""Issuing a decision: recognitions, certificates, codes; once, by who may, on a day that fits."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from evaluations.domain.decisions import draft_decision, issue_decision
from evaluations.domain.recognitions import record_recognition
from evaluations.models import Certificate, DecisionItem, Recognition, RecognitionDecision
from ocop.audit.acts import verify_chain
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from products.domain.records import StaleError
from products.models import ProductCode
from tests import factories as make

from .decision_story import DECIDED, SIGNED, TODAY, Scene, move_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    move_clock(monkeypatch, TODAY)
    return Scene()


def refusal(call: Any, *args: Any, **facts: Any) -> list[str]:
    """The codes of a refused call."""
    with pytest.raises(ValidationError) as caught:
        call(*args, **facts)
    errors = caught.value
    rows = errors.error_dict.values() if hasattr(errors, "error_dict") else [errors.error_list]
    return [str(error.code) for row in rows for error in row]


def test_every_line_becomes_a_recognition_with_certificate_and_code(scene: Scene) -> None:
    four, three = scene.result(4, 73), scene.result(3, 104, sheets=2)
    decision = scene.issue(scene.draft(four, three), actor=scene.signer)
    assert (decision.state, decision.number, decision.decided_on) == ("issued", "3025/QĐ-UBND", DECIDED)
    found = list(Recognition.objects.order_by("decision_item__order"))
    assert [(one.star, one.score, one.kind, one.body) for one in found] == [
        (4, Decimal("73.00"), "new", "province"),
        (3, Decimal("52.00"), "new", "province"),
    ]
    assert {(one.unit, one.expires_on, one.decision_number) for one in found} == {
        (scene.commune, date(2029, 6, 25), "3025/QĐ-UBND")
    }
    assert [one.certificate.number for one in found] == ["01/GCN-OCOP", "02/GCN-OCOP"]
    assert [one.certificate.product_code for one in found] == ["38-16438-1-2026", "38-16438-2-2026"]
    assert list(verify_chain()) == []


def test_the_certificate_keeps_the_words_of_its_day(scene: Scene) -> None:
    result = scene.result()
    scene.issue(scene.draft(result))
    product = result.dossier.product
    scene.producer.name, product.name = "Tên khác", "Tên mới"
    scene.producer.save()
    product.save()
    kept = Certificate.objects.get()
    assert (kept.product_name, kept.producer_name) != (product.name, scene.producer.name)
    assert (kept.producer_name, kept.address) == ("HTX Lưu Vệ", "Thôn 1, Xã Lưu Vệ, Tỉnh Thanh Hóa")
    assert (kept.unit, kept.year, kept.serial, kept.issued_on) == (scene.province, 2026, 1, DECIDED)


def test_the_act_holds_the_hashes(scene: Scene) -> None:
    result = scene.result()
    decision = scene.issue(scene.draft(result))
    act = LegalAct.objects.get(verb="issue_decision")
    assert (act.subject_id, act.article) == (str(decision.pk), "Điều 4 Quyết định 26/2026/QĐ-TTg")
    assert act.payload["annex"][0]["result_sha256"] == result.sha256
    assert len(act.payload["sha256"]) == 64


def test_issued_twice_is_issued_once(scene: Scene) -> None:
    decision = scene.issue(scene.draft(scene.result()))
    again = scene.issue(decision, number="3025/qđ-ubnd")
    assert again == decision
    assert (Recognition.objects.count(), Certificate.objects.count(), ProductCode.objects.count()) == (1, 1, 1)
    assert refusal(scene.issue, decision, number="9/QĐ-UBND") == ["frozen"]


def test_the_database_refuses_changes_of_an_issued_decision(scene: Scene) -> None:
    decision = scene.issue(scene.draft(scene.result()))
    rows = RecognitionDecision.objects.filter(pk=decision.pk), DecisionItem.objects.filter(decision=decision)
    for change in (
        lambda: rows[0].update(title="Khác"),
        lambda: rows[1].update(star=3),
        lambda: rows[1]._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"number": "3025"}, ["decision_number"]),
        ({"decided_on": date(2026, 9, 2)}, ["future_decision"]),
        ({"signer_name": " ", "signer_position": ""}, ["required", "required"]),
        ({"signer_name": "x" * 121}, ["too_long"]),
        ({"decided_on": date(2026, 6, 14)}, ["line"]),
    ],
)
def test_facts_of_the_paper_are_checked(scene: Scene, facts: dict[str, Any], codes: list[str]) -> None:
    decision = scene.draft(scene.result())
    assert refusal(scene.issue, decision, **facts) == codes
    decision.refresh_from_db()
    assert (decision.state, Recognition.objects.count()) == ("draft", 0)


def test_only_who_holds_the_unit_issues(scene: Scene) -> None:
    decision = scene.draft(scene.result())
    for person in (scene.officer, scene.member, make.make_user("province_coordinator")):
        assert refusal(scene.issue, decision, actor=person) == ["not_allowed"]
    assert refusal(scene.draft, scene.result(), actor=scene.signer) == ["not_allowed"]


def test_an_annex_changed_since_it_was_read_is_told(scene: Scene) -> None:
    decision = scene.draft(scene.result())
    with pytest.raises(StaleError):
        scene.issue(decision, revision=decision.revision + 1)


def test_an_empty_annex_is_refused(scene: Scene) -> None:
    assert refusal(scene.issue, scene.draft()) == ["empty"]


@pytest.mark.parametrize(
    ("state", "message"), [("withdrawn", "không còn ở trạng thái"), ("rejected", "không còn ở trạng thái")]
)
def test_a_dossier_withdrawn_in_between_is_named(scene: Scene, state: str, message: str) -> None:
    result = scene.result()
    decision = scene.draft(result)
    type(result.dossier).objects.filter(pk=result.dossier_id).update(state=state)
    with pytest.raises(ValidationError) as caught:
        scene.issue(decision)
    (text,) = caught.value.messages
    assert text.startswith(result.dossier.product.name)
    assert message in text


def test_a_product_merged_in_between_is_refused(scene: Scene) -> None:
    one, two = scene.result(), scene.result()
    decision = scene.draft(one, two)
    product, other = one.dossier.product, two.dossier.product
    type(product).objects.filter(pk=other.pk).update(merged_into=product)
    assert refusal(scene.issue, decision) == ["line"]
    type(two.dossier).objects.filter(pk=two.dossier_id).update(product=product)
    assert refusal(scene.issue, decision) == ["line"]  # now it would stand there twice
    assert Recognition.objects.count() == 0


def test_a_decision_typed_in_before_gets_its_line_and_certificate(scene: Scene) -> None:
    result = scene.result(4)
    facts = {"star": 4, "kind": "new", "decision_number": "3025/QĐ-UBND", "decided_on": DECIDED, "body": "province"}
    typed = record_recognition(actor=None, product=result.dossier.product, **facts).recognition
    scene.issue(scene.draft(result))
    typed.refresh_from_db()
    assert (Recognition.objects.count(), typed.decision_item, typed.certificate.number) == (
        1,
        result.decision_item,
        "01/GCN-OCOP",
    )


def test_another_recognition_under_that_number_is_refused(scene: Scene) -> None:
    result = scene.result(4)
    make.make_recognition(result.dossier.product, decision_number="3025/QĐ-UBND", decided_on=DECIDED, star=3)
    assert refusal(scene.issue, scene.draft(result)) == ["line"]


def test_a_number_of_the_unit_serves_once_a_year(scene: Scene) -> None:
    scene.issue(scene.draft(scene.result()))
    assert refusal(scene.issue, scene.draft(scene.result())) == ["number_used"]
    assert Recognition.objects.count() == 1


def test_the_series_of_certificates_is_of_unit_and_year(scene: Scene) -> None:
    scene.issue(scene.draft(scene.result()))
    scene.issue(scene.draft(scene.result()), number="8/QĐ-UBND")
    SiteSetting.objects.create(key="certificate_number", value="serial_year")
    scene.issue(scene.draft(scene.result(met=date(2025, 12, 1))), number="9/QĐ-UBND", decided_on=date(2025, 12, 9))
    found = Certificate.objects.order_by("pk").values_list("number", flat=True)
    assert list(found) == ["01/GCN-OCOP", "02/GCN-OCOP", "01/2025/GCN-OCOP"]


def test_a_unit_of_another_day_cannot_decide(scene: Scene) -> None:
    decision = scene.draft(scene.result(met=date(2019, 5, 1)))
    assert refusal(scene.issue, decision, decided_on=date(2019, 6, 1)) == ["unit_not_valid"]


def test_five_stars_need_the_ministry(scene: Scene) -> None:
    result = scene.result(4)
    decision = scene.draft(result)
    scene.referral(result, sent_on=None)
    assert refusal(scene.issue, decision) == ["line"]


def test_queries_grow_by_the_line_only(scene: Scene) -> None:
    counts = []
    for number, lines in ((1, 1), (2, 3)):
        decision = scene.draft(*[scene.result() for _ in range(lines)])
        with CaptureQueriesContext(connection) as captured:
            issue_decision(actor=scene.organiser, decision_id=decision.pk, **{**SIGNED, "number": f"{number}/QĐ-UBND"})
        counts.append(len(captured))
    assert counts[1] - counts[0] <= 2 * 40


def test_the_body_belongs_to_the_unit(scene: Scene) -> None:
    facts = {"actor": None, "title": "Công nhận", "result_ids": []}
    assert refusal(draft_decision, unit=scene.province, body="district", **facts) == ["body"]
    assert refusal(draft_decision, unit=scene.commune, body="province", **facts) == ["unit"]
    assert refusal(draft_decision, unit=make.make_nation(), body="central", **facts) == ["unit"]
