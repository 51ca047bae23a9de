"""The REST interface: what is refused, how it is said, and that nothing breaks it; the schema and its page."""

import base64
import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop.accounts.enums import Role
from ocop.site.models import SiteSetting
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
    ],
)
def test_what_says_nothing_is_400_and_names_the_field(
    query: dict[str, str], field: str, resource: str, officer: Client
) -> None:
    response = officer.get(f"/api/v1/{resource}/", query)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]
    assert response.json()["title"] == "Yêu cầu không hợp lệ"


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
    assert (response.status_code, list(response.json()["errors"])) == (400, list(query))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(st.text(max_size=30), min_size=1, max_size=2), extra=st.text(max_size=20))
def test_no_cursor_and_no_words_break_a_list(officer: Client, values: list[str], extra: str) -> None:
    for resource in RESOURCES:
        for query in ({"after": cursor(*values)}, {"before": extra}, {"q": extra, "unit": extra}):
            assert officer.get(f"/api/v1/{resource}/", query).status_code in {200, 400}


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("pk", ["0", "999999999999", "9" * 40])
def test_ids_that_are_nobody(resource: str, pk: str, officer: Client) -> None:
    assert officer.get(f"/api/v1/{resource}/{pk}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_is_only_for_reading(method: str, officer: Client) -> None:
    response = getattr(officer, method)("/api/v1/products/", {}, content_type="application/json")
    assert response.status_code == 405
    assert response.json()["detail"] == "Địa chỉ này chỉ để đọc."


def test_only_json_is_spoken(officer: Client) -> None:
    response = officer.get("/api/v1/products/", headers={"Accept": "text/csv"})
    assert (response.status_code, response.json()["title"]) == (406, "Chỉ trả lời bằng JSON")


def test_errors_of_a_field_are_vietnamese(officer: Client) -> None:
    errors = officer.get("/api/v1/products/", {"star": "9", "year": "1", "q": "x" * 101}).json()["errors"]
    assert errors == {
        "star": ["Giá trị này không có trong danh sách lựa chọn."],
        "year": ["Số nhỏ hơn mức cho phép."],
        "q": ["Quá dài."],
    }
    assert officer.get("/api/v1/products/", {"limit": "x"}).json()["errors"] == {
        "limit": ["Số dòng một trang từ 1 đến 100."]
    }


def test_schema_names_every_address(officer: Client) -> None:
    schema = officer.get("/api/v1/schema/").json()
    wanted = {f"/api/v1/{name}/" for name in RESOURCES} | {f"/api/v1/{name}/{{id}}/" for name in RESOURCES}
    of_sheets = {"sheets/{entry}/", "sheets/{entry}/submit/", "scoring/preview/"}
    of_law = {"lawpacks/", "lawpacks/{code}/sheets/{product_set}/"}
    assert set(schema["paths"]) == wanted | {f"/api/v1/{path}" for path in of_sheets | of_law}
    names = [given["name"] for given in schema["paths"]["/api/v1/dossiers/"]["get"]["parameters"]]
    assert sorted(names) == ["after", "before", "kind", "limit", "q", "star", "state", "unit", "year"]


def test_answers_have_the_fields_of_the_schema(officer: Client) -> None:
    schema = officer.get("/api/v1/schema/").json()
    shapes = schema["components"]["schemas"]
    for resource, line, record in (
        ("producers", "ProducerLine", "ProducerRecord"),
        ("products", "ProductLine", "ProductRecord"),
        ("dossiers", "DossierLine", "DossierRecord"),
        ("evidence", "EvidenceLine", "EvidenceRecord"),
    ):
        row = officer.get(f"/api/v1/{resource}/").json()["results"][0]
        whole = officer.get(f"/api/v1/{resource}/{row['id']}/").json()
        assert sorted(row) == sorted(shapes[line]["properties"])
        assert sorted(whole) == sorted(shapes[record]["properties"])


def test_the_page_describes_the_interface(officer: Client) -> None:
    page = officer.get("/api/v1/docs/").content.decode()
    assert page.count("<h2><code>GET /api/v1/") == 2 * len(RESOURCES) + 3
    assert "Hồ sơ trong địa bàn, mới nhất trước" in page
    assert "<code>draft</code> nháp<br>" in page
    assert "Đơn vị của ngày ghi nhận" in page
    assert "product of a dossier" not in page


def test_who_owes_a_second_factor_is_told_in_json(officer: Client) -> None:
    SiteSetting.objects.create(key="mfa_required", value=True)
    signer = Client()
    signer.force_login(make.make_user(Role.SIGNER))
    response = signer.get("/api/v1/products/")
    assert (response.status_code, response.json()["title"]) == (403, "Không được phép")
    assert officer.get("/api/v1/products/").status_code == 200
