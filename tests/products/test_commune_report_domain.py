"""The commune's report (Mẫu 03): four contents in words, numbered, issued once, locked by the database."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from products.domain.dossiers.reports import issue_report, next_number, start_report, update_report
from products.domain.dossiers.steps import take_step
from products.domain.dossiers.supplements import answer_item
from products.domain.dossiers.verbs import TEXT_LIMIT
from products.domain.records import StaleError
from products.enums import CommuneTopic, DossierState
from products.models import CommuneReport, CommuneReportTopic, Dossier
from programs.domain.numbers import Paper, committee_series, entry_of, reserve_number
from tests.factories import make_dossier, make_product, make_user

from .dossier_story import SIGNED, Story

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ASSESSED = {str(topic): {"assessed": "Đạt"} for topic in CommuneTopic}


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def dossier(story: Story) -> Dossier:
    return story.take(story.draft(), "submit", "accept")


@pytest.fixture
def report(story: Story, dossier: Dossier) -> CommuneReport:
    return start_report(actor=story.officer, dossier_id=dossier.pk)


def codes(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [str(one.code) for errors in error.error_dict.values() for one in errors]
    return [str(one.code) for one in error.error_list]


def refused(act: Any, **facts: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        act(**facts)
    return codes(caught.value)


def issue(story: Story, report: CommuneReport, **facts: Any) -> CommuneReport:
    wanted: dict[str, Any] = {"actor": story.officer, "revision": None, "number": None, "issued_on": TODAY, **SIGNED}
    return issue_report(**{"report_id": report.pk, **wanted, **facts})


def test_it_begins_with_the_producers_own_words(story: Story, dossier: Dossier, report: CommuneReport) -> None:
    assert start_report(actor=story.officer, dossier_id=dossier.pk) == report
    topics = {topic.topic: (topic.described, topic.assessed) for topic in report.topics.all()}
    assert topics == {str(topic): (f"Nội dung {topic}", "") for topic in CommuneTopic}


def test_nobody_gives_points_at_the_commune() -> None:
    fields = {field.name for model in (CommuneReport, CommuneReportTopic) for field in model._meta.get_fields()}
    assert not {name for name in fields if "point" in name or "score" in name or "star" in name}


@pytest.mark.parametrize("state", [DossierState.DRAFT, DossierState.SUBMITTED, DossierState.PROPOSED])
def test_a_report_is_written_while_the_commune_checks(story: Story, state: DossierState) -> None:
    other = make_dossier(make_product(story.producer), state=state)
    assert refused(start_report, actor=story.officer, dossier_id=other.pk) == ["wrong_state"]
    assert not CommuneReport.objects.filter(dossier=other).exists()


def test_only_the_commune_writes_and_issues(story: Story, report: CommuneReport) -> None:
    for actor in (story.member, story.coordinator, make_user(Role.COMMUNE_OFFICER)):
        assert refused(start_report, actor=actor, dossier_id=report.dossier_id) == ["not_allowed"]
        facts = {"report_id": report.pk, "revision": None, "topics": ASSESSED}
        assert refused(update_report, actor=actor, **facts) == ["not_allowed"]
        assert refused(lambda **more: issue(story, report, **more), actor=actor) == ["not_allowed"]
    report.refresh_from_db()
    assert report.state == "draft"


def test_texts_and_meeting_are_saved_and_a_stale_page_is_told(story: Story, report: CommuneReport) -> None:
    facts: dict[str, Any] = {"actor": story.officer, "report_id": report.pk}
    saved = update_report(revision=0, topics=ASSESSED, meeting_on=TODAY, meeting_note=" Họp thôn ", **facts)
    assert (saved.revision, saved.meeting_note) == (1, "Họp thôn")
    assert update_report(revision=0, topics=ASSESSED, meeting_on=TODAY, **facts).revision == 1  # sent twice
    labour = {"local_labour": {"described": "8 lao động", "assessed": "Đúng"}}
    with pytest.raises(StaleError):
        update_report(revision=0, topics=labour, **facts)
    with pytest.raises(StaleError):
        update_report(revision=0, topics={}, conclusion="Đề nghị", **facts)
    assert update_report(revision=1, topics=labour, **facts).revision == 2
    assert report.topics.get(topic="local_labour").described == "8 lao động"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"topics": {"gia_ca": {"assessed": "x"}}}, "unknown_topic"),
        ({"topics": {"local_labour": {"assessed": "x" * (TEXT_LIMIT + 1)}}}, "too_long"),
        ({"meeting_on": TODAY + timedelta(days=1)}, "day"),
        ({"symbol": "x" * 41}, "too_long"),
    ],
)
def test_impossible_texts_are_refused(story: Story, report: CommuneReport, change: Any, code: str) -> None:
    facts = {"actor": None, "report_id": report.pk, "revision": None, "topics": {}, **change}
    assert refused(update_report, **facts) == [code]


def test_number_state_and_points_cannot_be_typed_in(report: CommuneReport) -> None:
    for name in ("number", "state", "issued_on", "points"):
        with pytest.raises(TypeError):
            update_report(actor=None, report_id=report.pk, revision=None, topics={}, **{name: 1})


def test_issuing_needs_every_assessment_and_a_signer(story: Story, report: CommuneReport) -> None:
    facts: dict[str, Any] = {"actor": None, "report_id": report.pk, "revision": None}
    update_report(topics={"local_labour": {"assessed": "Đạt"}}, **facts)
    unsigned = {"signer_name": "", "signer_position": " "}
    found = refused(lambda **more: issue(story, report, **more), **unsigned)
    assert found == ["assessment"] * 3 + ["required"] * 2
    report.refresh_from_db()
    assert (report.state, report.dossier.state) == ("draft", "checking")


def test_an_issued_report_is_numbered_and_moves_the_dossier(story: Story, report: CommuneReport) -> None:
    update_report(actor=None, report_id=report.pk, revision=None, topics=ASSESSED)
    with pytest.raises(StaleError):
        issue(story, report, revision=0)
    issued = issue(story, report, revision=1)
    assert (str(issued), issued.unit, issued.year, issued.issued_by) == (
        "01/BC-UBND",
        story.commune,
        TODAY.year,
        story.officer,
    )
    assert (issued.letter_number, issued.dossier.state) == ("12/UBND", "reported")
    assert issue(story, report).number == 1  # sent twice
    assert issued.dossier.moves.filter(step="report").count() == 1
    acts = list(LegalAct.objects.order_by("-sequence").values_list("verb", "article")[:2])
    cited = "Quyết định 26/2026/QĐ-TTg, Điều 7.2"
    assert acts == [("issue_commune_report", cited), ("dossier_report", cited)]


def test_the_series_of_the_commune_and_year(story: Story) -> None:
    numbers = []
    for wanted in (None, 7, None):
        dossier = story.take(story.draft(product=make_product(story.producer, product_set=6)), "submit", "accept")
        numbers.append(story.report(dossier, number=wanted).number)
    assert numbers == [1, 7, 8]
    assert (next_number(dossier, TODAY), next_number(dossier, date(2031, 1, 1))) == (9, 1)
    last = story.take(story.draft(product=make_product(story.producer, product_set=6)), "submit", "accept")
    for taken in (7, 0):
        assert refused(lambda number: story.report(last, number=number), number=taken) == ["number"]


def test_an_issued_report_is_locked_by_the_verbs_and_by_the_database(story: Story, report: CommuneReport) -> None:
    update_report(actor=None, report_id=report.pk, revision=None, topics=ASSESSED)
    issue(story, report)
    facts: dict[str, Any] = {"actor": story.officer, "report_id": report.pk, "revision": None}
    assert refused(update_report, topics={}, conclusion="Khác", **facts) == ["frozen"]
    topics = CommuneReportTopic.objects.filter(report=report)
    rows = CommuneReport.objects.filter(pk=report.pk)
    other = CommuneReport.objects.create(dossier=make_dossier(make_product(story.producer)))
    acts: list[Any] = [
        lambda: rows.update(conclusion="Khác"),
        lambda: rows._raw_delete(rows.db),
        lambda: topics.update(assessed="Khác"),
        lambda: topics.update(report=other),
        lambda: topics._raw_delete(topics.db),
        lambda: CommuneReportTopic.objects.create(report=report, topic="khac"),
        lambda: CommuneReportTopic.objects.create(report=other, topic="khac") and _move_in(other, report),
    ]
    for act in acts:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert set(topics.values_list("assessed", flat=True)) == {"Đạt"}


def _move_in(other: CommuneReport, issued: CommuneReport) -> None:
    other.topics.update(report=issued)


def test_the_database_wants_number_and_day_of_an_issued_report(report: CommuneReport) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CommuneReport.objects.filter(pk=report.pk).update(state="issued")


def _asked_by_province(story: Story, dossier: Dossier) -> Dossier:
    story.take(dossier, "report", "propose", "receive")
    due = TODAY + timedelta(days=5)
    facts: dict[str, Any] = {"step": "ask", "items": [{"text": "Nêu rõ nguồn nguyên liệu"}], "due_on": due}
    return take_step(actor=story.coordinator, dossier_id=dossier.pk, **facts)


def test_after_the_provinces_request_a_second_report_is_a_row_of_its_own(story: Story, dossier: Dossier) -> None:
    _asked_by_province(story, dossier)
    second = start_report(actor=story.officer, dossier_id=dossier.pk)
    assert set(second.topics.values_list("assessed", flat=True)) == {f"Đạt về {topic.label}" for topic in CommuneTopic}
    item = dossier.requests.get().items.get()
    answer_item(actor=story.officer, item_id=item.pk, answer="Xem báo cáo mới", is_done=True)
    facts = {"actor": story.officer, "dossier_id": dossier.pk, "step": "resubmit"}
    assert refused(take_step, **facts) == ["report_draft"]
    issue(story, second)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.commune_reports.count()) == ("supplement", 2)
    assert story.take(dossier, "resubmit").state == "received"
    assert dossier.submissions.last().content["commune_report"]["number"] == "02/BC-UBND"


def test_while_the_commune_itself_waits_no_report_is_begun_but_a_draft_stays(story: Story, dossier: Dossier) -> None:
    ask: dict[str, Any] = {"step": "ask", "items": [{"text": "Ảnh"}], "due_on": TODAY + timedelta(days=5)}
    draft = start_report(actor=story.officer, dossier_id=dossier.pk)
    take_step(actor=story.officer, dossier_id=dossier.pk, **ask)
    assert refused(lambda **more: issue(story, draft, **more)) == ["wrong_state"]
    answer_item(actor=None, item_id=dossier.requests.get().items.get().pk, answer="", is_done=True)
    assert story.take(dossier, "resubmit").state == "checking"
    assert start_report(actor=story.officer, dossier_id=dossier.pk) == draft


def test_a_report_replaced_before_the_proposal(story: Story, dossier: Dossier) -> None:
    story.take(dossier, "report")
    draft = start_report(actor=story.officer, dossier_id=dossier.pk)
    facts = {"actor": story.officer, "dossier_id": dossier.pk, "step": "propose"}
    assert refused(take_step, **facts) == ["report_draft"]
    assert issue(story, draft).number == 2
    assert story.take(dossier, "propose").state == "proposed"


def test_reports_share_the_register_of_the_commune(story: Story) -> None:
    key = committee_series(story.commune, "BC-UBND", TODAY.year)
    reserve_number(key=key, paper=Paper(TODAY, "Báo cáo khác"), actor=None, number=5)
    dossier = story.take(story.draft(product=make_product(story.producer, product_set=6)), "submit", "accept")
    assert next_number(dossier, TODAY) == 6
    issued = story.report(dossier, number=None)
    entry = entry_of(issued)
    assert entry is not None
    assert (issued.number, entry.number, entry.signer) == (6, 6, issued.signer_name)
