"""The REST interface as a program uses it: a key for each POST, If-Match for each change."""

import json
import uuid
from typing import Any

from django.test import Client

JSON = "application/json"


class Caller:
    """Sends to /api/v1/ with the headers of an account: a session's client, or a token."""

    def __init__(self, user: Any = None, headers: dict[str, str] | None = None) -> None:
        self.client, self.headers = Client(), headers or {}
        if user is not None:
            self.client.force_login(user)

    def get(self, path: str, **query: Any) -> Any:
        """The answer to a GET; `path` from behind /api/v1/, or a whole address."""
        return self.client.get(self._address(path), query, headers=self.headers)

    def read(self, path: str, **query: Any) -> Any:
        """The JSON of an address that must answer 200."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def ids(self, path: str, **query: Any) -> list[int]:
        """Ids of the first page."""
        return [row["id"] for row in self.read(path, **query)["results"]]

    def post(self, path: str, body: Any = None, *, key: str = "", etag: str = "") -> Any:
        """Under a key of its own unless one is given."""
        headers = {**self.headers, "Idempotency-Key": key or uuid.uuid4().hex, **({"If-Match": etag} if etag else {})}
        return self.client.post(self._address(path), body or {}, content_type=JSON, headers=headers)

    def form(self, path: str, data: dict[str, Any], *, key: str = "") -> Any:
        """The same as multipart/form-data."""
        headers = {**self.headers, "Idempotency-Key": key or uuid.uuid4().hex}
        return self.client.post(self._address(path), data, headers=headers)

    def send(self, method: str, path: str, body: Any = None, *, etag: str | None = None) -> Any:
        """PATCH, PUT or DELETE; `etag` None: that of a GET just before, "" for none."""
        etag = self.get(path)["ETag"] if etag is None else etag
        headers = {**self.headers, **({"If-Match": etag} if etag else {})}
        text = "" if body is None else json.dumps(body)
        return self.client.generic(method, self._address(path), text, JSON, headers=headers)

    def _address(self, path: str) -> str:
        return path if "://" in path or path.startswith("/") else f"/api/v1/{path}"


def faulty(answer: Any) -> list[tuple[str, str]]:
    """(field, code) of each fault told."""
    return [(fault["field"], fault["code"]) for fault in answer.json()["errors"]]
