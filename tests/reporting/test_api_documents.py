"""Documents, jobs and progress by program: the gates, files and figures of the pages; a document is made by a job."""

import base64
import hashlib
import io
import json
import random
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from ocop.jobs.domain.run import answer_bell
from ocop.jobs.models import Job
from programs.models import PlanVersion, Unit
from reporting.models import Document
from tests import factories as make
from tests.api.calls import faults, get, queries, send, signed_in, status
from tests.api.tokens import bearer

from .progress_oracle import random_recognitions, thanh_hoa_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db: None) -> Unit:
    """A province."""
    return make.make_unit("province", name="Tỉnh Thử Nghiệm")


@pytest.fixture
def document(unit: Unit) -> Document:
    """An issued plan."""
    plan = make.make_plan(unit, slug="ke-hoach-thu")
    version = make.make_version(plan, {3: 2}, number=9)
    facts = {"number": "09/KH-UBND", "issued_on": version.issued_on, "state": "issued", "signer": "Lê Văn Ký"}
    return make.make_document(plan, kind="plan", title="Kế hoạch thử", pdf_sha256="ab" * 32, **facts)


@pytest.fixture
def reader(unit: Unit) -> Client:
    """Somebody of the province."""
    return signed_in("viewer", unit)


@pytest.fixture
def stranger(unit: Unit) -> Client:
    """Somebody of another province."""
    return signed_in("province_coordinator", make.make_unit("province"))


def test_a_document_with_its_files(reader: Client, document: Document) -> None:
    record = get(reader, f"documents/{document.pk}/")
    assert (record["kind"]["label"], record["number"], record["state"]["value"]) == ("kế hoạch", "09/KH-UBND", "issued")
    assert record["pdf"].endswith(f"/api/v1/documents/{document.pk}/pdf/")
    assert get(reader, "documents/")["results"][0]["title"] == "Kế hoạch thử"


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_file_with_its_digest(reader: Client, document: Document, kind: str) -> None:
    draft = make.make_document(document_plan(document))
    with getattr(draft, kind).open("rb") as file:
        data = file.read()
    digest = hashlib.sha256(data)
    Document.objects.filter(pk=draft.pk).update(**{f"{kind}_sha256": digest.hexdigest()})
    response = reader.get(f"/api/v1/documents/{draft.pk}/{kind}/", headers={"Accept": "application/pdf"})
    assert (response.status_code, b"".join(response.streaming_content)) == (200, data)
    assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    assert "attachment" in response["Content-Disposition"]
    again = reader.get(f"/api/v1/documents/{draft.pk}/{kind}/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def document_plan(document: Document) -> Any:
    return PlanVersion.objects.get(pk=document.subject_id).plan


def test_files_that_are_not_there(reader: Client, unit: Unit) -> None:
    document = make.make_document(make.make_plan(unit))
    document.pdf.storage.delete(document.pdf.name)
    Document.objects.filter(pk=document.pk).update(docx="")
    assert [status(reader, f"documents/{document.pk}/{kind}/") for kind in ("pdf", "docx")] == [404, 404]
    assert get(reader, f"documents/{document.pk}/")["docx"] is None
    assert status(reader, f"documents/{document.pk}/pdf/", tai=1) == 400


def test_of_another_province_nothing_is_known(stranger: Client, document: Document) -> None:
    assert get(stranger, "documents/")["results"] == []
    rests = ("", "pdf/", "docx/")
    assert [status(stranger, f"documents/{document.pk}/{rest}") for rest in rests] == [404] * 3
    ask = {"kind": "progress", "subject_id": document.subject_id}
    refused = send(stranger, "POST", "documents/", ask)
    assert (refused.status_code, faults(refused)) == (422, [("subject_id", "does_not_exist")])
    assert status(stranger, "plans/ke-hoach-thu/progress/") == 404
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "plan"}, 1),
        ({"kind": "progress"}, 0),
        ({"state": "issued", "year": 2025}, 1),
        ({"year": 2024}, 0),
        ({"plan": "ke-hoach-thu"}, 1),
        ({"plan": "khac"}, 0),
        ({"q": "ky ke hoach"}, 1),
        ({"q": "khong co"}, 0),
        ({"unit": "khong-co"}, 0),
        ({"subject": "plan_version"}, 1),
        ({"subject": "dossier"}, 0),
        ({"subject_id": 2**31 - 1}, 0),
        ({"ordering": "updated_at", "updated_since": "2020-01-01T00:00:00Z"}, 1),
    ],
)
def test_filters(reader: Client, document: Document, query: dict[str, Any], found: int) -> None:
    assert len(get(reader, "documents/", **query)["results"]) == found
    assert len(get(reader, "documents/", unit=document.unit.code)["results"]) == 1


