"""From the pages of decisions, recognitions, withdrawals and of what expires to a document of each, by hand."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import Recognition, RecognitionDecision, Withdrawal
from ocop.jobs.domain.run import answer_bell
from ocop.jobs.models import Job
from ocop.text import format_date
from reporting.models import Document
from tests import factories as make
from tests.evaluations.decision_story import DECIDED, TODAY, Scene, move_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A decision on one product, issued, and a case to withdraw it."""
    move_clock(monkeypatch, TODAY)
    scene = Scene()
    scene.issue(scene.draft(scene.result()))
    facts = {"ground": "dd", "concluded_on": DECIDED, "due_on": TODAY, "conclusion": "Báo cáo số 7"}
    Withdrawal.objects.create(recognition=Recognition.objects.get(), **facts)
    return scene


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def panel(subject: str, pk: int) -> str:
    return reverse("reporting:subject_documents", args=[subject, pk])


def hosts() -> list[tuple[str, str]]:
    """(page, what its panel is about)."""
    decision, given = RecognitionDecision.objects.get(), Recognition.objects.get()
    case = Withdrawal.objects.get()
    return [
        (reverse("evaluations:decision_detail", args=[decision.pk]), panel("decision", decision.pk)),
        (reverse("evaluations:recognition_detail", args=[given.pk]), panel("recognition", given.pk)),
        (reverse("evaluations:recognition_detail", args=[given.pk]), panel("withdrawal", case.pk)),
        (reverse("evaluations:recognition_withdraw", args=[given.pk]), panel("withdrawal", case.pk)),
    ]


def test_pages_offer_the_documents_of_what_they_show(scene: Scene) -> None:
    organiser = browser(scene.organiser)
    for page, address in hosts():
        assert address in organiser.get(page).content.decode()
    sets = f"{reverse('reporting:set_new')}?quyet-dinh={RecognitionDecision.objects.get().pk}"
    assert sets in organiser.get(hosts()[0][0]).content.decode()
    unit = panel("unit", scene.province.pk)
    make.make_recognition(make.make_product(scene.producer), decided_on=date(2024, 1, 9), expires_on=date(2027, 1, 9))
    assert unit in organiser.get(reverse("evaluations:radar")).content.decode()


def test_who_only_reads_a_decision_is_offered_no_paper_of_it(scene: Scene) -> None:
    decision = RecognitionDecision.objects.get()
    page = browser(scene.member).get(reverse("evaluations:decision_detail", args=[decision.pk]))
    assert (page.status_code, panel("decision", decision.pk) in page.content.decode()) == (200, False)
    made = reverse("reporting:document_create", args=["recognition", decision.pk])
    assert browser(scene.member).get(made).status_code == 404
    council = make.make_council_member(scene.council).user
    assert browser(council).get(reverse("evaluations:radar")).context["home_unit"] is None


def as_sent(value: Any) -> str:
    return format_date(value) if isinstance(value, date) else str(value or "")


@pytest.mark.parametrize(
    ("kind", "record", "number"),
    [
        ("recognition", RecognitionDecision, "3025/QĐ-UBND"),
        ("certificate", Recognition, "01/GCN-OCOP"),
        ("withdrawal", Withdrawal, ""),
        ("expiry_list", None, ""),
    ],
)
def test_a_document_of_each_kind_is_asked_for_and_made(
    scene: Scene, kind: str, record: Any, number: str, settings: Any
) -> None:
    settings.OCOP_JOB_LEASE = 3600  # the keeper's thread cannot see rows of a test's transaction
    pk = record.objects.get().pk if record else scene.province.pk
    organiser = browser(scene.organiser)
    address = reverse("reporting:document_create", args=[kind, pk])
    form = organiser.get(address).context["form"]
    assert organiser.post(address, {name: as_sent(form[name].value()) for name in form.fields}).status_code == 302
    job = Job.objects.get(kind="document")
    answer_bell(job.pk)
    job.refresh_from_db()
    assert job.error == ""
    document = Document.objects.get()
    assert (document.kind, document.number, document.state == "issued") == (kind, number, bool(number))
    for name in ("document_detail", "document_pdf", "document_docx"):
        assert organiser.get(reverse(f"reporting:{name}", args=[document.pk])).status_code == 200
