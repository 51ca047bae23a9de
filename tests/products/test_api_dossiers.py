"""Dossiers by program: a machine prepares one from the first line to handing in; what is refused and how."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from products.domain.law import law_book
from products.enums import DossierKind, DossierState
from products.models import Dossier, EvidenceLink, SupplementItem
from products.rules import required_sections
from tests import factories as make
from tests.api.tokens import bearer
from tests.api_client import Caller, faulty

from . import hostile_files as h
from .dossier_story import Story

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture
def story() -> Story:
    """A commune with a product."""
    return Story()


@pytest.fixture
def machine(story: Story) -> Caller:
    """Another system with all scopes at the commune."""
    return Caller(headers=bearer(unit=story.commune))


@pytest.fixture
def officer(story: Story) -> Caller:
    """The commune's officer with a session."""
    return Caller(story.officer)


def new(story: Story, **facts: Any) -> dict[str, Any]:
    """A first dossier of the year."""
    return {"product": story.product.pk, "kind": "first", "year": YEAR, "star_sought": 3, **facts}


def put_in(machine: Caller, story: Story, dossier: int, key: str, kind: str, number: int) -> None:
    """A paper of its own, linked to a requirement."""
    file = SimpleUploadedFile(f"giay-{number}.pdf", h.pdf(pages=number + 1))
    sent = machine.form("evidence/", {"producer": story.producer.pk, "kind": kind, "file": file})
    assert sent.status_code == 201, sent.content
    linked = machine.post(f"dossiers/{dossier}/links/", {"evidence": sent.json()["id"], "requirement": key})
    assert linked.status_code == 201, linked.content


def test_a_machine_prepares_a_dossier_and_hands_it_in(story: Story, machine: Caller) -> None:
    made = machine.post("dossiers/", new(story))
    assert (made.status_code, made.json()["state"]["value"]) == (201, "draft")
    pk, texts = made.json()["id"], {section: f"Nội dung {section}" for section in required_sections("first")}
    assert made["Location"].endswith(f"/api/v1/dossiers/{pk}/")
    changed = machine.send("PATCH", f"dossiers/{pk}/", {"samples": 5, "report": texts})
    assert (changed.status_code, changed.json()["report"], changed.json()["samples"]) == (200, texts, 5)
    asked = machine.read(f"dossiers/{pk}/requirements/")
    papers = [row for row in asked["results"] if row["kinds"] and not row["is_gate"] and row["state"] == "missing"]
    for number, row in enumerate(papers):
        put_in(machine, story, pk, row["requirement"], row["kinds"][0], number)
    step = machine.read(f"dossiers/{pk}/steps/")["results"][0]
    assert (step["step"], step["faults"], step["needs"]) == ("submit", [], [])
    done = machine.post(f"dossiers/{pk}/steps/", {"step": "submit"}, etag=machine.get(f"dossiers/{pk}/")["ETag"])
    assert (done.status_code, done.json()["state"]["value"]) == (201, "submitted"), done.content
    assert [move["step"]["value"] for move in done.json()["moves"]] == ["submit"]
    assert Dossier.objects.get(pk=pk).submissions.count() == 1


def test_what_is_asked_for_is_answered_and_handed_in_again(story: Story, machine: Caller, officer: Caller) -> None:
    dossier = story.take(story.draft(), "submit", "accept")
    url = f"dossiers/{dossier.pk}/"
    ask = {"step": "ask", "items": [{"text": "Bổ sung nhãn"}], "due_on": f"{timezone.localdate() + timedelta(9)}"}
    assert officer.post(f"{url}steps/", ask, etag=officer.get(url)["ETag"]).status_code == 201
    [request] = machine.read(url)["requests"]
    item = request["items"][0]["id"]
    assert (request["closed_on"], request["items"][0]["text"]) == (None, "Bổ sung nhãn")
    etag = machine.get(url)["ETag"]
    answered = machine.send("PATCH", f"{url}items/{item}/", {"answer": "Đã in lại", "is_done": True}, etag=etag)
    assert answered.json()["requests"][0]["items"][0]["is_done"] is True
    again = machine.post(f"{url}steps/", {"step": "resubmit"}, etag=answered["ETag"])
    assert (again.status_code, again.json()["state"]["value"]) == (201, "checking"), again.content
    late = machine.send("PATCH", f"{url}items/{item}/", {"answer": "x"}, etag=again["ETag"])
    assert (late.status_code, late.json()["code"]) == (409, "not_writable")
    assert SupplementItem.objects.get(pk=item).answer == "Đã in lại"