def test_a_document_is_made_by_a_job(reader: Client, document: Document) -> None:
    ask = {"kind": "progress", "subject_id": document.subject_id, "params": {"as_of": "2025-06-30"}}
    response = send(reader, "POST", "documents/", ask, **{"Idempotency-Key": "lap-1"})
    again = send(reader, "POST", "documents/", ask, **{"Idempotency-Key": "lap-1"})
    assert (response.status_code, response.json()["state"]["value"]) == (202, "queued")
    assert (again.status_code, again["Location"]) == (202, response["Location"])
    job = Job.objects.get()
    answer_bell(job.pk)
    told = reader.get(response["Location"]).json()
    assert told["state"]["value"] == "done", told
    made = get(reader, f"documents/{told['document']}/")
    assert (made["kind"]["value"], made["params"]["as_of"]) == ("progress", "2025-06-30")


@pytest.mark.parametrize(
    ("change", "wanted", "found"),
    [
        ({"params": {"as_of": "hôm nay"}}, 422, [("params.as_of", "params")]),
        ({"kind": "khac"}, 422, [("kind", "invalid_choice")]),
        ({"subject_id": 0}, 422, [("subject_id", "min_value")]),
        ({"params": []}, 422, [("params", "not_a_dict")]),
        ({"plan": "x"}, 422, [("plan", "unknown_field")]),
    ],
)
def test_faults_of_an_ask(
    reader: Client, document: Document, change: dict[str, Any], wanted: int, found: list[tuple[str, str]]
) -> None:
    ask = {"kind": "progress", "subject_id": document.subject_id} | change
    response = send(reader, "POST", "documents/", ask)
    assert (response.status_code, faults(response)) == (wanted, found)


def test_what_may_be_answered_before_a_document_is_made(reader: Client, stranger: Client, document: Document) -> None:
    ask = {"kind": "progress", "subject_id": document.subject_id}
    found = get(reader, "documents/asks/", **ask)
    assert [(one["name"], one["kind"]) for one in found["asks"]] == [("as_of", "date"), ("mode", "choice")]
    assert found["asks"][0]["initial"] == "2025-12-31"
    assert [choice["value"] for choice in found["asks"][1]["choices"]] == ["as-was", "restated"]
    assert (found["subject"]["value"], found["missing"]) == ("plan_version", "")
    assert status(reader, "documents/asks/", kind="progress") == 400


@pytest.mark.parametrize("kind", ["progress", "score_sheet", "blank_sheet", "period_report"])
def test_a_record_that_is_not_there_and_one_of_others_are_answered_alike(
    reader: Client, stranger: Client, document: Document, kind: str
) -> None:
    hidden, missing = (
        client.get("/api/v1/documents/asks/", {"kind": kind, "subject_id": number})
        for client, number in ((stranger, document.subject_id), (reader, 2**63 - 1))
    )
    assert (hidden.status_code, missing.status_code) == (404, 404)
    told = [{name: value for name, value in one.json().items() if name != "instance"} for one in (hidden, missing)]
    assert [one["code"] for one in told] == ["not_found"] * 2
    assert told[0] == told[1]


