"""The other system of the demonstration."""

from typing import Any

import pytest

from ocop.accounts.models import User
from ocop.api.models import ApiClient
from reporting.domain.demo_clients import load_demo_client

pytestmark = pytest.mark.django_db


def test_there_is_one_illustrated_client_at_the_province(demo: Any) -> None:
    client = ApiClient.objects.get()
    assert client.is_illustration
    assert "dữ liệu minh họa" in client.name
    assert [grant.unit.code for grant in client.user.grants.select_related("unit")] == ["38"]
    again = load_demo_client({"quantri": User.objects.get(username="quantri")})
    key = client.credentials.get()
    assert again == {"name": client.name, "client_id": key.application.client_id}