def test_a_change_names_the_revision_it_was_made_on(story: Story, machine: Caller) -> None:
    url = f"dossiers/{story.draft().pk}/"
    etag = machine.get(url)["ETag"]
    for method, path in (("PATCH", url), ("DELETE", f"{url}links/{EvidenceLink.objects.first().pk}/")):
        missing = machine.send(method, path, {"samples": 7}, etag="")
        assert (missing.status_code, missing.json()["code"]) == (428, "revision_required")
    assert machine.post(f"{url}steps/", {"step": "submit"}).status_code == 428
    assert machine.send("PATCH", url, {"samples": 7}, etag=etag).status_code == 200
    for answer in (
        machine.send("PATCH", url, {"samples": 8}, etag=etag),
        machine.post(f"{url}steps/", {"step": "submit"}, etag=etag),
        machine.send("DELETE", f"{url}links/{EvidenceLink.objects.first().pk}/", etag=etag),
    ):
        assert (answer.status_code, answer.json()["code"]) == (412, "revision_changed")
    assert machine.send("PATCH", url, {"samples": 7}, etag=etag).status_code == 200, "done already"
    assert machine.read(url)["samples"] == 7


def test_sent_again_it_has_one_effect(story: Story, machine: Caller) -> None:
    first = machine.post("dossiers/", new(story), key="k1")
    again = machine.post("dossiers/", new(story), key="k1")
    assert (again.status_code, again["Idempotency-Replayed"], again.json()) == (201, "true", first.json())
    other = machine.post("dossiers/", new(story, star_sought=4), key="k1")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    same = machine.post("dossiers/", new(story))
    assert (same.status_code, same.json()["id"]) == (201, first.json()["id"])
    refused = machine.post("dossiers/", new(story, star_sought=4))
    assert (refused.status_code, faulty(refused)) == (422, [("", "duplicate")])
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "faults"),
    [
        ({"product": 10**15}, [("product", "unknown")]),
        ({"kind": "x"}, [("kind", "invalid_choice")]),
        ({"kind": "upgrade"}, [("", "kind_upgrade")]),
        ({"star_sought": 2}, [("star_sought", "invalid_choice")]),
        ({"year": YEAR + 2}, [("year", "year")]),
        ({"year": None, "tên": "lạ"}, [("tên", "unknown_field"), ("year", "null")]),
    ],
)
def test_a_new_dossier_that_cannot_be(facts: Any, faults: Any, story: Story, machine: Caller) -> None:
    refused = machine.post("dossiers/", new(story, **facts))
    assert (refused.status_code, sorted(faulty(refused))) == (422, faults)


