"""Asking the REST interface in tests: a signed-in person, a machine, bodies as JSON with the headers writes need."""

import json
import uuid
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make


def signed_in(role: str, unit: Any) -> Client:
    """The browser of a new person with a role at a unit."""
    client = Client()
    client.force_login(make.make_user(role, unit))
    return client


def get(client: Client, path: str, **query: Any) -> Any:
    """The body of a 200."""
    response = client.get(f"/api/v1/{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


def status(client: Client, path: str, **query: Any) -> int:
    """Only how it ended."""
    return int(client.get(f"/api/v1/{path}", query).status_code)


def send(client: Client, method: str, path: str, body: Any, **headers: str) -> Any:
    """The answer to a write; a POST under a key of its own."""
    headers = ({"Idempotency-Key": uuid.uuid4().hex} if method == "POST" else {}) | headers
    return client.generic(method, f"/api/v1/{path}", json.dumps(body), "application/json", headers=headers)


def faults(response: Any) -> list[tuple[str, str]]:
    """(field, code) of each fault of a 400 or 422."""
    return [(fault["field"], fault["code"]) for fault in response.json()["errors"]]


def queries(client: Client, path: str) -> int:
    """Queries of the second of two equal requests."""
    client.get(f"/api/v1/{path}")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/api/v1/{path}").status_code == 200
    return len(captured)
