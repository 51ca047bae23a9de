"""The REST interface: gate, pages, filters, masks, errors."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.site.models import SiteSetting
from tests import factories as make

pytestmark = pytest.mark.django_db
RESOURCES = ("producers", "products", "dossiers", "evidence")


def client_of(user: Any) -> Client:
    """A browser signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def unit() -> Any:
    """A commune under its province."""
    return make.make_unit(parent=make.make_unit("province"))


@pytest.fixture
def officer(unit: Any) -> Client:
    """The commune's officer."""
    return client_of(make.make_user(Role.COMMUNE_OFFICER, unit))


def make_one(resource: str, unit: Any) -> Any:
    """A record of a resource in a commune, with something in every list of its answer."""
    producer = make.make_producer(unit)
    if resource == "producers":
        return producer
    if resource == "evidence":
        return make.make_evidence(producer)
    product = make.make_product(producer)
    make.make_recognition(product)
    return product if resource == "products" else make.make_dossier(product)


def get(client: Client, path: str, **query: Any) -> Any:
    """The JSON of an address that must answer 200."""
    response = client.get(f"/api/v1/{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


def ids(client: Client, path: str, **query: Any) -> list[int]:
    """Ids of the first page."""
    return [row["id"] for row in get(client, path, **query)["results"]]


@pytest.mark.parametrize("resource", RESOURCES)
def test_only_the_territory_is_read(resource: str, unit: Any, officer: Client) -> None:
    own, other = make_one(resource, unit), make_one(resource, make.make_unit())
    assert ids(officer, f"{resource}/") == [own.pk]
    assert get(officer, f"{resource}/{own.pk}/")["id"] == own.pk
    response = officer.get(f"/api/v1/{resource}/{other.pk}/")
    assert (response.status_code, response.json()["title"]) == (404, "Không tìm thấy")
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", [f"{name}/" for name in RESOURCES] + ["producers/1/", "products/1/"])
def test_without_a_session_it_is_401_in_json(path: str) -> None:
    response = Client().get(f"/api/v1/{path}")
    assert response.status_code == 401
    assert response.json()["detail"] == "Hãy đăng nhập rồi thử lại."
    assert response["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("resource", RESOURCES)
def test_queries_do_not_grow_with_the_rows(resource: str, unit: Any, officer: Client) -> None:
    def count(rows: int) -> int:
        get(officer, f"{resource}/")
        with CaptureQueriesContext(connection) as captured:
            assert len(get(officer, f"{resource}/")["results"]) == rows
        return len(captured)

    make_one(resource, unit)
    with_one = count(1)
    for _ in range(49):
        make_one(resource, unit)
    assert count(50) == with_one


def test_pages_walk_through_everything_in_vietnamese_order(unit: Any, officer: Client) -> None:
    names = ["Ánh Sao", "An Bình", "Đông Á", "Dân Chủ", "Ăn Ngon"]
    for name in names:
        make.make_producer(unit, name=name)
    page = get(officer, "producers/", limit=2)
    walked = [page]
    while page["next"]:
        page = officer.get(page["next"]).json()
        walked.append(page)
    assert [row["name"] for part in walked for row in part["results"]] == [
        "An Bình", "Ánh Sao", "Ăn Ngon", "Dân Chủ", "Đông Á"
    ]  # fmt: skip
    assert officer.get(walked[2]["previous"]).json()["results"] == walked[1]["results"]
    assert walked[0]["previous"] is None


def _dossier_facts(unit: Any) -> Any:
    product = make.make_product(make.make_producer(unit, name="Hợp tác xã Dừa"), name="Nem chua")
    return make.make_dossier(product, state="submitted", kind="upgrade", year=2025, star_sought=4)


def _evidence_facts(unit: Any) -> Any:
    soon = timezone.localdate() + timedelta(days=10)
    producer = make.make_producer(unit, name="Hợp tác xã Dừa")
    return make.make_evidence(producer, kind="kiem_nghiem", issued_on=date(2025, 3, 1), expires_on=soon)


def _product_facts(unit: Any) -> Any:
    product = make.make_product(make.make_producer(unit, name="Hợp tác xã Dừa"), product_set=4)
    make.make_recognition(product, star=4, decided_on=timezone.localdate() - timedelta(days=400))
    return product


FILTERS: dict[str, tuple[Callable[[Any], Any], list[dict[str, Any]], list[dict[str, Any]]]] = {
    "producers": (
        lambda unit: make.make_producer(unit, name="Hợp tác xã Dừa", legal_form="tht"),
        [{"q": "dua"}, {"kind": "tht"}, {"q": "", "unit": "", "kind": ""}],
        [{"q": "khong co"}, {"kind": "hoi"}, {"unit": "T0"}],
    ),
    "products": (
        _product_facts,
        [{"q": "dua"}, {"star": 4}, {"product_set": 4}, {"state": "valid"}],
        [{"star": 3}, {"year": 2018}, {"product_set": 5}, {"unit": "khong co"}, {"state": "new"}],
    ),
    "dossiers": (
        _dossier_facts,
        [{"q": "nem dua"}, {"state": "submitted"}, {"kind": "upgrade"}, {"year": 2025}, {"star": 4}],
        [{"q": "khong co"}, {"state": "draft"}, {"kind": "first"}, {"year": 2026}, {"star": 5}, {"unit": "T0"}],
    ),
    "evidence": (
        _evidence_facts,
        [{"q": "dua"}, {"kind": "kiem_nghiem"}, {"state": "expiring"}, {"state": "valid"}, {"year": 2025}],
        [{"q": "khong co"}, {"kind": "dkkd"}, {"state": "expired"}, {"year": 2024}, {"unit": "T0"}],
    ),
}


@pytest.mark.parametrize("resource", FILTERS)
def test_filters(resource: str, unit: Any, officer: Client) -> None:
    making, finding, missing = FILTERS[resource]
    found = making(unit)
    assert [ids(officer, f"{resource}/", **query) for query in finding] == [[found.pk]] * len(finding)
    assert ids(officer, f"{resource}/", unit=unit.name) == [found.pk]
    assert [ids(officer, f"{resource}/", **query) for query in missing] == [[]] * len(missing)


def test_personal_data_are_masked(unit: Any, officer: Client) -> None:
    private = {"phone": "0912345678", "tax_code": "038085001234", "email": "an@example.vn", "address": "Ngõ 7"}
    producer = make.make_producer(unit, legal_form="ho_kd", **private)
    for body in (get(officer, "producers/"), get(officer, f"producers/{producer.pk}/")):
        assert [value for value in private.values() if value in str(body)] == []
        assert "•••234" in str(body)


def test_facts_of_an_organisation_are_public(unit: Any, officer: Client) -> None:
    producer = make.make_producer(unit, tax_code="2800123456", address="Thôn 1")
    row = get(officer, f"producers/{producer.pk}/")
    assert (row["tax_code"], row["address"]) == ("2800123456", "Thôn 1")


def test_a_choice_comes_with_its_words_and_absence_is_null(unit: Any, officer: Client) -> None:
    product = make.make_product(make.make_producer(unit), product_set=4)
    make.make_product(product.producer)
    sets = [row["product_set"] for row in get(officer, "products/")["results"]]
    assert {"value": 4, "label": "Mật ong, mật khác và nông sản thực phẩm khác"} in sets
    assert None in sets


def test_taken_out_papers_and_hidden_illustration_are_absent(unit: Any, officer: Client) -> None:
    gone = make.make_evidence(make.make_producer(unit), removed_at=timezone.now())
    shown = make.make_producer(unit, is_illustration=True)
    assert officer.get(f"/api/v1/evidence/{gone.pk}/").status_code == 404
    assert shown.pk in ids(officer, "producers/")
    SiteSetting.objects.update_or_create(key="show_illustration", defaults={"value": False})
    assert shown.pk not in ids(officer, "producers/")
