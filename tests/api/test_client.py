"""The client of docs/examples against the live server: tokens, pages, lost answers, refusals, the feed, notices."""

import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from oauth2_provider.models import AccessToken
from standardwebhooks import Webhook, WebhookVerificationError

from ocop.accounts.enums import Role
from ocop.api import throttle
from ocop.api.domain.clients import create_client
from ocop.api.domain.credentials import new_credential
from ocop.launcher.services import Valkey
from products.models import Producer
from programs.enums import Tier
from tests import factories as make

from . import two_sides  # puts docs/examples on the path
from .cutting_proxy import CuttingProxy

from ocop_client import BEGIN_ANEW, Client, OcopError, Problem, TokenRefused, Unanswered, new_key, verify_webhook  # isort: skip

SCOPES = ["producers:read", "producers:write", "products:read", "products:write", "evidence:read"]
SECRET = "whsec_" + "b2NvcC10aHUtbmdoaWVtLWtob2Etbm90LXNlY3JldA=="


@pytest.fixture
def unit(transactional_db: None) -> Any:
    """A commune under its province; `?unit=` takes digits for a code, anything else for a part of a name."""
    return make.make_unit(parent=make.make_unit(Tier.PROVINCE), code="16438")


@pytest.fixture
def key(unit: Any) -> tuple[str, str]:
    """Client id and secret of a connected system of the commune."""
    admin = make.make_user(Role.ADMIN, unit)
    client = create_client(actor=admin, name="Cổng thử", units=[unit], scopes=SCOPES)
    credential, secret = new_credential(actor=admin, client=client, revision=0)
    return credential.application.client_id, secret


@pytest.fixture
def waits() -> list[float]:
    """Seconds the client waited; nobody truly waits."""
    return []


@pytest.fixture
def proxy(live_server: Any) -> Iterator[CuttingProxy]:
    """Before the live server."""
    made = CuttingProxy(live_server.thread.port)
    yield made
    made.close()


@pytest.fixture
def ocop(proxy: CuttingProxy, key: tuple[str, str], waits: list[float]) -> Iterator[Client]:
    """A client that goes through the proxy."""
    with Client(proxy.url, *key, tries=4, sleep=waits.append) as client:
        yield client


def body(place: Any, /, **values: Any) -> dict[str, Any]:
    """A producer of a place as it is sent."""
    return {"name": "Hợp tác xã Dừa", "legal_form": "htx", "unit": {"code": place.code}, **values}


def test_a_record_is_made_read_changed_and_listed(ocop: Client, unit: Any) -> None:
    made = ocop.create("producers/", body(unit), key=new_key())
    assert (made.status, made.is_replay) == (201, False)
    assert ocop.get(made.url).etag == made.etag
    changed = ocop.update(made.url, {"address": "Thôn 2"}, etag=made.etag)
    assert (changed.data["address"], changed.etag != made.etag) == ("Thôn 2", True)
    assert ocop.get_if_changed(made.url, changed.etag) is None
    again = ocop.get_if_changed(made.url, made.etag)
    assert again is not None
    assert again.data == changed.data
    with pytest.raises(Problem) as stale:
        ocop.update(made.url, {"address": "Thôn 3"}, etag=made.etag)
    assert (stale.value.status, stale.value.code) == (412, "revision_changed")


def test_lists_are_followed_to_their_end(ocop: Client, proxy: CuttingProxy, unit: Any) -> None:
    ids = {make.make_producer(unit).pk for _number in range(5)}
    lines = list(ocop.pages("producers/", limit=2, fields="id", unit=unit.code))
    assert ([*map(list, lines)], {line["id"] for line in lines}) == ([["id"]] * 5, ids)
    assert proxy.requests == 1 + 3  # a token, three pages


def test_a_refusal_names_fields_and_request(ocop: Client, unit: Any, waits: list[float]) -> None:
    with pytest.raises(Problem) as told:
        ocop.create("producers/", body(unit, unit={"code": "00000"}), key=new_key())
    problem = told.value
    assert (problem.status, problem.code) == (422, "invalid_body")
    assert [(fault.field, fault.code) for fault in problem.faults] == [("unit.code", "unknown_unit")]
    assert problem.request_id
    assert problem.detail != problem.detail_en != ""
    assert str(problem) == "422 invalid_body unit.code: unknown_unit"
    assert waits == []
    with pytest.raises(Problem, match="404 not_found"):
        ocop.get("producers/999999/")


