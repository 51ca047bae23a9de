"""A set of documents in one job: faults stay with their document, what is made stays made, nothing is made twice."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from evaluations.models import DecisionItem, RecognitionDecision
from ocop.jobs.domain import Cancelled, LostLease, Progress, cancel, lease
from ocop.jobs.domain.run import answer_bell, attempt
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from programs.models import PlanVersion, Section, Unit
from reporting.documents import make_set
from reporting.documents.extract import pdf_text
from reporting.domain.contents import SPECS
from reporting.domain.set_sources import (
    decision_choices,
    pack_choices,
    request_certificates,
    request_plans,
    request_sheets,
)
from reporting.domain.sets import MOST, request_set, resume_set
from reporting.enums import ItemState
from reporting.models import Document, DocumentSet
from tests.factories import (
    make_decision,
    make_dossier,
    make_entry,
    make_nation,
    make_plan,
    make_producer,
    make_product,
    make_recognition,
    make_result,
    make_unit,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _long_lease(settings: Any) -> None:
    """The keeper's thread cannot see rows of a test's transaction: it must not be asked while a slow machine works."""
    settings.OCOP_JOB_LEASE = 3600


@pytest.fixture
def versions() -> list[PlanVersion]:
    """Issued plans of three communes of one province."""
    province = make_unit("province", name="Tỉnh Thử")
    communes = [make_unit("commune", province, name=f"Xã Thử {name}") for name in ("Một", "Hai", "Ba")]
    return [make_version(make_plan(unit, year=2026), {3: 2}) for unit in communes]


def ask(versions: list[PlanVersion], user: Any = None, **fields: Any) -> DocumentSet:
    named = [(version.pk, version.plan.unit.name) for version in versions]
    values = {"kind": "plan", "title": "Kế hoạch thử", "unit": versions[0].plan.unit, "year": 2026, **fields}
    return request_set(user=user or make_user(), subjects=named, **values)


def states(document_set: DocumentSet) -> list[str]:
    return [item.state for item in document_set.items.all()]


def job_of(document_set: DocumentSet) -> Job:
    return Job.objects.get(pk=DocumentSet.objects.get(pk=document_set.pk).job_id)


def spoil(version: PlanVersion) -> None:
    """Make the plan unprintable: a fact that no data have."""
    Section.objects.create(version=version, order=1, number="I", heading="MỤC TIÊU", body="Có {{ so_la }} sản phẩm.")


def test_every_document_is_made_and_names_its_own_commune(versions: list[PlanVersion]) -> None:
    user = make_user()
    document_set = ask(versions, user)
    answer_bell(document_set.job_id)
    job = job_of(document_set)
    assert (job.state, job.done, job.total, job.error) == (JobState.DONE, 3, 3, "")
    assert job.result == {"url": f"/van-ban/bo/{document_set.pk}/", "set": document_set.pk, "made": 3, "failed": 0}
    for item, version in zip(document_set.items.select_related("document"), versions, strict=True):
        with item.document.pdf.open("rb") as stored:
            said = pdf_text(stored.read())
        assert f"Số: {version.document_number}" in said
        assert (item.label, item.document.created_by) == (version.plan.unit.name, user)
    assert Document.objects.count() == 3


def test_a_fault_stays_with_its_document_and_can_be_tried_again(versions: list[PlanVersion]) -> None:
    spoil(versions[1])
    document_set = ask(versions)
    answer_bell(document_set.job_id)
    assert states(document_set) == [ItemState.MADE, ItemState.FAILED, ItemState.MADE]
    assert job_of(document_set).result["failed"] == 1
    assert "so_la" in document_set.items.get(order=2).error
    first = document_set.items.get(order=1).document_id
    versions[1].section_set.all().delete()
    answer_bell(resume_set(document_set=document_set, user=make_user()).job_id)
    assert states(document_set) == [ItemState.MADE] * 3
    assert document_set.items.get(order=1).document_id == first


def test_a_subject_that_is_gone_is_told(versions: list[PlanVersion]) -> None:
    document_set = ask(versions)
    versions[0].targets.all().delete()
    versions[0].delete()
    answer_bell(document_set.job_id)
    item = document_set.items.get(order=1)
    assert (item.state, item.error) == (ItemState.FAILED, "Đối tượng của văn bản này không còn nữa.")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"may_make": lambda user, record: False}, "Tài khoản yêu cầu bộ văn bản không được lập văn bản này."),
        ({"missing": lambda record: "Chưa có chỉ tiêu."}, "Chưa có chỉ tiêu."),
    ],
)
def test_rules_of_the_kind_hold_for_each_document(
    versions: list[PlanVersion], monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], error: str
) -> None:
    monkeypatch.setitem(SPECS, "plan", replace(SPECS["plan"], **changes))
    document_set = ask(versions)
    answer_bell(document_set.job_id)
    assert set(document_set.items.values_list("error", flat=True)) == {error}
    assert Document.objects.count() == 0


def test_a_fault_of_ours_is_logged_and_does_not_stop_the_rest(
    versions: list[PlanVersion], monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    prepare = make_set.prepare_document

    def faulty(*, record: Any, **fields: Any) -> Any:
        if record == versions[0]:
            raise RuntimeError("a fault of ours")
        return prepare(record=record, **fields)

    monkeypatch.setattr(make_set, "prepare_document", faulty)
    document_set = ask(versions)
    answer_bell(document_set.job_id)
    assert states(document_set) == [ItemState.FAILED, ItemState.MADE, ItemState.MADE]
    assert document_set.items.get(order=1).error.startswith("Gặp lỗi ngoài dự kiến")
    assert "a fault of ours" in caplog.text


def test_a_full_disk_is_no_fault_of_a_document(versions: list[PlanVersion], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**fields: Any) -> Any:
        raise OSError("no space left")

    monkeypatch.setattr(make_set, "prepare_document", full)
    document_set = ask(versions)
    answer_bell(document_set.job_id)
    assert states(document_set) == [ItemState.WAITING] * 3
    assert job_of(document_set).state == JobState.QUEUED


class Cut(BaseException):
    """The worker is killed here."""


def cut_at(monkeypatch: pytest.MonkeyPatch, version: PlanVersion) -> None:
    prepare = make_set.prepare_document

    def killed(*, record: Any, **fields: Any) -> Any:
        if record == version:
            raise Cut
        return prepare(record=record, **fields)

    monkeypatch.setattr(make_set, "prepare_document", killed)


def again(document_set: DocumentSet) -> Job:
    """What the sweeper does when the lease is over, and the next attempt's claim."""
    Job.objects.filter(pk=document_set.job_id).update(state=JobState.QUEUED, lease_until=None)
    job = lease.claim(document_set.job_id)
    assert job is not None
    return job


