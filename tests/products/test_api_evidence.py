"""Papers by program: sent as a form, checked as on the page, read back byte for byte; sensitive reads are logged."""

import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.accounts.enums import Role
from ocop.site.models import SiteSetting
from products.models import Evidence, SensitiveRead
from tests import factories as make
from tests.api.tokens import bearer
from tests.api_client import Caller, faulty

from . import hostile_files as h

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.OCOP_UPLOADS = str(tmp_path / "uploads")


@pytest.fixture
def producer() -> Any:
    """With a vault of its own."""
    return make.make_producer()


@pytest.fixture
def machine(producer: Any) -> Caller:
    """Another system with all scopes at the producer's commune."""
    return Caller(headers=bearer(unit=producer.unit))


def facts(producer: Any, data: bytes | None = None, name: str = "giấy phép.pdf", **more: Any) -> dict[str, Any]:
    """A form with its file."""
    file = SimpleUploadedFile(name, h.pdf() if data is None else data)
    return {"producer": producer.pk, "kind": "dkkd", "file": file, **more}


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_paper_is_sent_and_read_back(machine: Caller, producer: Any) -> None:
    data = h.pdf()
    made = machine.form("evidence/", facts(producer, data, issuer="Sở Kế hoạch", issued_on="2026-03-05"))
    assert made.status_code == 201, made.content
    told = made.json()
    wanted = {"title": "giấy phép", "issuer": "Sở Kế hoạch", "issued_on": "2026-03-05", "is_sensitive": False}
    assert {name: told[name] for name in wanted} == wanted
    assert (told["size"], told["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert machine.get(made["Location"]).json() == told
    answer = machine.get(f"evidence/{told['id']}/file/")
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    assert (content(answer), answer["Repr-Digest"]) == (data, f"sha-256=:{digest}:")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert (answer["Content-Type"], SensitiveRead.objects.count()) == ("application/pdf", 0)


def test_sent_again_it_is_one_paper(machine: Caller, producer: Any) -> None:
    first = machine.form("evidence/", facts(producer), key="k")
    again = machine.form("evidence/", facts(producer), key="k")
    assert (again["Idempotency-Replayed"], again.json()) == ("true", first.json())
    other = machine.form("evidence/", facts(producer, h.pdf(pages=3)), key="k")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    same = machine.form("evidence/", facts(producer))
    assert (same.status_code, same.json()["id"]) == (201, first.json()["id"])


def test_a_large_file_goes_by_its_path(machine: Caller, producer: Any, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    data = h.pdf(pages=2)
    made = machine.form("evidence/", facts(producer, data))
    assert (made.status_code, made.json()["pages"], made.json()["size"]) == (201, 2, len(data))


@pytest.mark.parametrize(
    ("more", "status", "told"),
    [
        ({"name": "giay.exe"}, 415, "unsupported_media_type"),
        ({"data": b""}, 422, [("file", "empty")]),
        ({"data": b"MZ la"}, 422, [("", "refused")]),
        ({"kind": "x"}, 422, [("kind", "invalid_choice")]),
        ({"issued_on": "2026-03-05", "expires_on": "2025-03-05"}, 422, [("expires_on", "dates")]),
        ({"producer": 10**15}, 422, [("producer", "unknown")]),
        ({"la": "x"}, 422, [("la", "unknown_field")]),
    ],
)
def test_what_is_not_taken(more: Any, status: int, told: Any, machine: Caller, producer: Any) -> None:
    refused = machine.form("evidence/", {**facts(producer, more.pop("data", None), more.pop("name", "a.pdf")), **more})
    assert (refused.status_code, faulty(refused) if status == 422 else refused.json()["code"]) == (status, told)
    assert not Evidence.objects.exists()


def test_too_many_bytes_are_413(machine: Caller, producer: Any) -> None:
    SiteSetting.objects.create(key="evidence_file_mb", value=1)
    over = machine.form("evidence/", facts(producer, h.pdf() + b"\n" * 1_000_000))
    assert (over.status_code, over.json()["code"]) == (413, "too_large")
    assert "1 MB" in over.json()["detail"]
    SiteSetting.objects.create(key="evidence_media_mb", value=1)
    unread = machine.form("evidence/", facts(producer, b"x" * 2_100_000))
    assert (unread.status_code, unread.json()["code"]) == (413, "too_large")


def test_only_a_form_is_taken(machine: Caller) -> None:
    wrong = machine.post("evidence/", {"kind": "dkkd"})
    assert (wrong.status_code, wrong.json()["code"]) == (415, "unsupported_media_type")


def test_a_sensitive_read_is_logged(machine: Caller, producer: Any) -> None:
    made = machine.form("evidence/", facts(producer, kind="cccd"))
    assert made.json()["is_sensitive"] is True
    url = f"evidence/{made.json()['id']}/file/"
    content(machine.get(url))
    [read] = SensitiveRead.objects.all()
    assert (read.evidence_id, read.producer_id, read.user.is_machine) == (made.json()["id"], producer.pk, True)
    known = Caller(headers={**machine.headers, "If-None-Match": f'"{made.json()["sha256"]}"'})
    assert known.get(url).status_code == 304
    assert SensitiveRead.objects.count() == 1, "what was not sent was not read"
    viewer = Caller(make.make_user(Role.VIEWER, producer.unit))
    assert (viewer.get(url).status_code, viewer.ids("evidence/")) == (404, [])


def test_bytes_that_are_gone_are_404(machine: Caller, producer: Any) -> None:
    paper = make.make_evidence(producer)
    assert content(machine.get(f"evidence/{paper.pk}/file/"))
    assert Caller(headers=bearer("evidence:read")).get(f"evidence/{paper.pk}/file/").status_code == 404
    default_storage.delete(paper.stored.file.name)
    assert machine.get(f"evidence/{paper.pk}/file/").status_code == 404


def test_the_file_comes_whatever_is_accepted(machine: Caller, producer: Any) -> None:
    url = f"evidence/{make.make_evidence(producer).pk}/file/"
    machine.headers["Accept"] = "application/pdf"
    assert content(machine.get(url))
    wrong = machine.get(url, tai=1)
    assert (wrong.status_code, wrong["Content-Type"]) == (400, "application/problem+json")


def test_facts_are_changed_on_a_revision(machine: Caller, producer: Any) -> None:
    paper = make.make_evidence(producer)
    url = f"evidence/{paper.pk}/"
    etag = machine.get(url)["ETag"]
    changed = machine.send("PATCH", url, {"number": "12/GP", "expires_on": "2030-01-01"}, etag=etag)
    assert (changed.status_code, changed.json()["number"], changed.json()["title"]) == (200, "12/GP", paper.title)
    assert machine.send("PATCH", url, {"number": "13/GP"}, etag="").status_code == 428
    assert machine.send("PATCH", url, {"number": "13/GP"}, etag=etag).status_code == 412
    assert faulty(machine.send("PATCH", url, {"file": "x"})) == [("file", "unknown_field")]
    cleared = machine.send("PATCH", url, {"expires_on": None})
    assert cleared.json()["expires_on"] is None


def test_a_paper_is_taken_out_unless_it_is_in_use(machine: Caller, producer: Any) -> None:
    paper, held = make.make_evidence(producer), make.make_evidence(producer, kind="shtt")
    dossier = make.make_dossier(make.make_product(producer), state="checking")
    dossier.links.create(evidence=held, requirement="paper:shtt")
    url = f"evidence/{paper.pk}/"
    assert machine.send("DELETE", url, etag="").status_code == 428
    assert machine.send("DELETE", url, etag='"9"').status_code == 412
    assert machine.send("DELETE", url).status_code == 204
    assert machine.get(url).status_code == 404
    refused = machine.send("DELETE", f"evidence/{held.pk}/")
    assert (refused.status_code, refused.json()["code"]) == (409, "in_use")
    assert machine.ids("evidence/") == [held.pk]


def test_who_only_reads_changes_nothing(producer: Any) -> None:
    viewer = Caller(make.make_user(Role.VIEWER, producer.unit))
    url = f"evidence/{make.make_evidence(producer).pk}/"
    assert viewer.send("PATCH", url, {"title": "x"}).status_code == 404
    assert viewer.send("DELETE", url).status_code == 404
    assert faulty(viewer.form("evidence/", facts(producer))) == [("producer", "unknown")]


def test_filters_by_records(machine: Caller, producer: Any) -> None:
    paper, card = make.make_evidence(producer), make.make_evidence(producer, kind="cccd", is_sensitive=True)
    other = make.make_evidence(make.make_producer(producer.unit))
    dossier = make.make_dossier(make.make_product(producer))
    for key in ("paper:dkkd", "criterion:1.1"):
        dossier.links.create(evidence=paper, requirement=key)
    assert machine.ids("evidence/", producer=producer.pk) == [card.pk, paper.pk]
    assert machine.ids("evidence/", dossier=dossier.pk) == [paper.pk]
    assert machine.ids("evidence/", is_sensitive="true") == [card.pk]
    assert machine.ids("evidence/", is_sensitive="false", ordering="id") == [paper.pk, other.pk]


def test_queries_do_not_grow(machine: Caller, producer: Any) -> None:
    def count(rows: int) -> int:
        machine.read("evidence/")
        with CaptureQueriesContext(connection) as captured:
            assert len(machine.ids("evidence/", limit=100)) == rows
        return len(captured)

    make.make_evidence(producer)
    with_one = count(1)
    for _ in range(99):
        make.make_evidence(producer)
    assert count(100) == with_one
