"""Search of the top bar: every kind of record, without accents, only what the person may see."""

import pytest
from django.test import Client

from ocop.accounts.enums import Role
from programs.enums import Tier
from programs.models import Unit
from reporting.domain.search import MOST, search_everything
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune() -> Unit:
    return make.make_unit(parent=make.make_unit(Tier.PROVINCE, name="Tỉnh Thử"), name="Xã Lưu Đằng")


def names(text: str, user: object) -> dict[str, list[str]]:
    return {group.name: [hit.name for hit in group.hits] for group in search_everything(text, user)}


def test_all_kinds_are_found_by_what_people_type(commune: Unit) -> None:
    user = make.make_user(Role.VIEWER, commune)
    plan = make.make_plan(commune)
    make.make_version(plan, number=36)
    producer = make.make_producer(commune, name="Hợp tác xã Đồng Tâm")
    product = make.make_product(producer, name="Nem chua Lưu Đằng")
    unit = f"{commune.name} ({commune.code})"
    assert names("LUU DANG", user) == {
        "Kế hoạch": [plan.title],
        "Sản phẩm": [product.name],
        "Chủ thể": [producer.name],
        "Đơn vị hành chính": [unit],
    }
    assert names("36/kh-ubnd", user) == {"Kế hoạch": [plan.title]}
    assert names("đồng tâm", user) == {"Sản phẩm": [product.name], "Chủ thể": [producer.name]}
    assert names(" ", user) == names("không có gì", user) == {}


def test_others_find_only_the_public_unit(commune: Unit) -> None:
    make.make_version(make.make_plan(commune))
    make.make_product(make.make_producer(commune, name="Hợp tác xã Lưu Đằng"))
    other = make.make_user(Role.COMMUNE_OFFICER)
    assert list(names("luu dang", other)) == ["Đơn vị hành chính"]


def test_a_long_list_says_where_the_rest_is(commune: Unit) -> None:
    producer = make.make_producer(commune)
    for number in range(MOST + 1):
        make.make_product(producer, name=f"Kẹo dồi {number}")
    (group,) = search_everything("keo doi", make.make_user(Role.VIEWER, commune))
    assert (len(group.hits), group.more) == (MOST, "/san-pham/")


@pytest.mark.parametrize("text", ["", "%00", "a" * 300, "<script>", "'; DROP TABLE"])
def test_the_page_bears_any_text(client: Client, text: str) -> None:
    client.force_login(make.make_user())
    response = client.get("/tim-kiem/", {"q": text})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().split("<body", 1)[1]
