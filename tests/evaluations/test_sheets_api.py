"""The own sheet, the engine and the law's sheets by program."""

from typing import Any

import pytest
from django.test import Client

from evaluations.models import Mark, ScoreSheet, SessionEntry
from ocop.accounts.enums import Role
from products.models import ProducerMember
from tests import factories as make

from .sheet_setup import PACK, Before, lowest

pytestmark = pytest.mark.django_db
JSON = "application/json"
PREVIEW = "/api/v1/scoring/preview/"


@pytest.fixture
def before() -> Before:
    return Before()


@pytest.fixture
def member(before: Before) -> Client:
    return before.browser(before.member)


def url(before: Before) -> str:
    return f"/api/v1/sheets/{before.entry.pk}/"


def put(client: Client, before: Before, body: Any, **headers: str) -> Any:
    return client.put(url(before), body, content_type=JSON, headers=headers)


def ask(client: Client, **body: Any) -> Any:
    return client.post(PREVIEW, {"pack": PACK, "set": 4, "answers": lowest(), **body}, content_type=JSON)


def test_a_sheet_is_read_saved_and_handed_in(member: Client, before: Before) -> None:
    empty = member.get(url(before))
    assert (empty["ETag"], empty.json()["state"], empty.json()["may_write"]) == ('"0"', "draft", True)
    saved = put(member, before, {"answers": lowest(), "comment": "Mật thơm"}, **{"If-Match": '"0"'})
    assert (saved.status_code, saved["ETag"], saved.json()["missing"]) == (200, '"1"', [])
    assert saved.json()["result"]["total"] == str(sum(_points()))
    kept = put(member, before, {"notes": {"1.1": "x"}, "revision": 1, "round": 1}).json()
    assert (kept["comment"], kept["notes"], kept["revision"]) == ("Mật thơm", {"1.1": "x"}, 2)
    done = member.post(f"{url(before)}submit/", {"revision": 2}, content_type=JSON)
    assert (done.json()["state"], done.json()["may_write"]) == ("submitted", False)
    again = member.post(f"{url(before)}submit/", {}, content_type=JSON)
    assert again.json() == done.json()
    assert Mark.objects.count() == 32


def _points() -> list[int]:
    from evaluations.domain.lawpacks import load_pack

    return [leaf.options[0].points for _path, leaf in load_pack(PACK).sheet(4).leaves()]


def test_a_change_must_say_what_it_was_made_on(member: Client, before: Before) -> None:
    for headers in ({}, {"If-Match": "*"}):
        refused = put(member, before, {"answers": {"1.1": 1}}, **headers)
        assert (refused.status_code, refused.json()["title"]) == (428, "Thiếu số lần lưu")
    put(member, before, {"answers": {"1.1": 1}, "revision": 0})
    stale = put(member, before, {"answers": {"1.1": 2}, "revision": 0})
    assert (stale.status_code, stale["Content-Type"]) == (409, "application/problem+json")
    assert ScoreSheet.objects.get().answers == {"1.1": 1}


def test_faults_name_field_and_criterion(member: Client, before: Before) -> None:
    body = {"answers": {"1.1": 9, "9.9": 0}, "flags": {"1.1": "stop"}, "opinion": "maybe", "revision": 0}
    refused = put(member, before, body)
    errors = refused.json()["errors"]
    assert refused.status_code == 400
    assert sorted(errors) == ["answers", "flags", "opinion"]
    assert sorted(errors["answers"]) == ["1.1", "9.9"]
    assert errors["opinion"] == ["Ý kiến phải là thống nhất hoặc không thống nhất."]
    whole = member.post(f"{url(before)}submit/", {}, content_type=JSON).json()["errors"]
    assert len(whole["answers"]) == 32
    assert put(member, before, {"answers": [], "revision": 0}).status_code == 400
    assert member.post(f"{url(before)}submit/", {"revision": -1}, content_type=JSON).status_code == 400


