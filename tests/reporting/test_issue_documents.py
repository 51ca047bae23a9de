"""Issuing documents made here: the number is held, the data frozen, the files made once and proved later."""

from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from ocop.jobs.domain.run import answer_bell
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from products.domain.records import StaleError
from programs.domain.register import void_number
from programs.enums import NumberState
from programs.models import NumberEntry, NumberSeries
from reporting.documents import make_issued
from reporting.documents.extract import pdf_text
from reporting.domain.documents import Rendered, request_document
from reporting.domain.documents_verify import verify_documents
from reporting.domain.frozen import freeze, thaw
from reporting.domain.issue import finish_issue, issue_document
from reporting.models import Document
from tests.factories import (
    make_document,
    make_plan,
    make_producer,
    make_product,
    make_recognition,
    make_unit,
    make_user,
    make_version,
)
from tests.threads import at_once

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
SIGNED = {"signer_authority": "KT. Chủ tịch", "signer_title": "Phó Chủ tịch", "signer_name": "Lê Văn Ký"}


@pytest.fixture(autouse=True)
def _long_lease(settings: Any) -> None:
    """The keeper's thread cannot see rows of a test's transaction."""
    settings.OCOP_JOB_LEASE = 3600


class Scene:
    """A progress report of a province's plan, as a draft; its staff."""

    def __init__(self) -> None:
        self.unit = make_unit("province", name="Tỉnh Thử")
        self.clerk = make_user(Role.PROVINCE_COORDINATOR, self.unit)
        self.version = make_version(make_plan(self.unit, 2026), {3: 2}, number=7, issuer="Ủy ban nhân dân tỉnh Thử")
        self.draft = self.document(as_of="2026-02-28")

    def document(self, **params: Any) -> Document:
        job = request_document(user=self.clerk, kind="progress", record=self.version, params=params)
        return Document.objects.get(pk=run(job).result["document"])

    def issue(self, **changes: Any) -> Job:
        facts = {"actor": self.clerk, "document_id": self.draft.pk, "revision": 0, "issued_on": DAY, "number": 5}
        return issue_document(**{**facts, **SIGNED, **changes})


def run(job: Job) -> Job:
    answer_bell(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DONE, "")
    return job


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_document_is_issued_with_number_day_and_signer(scene: Scene) -> None:
    old = scene.draft.pdf.name
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "on_commit", lambda work, **_more: work())
        run(scene.issue())
    document = Document.objects.get()
    entry = NumberEntry.objects.get()
    assert (document.state, document.number, document.issued_on) == ("issued", entry.text, DAY)
    assert (document.signer, entry.signer, entry.state) == ("Lê Văn Ký", "Lê Văn Ký", NumberState.USED)
    with document.pdf.open("rb") as stored:
        text = " ".join(pdf_text(stored.read()).split())
    for words in (f"Số: {entry.text}", "ngày 02 tháng 3 năm 2026", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Ký"):
        assert words in text
    assert not default_storage.exists(old)
    assert LegalAct.objects.get().payload["number"] == entry.text


def test_an_issued_document_is_frozen(scene: Scene) -> None:
    run(scene.issue())
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.update(title="khác")
    producer = make_producer(make_unit(parent=scene.unit))
    make_recognition(make_product(producer), decided_on=date(2026, 1, 15))
    assert call_command("verify_documents", stdout=(out := StringIO())) is None
    assert out.getvalue() == "verify_documents: issued=1 faults=0\n"


def test_asked_twice_is_issued_once(scene: Scene) -> None:
    first = scene.issue()
    assert scene.issue(number=9).pk == first.pk
    run(first)
    assert scene.issue(revision=7).pk == first.pk
    assert NumberEntry.objects.count() == 1
    assert LegalAct.objects.count() == 1


def test_a_killed_job_goes_on_with_its_number(scene: Scene) -> None:
    job = scene.issue()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make_issued, "render_content", lambda *_args: 1 / 0)
        Job.objects.update(attempt_limit=1)
        answer_bell(job.pk)
    job.refresh_from_db()
    assert (job.state, NumberEntry.objects.get().state) == (JobState.FAILED, NumberState.RESERVED)
    again = scene.issue(number=99)
    assert again.pk == job.pk
    run(again)
    assert (Document.objects.get().number[:3], NumberEntry.objects.get().number) == ("05/", 5)


