"""The REST interface: what is refused, how it is said, and that nothing breaks it."""

import base64
import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop.accounts.enums import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
RESOURCES = ("producers", "products", "dossiers", "evidence")


@pytest.fixture
def officer() -> Client:
    """An officer of a commune with a dossier."""
    producer = make.make_producer()
    make.make_dossier(make.make_product(producer))
    make.make_evidence(producer)
    client = Client()
    client.force_login(make.make_user(Role.COMMUNE_OFFICER, producer.unit))
    return client


def cursor(*values: Any) -> str:
    """A cursor with those values, as a page would write it."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def fields(response: Any) -> list[str]:
    """The faulty fields an answer names."""
    return [fault["field"] for fault in response.json()["errors"]]


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"after": "không phải con trỏ"}, "after"),
        ({"before": cursor("1")[:-1] + "!"}, "before"),
        ({"after": cursor()}, "after"),
        ({"after": cursor("a", "b", "c")}, "after"),
        ({"after": cursor({"a": 1}, "2")}, "after"),
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "١"}, "limit"),
        ({"q": "a\x00b"}, "q"),
        ({"q": "x" * 101}, "q"),
        ({"trang": "2"}, "trang"),
        ({"q": ["a", "b"]}, "q"),
        ({"ordering": "gia"}, "ordering"),
        ({"fields": "id,mat_khau"}, "fields"),
        ({"fields": ","}, "fields"),
        ({"updated_since": "2026-01-01T00:00:00"}, "updated_since"),
        ({"updated_since": "2026-13-01T00:00:00+07:00"}, "updated_since"),
        ({"updated_since": "hôm qua"}, "updated_since"),
    ],
)
def test_what_says_nothing_is_400_and_names_the_field(
    query: dict[str, str], field: str, resource: str, officer: Client
) -> None:
    response = officer.get(f"/api/v1/{resource}/", query)
    assert (response.status_code, fields(response)) == (400, [field])
    assert (response.json()["title"], response.json()["code"]) == ("Yêu cầu không hợp lệ", "invalid_query")


@pytest.mark.parametrize(
    ("resource", "query"),
    [
        ("producers", {"kind": "khong-co"}),
        ("products", {"star": "9"}),
        ("products", {"year": "1"}),
        ("products", {"product_set": "27"}),
        ("dossiers", {"state": "xong"}),
        ("dossiers", {"kind": "x"}),
        ("evidence", {"state": "x"}),
        ("evidence", {"year": "9" * 30}),
    ],
)
def test_an_unknown_choice_is_400(resource: str, query: dict[str, str], officer: Client) -> None:
    response = officer.get(f"/api/v1/{resource}/", query)
    assert (response.status_code, fields(response)) == (400, list(query))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(st.text(max_size=30), min_size=1, max_size=2), extra=st.text(max_size=20))
def test_no_cursor_and_no_words_break_a_list(officer: Client, values: list[str], extra: str) -> None:
    for resource in RESOURCES:
        for query in ({"after": cursor(*values)}, {"before": extra}, {"q": extra, "unit": extra}):
            assert officer.get(f"/api/v1/{resource}/", query).status_code in {200, 400}


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("pk", ["0", "999999999999", "9" * 40])
def test_ids_that_are_nobody(resource: str, pk: str, officer: Client) -> None:
    response = officer.get(f"/api/v1/{resource}/{pk}/")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_a_method_there_is_not_is_405(method: str, officer: Client) -> None:
    response = getattr(officer, method)("/api/v1/products/", {}, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")
    assert response["Allow"] == "GET, POST, HEAD"


def test_only_json_is_spoken(officer: Client) -> None:
    response = officer.get("/api/v1/products/", headers={"Accept": "text/csv"})
    assert (response.status_code, response.json()["code"]) == (406, "not_acceptable")
    assert response["Content-Type"] == "application/problem+json"


def test_an_error_has_every_member_in_both_languages(officer: Client) -> None:
    response = officer.get("/api/v1/products/", {"star": "9", "year": "1"}, headers={"X-Request-ID": "yeu-cau-0001"})
    assert response.json() == {
        "type": "urn:ocop:error:invalid_query",
        "title": "Yêu cầu không hợp lệ",
        "status": 400,
        "detail": "Hãy xem lại các tham số nêu dưới đây.",
        "title_en": "Bad request",
        "detail_en": "See the parameters named below.",
        "code": "invalid_query",
        "instance": "yeu-cau-0001",
        "errors": [
            {
                "field": "star",
                "pointer": "/star",
                "code": "invalid_choice",
                "message": "Giá trị này không có trong danh sách lựa chọn.",
                "message_en": "Not one of the choices.",
            },
            {
                "field": "year",
                "pointer": "/year",
                "code": "min_value",
                "message": "Số nhỏ hơn mức cho phép.",
                "message_en": "The number is too small.",
            },
        ],
    }


def test_the_limit_of_a_page_is_told(officer: Client) -> None:
    (fault,) = officer.get("/api/v1/products/", {"limit": "x"}).json()["errors"]
    assert (fault["message"], fault["code"]) == ("Số dòng một trang từ 1 đến 100.", "limit")