def test_what_is_over_is_a_conflict(member: Client, before: Before) -> None:
    SessionEntry.objects.filter(pk=before.entry.pk).update(opened_round=1)
    closed = put(member, before, {"answers": {}, "revision": 0})
    assert (closed.status_code, closed.json()["detail"][:26]) == (409, "Chủ tịch hội đồng đã mở kế")
    assert member.post(f"{url(before)}submit/", {}, content_type=JSON).status_code == 409
    assert member.get(url(before)).json()["may_write"] is False


def test_who_may_not_score_is_refused(member: Client, before: Before) -> None:
    make.make_member(before.producer, before.member.user)
    assert ProducerMember.objects.exists()
    assert put(member, before, {"answers": {"1.1": 1}, "revision": 0}).status_code == 403


def test_nobody_reads_or_writes_another_sheet(before: Before, client: Client) -> None:
    put(before.browser(before.member), before, {"notes": {"1.1": "bí mật"}, "revision": 0})
    own = before.browser(before.chair).get(url(before))
    assert (own.status_code, "bí mật" in own.content.decode()) == (200, False)
    client.force_login(make.make_user(Role.ADMIN, before.council.unit))
    assert client.get(url(before)).status_code == 404
    assert put(client, before, {"answers": {}, "revision": 0}).status_code == 404
    assert client.post(f"{url(before)}submit/", {}, content_type=JSON).status_code == 404
    assert Client().get(url(before)).status_code == 401


def test_a_change_needs_the_token_of_the_session(before: Before) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(before.member.user)
    assert put(strict, before, {"answers": {}, "revision": 0}).status_code == 403


def test_answers_are_tried_without_being_kept(client: Client) -> None:
    client.force_login(make.make_user())
    found = ask(client, flags={"6.1": "stop", "1.1": None})
    assert found.json()["excluded"] == {"kind": "stop", "criterion": "6.1"}
    assert found.json()["star"] is None
    assert ask(client).json()["parts"].keys() == {"A", "B", "C"}
    assert ScoreSheet.objects.count() == 0
    assert client.get(PREVIEW).json()["detail"] == "Địa chỉ này không để đọc."


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({"pack": "qd-0"}, "pack", "Không có bộ quy định «qd-0»."),
        ({"set": 99}, "set", "Bộ quy định «qd-26-2026» không có phiếu của bộ sản phẩm 99."),
        ({"answers": {}}, "answers", "chưa có câu trả lời"),
        ({"flags": {"1.1": "stop"}}, "flags", "không có điều kiện loại hoặc dừng đánh giá"),
    ],
)
def test_a_trial_names_what_is_wrong(body: Any, field: str, words: str, client: Client) -> None:
    client.force_login(make.make_user())
    refused = ask(client, **body)
    errors = refused.json()["errors"]
    assert (refused.status_code, list(errors)) == (400, [field])
    told = errors[field] if isinstance(errors[field], list) else errors[field]["1.1"]
    assert told == [words]


def test_a_sheet_that_is_not_whole_is_not_tried(client: Client) -> None:
    from evaluations.domain.lawpacks import load_pack

    client.force_login(make.make_user())
    pack = load_pack("qd-148-2023")
    number, sheet = next((number, sheet) for number, sheet in pack.sheets.items() if not sheet.is_complete)
    answers = {leaf.code: None for _path, leaf in sheet.leaves()}
    refused = ask(client, pack="qd-148-2023", set=number, answers=answers)
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["set"])


def test_the_sheets_of_the_law_are_read(client: Client) -> None:
    client.force_login(make.make_user())
    packs = client.get("/api/v1/lawpacks/").json()["results"]
    assert packs[0]["code"] == "qd-1048-2019"
    assert [len(pack["sets"]) for pack in packs] == [0, 26, 26, 26]
    sheet = client.get(f"/api/v1/lawpacks/{PACK}/sheets/26/").json()
    assert [part["max"] for part in sheet["parts"]] == [40, 25, 35]
    assert "cases" in str(sheet["parts"])
    assert client.get(f"/api/v1/lawpacks/{PACK}/sheets/99/").status_code == 404
    assert client.get("/api/v1/lawpacks/qd-0/sheets/4/").status_code == 404