def test_a_token_is_kept_and_renewed_when_it_is_not_taken(ocop: Client, unit: Any) -> None:
    for _number in range(3):
        ocop.get("producers/")
    assert AccessToken.objects.count() == 1
    AccessToken.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert ocop.get("producers/").data["results"] == []
    assert AccessToken.objects.filter(expires__gt=timezone.now()).count() == 1
    ocop.revoke()
    assert AccessToken.objects.filter(expires__gt=timezone.now()).count() == 0
    assert ocop.get("producers/").status == 200


def test_a_token_is_renewed_before_its_end(ocop: Client, unit: Any) -> None:
    ocop.get("producers/")
    assert 3500 < ocop._renew_at - time.monotonic() <= 3540
    ocop._renew_at = time.monotonic()
    ocop.get("producers/")
    assert AccessToken.objects.count() == 2


def test_a_wrong_secret_and_a_scope_not_given_are_told(proxy: CuttingProxy, key: tuple[str, str]) -> None:
    with Client(proxy.url, key[0], "sai") as client, pytest.raises(TokenRefused) as refused:
        client.get("producers/")
    assert refused.value.error == "invalid_client"
    with Client(proxy.url, *key, scope="dossiers:write") as client, pytest.raises(TokenRefused, match="invalid_scope"):
        client.get("producers/")


@pytest.mark.parametrize("script", [["before"], ["after"], ["middle"], ["after", "middle", "before"], ["twice"]])
def test_what_was_cut_off_is_sent_again_and_done_once(
    script: list[str], ocop: Client, proxy: CuttingProxy, unit: Any, waits: list[float]
) -> None:
    ocop.get("producers/")
    proxy.script = list(script)
    made = ocop.create("producers/", body(unit), key=new_key())
    assert made.data["id"] == Producer.objects.get().pk
    cuts = [kind for kind in script if kind != "twice"]
    assert len(waits) >= len(cuts)
    if cuts:
        assert made.is_replay is (script != ["before"])
    proxy.script = list(script)
    changed = ocop.update(made.url, {"address": "Thôn 2"}, etag=made.etag)
    assert (changed.data["address"], Producer.objects.get().revision) == ("Thôn 2", 1)


def test_another_body_under_a_key_is_refused(ocop: Client, unit: Any) -> None:
    key = new_key()
    ocop.create("producers/", body(unit), key=key)
    with pytest.raises(Problem, match="409 idempotency_key_reused"):
        ocop.create("producers/", body(unit, name="Khác"), key=key)


def test_nobody_there_is_told_after_all_tries(ocop: Client, proxy: CuttingProxy, waits: list[float]) -> None:
    ocop.get("producers/")
    proxy.script = ["before"] * 4
    with pytest.raises(Unanswered, match="4 tries"):
        ocop.get("producers/")
    assert [0.5 * 2**n <= wait <= 2**n for n, wait in enumerate(waits)] == [True] * 3


def answer(status: str, *headers: str, text: str = "") -> bytes:
    """An answer of something in between, as bytes."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(text.encode())}", "Connection: close", *headers]
    return ("\r\n".join(head) + "\r\n\r\n" + text).encode()


def test_a_server_that_is_busy_is_given_time(ocop: Client, proxy: CuttingProxy, waits: list[float]) -> None:
    ocop.get("producers/")
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    proxy.script = [
        answer("503 Service Unavailable", "Retry-After: 7"),
        answer("502 Bad Gateway", text="<html>"),
        answer("429 Too Many Requests", f"Retry-After: {later}"),
    ]
    assert ocop.get("producers/").status == 200
    assert waits[0] == 7.0
    assert 1.0 <= waits[1] <= 2.0
    assert 25 < waits[2] <= 30
    proxy.script = [answer("403 Forbidden", text="<html>no JSON</html>")]
    with pytest.raises(Problem) as told:
        ocop.get("producers/")
    assert (told.value.status, told.value.code, told.value.faults) == (403, "", [])


def test_an_answer_that_is_not_whole_is_asked_for_again(ocop: Client, proxy: CuttingProxy, waits: list[float]) -> None:
    proxy.script = ["", answer("200 OK", text='{"results": ['), answer("200 OK", text="<html>Xin đăng nhập</html>")]
    assert ocop.get("producers/").data["results"] == []
    assert len(waits) == 2


def test_a_file_comes_as_it_is(ocop: Client, unit: Any, waits: list[float]) -> None:
    paper = make.make_evidence(make.make_producer(unit))
    with paper.stored.file.open("rb") as file:
        assert ocop.file(f"evidence/{paper.pk}/file/") == file.read() != b""
    assert waits == []


def test_a_host_that_has_moved_is_told(proxy: CuttingProxy, ocop: Client) -> None:
    proxy.script = [answer("301 Moved Permanently", "Location: https://ocop.example.gov.vn/api/v1/oauth/token/")]
    with pytest.raises(OcopError, match=r"has moved to https://ocop\.example\.gov\.vn/api"):
        ocop.get("producers/")


class Clock:
    """Twenty seconds into a minute, until somebody waits."""

    def __init__(self) -> None:
        self.now = 1_800_000_020.0

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """Requests are counted by a broker of this test's own, in minutes of this clock."""
    server = Valkey(tmp_path, log=tmp_path / "log", keep=False)
    server.start()
    counter, clock = throttle.Counter(server.url), Clock()
    monkeypatch.setattr(throttle, "counter", counter)
    monkeypatch.setattr(throttle, "time", clock)
    yield clock
    counter.redis.close()
    server.stop()