def test_another_territory_is_not_there(story: Story, machine: Caller) -> None:
    other = Story()
    dossier = other.draft()
    url, etag = f"dossiers/{dossier.pk}/", '"1"'
    link, item = EvidenceLink.objects.filter(dossier=dossier).first().pk, 1
    answers = [
        machine.get(url),
        machine.get(f"{url}steps/"),
        machine.get(f"{url}requirements/"),
        machine.send("PATCH", url, {"samples": 1}, etag=etag),
        machine.post(f"{url}steps/", {"step": "submit"}, etag=etag),
        machine.post(f"{url}links/", {"evidence": 1, "requirement": "paper:dkkd"}),
        machine.send("DELETE", f"{url}links/{link}/", etag=etag),
        machine.send("PATCH", f"{url}items/{item}/", {}, etag=etag),
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert faulty(machine.post("dossiers/", new(other))) == [("product", "unknown")]
    assert machine.ids("dossiers/") == []


def test_who_only_reads_cannot_write(story: Story) -> None:
    viewer = Caller(make.make_user("viewer", story.commune))
    url = f"dossiers/{story.draft().pk}/"
    etag = viewer.get(url)["ETag"]
    assert viewer.read(f"{url}steps/") == {"results": []}
    assert viewer.send("PATCH", url, {"samples": 1}, etag=etag).status_code == 404
    assert viewer.post(f"{url}steps/", {"step": "submit"}, etag=etag).status_code == 404
    reader = Caller(headers=bearer("dossiers:read", unit=story.commune))
    refused = reader.send("PATCH", url, {"samples": 1}, etag=etag)
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")


def test_steps_follow_the_table(story: Story, machine: Caller, officer: Caller) -> None:
    dossier = story.take(story.draft(), "submit")
    url, etag = f"dossiers/{dossier.pk}/", machine.get(f"dossiers/{dossier.pk}/")["ETag"]
    foreign = machine.post(f"{url}steps/", {"step": "accept"}, etag=etag)
    assert (foreign.status_code, foreign.json()["code"]) == (403, "not_allowed")
    wrong = machine.post(f"{url}steps/", {"step": "resubmit"}, etag=etag)
    assert (wrong.status_code, wrong.json()["code"]) == (409, "wrong_state")
    frozen = machine.send("PATCH", url, {"samples": 1}, etag=etag)
    assert (frozen.status_code, frozen.json()["code"]) == (409, "frozen")
    silent = machine.post(f"{url}steps/", {"step": "withdraw"}, etag=etag)
    assert (silent.status_code, faulty(silent)) == (422, [("note", "needs")])
    assert [row["step"] for row in officer.read(f"{url}steps/")["results"]] == ["accept", "withdraw"]
    taken = officer.post(f"{url}steps/", {"step": "accept"}, etag=etag)
    assert taken.json()["receipts"][0]["level"]["value"] == "commune"
    report = officer.post(f"{url}steps/", {"step": "report"}, etag=taken["ETag"])
    assert (report.status_code, faulty(report)) == (422, [("", "use_report")])
    assert Dossier.objects.get().state == DossierState.CHECKING


def test_an_empty_dossier_is_not_handed_in(story: Story, machine: Caller) -> None:
    made = machine.post("dossiers/", new(story))
    url = f"dossiers/{made.json()['id']}/"
    told = machine.read(f"{url}steps/")["results"][0]
    refused = machine.post(f"{url}steps/", {"step": "submit"}, etag=made["ETag"])
    assert refused.status_code == 422
    assert [fault["message"] for fault in refused.json()["errors"]] == [row["message"] for row in told["faults"]]
    assert {code for _field, code in faulty(refused)} == {"text_missing", "paper_missing"}
    assert told["article"] == "Quyết định 26/2026/QĐ-TTg, Điều 7.1"


def test_papers_are_linked_and_taken_off(story: Story, machine: Caller) -> None:
    url = f"dossiers/{machine.post('dossiers/', new(story)).json()['id']}/"
    paper = make.make_evidence(story.producer)
    for body, faults in (
        ({"evidence": make.make_evidence().pk, "requirement": "paper:dkkd"}, [("evidence", "unknown")]),
        ({"evidence": paper.pk, "requirement": "paper:khong-co"}, [("requirement", "unknown")]),
        ({"evidence": paper.pk}, [("requirement", "required")]),
    ):
        assert faulty(machine.post(f"{url}links/", body)) == faults
    body = {"evidence": paper.pk, "requirement": "paper:dkkd", "note": "bản chính"}
    [link] = machine.post(f"{url}links/", body).json()["links"]
    assert link == {"id": link["id"], "requirement": "paper:dkkd", "evidence": paper.pk, "note": "bản chính"}
    row = next(row for row in machine.read(f"{url}requirements/")["results"] if row["requirement"] == "paper:dkkd")
    assert (row["state"], row["evidence"]) == ("ok", [paper.pk])
    etag = machine.get(url)["ETag"]
    assert machine.send("DELETE", f"{url}links/{link['id']}/", etag=etag).status_code == 204
    assert machine.send("DELETE", f"{url}links/{link['id']}/", etag=etag).status_code == 404
    assert machine.send("PATCH", f"{url}items/1/", {}, etag=etag).status_code == 404


def test_requirements_of_a_star(story: Story, machine: Caller) -> None:
    url = f"dossiers/{story.draft().pk}/requirements/"
    sought, five = machine.read(url), machine.read(url, star=5)
    assert (sought["star"], sought["is_complete"], five["star"], five["is_complete"]) == (3, False, 5, False)
    asked = law_book().requirements(Dossier.objects.get().law_pack, 6, DossierKind.FIRST, 3)
    assert [row["requirement"] for row in sought["results"]] == [requirement.key for requirement in asked]
    for query in ({"star": 2}, {"star": "x"}, {"sao": 3}):
        assert machine.get(url, **query).status_code == 400
