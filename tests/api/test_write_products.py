"""Producers and products written by other systems: the verbs of the pages, the conventions of the interface."""

import json
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.accounts.models import User
from products.api.products import ProductLine
from products.domain.queries import with_state
from products.domain.states import standings
from products.models import Producer, Product
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Any:
    """A commune under its province."""
    return make.make_unit(code="16438", parent=make.make_unit("province", code="38"))


@pytest.fixture
def officer(unit: Any) -> Client:
    """The commune's officer."""
    client = Client()
    client.force_login(make.make_user(Role.COMMUNE_OFFICER, unit))
    return client


def post(client: Client, path: str, body: Any, **headers: str) -> Any:
    """The answer to a POST under a key of its own."""
    headers = {"Idempotency-Key": uuid.uuid4().hex} | headers
    return client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


def patch(client: Client, path: str, body: Any, etag: str = "") -> Any:
    """The answer to a PATCH on a revision."""
    headers = {"If-Match": etag} if etag else {}
    return client.generic("PATCH", f"/api/v1/{path}", json.dumps(body), "application/json", headers=headers)


def producer_body(unit: Any, **values: Any) -> dict[str, Any]:
    """A producer as another system sends it."""
    return {"name": "Hợp tác xã Dừa", "legal_form": "htx", "unit": {"code": unit.code}, **values}


def test_a_producer_is_made_and_read_back(unit: Any, officer: Client) -> None:
    response = post(officer, "producers/", producer_body(unit, phone="0912345678", founded_on="2020-01-05"))
    assert response.status_code == 201, response.content
    stored = Producer.objects.get(name="Hợp tác xã Dừa")
    assert (stored.unit, stored.phone, stored.founded_on) == (unit, "0912345678", date(2020, 1, 5))
    assert response["Location"].endswith(f"/api/v1/producers/{stored.pk}/")
    read = officer.get(response["Location"])
    assert (read.json(), read["ETag"]) == (response.json(), response["ETag"])
    assert response.json()["phone"] == "•••••••678"


def test_the_same_producer_again_is_the_one_stored(unit: Any, officer: Client) -> None:
    first, again = (post(officer, "producers/", producer_body(unit)) for _ in range(2))
    assert (again.status_code, again.json()) == (201, first.json())
    other = post(officer, "producers/", producer_body(unit, address="Thôn 2"))
    assert (other.status_code, faults(other)) == (422, [("name", "duplicate")])
    assert Producer.objects.count() == 1


def faults(response: Any) -> list[tuple[str, str]]:
    """(field, code) of what an answer names."""
    return [(fault["field"], fault["code"]) for fault in response.json()["errors"]]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"name": ""}, [("name", "blank")]),
        ({"name": "x" * 251}, [("name", "max_length")]),
        ({"legal_form": "khac"}, [("legal_form", "invalid_choice")]),
        ({"unit": {"code": "00000"}}, [("unit.code", "unknown_unit")]),
        ({"unit": {}}, [("unit.code", "required")]),
        ({"unit": {"code": "1", "ma": "2"}}, [("unit.ma", "unknown_field")]),
        ({"unit": None}, [("unit", "null")]),
        ({"phone": "•••••••678"}, [("phone", "phone")]),
        ({"tax_code": "123"}, [("tax_code", "tax_code")]),
        ({"email": "x"}, [("email", "invalid")]),
        ({"founded_on": "05/01/2020"}, [("founded_on", "invalid")]),
        ({"founded_on": "9999-01-01"}, [("founded_on", "future")]),
        ({"ten": "x"}, [("ten", "unknown_field")]),
    ],
)
def test_a_faulty_producer_is_422_with_the_path(
    change: dict[str, Any], wanted: list[tuple[str, str]], unit: Any, officer: Client
) -> None:
    response = post(officer, "producers/", producer_body(unit) | change)
    assert (response.status_code, faults(response)) == (422, wanted)
    assert Producer.objects.count() == 0


