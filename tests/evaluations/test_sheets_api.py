"""The own sheet by program."""

from typing import Any

import pytest
from django.test import Client

from evaluations.domain.lawpacks import load_pack
from evaluations.models import Mark, ScoreSheet, SessionEntry
from ocop.accounts.enums import Role
from products.models import ProducerMember
from tests import factories as make
from tests.api.tokens import bearer
from tests.api_client import Caller, faulty

from .sheet_setup import PACK, Before, lowest

pytestmark = pytest.mark.django_db


@pytest.fixture
def before() -> Before:
    return Before()


@pytest.fixture
def member(before: Before) -> Caller:
    return Caller(before.member.user)


def url(before: Before) -> str:
    return f"sheets/{before.entry.pk}/"


def put(caller: Caller, before: Before, body: Any, etag: str = '"0"') -> Any:
    return caller.send("PUT", url(before), body, etag=etag)


def submit(caller: Caller, before: Before, etag: str = '"0"', **body: Any) -> Any:
    return caller.post(f"{url(before)}submit/", body, etag=etag)


def test_a_sheet_is_read_saved_and_handed_in(member: Caller, before: Before) -> None:
    empty = member.get(url(before))
    assert (empty["ETag"][:3], empty.json()["state"], empty.json()["may_write"]) == ('"0-', "draft", True)
    saved = put(member, before, {"answers": lowest(), "comment": "Mật thơm"}, empty["ETag"])
    assert (saved.status_code, saved["ETag"][:3], saved.json()["missing"]) == (200, '"1-', [])
    points = [leaf.options[0].points for _path, leaf in load_pack(PACK).sheet(4).leaves()]
    assert saved.json()["result"]["total"] == str(sum(points))
    kept = put(member, before, {"notes": {"1.1": "x"}, "round": 1}, saved["ETag"])
    told = kept.json()
    assert (told["comment"], told["notes"], told["revision"]) == ("Mật thơm", {"1.1": "x"}, 2)
    done = submit(member, before, kept["ETag"])
    assert (done.json()["state"], done.json()["may_write"]) == ("submitted", False)
    again = submit(member, before, kept["ETag"])
    assert (again.status_code, again.json()) == (200, done.json())
    assert (Mark.objects.count(), member.get(url(before)).json()) == (32, done.json())


def test_a_change_must_say_what_it_was_made_on(member: Caller, before: Before) -> None:
    for etag in ("", "*"):
        for refused in (put(member, before, {"answers": {"1.1": 1}}, etag), submit(member, before, etag)):
            assert (refused.status_code, refused.json()["title"]) == (428, "Thiếu số lần lưu")
    put(member, before, {"answers": {"1.1": 1}})
    for stale in (put(member, before, {"answers": {"1.1": 2}}), submit(member, before)):
        assert (stale.status_code, stale["Content-Type"]) == (412, "application/problem+json")
    assert put(member, before, {"answers": {"1.1": 1}}).status_code == 200, "saved already"
    assert ScoreSheet.objects.get().answers == {"1.1": 1}


def test_handing_in_is_done_once_under_a_key(member: Caller, before: Before) -> None:
    etag = put(member, before, {"answers": lowest()})["ETag"]
    first, again = (member.post(f"{url(before)}submit/", {}, etag=etag, key="nop") for _ in range(2))
    assert (again["Idempotency-Replayed"], again.content) == ("true", first.content)
    bare = member.client.post(f"/api/v1/{url(before)}submit/", {}, content_type="application/json")
    assert (bare.status_code, bare.json()["code"]) == (400, "idempotency_key_required")


def test_faults_name_field_and_criterion(member: Caller, before: Before) -> None:
    body = {"answers": {"1.1": 9, "9.9": 0}, "flags": {"1.1": "stop"}, "opinion": "maybe"}
    refused = put(member, before, body)
    faults = [("answers.1.1", "answer"), ("answers.9.9", "answer"), ("flags.1.1", "answer"), ("opinion", "opinion")]
    assert (refused.status_code, sorted(faulty(refused))) == (422, faults)
    assert {fault["pointer"] for fault in refused.json()["errors"]} >= {"/answers/1.1", "/flags/1.1"}
    [told] = [fault["message"] for fault in refused.json()["errors"] if fault["field"] == "opinion"]
    assert told == "Ý kiến phải là thống nhất hoặc không thống nhất."
    assert len(faulty(submit(member, before))) == 32
    assert faulty(put(member, before, {"answers": []})) == [("answers", "not_a_dict")]
    assert faulty(submit(member, before, round=0)) == [("round", "min_value")]
    assert faulty(put(member, before, {"revision": 0})) == [("revision", "unknown_field")]


def test_what_is_over_is_a_conflict(member: Caller, before: Before) -> None:
    other = put(member, before, {"answers": {}, "round": 2})
    assert (other.status_code, other.json()["code"]) == (409, "round")
    SessionEntry.objects.filter(pk=before.entry.pk).update(opened_round=1)
    closed = put(member, before, {"answers": {}})
    assert (closed.status_code, closed.json()["detail"][:26]) == (409, "Chủ tịch hội đồng đã mở kế")
    assert submit(member, before).status_code == 409
    assert member.read(url(before))["may_write"] is False


def test_who_may_not_score_is_refused(member: Caller, before: Before) -> None:
    make.make_member(before.producer, before.member.user)
    assert ProducerMember.objects.exists()
    refused = put(member, before, {"answers": {"1.1": 1}})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_nobody_reads_or_writes_another_sheet(member: Caller, before: Before) -> None:
    put(member, before, {"notes": {"1.1": "bí mật"}})
    own = Caller(before.chair.user).get(url(before))
    assert (own.status_code, "bí mật" in own.content.decode()) == (200, False)
    admin = Caller(make.make_user(Role.ADMIN, before.council.unit))
    machine = Caller(headers=bearer(unit=before.council.unit))
    for other in (admin, machine):
        assert other.get(url(before)).status_code == 404
        assert put(other, before, {"answers": {}}).status_code == 404
        assert submit(other, before).status_code == 404
    assert Caller().get(url(before)).status_code == 401
    assert member.get(f"sheets/{10**30}/").status_code == 404


def test_a_change_needs_the_token_of_the_session(before: Before) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(before.member.user)
    headers = {"If-Match": '"0"'}
    answer = strict.put(f"/api/v1/{url(before)}", {"answers": {}}, content_type="application/json", headers=headers)
    assert answer.status_code == 403
