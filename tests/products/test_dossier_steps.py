"""Steps of a dossier: the whole way, who takes which, and every refusal of the one function."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from ocop.audit.verbs import VERBS
from products.domain.dossiers.guards import GUARDS, filing_window, qualify_faults, step_warnings
from products.domain.dossiers.queries import levels_of
from products.domain.dossiers.steps import article_of, find_way, steps_for, take_step
from products.domain.dossiers.supplements import answer_item
from products.domain.dossiers.verbs import update_dossier
from products.domain.producers import update_producer
from products.domain.records import StaleError
from products.enums import DossierState, DossierStep, EvidenceKind, Level
from products.models import Dossier, Evidence, EvidenceLink, SupplementRequest
from tests.factories import (
    make_dossier,
    make_grant,
    make_producer,
    make_product,
    make_recognition,
    make_unit,
    make_user,
)

from .dossier_story import Story

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ASKED = [{"requirement": "paper:dkkd", "text": "Bản sao bị mờ"}, {"requirement": "", "text": "Bổ sung ảnh"}]
DUE = TODAY + timedelta(days=10)


@pytest.fixture
def story() -> Story:
    return Story()


def codes(error: ValidationError) -> list[str]:
    """Codes of all faults of an error."""
    if hasattr(error, "error_dict"):
        return [str(one.code) for errors in error.error_dict.values() for one in errors]
    return [str(one.code) for one in error.error_list]


def refused(**facts: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        take_step(**facts)
    return codes(caught.value)


def test_the_whole_way_to_the_council(story: Story) -> None:
    dossier = story.take(story.draft(), "submit", "accept", "report", "propose", "receive", "qualify", "to_council")
    assert (dossier.state, dossier.submitted_on, dossier.law_pack) == ("council", TODAY, "qd-26-2026")
    steps = list(dossier.moves.values_list("step", "before", "after"))
    assert steps == [
        ("submit", "draft", "submitted"),
        ("accept", "submitted", "checking"),
        ("report", "checking", "reported"),
        ("propose", "reported", "proposed"),
        ("receive", "proposed", "received"),
        ("qualify", "received", "eligible"),
        ("to_council", "eligible", "council"),
    ]
    assert list(dossier.submissions.values_list("number", "step")) == [(1, "submit"), (2, "propose")]
    numbers = {receipt.level: receipt.text for receipt in dossier.receipts.all()}
    end = f"PĐK-{story.province.code}-{story.commune.code}-{TODAY.year}"
    assert numbers == {"commune": f"1/{end}", "province": f"1/{end}"}
    acts = LegalAct.objects.filter(subject_type="products.dossier").values_list("verb", "article")
    assert acts[1] == ("dossier_accept", "Quyết định 26/2026/QĐ-TTg, Điều 7.2")
    assert [verb for verb, _ in acts] == [f"dossier_{step}" for step, _, _ in steps]


def test_every_step_has_a_name_in_the_chain() -> None:
    assert {f"dossier_{step}" for step in DossierStep} <= set(VERBS)


def test_what_is_asked_is_answered_item_by_item_and_comes_back(story: Story) -> None:
    dossier = story.take(story.draft(), "submit", "accept")
    story.take(dossier, "ask", items=[*ASKED, {"text": "  "}], due_on=DUE)
    request = dossier.requests.get()
    assert (request.level, request.returns_to, request.due_on) == ("commune", "checking", DUE)
    first, second = request.items.all()
    assert (first.requirement, first.text, second.text) == ("paper:dkkd", "Bản sao bị mờ", "Bổ sung ảnh")
    assert refused(actor=story.member, dossier_id=dossier.pk, step="resubmit") == ["item_open", "item_open"]
    answer_item(actor=story.member, item_id=first.pk, answer=" Đã chụp lại ", is_done=True)
    answer_item(actor=story.member, item_id=second.pk, answer="Không có ảnh khác", is_done=False)
    take_step(actor=story.member, dossier_id=dossier.pk, step="resubmit")
    dossier.refresh_from_db()
    request.refresh_from_db()
    assert (dossier.state, request.closed_on, dossier.submissions.count()) == ("checking", TODAY, 2)
    with pytest.raises(ValidationError) as caught:
        answer_item(actor=None, item_id=first.pk, answer="", is_done=True)
    assert codes(caught.value) == ["request_closed"]


def test_only_who_prepares_the_dossier_answers(story: Story) -> None:
    dossier = story.take(story.draft(), "submit", "accept")
    story.take(dossier, "ask", items=ASKED, due_on=DUE)
    item = dossier.requests.get().items.first()
    with pytest.raises(ValidationError) as caught:
        answer_item(actor=make_user(Role.VIEWER, story.commune), item_id=item.pk, answer="x", is_done=True)
    assert codes(caught.value) == ["not_writable"]


def test_the_province_asks_too_and_gets_it_back(story: Story) -> None:
    dossier = story.take(story.draft(), "submit", "accept", "report", "propose", "receive")
    take_step(actor=story.coordinator, dossier_id=dossier.pk, step="ask", items=ASKED, due_on=DUE)
    dossier.refresh_from_db()
    assert dossier.state == "supplement"
    assert {row.step for row in steps_for(story.officer, dossier)} == {"resubmit", "report", "withdraw"}
    for item in dossier.requests.get().items.all():
        answer_item(actor=story.officer, item_id=item.pk, answer="", is_done=True)
    assert story.take(dossier, "resubmit").state == "received"
    assert story.take(dossier, "qualify").state == "eligible"


@pytest.mark.parametrize("step", ["withdraw", "reject"])
def test_a_closed_dossier_leaves_no_open_request(story: Story, step: str) -> None:
    dossier = story.take(story.draft(), "submit", "accept", "report", "propose", "receive")
    if step == "withdraw":
        take_step(actor=story.coordinator, dossier_id=dossier.pk, step="ask", items=ASKED, due_on=DUE)
    story.take(dossier, step, note="Phát hiện hồ sơ không đúng sự thật")
    assert dossier.state == {"withdraw": "withdrawn", "reject": "rejected"}[step]
    assert not dossier.requests.filter(closed_on=None).exists()
    assert dossier.moves.last().note == "Phát hiện hồ sơ không đúng sự thật"
    assert steps_for(story.coordinator, dossier) == []


def test_handing_in_names_everything_that_is_missing(story: Story) -> None:
    dossier = story.draft()
    dossier.links.filter(requirement="paper:dkkd").delete()
    EvidenceLink.objects.filter(dossier=dossier, requirement="paper:mau_02").delete()
    link = dossier.links.get(requirement="paper:du_dk_sx")
    Evidence.objects.filter(pk=link.evidence_id).update(expires_on=TODAY - timedelta(days=1))
    facts: dict[str, Any] = {"dossier_id": dossier.pk, "revision": None, "star_sought": 3, "samples": None}
    update_dossier(actor=None, report={"plan": "", "history": " "}, **facts)
    with pytest.raises(ValidationError) as caught:
        take_step(actor=story.member, dossier_id=dossier.pk, step="submit")
    assert codes(caught.value) == ["text_missing", "text_missing", "paper_missing", "paper_expired"]
    assert "Báo cáo tự đánh giá còn trống: Lịch sử hình thành (Phần I.8)" in caught.value.messages
    dossier.refresh_from_db()
    assert (dossier.state, dossier.submissions.count(), dossier.moves.count()) == ("draft", 0, 0)


def test_a_signed_report_stands_for_its_texts(story: Story) -> None:
    dossier = story.draft()
    assert dossier.links.filter(evidence__kind=EvidenceKind.SELF_REPORT).exists()
    Dossier.objects.filter(pk=dossier.pk).update(report={})
    assert story.take(dossier, "submit").state == "submitted"


def test_gates_without_evidence_warn_and_do_not_stop(story: Story) -> None:
    dossier = story.draft(star=4)
    marks, *warnings = step_warnings(dossier, "submit")
    assert marks.startswith("Báo cáo tự đánh giá (Mẫu 02, phần III) còn ")
    assert warnings
    assert all(text.startswith("Chưa có minh chứng cho tiêu chí bắt buộc: ") for text in warnings)
    assert step_warnings(dossier, "accept") == []
    assert story.take(dossier, "submit").state == "submitted"


def test_proposing_needs_the_issued_report_and_the_samples(story: Story) -> None:
    dossier = story.take(story.draft(), "submit", "accept", "report")
    Dossier.objects.filter(pk=dossier.pk).update(samples=4)
    facts: dict[str, Any] = {"actor": story.officer, "dossier_id": dossier.pk, "step": "propose"}
    assert refused(**facts) == ["paper_missing"]
    Dossier.objects.filter(pk=dossier.pk).update(samples=5)
    unreported = make_dossier(make_product(story.producer), state=DossierState.REPORTED)
    assert refused(**{**facts, "dossier_id": unreported.pk}) == ["report_missing"]
    assert story.take(dossier, "propose").state == "proposed"


def test_an_open_request_keeps_a_dossier_from_being_eligible() -> None:
    dossier = make_dossier(state=DossierState.RECEIVED)
    assert qualify_faults(dossier, TODAY) == []
    SupplementRequest.objects.create(
        dossier=dossier, level=Level.PROVINCE, returns_to="received", asked_on=TODAY, due_on=DUE
    )
    assert [fault.code for fault in qualify_faults(dossier, TODAY)] == ["request_open"]


def test_needs_of_a_step(story: Story) -> None:
    dossier = story.take(story.draft(), "submit", "accept")
    facts: dict[str, Any] = {"actor": story.officer, "dossier_id": dossier.pk}
    assert refused(step="ask", **facts) == ["needs", "needs"]
    assert refused(step="ask", items=[{"text": " "}], due_on=DUE, **facts) == ["needs"]
    assert refused(step="ask", items=ASKED, due_on=TODAY, **facts) == ["day"]
    assert refused(step="withdraw", note="  ", **facts) == ["needs"]
    assert refused(step="report", **facts) == ["use_report"]
    assert dossier.moves.count() == 2


def test_the_day_of_a_step(story: Story) -> None:
    dossier = story.draft()
    facts: dict[str, Any] = {"dossier_id": dossier.pk, "step": "submit"}
    yesterday = TODAY - timedelta(days=1)
    assert refused(actor=story.officer, on=TODAY + timedelta(days=1), **facts) == ["day"]
    assert refused(actor=story.member, on=yesterday, **facts) == ["day"]
    take_step(actor=story.officer, on=yesterday, **facts)
    facts["step"] = "accept"
    assert refused(actor=story.officer, on=yesterday - timedelta(days=1), **facts) == ["day"]
    assert take_step(actor=story.officer, on=yesterday, **facts).receipts.get().received_on == yesterday


def test_no_law_of_that_day(story: Story) -> None:
    dossier = make_dossier(story.product, law_pack="")
    with pytest.raises(ValidationError) as caught:
        story.take(dossier, "submit", on=date(2018, 1, 2))
    assert codes(caught.value) == ["no_pack"]


def test_a_step_taken_twice_is_done_once(story: Story) -> None:
    dossier = story.draft()
    for _ in range(2):
        taken = take_step(actor=story.member, dossier_id=dossier.pk, step="submit", revision=dossier.revision)
        assert (taken.state, taken.revision) == ("submitted", dossier.revision + 1)
    assert (dossier.moves.count(), dossier.submissions.count()) == (1, 1)
    other = {"actor": story.officer, "dossier_id": dossier.pk, "step": "submit"}
    assert refused(**other) == ["wrong_state"]


def test_the_same_request_twice_is_one_and_another_is_told(story: Story) -> None:
    dossier = story.take(story.draft(), "submit", "accept")
    facts: dict[str, Any] = {"actor": story.officer, "dossier_id": dossier.pk, "step": "ask", "due_on": DUE}
    for _ in range(2):
        take_step(items=ASKED, **facts)
    assert dossier.requests.get().items.count() == 2
    assert refused(items=ASKED[:1], **facts) == ["wrong_state"]
    assert refused(items=ASKED, **{**facts, "due_on": DUE + timedelta(days=1)}) == ["wrong_state"]


def test_a_step_seen_on_an_old_page_is_told(story: Story) -> None:
    dossier = story.draft()
    with pytest.raises(StaleError):
        take_step(actor=story.member, dossier_id=dossier.pk, step="submit", revision=dossier.revision - 1)
    dossier.refresh_from_db()
    assert dossier.state == "draft"


def test_nothing_of_a_submitted_dossier_changes(story: Story) -> None:
    dossier = story.take(story.draft(), "submit")
    facts: dict[str, Any] = {"dossier_id": dossier.pk, "revision": None, "star_sought": 5, "samples": 9}
    for actor in (None, story.officer, story.member):
        with pytest.raises(ValidationError) as caught:
            update_dossier(actor=actor, report={"plan": "Khác"}, **facts)
        assert codes(caught.value) == ["frozen"]
    dossier.refresh_from_db()
    assert (dossier.star_sought, dossier.samples) == (3, 5)


ROLES = [
    (Role.COMMUNE_OFFICER, "commune", {Level.COMMUNE, Level.PRODUCER}),
    (Role.DISTRICT_COORDINATOR, "district", {Level.DISTRICT, Level.PRODUCER}),
    (Role.PROVINCE_COORDINATOR, "province", {Level.PROVINCE, Level.PRODUCER}),
    (Role.PROVINCE_COORDINATOR, "commune", {Level.PRODUCER}),
    (Role.ADMIN, "commune", {Level.COMMUNE, Level.PRODUCER}),
    (Role.ADMIN, "province", {Level.COMMUNE, Level.PROVINCE, Level.PRODUCER}),
    (Role.SIGNER, "commune", set()),
    (Role.VIEWER, "province", set()),
    (Role.COUNCIL_MEMBER, "province", set()),
]


@pytest.mark.parametrize(("role", "place", "levels"), ROLES)
def test_who_acts_for_which_level(story: Story, role: Role, place: str, levels: set[Level]) -> None:
    dossier = make_dossier(story.product)
    here = make_user(role, getattr(story, place))
    elsewhere = make_user(role, getattr(Story(), place))
    assert (levels_of(here, dossier), levels_of(elsewhere, dossier)) == (levels, set())
    assert levels_of(story.member, dossier) == {Level.PRODUCER}


def test_a_step_of_another_level_or_place_is_refused(story: Story) -> None:
    dossier = story.take(story.draft(), "submit")
    facts: dict[str, Any] = {"dossier_id": dossier.pk, "step": "accept"}
    assert refused(actor=story.member, **facts) == ["not_allowed"]
    assert refused(actor=story.coordinator, **facts) == ["not_allowed"]
    assert refused(actor=Story().officer, **facts) == ["not_allowed"]
    assert find_way(dossier, DossierStep.ACCEPT, None, TODAY).levels == {Level.COMMUNE}
    assert [row.step for row in steps_for(story.member, dossier)] == ["withdraw"]


def test_the_commune_a_producer_moved_to_goes_on_with_its_dossier(story: Story) -> None:
    dossier = story.take(story.draft(), "submit")
    there = make_unit(parent=story.district)
    newcomer = make_user(Role.COMMUNE_OFFICER, there)
    assert levels_of(newcomer, dossier) == set()
    update_producer(actor=None, producer_id=story.producer.pk, revision=None, unit=there)
    dossier.product.producer.refresh_from_db()
    assert levels_of(newcomer, dossier) == {Level.COMMUNE, Level.PRODUCER}


def test_steps_of_a_page_cost_a_constant_number_of_queries(story: Story) -> None:
    dossier = story.take(story.draft(), "submit", "accept")
    for unit in (make_unit(), make_unit()):
        make_grant(story.officer, Role.COMMUNE_OFFICER, unit)
    fresh = type(story.officer).objects.get(pk=story.officer.pk)
    with CaptureQueriesContext(connection) as queries:
        steps = [row.step for row in steps_for(fresh, dossier)]
    assert steps == ["ask", "report", "withdraw"]
    assert len(queries) <= 8


def test_the_citation_of_a_step(story: Story) -> None:
    row = find_way(make_dossier(story.product), DossierStep.SUBMIT, None, TODAY)
    unruled = make_dossier(make_product(), law_pack="", kind="rerank")
    assert (article_of(unruled, row), filing_window(unruled)) == ("", None)
    assert article_of(make_dossier(make_product()), row) == "Quyết định 26/2026/QĐ-TTg, Điều 7.1"


def test_a_draft_follows_the_law_of_the_day_it_is_handed_in(story: Story) -> None:
    dossier = story.draft(on=date(2026, 5, 21))
    assert dossier.law_pack == "qd-26-2026"  # changed when its texts were saved, today
    Dossier.objects.filter(pk=dossier.pk).update(law_pack="qd-148-2023+1489-2025")
    dossier.links.filter(requirement="paper:du_dk_sx").delete()
    with pytest.raises(ValidationError) as caught:
        story.take(dossier, "submit", on=date(2026, 5, 22))
    assert codes(caught.value) == ["paper_missing"]


@pytest.mark.parametrize(
    ("days_left", "found", "late"), [(181, ["too_early"], 0), (180, [], 0), (120, [], 0), (119, [], 1)]
)
def test_a_re_ranking_is_filed_between_180_and_120_days_before_the_end(
    story: Story, days_left: int, found: list[str], late: int
) -> None:
    ends = TODAY + timedelta(days=days_left)
    make_recognition(story.product, decided_on=ends - timedelta(days=1095), expires_on=ends)
    dossier = story.draft(kind="rerank")
    assert [fault.code for fault in GUARDS[DossierStep.SUBMIT](dossier, TODAY)] == found
    warned = [text for text in step_warnings(dossier, "submit") if "ngày cuối được nộp" in text]
    assert len(warned) == late
    assert step_warnings(dossier, "resubmit") == step_warnings(dossier, "submit")[late:]


OLD = date(2025, 5, 6)


def test_under_148_the_district_stands_between(story: Story) -> None:
    dossier = story.draft(on=OLD)
    story.take(dossier, "submit", "accept", "report", on=OLD)
    assert dossier.law_pack == "qd-148-2023"
    facts: dict[str, Any] = {"actor": story.officer, "dossier_id": dossier.pk}
    assert refused(step="propose", on=OLD, **facts) == ["wrong_state"]
    story.take(dossier, "propose_district", "accept_district", on=OLD)
    assert dossier.receipts.get(level=Level.DISTRICT).unit == story.district
    take_step(actor=story.district_officer, dossier_id=dossier.pk, step="propose", on=OLD)
    assert story.take(dossier, "receive", on=OLD).state == "received"


def test_a_dossier_caught_by_the_end_of_the_districts_goes_on_from_its_commune(story: Story) -> None:
    dossier = story.draft(on=OLD)
    story.take(dossier, "submit", "accept", "report", "propose_district", on=OLD)
    last, next_day = date(2025, 7, 5), date(2025, 7, 6)
    facts: dict[str, Any] = {"dossier_id": dossier.pk}
    assert refused(actor=story.officer, step="propose", on=last, **facts) == ["wrong_state"]
    assert refused(actor=story.district_officer, step="accept_district", on=next_day, **facts) == ["wrong_state"]
    assert story.take(dossier, "propose", on=next_day).state == "proposed"


@pytest.mark.parametrize(("days", "found"), [(2, []), (0, ["paper_expired"])])
def test_papers_are_judged_on_the_day_of_the_step(story: Story, days: int, found: list[str]) -> None:
    dossier = story.draft()
    papers = [link.evidence_id for link in dossier.links.filter(requirement="paper:dkkd")]
    Evidence.objects.filter(pk__in=papers).update(expires_on=TODAY - timedelta(days=1))
    faults = GUARDS[DossierStep.SUBMIT](dossier, TODAY - timedelta(days=days))
    assert [fault.code for fault in faults] == found


def test_a_dossier_nobody_sees_has_no_steps() -> None:
    stranger = make_user(Role.COMMUNE_OFFICER)
    for user in (stranger, AnonymousUser()):
        assert steps_for(user, make_dossier(make_product(make_producer()))) == []
