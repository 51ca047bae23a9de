"""A client of the OCOP interface (`/api/v1/`) in one file: httpx and the standard library.

Copy it into your system. What it does for you: gets and renews the token, follows pages, sends everything again that
was cut off or put off (with the same Idempotency-Key, so a retry has one effect), and turns problem details into
exceptions. What stays yours: keep the key of a POST until it was answered, keep the cursor of the change feed in the
transaction that stores what it told.

    with Client("https://ocop.example.gov.vn", client_id, client_secret) as ocop:
        for product in ocop.pages("products/", unit="16438", fields="id,name,star"):
            print(product["name"])
        key = new_key()                      # store it with what is to be sent, then send
        made = ocop.create("producers/", {"name": "…", "legal_form": "htx", "unit": {"code": "16438"}}, key=key)
        ocop.update(made.url, {"address": "Thôn 2"}, etag=made.etag)
"""

import email.utils
import json
import random
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any
from urllib.parse import urljoin

import httpx

ROOT = "/api/v1/"
TOKEN_PATH, REVOKE_PATH = "oauth/token/", "oauth/revoke/"
AGAIN = frozenset({429, 500, 502, 503, 504})
"""Answers after which the same request is sent again."""
NO_FILE = frozenset({"", "application/json", "text/html"})
"""What an answer cannot be without being a JSON object."""
BUSY = "idempotency_key_busy"
"""409 with this code: the first try is still at work."""
RENEW_BEFORE = 60.0
"""Seconds before its end at which a token is renewed."""
LONGEST_WAIT = 60.0
BEGIN_ANEW = frozenset({"cursor_expired", "reach_changed", "cursor_invalid"})
"""Codes of the change feed after which it is read from its beginning (`after=""`)."""


class OcopError(Exception):
    """What this module raises."""


class Unanswered(OcopError):
    """No answer after all tries. What was sent may have had its effect: send it again later, with the same key."""


class TokenRefused(OcopError):
    """The token endpoint refused (RFC 6749): `error` is its code, for instance "invalid_client"."""

    def __init__(self, error: str, description: str = "") -> None:
        super().__init__(f"{error}: {description}" if description else error)
        self.error = error


@dataclass(frozen=True)
class Fault:
    """One faulty field of a body (422) or parameter (400): `field` is a path such as "unit.code"."""

    field: str
    code: str
    message: str