def test_a_unit_of_another_day_is_found_by_that_day(unit: Any, officer: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    unit.valid_to = yesterday
    unit.save()
    now = post(officer, "producers/", producer_body(unit))
    assert (now.status_code, faults(now)) == (422, [("unit.code", "unknown_unit")])
    then = producer_body(unit) | {"unit": {"code": unit.code, "on": yesterday.isoformat()}}
    assert post(officer, "producers/", then).status_code == 201


def test_who_may_not_write_there_is_told_without_a_record(unit: Any, officer: Client) -> None:
    elsewhere = make.make_unit()
    response = post(officer, "producers/", producer_body(elsewhere))
    assert (response.status_code, response.json()["code"]) == (403, "outside_territory")
    viewer = Client()
    viewer.force_login(make.make_user(Role.VIEWER, unit))
    producer = make.make_producer(unit)
    changed = patch(viewer, f"producers/{producer.pk}/", {"name": "Khác"}, '"0"')
    assert (changed.status_code, changed.json()["code"]) == (403, "outside_territory")
    hidden = make.make_producer(elsewhere)
    assert patch(officer, f"producers/{hidden.pk}/", {"name": "Khác"}, '"0"').status_code == 404
    product = post(officer, "products/", {"producer": hidden.pk, "name": "Nem"})
    assert (product.status_code, faults(product)) == (422, [("producer", "does_not_exist")])


def test_a_correction_changes_what_is_sent_and_keeps_the_rest(unit: Any, officer: Client) -> None:
    producer = make.make_producer(unit, name="Cũ", phone="0912345678")
    path = f"producers/{producer.pk}/"
    etag = officer.get(f"/api/v1/{path}")["ETag"]
    response = patch(officer, path, {"name": "Mới"}, etag)
    assert (response.status_code, response.json()["name"]) == (200, "Mới")
    producer.refresh_from_db()
    assert (producer.name, producer.phone, producer.revision) == ("Mới", "0912345678", 1)
    assert response["ETag"] == officer.get(f"/api/v1/{path}")["ETag"] != etag
    assert patch(officer, path, {"name": "Mới"}, etag).status_code == 200  # sent twice, done once
    stale = patch(officer, path, {"name": "Khác"}, etag)
    assert (stale.status_code, stale.json()["code"]) == (412, "revision_changed")


def test_a_move_and_another_legal_form_keep_the_history(unit: Any, officer: Client) -> None:
    producer = make.make_producer(unit, legal_form="ho_kd")
    beside = make.make_unit(parent=make.make_unit("province"))
    make.make_grant(officer_of(officer), Role.COMMUNE_OFFICER, beside)
    since = timezone.localdate().isoformat()
    path = f"producers/{producer.pk}/"
    etag = officer.get(f"/api/v1/{path}")["ETag"]
    body = {"since": since, "unit": {"code": beside.code}, "address": "Thôn 3"}
    moved = post(officer, f"{path}moves/", body, **{"If-Match": etag})
    assert (moved.status_code, moved.json()["unit"]["code"]) == (200, beside.code)
    body = {"since": since, "legal_form": "htx"}
    assert post(officer, f"{path}legal-forms/", body).status_code == 428
    formed = post(officer, f"{path}legal-forms/", body, **{"If-Match": moved["ETag"]})
    assert [form["legal_form"]["value"] for form in formed.json()["forms"]] == ["htx", "ho_kd"]
    assert [place["unit"]["code"] for place in formed.json()["locations"]] == [beside.code, unit.code]


def officer_of(client: Client) -> Any:
    """The account of a browser."""
    return User.objects.get(pk=client.session["_auth_user_id"])


def test_a_product_is_made_corrected_and_numbered(unit: Any, officer: Client) -> None:
    producer = make.make_producer(unit)
    made = post(officer, "products/", {"producer": producer.pk, "name": "Nem chua", "product_set": 4})
    assert (made.status_code, made.json()["product_set"]["value"]) == (201, 4)
    path = f"products/{made.json()['id']}/"
    changed = patch(officer, path, {"description": "Dòng 1\nDòng 2", "product_set": None}, made["ETag"])
    assert (changed.json()["description"], changed.json()["product_set"]) == ("Dòng 1\nDòng 2", None)
    year = timezone.localdate().year
    numbered = [post(officer, f"{path}codes/", {"unit": {"code": unit.code}, "year": year}) for _ in range(2)]
    assert [answer.status_code for answer in numbered] == [200, 200], numbered[0].content
    assert numbered[0].json()["codes"] == numbered[1].json()["codes"]
    assert Product.objects.get().official_code == numbered[0].json()["official_code"] != ""


def test_a_code_on_paper_that_names_no_unit_is_422(unit: Any, officer: Client) -> None:
    body = {"producer": make.make_producer(unit).pk, "name": "Nem", "official_code": "38-99999-1-2026"}
    response = post(officer, "products/", body)
    assert (response.status_code, faults(response)) == (422, [("official_code", "code_unit")])
    assert Product.objects.count() == 0


def test_a_line_says_what_its_fields_say_and_the_record_repeats_it(unit: Any, officer: Client) -> None:
    for product_set, star in ((4, 4), (None, None)):
        product = make.make_product(make.make_producer(unit), product_set=product_set)
        if star:
            make.make_recognition(product, star=star)
    lines = officer.get("/api/v1/products/").json()["results"]
    for line in lines:
        record = officer.get(f"/api/v1/products/{line['id']}/").json()
        assert list(line) == list(ProductLine().fields)
        assert line == {name: record[name] for name in line}
    assert [line["star"] for line in lines].count(None) == 1


@pytest.mark.parametrize("days", [-1200, -1000, -950, -10])
@pytest.mark.parametrize("state", ["draft", "council", "withdrawn", None])
def test_the_state_of_known_rows_is_that_of_any_list(days: int, state: str | None, unit: Any) -> None:
    today = timezone.localdate()
    product = make.make_product(make.make_producer(unit))
    make.make_product(product.producer)
    make.make_recognition(product, decided_on=today + timedelta(days=days))
    if state:
        make.make_dossier(product, state=state, submitted_on=today if state == "council" else None)
    rows = list(with_state(Product.objects.all()))
    found = standings(rows)
    for row in rows:
        told = found[row.pk]
        assert (told.star, told.until, told.state) == (row.current_star, row.current_until, row.state)
    assert standings([]) == {}
