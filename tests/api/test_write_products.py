"""Producers and products written by other systems: the verbs of the pages, the conventions of the interface."""

import json
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ocop.accounts.enums import Role
from products.models import Producer, Product
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Any:
    """A commune under its province."""
    return make.make_unit(parent=make.make_unit("province"))


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