class Problem(OcopError):
    """An answer that tells of an error (RFC 9457). `code` is stable, `detail` Vietnamese, `detail_en` English;
    `request_id` is what the administrator is asked with."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(body.get("code", ""))
        self.detail, self.detail_en = str(body.get("detail", "")), str(body.get("detail_en", ""))
        self.request_id = str(body.get("instance", ""))
        named = body.get("errors") or ()
        self.faults = [Fault(str(f.get("field", "")), str(f.get("code", "")), str(f.get("message", ""))) for f in named]
        told = "; ".join(f"{fault.field}: {fault.code}" for fault in self.faults)
        super().__init__(f"{status} {self.code} {told or self.detail_en or self.detail}".rstrip())


@dataclass(frozen=True)
class Answer:
    """A 2xx: `data` is the JSON (None when there is none), `etag` what If-Match takes, `url` the record's address.

    `is_replay`: the first answer to this Idempotency-Key, given again.
    """

    status: int
    data: Any
    etag: str = ""
    url: str = ""
    is_replay: bool = False


@dataclass(frozen=True)
class Change:
    """One change of the feed; `record` is None when the record is gone."""

    resource: str
    id: int
    kind: str
    at: str
    url: str
    record: dict[str, Any] | None

    @property
    def is_gone(self) -> bool:
        """Whether it was deleted, or is no longer yours to see."""
        return self.record is None


@dataclass(frozen=True)
class ChangePage:
    """Changes in order. Store them and `next_after` in one transaction, then take the next page."""

    next_after: str
    has_more: bool
    changes: list[Change] = field(default_factory=list)


def new_key() -> str:
    """An Idempotency-Key. Make it before the first try, store it with the body, keep it until the answer is stored."""
    return str(uuid.uuid4())


class Client:
    """One system that is let in. Every method sends until it is answered: `tries` times, waiting 1, 2, 4 … 60 s or
    what Retry-After says. Raises Problem (refused), Unanswered (nobody there), TokenRefused (key not taken).

    One object belongs to one thread.
    """

    def __init__(
        self,
        host: str,
        client_id: str,
        client_secret: str,
        *,
        scope: str = "",
        tries: int = 8,
        timeout: float = 30.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`host`: scheme and name, "https://ocop.example.gov.vn". `scope`: fewer scopes than the key has, or ""."""
        self.base = urljoin(host, ROOT)
        self.tries, self._sleep, self._scope = max(1, tries), sleep, scope
        self._basic = httpx.BasicAuth(client_id, client_secret)
        self._http = httpx.Client(timeout=timeout, headers={"Accept": "application/json"})
        self._token, self._renew_at = "", 0.0

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. The token is kept for nobody and ends by itself (`revoke` ends it at once)."""
        self._http.close()

    # --- reading

    def get(self, path: str, **query: Any) -> Answer:
        """A record or any other address: `client.get("producers/12/")`."""
        return _answer(self._ask("GET", path, params=_params(query)))

    def get_if_changed(self, path: str, etag: str, **query: Any) -> Answer | None:
        """The record, or None while it is the one that had this ETag (304)."""
        response = self._ask("GET", path, params=_params(query), headers={"If-None-Match": etag} if etag else {})
        return None if response.status_code == httpx.codes.NOT_MODIFIED else _answer(response)

    def file(self, path: str, **query: Any) -> bytes:
        """What is not JSON: `client.file("documents/7/pdf/")`, evidence, tables as CSV."""
        return self._ask("GET", path, params=_params(query), headers={"Accept": "*/*"}).content

    def pages(self, path: str, **query: Any) -> Iterator[dict[str, Any]]:
        """Every record of a list, page by page; `unit=`, `updated_since=`, `fields=`, `ordering=`, `limit=` as the
        documents say."""
        page = self.get(path, **query).data
        while True:
            yield from page["results"]
            if not page.get("next"):
                return
            page = self.get(page["next"]).data

    def changes(self, after: str = "", resources: Iterable[str] = (), limit: int = 1000) -> Iterator[ChangePage]:
        """Pages of the change feed from a cursor on ("" = everything there is) to its present end.

        A Problem whose code stands in BEGIN_ANEW: read again from `after=""`; what is not met then is gone.
        """
        while True:
            query = {"after": after, "limit": limit, "resource": ",".join(resources)}
            told = self.get("changes/", **query).data
            items = [Change(**{name: item[name] for name in Change.__match_args__}) for item in told["results"]]
            yield ChangePage(told["next_after"], told["has_more"], items)
            if not told["has_more"]:
                return
            after = told["next_after"]

    # --- writing

    def create(self, path: str, body: Mapping[str, Any], *, key: str, etag: str = "") -> Answer:
        """POST. The same `key` and body again give the first answer again, whatever broke in between. `etag`: for
        steps on a record (`moves/`, `legal-forms/`), the one last read."""
        headers = {"Idempotency-Key": key} | ({"If-Match": etag} if etag else {})
        return _answer(self._ask("POST", path, body=body, headers=headers))

    def update(self, path: str, body: Mapping[str, Any], *, etag: str) -> Answer:
        """PATCH of the fields in `body`. Problem 412: somebody saved since `etag` was read; read, decide, write."""
        return _answer(self._ask("PATCH", path, body=body, headers={"If-Match": etag}))

    def delete(self, path: str, *, etag: str = "") -> Answer:
        """DELETE, where an address has one."""
        return _answer(self._ask("DELETE", path, headers={"If-Match": etag} if etag else {}))

    def revoke(self) -> None:
        """Give the token back (RFC 7009); the next request gets another."""
        token, self._token = self._token, ""
        if token:
            self._sent("POST", self._url(REVOKE_PATH), data={"token": token}, auth=self._basic)

    # --- how it is sent

    def _url(self, path: str) -> str:
        """The address; one on another host is refused: the token would go there."""
        url = urljoin(self.base, path)
        if not url.startswith(self.base):
            raise OcopError(f"not an address of this interface: {url}")
        return url

    def _ask(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """The answer to a request with a token; a token that was not taken is renewed once."""
        more: dict[str, Any] = {"params": params} if params else {}
        if body is not None:
            more["content"] = json.dumps(body, ensure_ascii=False).encode()
            headers = {"Content-Type": "application/json", **(headers or {})}
        url = self._url(path)
        for is_last in (False, True):
            mine = {**(headers or {}), "Authorization": f"Bearer {self._valid_token()}"}
            response = self._sent(method, url, headers=mine, **more)
            if response.status_code != httpx.codes.UNAUTHORIZED or is_last:
                break
            self._token = ""
        if response.status_code >= 400:
            raise Problem(response.status_code, _json(response))
        return response

    def _valid_token(self) -> str:
        if not self._token or time.monotonic() >= self._renew_at:
            asked = {"grant_type": "client_credentials"} | ({"scope": self._scope} if self._scope else {})
            began = time.monotonic()
            response = self._sent("POST", self._url(TOKEN_PATH), data=asked, auth=self._basic)
            told = _json(response)
            if response.status_code != httpx.codes.OK:
                raise TokenRefused(str(told.get("error", response.status_code)), str(told.get("error_description", "")))
            lifetime = float(told["expires_in"])
            self._token = str(told["access_token"])
            self._renew_at = began + max(lifetime - RENEW_BEFORE, lifetime / 2)
        return self._token

    def _sent(self, method: str, url: str, **more: Any) -> httpx.Response:
        """The first answer that counts. Everything sent here may be sent twice: reads, PATCH on a revision, POST
        under a key, a request for a token."""
        fault = ""
        for number in range(self.tries):
            wait: float | None = None
            try:
                response = self._http.request(method, url, **more)
                if response.has_redirect_location:
                    raise OcopError(f"{url} has moved to {response.headers['Location']}: give its host")
                if not _comes_again(response):
                    return response
                fault, wait = f"{response.status_code}", _retry_after(response)
            except (httpx.TransportError, httpx.DecodingError) as error:
                fault = f"{type(error).__name__}: {error}"
            if number + 1 < self.tries:
                self._sleep(_pause(number) if wait is None else wait)
        raise Unanswered(f"{method} {url}: {fault} ({self.tries} tries)")


def _pause(number: int) -> float:
    """1, 2, 4 … 60 seconds, each up to a half shorter, so that many clients do not come back together."""
    return float(min(LONGEST_WAIT, 2.0**number) * random.uniform(0.5, 1.0))


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds of Retry-After: a number, or a date (RFC 9110); None when it says nothing."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return min(float(text), 10 * LONGEST_WAIT)
    try:
        moment = email.utils.parsedate_to_datetime(text).timestamp()
    except ValueError:
        return None
    return min(max(0.0, moment - time.time()), 10 * LONGEST_WAIT)


def _comes_again(response: httpx.Response) -> bool:
    if response.status_code == httpx.codes.CONFLICT:
        return str(_json(response).get("code")) == BUSY
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if response.is_success and kind in NO_FILE and response.content and not _json(response):
        return True  # cut off without a sign of it, or a page of something in between
    return response.status_code in AGAIN


def _json(response: httpx.Response) -> dict[str, Any]:
    """The object of an answer; {} when it is none (a page of something in between). Every answer is an object."""
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _answer(response: httpx.Response) -> Answer:
    headers = response.headers
    is_replay = headers.get("Idempotency-Replayed", "") == "true"
    url = headers.get("Location", "") or str(response.url)
    data = response.json() if response.content else None
    return Answer(response.status_code, data, headers.get("ETag", ""), url, is_replay)


def _params(query: Mapping[str, Any]) -> dict[str, str]:
    """What is None or empty is left out: a parameter without a value is refused."""
    return {name: str(value) for name, value in query.items() if value not in (None, "")}


def verify_webhook(secret: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    """The message of a notice that is truly from there; raises `standardwebhooks.WebhookVerificationError` else.

    `secret`: "whsec_…" as it was shown; `body`: the bytes as they came. Needs the package `standardwebhooks`. Remember
    the header `webhook-id`: a notice may come twice under the same id.
    """
    from standardwebhooks import Webhook

    lower = {name.lower(): value for name, value in headers.items()}
    message: dict[str, Any] = Webhook(secret).verify(body, lower)
    return message