def test_what_is_not_ones_own_to_make_is_refused(unit: Unit) -> None:
    dossier = make.make_dossier(make.make_product(make.make_producer(make.make_unit(parent=unit))))
    viewer = signed_in("viewer", unit)
    ask = {"kind": "commune_letter", "subject_id": dossier.pk}
    assert status(viewer, "documents/asks/", **ask) == 403
    refused = send(viewer, "POST", "documents/", ask)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_what_cannot_be_made_yet_is_a_conflict(unit: Unit) -> None:
    sheet = make.make_sheet()
    chair = sheet.member.user
    client = Client()
    client.force_login(chair)
    response = send(client, "POST", "documents/", {"kind": "score_sheet", "subject_id": sheet.pk})
    assert (response.status_code, response.json()["code"]) == (409, "not_ready")


def test_jobs_are_ones_own(reader: Client, unit: Unit) -> None:
    admin = make.make_user("admin", unit)
    mine, other = make.make_job(admin, kind="document"), make.make_job(make.make_user("viewer", unit))
    client = Client()
    client.force_login(admin)
    assert [row["id"] for row in get(client, "jobs/")["results"]] == [str(mine.pk)]
    assert status(client, f"jobs/{other.pk}/") == 404
    assert get(client, f"jobs/{mine.pk}/")["document"] is None
    counts = [len(get(client, "jobs/", **query)["results"]) for query in ({"state": "done"}, {"state": "failed"})]
    assert counts == [1, 0]
    assert len(get(client, "jobs/", kind="document", ordering="created_at")["results"]) == 1


def test_a_machine_waits_for_its_job(document: Document) -> None:
    headers = bearer("documents:read", "documents:write", unit=document.unit)
    client = Client()
    made = send(client, "POST", "documents/", {"kind": "progress", "subject_id": document.subject_id}, **headers)
    assert made.status_code == 202, made.content
    assert client.get(made["Location"], headers=headers).json()["state"]["value"] == "queued"


@pytest.mark.parametrize("path", ["documents/", "jobs/"])
def test_the_same_queries_for_any_number(unit: Unit, document: Document, path: str) -> None:
    user = make.make_user("viewer", unit)
    client = Client()
    client.force_login(user)
    make.make_job(user)
    few = queries(client, f"{path}?limit=100")
    for _ in range(40):
        make.make_job(user)
        make.make_document(document_plan(document))
    assert queries(client, f"{path}?limit=100") == few


@pytest.fixture
def version(units: None) -> PlanVersion:
    """The plan of Thanh Hóa with random recognitions."""
    dice = random.Random(5)
    version = thanh_hoa_plan(dice)
    version.number, version.symbol = 36, "KH-UBND"
    version.save()
    random_recognitions(dice, 30)
    return version


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ({}, []),
        ({"as_of": "2025-06-30"}, ["--as-of", "2025-06-30"]),
        ({"mode": "restated", "as_of": "2025-09-01"}, ["--mode", "restated", "--as-of", "2025-09-01"]),
        (
            {"mode": "restated", "map_date": "2025-01-01", "as_of": "2025-09-01"},
            ["--mode", "restated", "--map-date", "2025-01-01", "--as-of", "2025-09-01"],
        ),
    ],
)
def test_progress_is_that_of_the_command(version: PlanVersion, query: dict[str, str], options: list[str]) -> None:
    staff = signed_in("province_coordinator", version.plan.unit)
    out = io.StringIO()
    call_command("progress", "--plan", version.plan.slug, "--format", "json", *options, stdout=out)
    assert get(staff, f"plans/{version.plan.slug}/progress/", **query) == json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("query", "field"), [({"mode": "khac"}, "mode"), ({"as_of": "30/06/2025"}, "as_of"), ({"ngay": "1"}, "ngay")]
)
def test_faults_of_progress(reader: Client, document: Document, query: dict[str, str], field: str) -> None:
    response = reader.get("/api/v1/plans/ke-hoach-thu/progress/", query)
    assert (response.status_code, response.json()["errors"][0]["field"]) == (400, field)


def test_below_the_unit_of_a_plan_its_progress_is_not_read(unit: Unit, document: Document) -> None:
    below = signed_in("commune_officer", make.make_unit(parent=unit))
    assert status(below, "plans/ke-hoach-thu/") == 200
    assert status(below, "plans/ke-hoach-thu/progress/") == 404