def test_too_many_requests_wait_for_the_next_minute(
    clock: Clock, proxy: CuttingProxy, unit: Any, waits: list[float]
) -> None:
    admin = make.make_user(Role.ADMIN, unit)
    client = create_client(actor=admin, name="Hay hỏi", units=[unit], scopes=SCOPES, per_minute=2)
    credential, secret = new_credential(actor=admin, client=client, revision=0)

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        clock.wait(seconds)

    with Client(proxy.url, credential.application.client_id, secret, sleep=sleep) as ocop:
        assert [ocop.get("producers/").status for _number in range(3)] == [200] * 3
    assert waits == [40.0]


def test_the_feed_is_followed_page_by_page(ocop: Client, unit: Any) -> None:
    product = make.make_product(make.make_producer(unit))
    pages = list(ocop.changes(resources=["producers", "products"], limit=1))
    told = [(change.resource, change.id, change.is_gone) for page in pages for change in page.changes]
    assert set(told) == {("producers", product.producer_id, False), ("products", product.pk, False)}
    end = pages[-1].next_after
    assert [page.changes for page in ocop.changes(end)] == [[]]
    number = product.pk
    product.delete()
    (page,) = ocop.changes(end, ["products"])
    assert [(change.id, change.is_gone) for change in page.changes] == [(number, True)]
    with pytest.raises(Problem) as told_off:
        list(ocop.changes("không phải con trỏ"))
    assert told_off.value.code in BEGIN_ANEW


def test_the_page_of_examples_is_right(proxy: CuttingProxy, key: tuple[str, str], unit: Any) -> None:
    """Its code as it stands there, with what it says is the reader's own."""
    make.make_product(make.make_producer(unit), name="Nem chua")
    page = (two_sides.ROOT / "docs" / "examples" / "README.md").read_text()
    code = page.split("```python\n")[1].split("```")[0].replace("https://HOST", proxy.url)
    stored: list[Any] = []
    mine = {"client_id": key[0], "client_secret": key[1], "my_cursor": "", "my_database": nullcontext()}
    names: list[str] = []
    theirs = {"store": stored.extend, "keep_cursor": names.append, "print": lambda *words: names.extend(words)}
    exec(code, mine | theirs)
    assert names[0] == "Nem chua"
    assert len(names) == 2, names
    assert Producer.objects.get(name="Hợp tác xã Dừa").address == "Thôn 2"
    assert {change.record["name"] for change in stored} >= {"Nem chua", "Hợp tác xã Dừa"}


@pytest.mark.parametrize("path", ["https://elsewhere.example/api/v1/producers/", "/nguoi-dung/", "../../x/"])
def test_the_token_goes_nowhere_else(path: str, ocop: Client) -> None:
    with pytest.raises(OcopError, match="not an address"):
        ocop.get(path)


def test_a_notice_is_verified() -> None:
    message = b'{"type": "products.saved", "data": {"id": 12}}'
    now = datetime.now(UTC)
    headers = {
        "Webhook-Id": "msg_1",
        "Webhook-Timestamp": str(int(now.timestamp())),
        "Webhook-Signature": Webhook(SECRET).sign(msg_id="msg_1", timestamp=now, data=message.decode()),
    }
    assert verify_webhook(SECRET, headers, message)["data"] == {"id": 12}
    for spoil in (lambda: verify_webhook(SECRET, headers, message + b" "), lambda: verify_webhook(SECRET, {}, message)):
        refuse(spoil)


def refuse(spoiled: Callable[[], Any]) -> None:
    """It is not taken for a notice."""
    with pytest.raises(WebhookVerificationError):
        spoiled()