def test_a_struck_out_number_stops_the_job(scene: Scene) -> None:
    job = scene.issue()
    void_number(actor=scene.clerk, entry_id=NumberEntry.objects.get().pk, reason="Sai ngày")
    answer_bell(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "Số giữ cho văn bản này đã bị hủy; hãy ban hành lại.")
    run(scene.issue(number=6, revision=1))
    states = NumberEntry.objects.values_list("number", "state")
    assert list(states) == [(5, "void"), (6, "used")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"signer_name": " "}, "signer_name"),
        ({"signer_title": ""}, "signer_title"),
        ({"issued_on": date(2099, 1, 1)}, "issued_on"),
        ({"number": None}, "number"),
    ],
)
def test_what_is_missing_is_said_at_its_field(scene: Scene, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        scene.issue(**changes)
    assert list(caught.value.error_dict) == [field]
    assert NumberEntry.objects.count() == 0


def test_only_staff_of_the_tier_issue(scene: Scene) -> None:
    commune = make_user(Role.COMMUNE_OFFICER, make_unit(parent=scene.unit))
    for actor in (make_user(), commune, make_user(Role.VIEWER, scene.unit)):
        with pytest.raises(PermissionDenied):
            scene.issue(actor=actor)
    with pytest.raises(StaleError):
        scene.issue(revision=3)


def test_a_draft_of_old_figures_is_not_issued(scene: Scene) -> None:
    commune = make_unit(parent=scene.unit)
    make_recognition(make_product(make_producer(commune)), decided_on=date(2026, 1, 15))
    with pytest.raises(ValidationError) as caught:
        scene.issue()
    assert caught.value.code == "changed"


def test_differences_are_named(scene: Scene) -> None:
    run(scene.issue())
    document = Document.objects.get()
    with default_storage.open(document.pdf.name, "wb") as stored:
        stored.write(b"khac")
    default_storage.delete(document.docx.name)
    out = StringIO()
    with pytest.raises(CommandError, match="2 điểm"):
        call_command("verify_documents", stdout=out)
    assert [line.split("\t")[2] for line in out.getvalue().splitlines()[:2]] == [
        "tệp PDF không khớp mã kiểm tra",
        "không mở được tệp DOCX",
    ]


def test_changed_data_are_named(scene: Scene) -> None:
    issued = {"state": "issued", "number": "1/BC", "issued_on": DAY, "content": {"year": 2026}}
    document = make_document(scene.version.plan, **issued)
    assert [fault for found, fault in verify_documents() if found == document] == [
        "dữ liệu đã ban hành không khớp mã kiểm tra",
        "tệp PDF không khớp mã kiểm tra",
        "tệp DOCX không khớp mã kiểm tra",
    ]


def test_without_its_job_it_is_asked_for_again_and_never_issued_twice(scene: Scene) -> None:
    scene.issue()
    Job.objects.all().delete()
    run(scene.issue(number=77))
    assert NumberEntry.objects.get().number == 5
    rendered = Rendered("khác", b"khac", b"", 1)
    assert finish_issue(document_id=scene.draft.pk, rendered=rendered).title != "khác"
    Job.objects.all().delete()
    with pytest.raises(ValidationError) as caught:
        scene.issue()
    assert caught.value.code == "frozen"


def test_a_number_struck_out_while_it_is_printed_is_not_used(scene: Scene) -> None:
    scene.issue()
    void_number(actor=scene.clerk, entry_id=NumberEntry.objects.get().pk, reason="Sai ngày")
    with pytest.raises(ValidationError, match="đã bị hủy"):
        finish_issue(document_id=scene.draft.pk, rendered=Rendered("a", b"a", b"", 1))


def test_a_draft_that_is_gone_is_told(scene: Scene) -> None:
    job = scene.issue()
    Document.objects.all().delete()
    answer_bell(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "Văn bản này không còn nữa.")


def test_a_draft_about_nothing_is_not_issued(scene: Scene) -> None:
    Document.objects.update(subject_id=0)
    with pytest.raises(ValidationError) as caught:
        scene.issue()
    assert caught.value.code == "not_ready"


def test_frozen_data_come_back_with_their_types() -> None:
    data = {
        "day": DAY,
        "rows": [(1, "a"), {"5": 1}],
        "cells": {5: None},
        "$": {"x": True},
        "as_of": "2026-03-02",
        "at": datetime(2026, 3, 2, 8),
        "sum": Decimal("1.50"),
    }
    assert thaw(freeze(data)) == data


@pytest.mark.django_db(transaction=True)
def test_documents_issued_at_once_get_one_to_four() -> None:
    scene = Scene()
    drafts = [scene.document(as_of=f"2026-01-{day:02d}") for day in (10, 11, 12, 13)]
    series = NumberSeries.objects.first()
    assert series is None
    with_given = {"number": None, "revision": 0}
    from ocop.site.models import SiteSetting

    SiteSetting.objects.create(key="number_mode", value="given")
    works = [lambda pk=one.pk: scene.issue(document_id=pk, **with_given) for one in drafts for _ in range(2)]
    jobs = at_once(works)
    assert sorted(NumberEntry.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert len({job.pk for job in jobs}) == 4
