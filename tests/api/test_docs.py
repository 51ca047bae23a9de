"""The document and the docs pages: open to everybody, the same bytes as committed, every address described."""

import pytest
from django.test import Client

from ocop.api.error_codes import CODES
from ocop.api.openapi import FILE, served_document
from ocop.api.reference import group, groups, operations

pytestmark = pytest.mark.django_db


def test_the_committed_document_is_served_to_everybody() -> None:
    answer = Client().get("/api/v1/schema/")
    assert (answer.status_code, answer.content) == (200, FILE.read_bytes())
    assert answer["Content-Type"] == "application/vnd.oai.openapi+json"
    again = Client().get("/api/v1/schema/", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_start_page_names_every_address_and_every_code() -> None:
    page = Client().get("/api/v1/docs/").content.decode()
    document = served_document()
    assert page.count("<li data-words=") == len(operations(document))
    assert [code for code in CODES if f"<code>{code}</code>" not in page] == []


@pytest.mark.parametrize("tag", [entry["tag"] for entry in groups(served_document())])
def test_the_page_of_an_area_describes_each_operation(tag: str) -> None:
    page = Client().get(f"/api/v1/docs/{tag}/").content.decode()
    found = group(served_document(), tag)
    assert found is not None
    assert [entry["id"] for entry in found["operations"] if f'id="{entry["id"]}"' not in page] == []


def test_a_list_tells_the_fields_of_its_rows_and_a_step_its_body() -> None:
    page = Client().get("/api/v1/docs/producers/").content.decode()
    assert "results[].legal_form.label" in page
    assert "Ghi việc chuyển địa điểm từ một ngày" in page
    found = group(served_document(), "producers")
    assert found is not None
    move = next(entry for entry in found["operations"] if entry["path"].endswith("/moves/"))
    assert [field["name"] for field in move["body"]["fields"] if field["is_required"]][:1] == ["since"]


def test_there_is_no_page_of_an_area_that_is_not() -> None:
    assert Client().get("/api/v1/docs/khong-co/").status_code == 404
