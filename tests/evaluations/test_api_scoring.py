"""The engine and the law's sheets by program: the same words in, the same bytes out as the command."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from evaluations.domain.lawpacks import load_pack
from evaluations.models import ScoreSheet
from ocop.api.models import IdempotentAnswer
from tests import factories as make
from tests.api.tokens import bearer
from tests.api_client import Caller, faulty

from .scoring import COMPLETE, NEW, OLD, full
from .sheet_setup import PACK, lowest

pytestmark = pytest.mark.django_db
PREVIEW = "scoring/preview/"


@pytest.fixture
def caller() -> Caller:
    return Caller(make.make_user())


def ask(caller: Caller, query: str = "", **body: Any) -> Any:
    return caller.post(PREVIEW + query, {"pack": PACK, "set": 4, "answers": lowest(), **body})


def printed(path: Path, request: dict[str, Any], **options: Any) -> bytes:
    """What `manage.py score` prints on a sheet."""
    path.write_text(json.dumps({name: request[name] for name in ("answers", "flags") if name in request}))
    out = io.StringIO()
    call_command("score", pack=request["pack"], product_set=request["set"], answers=str(path), stdout=out, **options)
    return out.getvalue().encode()


def requests() -> list[dict[str, Any]]:
    """Sheets of both packs: whole, lowest, capped by a gate, with nothing reached, stopped."""
    found = []
    for code, number in [*COMPLETE[::7], (NEW, 26), (OLD, 26)]:
        sheet = load_pack(code).sheet(number)
        found.append({"pack": code, "set": number, "answers": full(sheet)})
        found.append({"pack": code, "set": number, "answers": {leaf.code: None for _path, leaf in sheet.leaves()}})
    found.append({"pack": NEW, "set": 4, "answers": full(load_pack(NEW).sheet(4), c3_5=1)})
    return [*found, {"pack": NEW, "set": 4, "answers": lowest(), "flags": {"6.1": "stop"}}]


@pytest.mark.parametrize("explain", [False, True])
def test_the_same_bytes_as_the_command(explain: bool, caller: Caller, tmp_path: Path) -> None:
    asked = requests()
    for request in asked:
        answer = caller.post(f"{PREVIEW}?explain=true" if explain else PREVIEW, request)
        assert answer.status_code == 200, answer.content
        assert answer.content + b"\n" == printed(tmp_path / "phieu.json", request, explain=explain), request["set"]
    assert len(asked) >= 16


def test_nothing_is_kept_and_no_key_is_needed(caller: Caller) -> None:
    body = {"pack": PACK, "set": 4, "answers": lowest()}
    bare = caller.client.post(f"/api/v1/{PREVIEW}", body, content_type="application/json")
    assert bare.status_code == 200
    assert (ScoreSheet.objects.count(), IdempotentAnswer.objects.count()) == (0, 0)
    machine = Caller(headers=bearer("law:read"))
    assert ask(machine).content == bare.content
    assert ask(Caller(headers=bearer("products:read"))).json()["code"] == "scope_missing"
    assert caller.get(PREVIEW).status_code == 405


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({"pack": "qd-0"}, "pack", "không có bộ quy định «qd-0»"),
        ({"set": 99}, "set", "bộ quy định «qd-26-2026» không có phiếu của bộ sản phẩm «99»"),
        ({"set": "4"}, "set", "bộ quy định «qd-26-2026» không có phiếu của bộ sản phẩm «4»"),
        ({"answers": {}}, "answers.1.1", "chưa có câu trả lời"),
        ({"flags": {"1.1": "stop"}}, "flags.1.1", "không có điều kiện loại hoặc dừng đánh giá"),
        ({"explain": True}, "explain", "Không có trường này."),
    ],
)
def test_a_trial_names_what_is_wrong(body: Any, field: str, words: str, caller: Caller) -> None:
    refused = ask(caller, **body)
    told = refused.json()["errors"][0]
    assert (refused.status_code, told["field"]) == (422, field)
    assert told["message"].startswith(words)
    assert refused["Content-Type"] == "application/problem+json"


def test_a_sheet_that_is_not_whole_is_not_tried(caller: Caller) -> None:
    pack = load_pack(OLD)
    number, sheet = next((number, sheet) for number, sheet in pack.sheets.items() if not sheet.is_complete)
    answers = {leaf.code: None for _path, leaf in sheet.leaves()}
    refused = ask(caller, pack=OLD, set=number, answers=answers)
    assert (refused.status_code, faulty(refused)) == (422, [("set", "unknown")])
    assert caller.post(f"{PREVIEW}?explain=x", {}).status_code == 400


def test_the_sheets_of_the_law_are_read(caller: Caller) -> None:
    packs = caller.read("lawpacks/")["results"]
    assert packs[0]["code"] == "qd-1048-2019"
    assert [len(pack["sets"]) for pack in packs] == [0, 26, 26, 26]
    sheet = caller.read(f"lawpacks/{PACK}/sheets/26/")
    assert [part["max"] for part in sheet["parts"]] == [40, 25, 35]
    assert "cases" in str(sheet["parts"])
    for path in (f"lawpacks/{PACK}/sheets/99/", "lawpacks/qd-0/sheets/4/"):
        assert caller.get(path).status_code == 404
    assert caller.get("lawpacks/", la=1).status_code == 400


def test_a_sheet_of_the_law_is_not_sent_twice(caller: Caller) -> None:
    path = f"lawpacks/{PACK}/sheets/4/"
    caller.headers = {"If-None-Match": caller.get(path)["ETag"]}
    assert caller.get(path).status_code == 304
