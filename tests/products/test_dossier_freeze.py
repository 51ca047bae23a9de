"""What was handed in is frozen: content and hash never change, whatever is edited afterwards (R16)."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from products.domain.dossiers.compare import compare_submissions
from products.domain.dossiers.evidence_links import link_evidence, unlink_evidence
from products.domain.dossiers.freeze import content_hash, snapshot, verify_submission
from products.domain.dossiers.supplements import answer_item
from products.domain.dossiers.verbs import update_dossier
from products.enums import CommuneTopic, EvidenceKind, Sex
from products.models import Evidence, Producer, Product, Representation, Submission, SubmittedPaper, YearFigures
from tests.factories import make_dossier, make_evidence

from .dossier_story import Story

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PERSONAL_NUMBER = "038185001234"


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def submission(story: Story) -> Submission:
    Representation.objects.create(
        producer=story.producer, position="Giám đốc", sex=Sex.FEMALE, ethnicity="Thái", personal_number=PERSONAL_NUMBER
    )
    Producer.objects.filter(pk=story.producer.pk).update(tax_code=PERSONAL_NUMBER, representative="Vi Thị Lan")
    YearFigures.objects.create(producer=story.producer, year=2025, workers=10, workers_local=8)
    return story.take(story.draft(), "submit").submissions.get()


def test_the_snapshot_holds_facts_texts_and_papers(story: Story, submission: Submission) -> None:
    content = submission.content
    assert set(content) == {
        "assessment",
        "commune_report",
        "dossier",
        "papers",
        "producer",
        "product",
        "report",
        "requirements",
    }
    assert content["dossier"]["submitted_on"] == TODAY.isoformat()
    assert content["dossier"]["unit"] == {"code": story.commune.code, "name": story.commune.name}
    person = content["producer"]["representative"]
    assert (person["name"], person["sex"], person["ethnicity"]) == ("Vi Thị Lan", "nu", "Thái")
    assert content["producer"]["years"]["2025"]["workers_local"] == 8
    link = submission.dossier.links.get(requirement="paper:dkkd")
    (paper,) = content["papers"]["paper:dkkd"]
    assert (paper["id"], paper["sha256"]) == (link.evidence_id, link.evidence.stored.sha256)
    assert ["paper:dkkd", "Giấy đăng ký kinh doanh"] in content["requirements"]
    assert content["commune_report"] is None


def test_the_personal_number_stays_out(submission: Submission) -> None:
    assert PERSONAL_NUMBER not in str(submission.content)
    assert submission.content["producer"]["tax_code"] == "•••••••••234"


def test_the_hash_is_proved_and_a_changed_content_is_found(submission: Submission) -> None:
    stored = Submission.objects.get(pk=submission.pk)
    assert verify_submission(stored)
    stored.content["product"]["name"] += " "
    assert not verify_submission(stored)


@pytest.mark.parametrize("change", ["update", "delete", "papers", "paper"])
def test_the_database_refuses_to_change_it(submission: Submission, change: str) -> None:
    rows = Submission.objects.filter(pk=submission.pk)
    papers = SubmittedPaper.objects.filter(submission=submission)
    acts: dict[str, Any] = {
        "update": lambda: rows.update(content={}),
        "delete": lambda: rows._raw_delete(rows.db),
        "papers": lambda: papers._raw_delete(papers.db),
        "paper": lambda: papers.update(requirement="khác"),
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        acts[change]()
    assert verify_submission(Submission.objects.get(pk=submission.pk))


def test_a_paper_once_handed_in_cannot_be_deleted(story: Story, submission: Submission) -> None:
    dossier = submission.dossier
    story.take(dossier, "accept")
    story.take(dossier, "ask", items=[{"text": "Thay giấy"}], due_on=date(TODAY.year + 1, 1, 1))
    link = dossier.links.get(requirement="paper:dkkd")
    unlink_evidence(actor=story.member, link_id=link.pk)
    with pytest.raises(ProtectedError):
        link.evidence.delete()
    assert Evidence.objects.filter(pk=link.evidence_id).exists()


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["producer", "product", "paper", "person", "year", "unit", "remove"]),
        st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=30),
    ),
    max_size=12,
)


def _edit(story: Story, what: str, text: str) -> None:
    """One edit of the living records, by SQL so that nothing is too strange."""
    papers = Evidence.objects.filter(producer=story.producer)
    acts: dict[str, Any] = {
        "producer": lambda: Producer.objects.filter(pk=story.producer.pk).update(name=text, address=text, phone="1"),
        "product": lambda: Product.objects.filter(pk=story.product.pk).update(description=text, product_set=7),
        "paper": lambda: papers.update(title=text, number=text, issued_on=TODAY, kind=EvidenceKind.AWARD),
        "person": lambda: Representation.objects.filter(producer=story.producer).update(position=text, sex=""),
        "year": lambda: YearFigures.objects.filter(producer=story.producer).update(revenue=len(text)),
        "unit": lambda: type(story.commune).objects.filter(pk=story.commune.pk).update(name=text),
        "remove": lambda: papers.update(removed_at=timezone.now()),
    }
    acts[what]()


@given(edits=EDITS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck), database=None)
def test_no_later_edit_changes_a_submission(story: Story, submission: Submission, edits: list[Any]) -> None:
    before, digest = Submission.objects.values_list("content", "sha256").get(pk=submission.pk)
    for what, text in edits:
        _edit(story, what, text)
    stored = Submission.objects.get(pk=submission.pk)
    assert (stored.content, stored.sha256) == (before, digest)
    assert verify_submission(stored)
    # The living dossier does say something else after an edit: the snapshot is no view of it.
    if any(what == "producer" for what, _ in edits):
        links = list(stored.dossier.links.select_related("evidence__stored"))
        assert content_hash(snapshot(stored.dossier, links)) != digest


def _answered(story: Story, submission: Submission) -> Submission:
    """A second submission: star, text, one paper and the phone differ."""
    dossier = submission.dossier
    story.take(dossier, "accept")
    story.take(dossier, "ask", items=[{"text": "Thay giấy"}], due_on=date(TODAY.year + 1, 1, 1))
    unlink_evidence(actor=None, link_id=dossier.links.get(requirement="paper:dkkd").pk)
    renewed = make_evidence(
        story.producer, title="Giấy mới", number="01/GP", issuer="Sở Tài chính", issued_on=date(2026, 3, 5)
    )
    facts: dict[str, Any] = {"actor": None, "dossier_id": dossier.pk}
    link_evidence(evidence_id=renewed.pk, requirement="paper:dkkd", **facts)
    update_dossier(revision=None, star_sought=4, samples=5, report={"plan": "Mở xưởng"}, **facts)
    Producer.objects.filter(pk=story.producer.pk).update(phone="0912345678")
    Representation.objects.update(has_disability=True, sex=Sex.MALE)
    answer_item(actor=None, item_id=dossier.requests.get().items.get().pk, answer="", is_done=True)
    story.take(dossier, "resubmit")
    return dossier.submissions.get(number=2)


def test_two_submissions_are_compared_item_by_item_in_words(story: Story, submission: Submission) -> None:
    older = Submission.objects.get(pk=submission.pk)
    found = compare_submissions(older, _answered(story, submission))
    by_label = {item.label: (item.before, item.after) for item in found}
    assert by_label["Hồ sơ – hạng sao đăng ký"] == ("3", "4")
    assert by_label["Chủ thể – điện thoại"] == ("", "0912345678")
    assert by_label["Chủ thể – Người đại diện – giới tính"] == ("nữ", "nam")
    assert by_label["Chủ thể – Người đại diện – là người khuyết tật"] == ("không", "có")
    assert by_label["Kế hoạch sản xuất, kinh doanh (Phần IV)"] == ("Nội dung plan", "Mở xưởng")
    before, after = by_label["Giấy đăng ký kinh doanh: Giấy mới"]
    assert (before, after.split(" · ")[1:4]) == ("", ["số 01/GP", "Sở Tài chính", "ngày cấp 05/03/2026"])
    gone = [item for item in found if item.path.startswith("papers.paper:dkkd.") and not item.after]
    assert len(gone) == 1
    assert len(found) == 7


def test_what_the_commune_adds_is_told_in_the_order_of_its_form(story: Story, submission: Submission) -> None:
    dossier = story.take(submission.dossier, "accept", "report", "propose")
    found = compare_submissions(submission, dossier.submissions.get(step="propose"))
    assert [item.label for item in found[:3]] == [
        "Báo cáo của xã – số",
        "Báo cáo của xã – ngày ban hành",
        "Báo cáo của xã – số văn bản đề nghị",
    ]
    assessed = [item.label for item in found if item.path.endswith(".assessed")]
    assert assessed == [f"{topic.label} – đánh giá của xã" for topic in CommuneTopic]
    assert all(item.before == "" for item in found)


def test_a_submission_does_not_differ_from_itself(submission: Submission) -> None:
    assert compare_submissions(submission, submission) == []


def test_without_a_known_law_requirements_have_no_names(story: Story) -> None:
    dossier = make_dossier(story.product, law_pack="")
    link = dossier.links.create(evidence=make_evidence(story.producer), requirement="paper:dkkd")
    assert snapshot(dossier, [link])["requirements"] == []