def test_after_a_kill_the_next_attempt_goes_on_where_it_stopped(
    versions: list[PlanVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    document_set = ask(versions)
    with monkeypatch.context() as patch:
        cut_at(patch, versions[2])
        with pytest.raises(Cut):
            answer_bell(document_set.job_id)
    assert states(document_set) == [ItemState.MADE, ItemState.MADE, ItemState.WAITING]
    kept = list(Document.objects.values_list("pk", "created_at"))
    attempt(again(document_set))
    assert states(document_set) == [ItemState.MADE] * 3
    assert set(kept) < set(Document.objects.values_list("pk", "created_at"))
    assert list(document_set.items.values_list("tries", flat=True)) == [1, 1, 2]


def test_a_document_that_kills_every_worker_is_left_behind(
    versions: list[PlanVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_at(monkeypatch, versions[0])
    document_set = ask(versions)
    for _ in range(make_set.TRIES):
        with pytest.raises(Cut):
            attempt(again(document_set))
    attempt(again(document_set))
    assert states(document_set) == [ItemState.FAILED, ItemState.MADE, ItemState.MADE]
    assert document_set.items.get(order=1).error.startswith("Lập văn bản này làm dừng tiến trình xử lý 3 lần liền")


def test_cancelling_stops_between_documents_and_keeps_what_is_made(
    versions: list[PlanVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    document_set = ask(versions)
    prepare = make_set.prepare_document

    def then_cancelled(*, record: Any, **fields: Any) -> Any:
        if record == versions[1]:
            cancel(job=job_of(document_set))
        return prepare(record=record, **fields)

    monkeypatch.setattr(make_set, "prepare_document", then_cancelled)
    answer_bell(document_set.job_id)
    assert job_of(document_set).state == JobState.CANCELLED
    assert states(document_set) == [ItemState.MADE, ItemState.WAITING, ItemState.WAITING]


def test_an_attempt_that_lost_the_job_writes_nothing(versions: list[PlanVersion]) -> None:
    document_set = ask(versions)
    slow = lease.claim(document_set.job_id)
    assert slow is not None
    again(document_set)
    with pytest.raises(LostLease):
        make_set.make_set(slow, Progress(slow))
    assert states(document_set) == [ItemState.WAITING] * 3
    assert Document.objects.count() == 0


def test_work_held_by_a_cancelled_job_is_not_done(versions: list[PlanVersion]) -> None:
    job = lease.claim(ask(versions).job_id)
    assert job is not None
    cancel(job=job)
    with pytest.raises(Cancelled), Progress(job).hold():
        pytest.fail("was done")


def test_asked_again_while_it_runs_it_is_the_same_set(versions: list[PlanVersion]) -> None:
    user = make_user()
    first = ask(versions, user)
    assert ask(versions, user) == first
    assert ask(versions, make_user()) != first
    assert ask(versions[:2], user) != first
    answer_bell(first.job_id)
    later = ask(versions, user)
    assert later != first
    answer_bell(later.job_id)
    assert Document.objects.count() == 3


def test_a_job_of_before_does_not_make_the_set_again(versions: list[PlanVersion]) -> None:
    document_set = ask(versions)
    old = cancel(job=job_of(document_set))
    resume_set(document_set=document_set, user=make_user())
    Job.objects.filter(pk=old.pk).update(state=JobState.QUEUED)
    answer_bell(old.pk)
    old.refresh_from_db()
    assert (old.state, old.error) == (JobState.FAILED, "Bộ văn bản này đã được giao cho một tác vụ khác.")
    Job.objects.filter(pk=old.pk).update(state=JobState.QUEUED, params={"set": 0})
    answer_bell(old.pk)
    old.refresh_from_db()
    assert old.error == "Bộ văn bản này không còn nữa."


def test_a_set_is_not_tried_again_while_it_runs_or_when_it_is_whole(versions: list[PlanVersion]) -> None:
    document_set = ask(versions[:1])
    with pytest.raises(ValidationError, match="hãy đợi xong"):
        resume_set(document_set=document_set, user=make_user())
    answer_bell(document_set.job_id)
    with pytest.raises(ValidationError, match="Mọi văn bản của bộ đã có"):
        resume_set(document_set=document_set, user=make_user())


def test_an_empty_and_an_endless_set_are_refused(versions: list[PlanVersion]) -> None:
    unit, facts = versions[0].plan.unit, {"kind": "plan", "title": "x", "year": 2026, "user": None}
    with pytest.raises(ValidationError, match="bộ văn bản trống"):
        request_set(subjects=[], unit=unit, **facts)
    with pytest.raises(ValidationError, match=r"nhiều nhất 5\.000 văn bản"):
        request_set(subjects=[(number, "x") for number in range(MOST + 1)], unit=unit, **facts)
    assert DocumentSet.objects.count() == 0


def test_plans_of_a_year_are_those_one_may_see_under_the_unit() -> None:
    province, elsewhere = make_unit("province", name="Tỉnh Thử"), make_unit("province")
    commune = make_unit("commune", province, name="Xã Thử")
    wanted = make_version(make_plan(commune, year=2026), {3: 1})
    make_version(make_plan(province, year=2026), {3: 1}, state="draft")
    make_version(make_plan(make_unit("commune", elsewhere), year=2026), {3: 1})
    make_version(make_plan(commune, year=2025), {3: 1})
    user = make_user("province_coordinator", province)
    every = request_plans(user=user, year=2026, unit=province)
    assert (every.title, every.items.count()) == ("Kế hoạch năm 2026, Tỉnh Thử", 2)
    communes = request_plans(user=user, year=2026, unit=province, tier="commune")
    assert communes.title == "Kế hoạch cấp xã năm 2026, Tỉnh Thử"
    assert [(item.subject_id, item.label) for item in communes.items.all()] == [(wanted.pk, "Xã Thử")]


def test_certificates_of_a_decision_come_in_the_order_of_its_annex(province_decision: RecognitionDecision) -> None:
    user = make_user("province_coordinator", province_decision.unit)
    choices = decision_choices(user)
    assert [(pk, label) for pk, label in choices] == [(province_decision.pk, "12/QĐ-UBND ngày 05/06/2026 (2 giấy)")]
    made = request_certificates(user=user, decision=province_decision)
    assert (made.title, made.unit, made.year) == (
        "Giấy chứng nhận theo Quyết định 12/QĐ-UBND",
        province_decision.unit,
        2026,
    )
    assert [item.label for item in made.items.all()] == ["Bánh gai Thử", "Mật ong Thử"]
    answer_bell(made.job_id)
    errors = set(made.items.values_list("error", flat=True))
    assert errors == {"Công nhận này ghi từ sổ cũ hoặc do Bộ quyết định: giấy chứng nhận không cấp từ phần mềm."}


@pytest.fixture
def province_decision() -> RecognitionDecision:
    """Two products recognised, entered by hand: there are no certificates yet."""
    commune = make_unit("commune", make_unit("province", name="Tỉnh Thử"))
    province = Unit.objects.get(tier="province")
    decision = make_decision(province, number="12/QĐ-UBND", decided_on=date(2026, 6, 5))
    for order, name in ((2, "Mật ong Thử"), (1, "Bánh gai Thử")):
        product = make_product(make_producer(commune), name=name)
        result = make_result(make_entry(dossier=make_dossier(product, state="evaluated")))
        line = DecisionItem.objects.create(decision=decision, result=result, star=4, kind="new", order=order)
        make_recognition(product, star=4, decision_item=line, decided_on=decision.decided_on)
    RecognitionDecision.objects.update(state="issued")
    decision.refresh_from_db()
    return decision


def test_blank_sheets_are_one_of_each_product_set() -> None:
    nation = make_nation()
    pack, title = pack_choices()[0]
    made = request_sheets(user=make_user(), pack=pack)
    assert (made.unit, made.params, made.title) == (nation, {"pack": pack}, f"Phiếu đánh giá các bộ sản phẩm, {title}")
    assert [item.subject_id for item in made.items.all()] == list(range(1, 27))
    made.items.filter(order__gt=2).delete()
    answer_bell(made.job_id)
    assert states(made) == [ItemState.MADE, ItemState.MADE]
    assert {item.document.params["pack"] for item in made.items.select_related("document")} == {pack}
