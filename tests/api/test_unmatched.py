"""What a program is told where no view of the interface answers: always a problem, never a page, never a redirect."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from ocop.api.errors import CONTENT_TYPE
from ocop.api.unmatched import SlashMiddleware
from products.models import Product
from tests import factories as make

from .tokens import bearer

pytestmark = pytest.mark.django_db
NOT_FOUND = ("/api", "/api/", "/api/v1/khong-co/", "/api/v2/products/", "/api/v1/products/abc/", "/api/v1/products//")


def ask(method: str, path: str, headers: dict[str, str] | None = None, **options: Any) -> Any:
    """The answer to a client that checks as a browser's server does (tokens against forged forms)."""
    return Client(enforce_csrf_checks=True).generic(method, path, headers=headers or {}, **options)


@pytest.mark.parametrize("path", NOT_FOUND)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize("is_known", [True, False])
def test_an_address_that_is_not_is_a_problem(method: str, path: str, is_known: bool) -> None:
    answer = ask(method, path, bearer() if is_known else None)
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (404, CONTENT_TYPE, "not_found")
    assert answer.json()["instance"] == answer["X-Request-ID"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_without_its_slash_is_not_sent_on(method: str) -> None:
    unit = make.make_unit()
    headers = bearer(unit=unit) | {"Idempotency-Key": "mot"}
    answer = ask(method, "/api/v1/products", headers, data="{}", content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (404, CONTENT_TYPE)
    assert answer.json()["detail_en"] == "The address ends in a slash."
    assert not Product.objects.exists()


def test_pages_without_their_slash_are_sent_on() -> None:
    middleware = SlashMiddleware(lambda _request: HttpResponse(status=404))
    answer = middleware(RequestFactory().get("/chu-the"))
    assert (answer.status_code, answer["Location"]) == (301, "/chu-the/")
    assert middleware(RequestFactory().get("/api/v1/products")).status_code == 404


@pytest.mark.parametrize("path", ["/api/v1/schema/", "/api/v1/docs/", "/api/v1/docs/products/"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_the_document_is_only_read(method: str, path: str) -> None:
    answer = ask(method, path)
    assert (answer.status_code, answer["Content-Type"], answer["Allow"]) == (405, CONTENT_TYPE, "GET, HEAD")
    assert answer.json()["code"] == "method_not_allowed"


@pytest.mark.parametrize("method", ["PUT", "OPTIONS", "TRACE"])
def test_a_method_a_list_has_not(method: str) -> None:
    answer = ask(method, "/api/v1/products/", bearer())
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer["Allow"] == "GET, POST, HEAD"


def test_a_head_is_a_get_without_its_body() -> None:
    unit = make.make_unit()
    product = make.make_product(make.make_producer(unit))
    headers = bearer(unit=unit)
    for path in ("/api/v1/products/", f"/api/v1/products/{product.pk}/", "/api/v1/schema/"):
        got, head = ask("GET", path, headers), ask("HEAD", path, headers)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("Content-Type", "ETag", "Allow"):
            assert head.get(name) == got.get(name)
    assert ask("HEAD", "/api/v1/khong-co/").status_code == 404


@pytest.mark.parametrize("accept", ["text/html", "text/csv", "rác;;", "application/xml, text/plain"])
def test_what_is_asked_for_in_another_form_is_406(accept: str) -> None:
    answer = ask("GET", "/api/v1/products/", bearer() | {"Accept": accept})
    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")
    assert answer["Content-Type"] == CONTENT_TYPE


@pytest.mark.parametrize("kind", ["", "rác", "text/plain", "application/xml", "multipart/form-data; boundary=a"])
def test_what_is_sent_in_another_form_is_415(kind: str) -> None:
    answer = ask("POST", "/api/v1/products/", bearer() | {"Idempotency-Key": "mot"}, data=b"{}", content_type=kind)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_what_is_too_large_is_413(settings: Any) -> None:
    settings.OCOP_API_BODY_LIMIT = 20
    answer = ask(
        "POST",
        "/api/v1/products/",
        bearer() | {"Idempotency-Key": "mot"},
        data=b" " * 21,
        content_type="application/json",
    )
    assert (answer.status_code, answer.json()["code"], answer["Content-Type"]) == (413, "too_large", CONTENT_TYPE)


def test_a_form_that_cannot_be_read_is_not_called_json() -> None:
    kind = "multipart/form-data; boundary="
    answer = ask("POST", "/api/v1/evidence/", bearer() | {"Idempotency-Key": "mot"}, data=b"x", content_type=kind)
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable_body")
    assert "JSON" not in answer.json()["detail"] + answer.json()["detail_en"]
