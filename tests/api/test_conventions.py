"""The conventions of docs/api.md on the resources of producers and products, asked by a machine client."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from products.models import Producer, Product
from tests import factories as make

from .tokens import bearer, make_client

pytestmark = pytest.mark.django_db
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
JSON = "application/json"


@pytest.fixture
def unit() -> Any:
    """A commune under its province."""
    return make.make_unit(code="16438", parent=make.make_unit("province", code="38"))


@pytest.fixture
def headers(unit: Any) -> dict[str, str]:
    """Of a client with every scope at the commune."""
    return bearer(unit=unit)


def get(path: str, headers: dict[str, str], **query: Any) -> Any:
    """The answer."""
    return Client().get(f"/api/v1/{path}", query, headers=headers)


def post(path: str, body: Any, headers: dict[str, str], content_type: str = JSON) -> Any:
    """The answer under a new key."""
    headers = {"Idempotency-Key": uuid.uuid4().hex, **headers}
    return Client().post(f"/api/v1/{path}", body, content_type=content_type, headers=headers)


def patch(path: str, body: Any, headers: dict[str, str]) -> Any:
    """The answer."""
    return Client().generic("PATCH", f"/api/v1/{path}", json.dumps(body), JSON, headers=headers)


def told(response: Any) -> tuple[int, str]:
    """Status and code."""
    return response.status_code, response.json()["code"]


def test_only_the_fields_asked_for(unit: Any, headers: dict[str, str]) -> None:
    producer = make.make_producer(unit)
    assert get("producers/", headers, fields="id, name").json()["results"] == [
        {"id": producer.pk, "name": producer.name}
    ]
    record = get(f"producers/{producer.pk}/", headers, fields="unit")
    assert list(record.json()) == ["unit"]
    assert get(f"producers/{producer.pk}/", headers, q="x").json()["errors"][0]["field"] == "q"


@pytest.mark.parametrize("asked", ["fields=", "fields=,", "fields=id,none"])
def test_no_field_or_one_there_is_not_is_refused(asked: str, headers: dict[str, str]) -> None:
    answer = Client().get(f"/api/v1/producers/?{asked}", headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "fields")


def test_an_empty_day_is_no_day(unit: Any, headers: dict[str, str]) -> None:
    path = f"units/{unit.code}/lineage/"
    assert get(path, headers, on="2026-01-01").status_code == 200
    assert get(path, headers, on="").json()["errors"][0]["field"] == "on"
    assert get("units/", headers, on="").status_code == 200  # an empty filter narrows nothing


def test_a_place_without_its_code_is_refused_in_a_change_too(unit: Any, headers: dict[str, str]) -> None:
    producer = make.make_producer(unit)
    answer = patch(f"producers/{producer.pk}/", {"unit": {"on": "2026-01-01"}}, headers | {"If-Match": '"0"'})
    assert told(answer) == (422, "invalid_body")
    assert answer.json()["errors"][0]["pointer"] == "/unit/code"


def test_the_order_asked_for_holds_over_pages(unit: Any, headers: dict[str, str]) -> None:
    names = ["An Bình", "Đông Á", "Dân Chủ"]
    made = {name: make.make_producer(unit, name=name).pk for name in names}
    wanted = {
        "-name": ["Đông Á", "Dân Chủ", "An Bình"],
        "id": names,
        "-updated_at": list(reversed(names)),
    }
    for ordering, expected in wanted.items():
        page = get("producers/", headers, ordering=ordering, limit=2).json()
        rows = page["results"] + Client().get(page["next"], headers=headers).json()["results"]
        assert [row["id"] for row in rows] == [made[name] for name in expected]


def test_what_changed_since_a_moment(unit: Any, headers: dict[str, str]) -> None:
    old, new = make.make_producer(unit), make.make_producer(unit)
    moment = timezone.now()
    Producer.objects.filter(pk=old.pk).update(updated_at=moment - timedelta(days=1))
    Producer.objects.filter(pk=new.pk).update(updated_at=moment)
    for text in (moment.isoformat(), moment.isoformat().replace("+00:00", "Z"), f"{moment:%Y-%m-%dT%H:%M:%S%z}"):
        found = get("producers/", headers, updated_since=text).json()["results"]
        assert [row["id"] for row in found] == [new.pk]


def test_what_a_reader_has_already_is_304(unit: Any, headers: dict[str, str]) -> None:
    path = f"producers/{make.make_producer(unit).pk}/"
    etag = get(path, headers)["ETag"]
    for text in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        again = get(path, headers | {"If-None-Match": text})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert get(path, headers | {"If-None-Match": '"0-00"'}).status_code == 200


@pytest.mark.parametrize(
    ("match", "wanted"),
    [
        (None, (428, "revision_required")),
        ("*", (428, "revision_required")),
        ('"7"', (412, "revision_changed")),
        ('"1", "2"', (412, "revision_changed")),
        ('"0",', (412, "revision_changed")),
        ('"abc"', (412, "revision_changed")),
        ('"99999999999999"', (412, "revision_changed")),
    ],
)
def test_a_change_names_its_revision(match: str | None, wanted: Any, unit: Any, headers: dict[str, str]) -> None:
    product = make.make_product(make.make_producer(unit), name="Nem")
    sent = headers | ({"If-Match": match} if match else {})
    assert told(patch(f"products/{product.pk}/", {"name": "Khác"}, sent)) == wanted
    product.refresh_from_db()
    assert product.name == "Nem"


def test_the_revision_alone_or_weak_is_enough(unit: Any, headers: dict[str, str]) -> None:
    product = make.make_product(make.make_producer(unit))
    for revision, match in enumerate(('"0"', 'W/"1-abcd"', "2")):
        answer = patch(f"products/{product.pk}/", {"name": f"Tên {revision}"}, headers | {"If-Match": match})
        assert answer.status_code == 200, answer.content


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("{", (400, "unreadable_body")),
        ('{"name": NaN}', (400, "unreadable_body")),
        ('{"name": "\\ud800"}', (400, "unreadable_body")),
        ('{"name": "a\\u0000b"}', (400, "unreadable_body")),
        ('{"a\\u0000b": ["x"]}', (400, "unreadable_body")),
        ("[" * 5000, (400, "unreadable_body")),
        ("[]", (422, "invalid_body")),
        ("null", (422, "invalid_body")),
        ("", (422, "invalid_body")),
        ('{"name": "a\\\\u0000"}', (422, "invalid_body")),
        (json.dumps({"name": "x" * 1_000_001}), (413, "too_large")),
    ],
)
def test_a_body_that_cannot_be_taken(body: str, wanted: Any, headers: dict[str, str]) -> None:
    response = post("products/", body, headers)
    assert told(response) == wanted
    assert response["Content-Type"] == "application/problem+json"


def test_only_json_is_taken_and_given(headers: dict[str, str]) -> None:
    assert told(post("products/", "name=Nem", headers, "application/x-www-form-urlencoded")) == (
        415,
        "unsupported_media_type",
    )
    assert told(post("products/", "<a/>", headers, "text/xml")) == (415, "unsupported_media_type")
    assert told(get("products/", headers | {"Accept": "text/csv"})) == (406, "not_acceptable")


def test_a_scope_is_needed_and_named(unit: Any) -> None:
    reader = bearer("producers:read", unit=unit)
    assert get("producers/", reader).status_code == 200
    refused = post("producers/", {}, reader)
    assert told(refused) == (403, "scope_missing")
    assert refused.json()["detail_en"] == "The token lacks the scope producers:write."
    assert told(get("products/", reader)) == (403, "scope_missing")
    hidden = make.make_product(make.make_producer())
    assert told(get(f"products/{hidden.pk}/", reader)) == (403, "scope_missing")
    assert told(patch("producers/", {}, reader)) == (405, "method_not_allowed")


def test_a_machine_without_token_and_no_session_is_401(unit: Any) -> None:
    assert told(get("producers/", {})) == (401, "not_authenticated")
    assert told(get("producers/", {"Authorization": "Bearer sai"})) == (401, "token_invalid")


def statements(captured: CaptureQueriesContext) -> list[str]:
    """What was asked of the database; BEGIN, SAVEPOINT and their ends are no statements (history sets its context in
    front of them)."""
    said = [
        query["sql"].rpartition("; ")[2] if "set_config('pghistory" in query["sql"] else query["sql"]
        for query in captured
    ]
    return [sql for sql in said if not sql.startswith(CONTROL)]


def test_making_costs_at_most_twelve_statements(unit: Any, headers: dict[str, str]) -> None:
    producer = make.make_producer(unit)
    bodies: dict[str, Any] = {
        "producers/": {"name": "Hợp tác xã Dừa", "legal_form": "htx", "unit": {"code": unit.code}},
        "products/": {"name": "Nem chua", "producer": producer.pk, "product_set": 4},
    }
    for path, body in bodies.items():
        post(path, {**body, "name": "Lần đầu"}, headers)
        with CaptureQueriesContext(connection) as captured:
            assert post(path, body, headers).status_code == 201
        asked = statements(captured)
        assert len(asked) <= 12, "\n".join(asked)
    assert (Producer.objects.count(), Product.objects.count()) == (3, 2)


@pytest.mark.parametrize("resource", ["producers", "products"])
def test_a_list_costs_the_same_for_one_and_a_hundred(resource: str, unit: Any, headers: dict[str, str]) -> None:
    def count(rows: int) -> int:
        get(f"{resource}/", headers)
        with CaptureQueriesContext(connection) as captured:
            assert len(get(f"{resource}/", headers, limit=100).json()["results"]) == rows
        return len(captured)

    make.make_recognition(make.make_product(make.make_producer(unit)))
    with_one = count(1)
    for _ in range(99):
        make.make_recognition(make.make_product(make.make_producer(unit)))
    assert count(100) == with_one


def test_a_client_reads_its_units_only(unit: Any) -> None:
    client = make_client(unit=unit)
    own, other = make.make_producer(unit), make.make_producer()
    headers = bearer(client)
    assert [row["id"] for row in get("producers/", headers).json()["results"]] == [own.pk]
    assert told(get(f"producers/{other.pk}/", headers)) == (404, "not_found")
