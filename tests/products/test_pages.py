"""Pages of producers and products: who sees what, entry, stale and double submits, query counts."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ocop.accounts.enums import Role
from products.forms.fields import unit_text
from products.models import Producer, Product
from programs.enums import Tier
from tests.factories import make_producer, make_product, make_recognition, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Any:
    return make_unit(Tier.PROVINCE)


@pytest.fixture
def commune(province: Any) -> Any:
    return make_unit(parent=province, name="Xã Thọ Diên")


@pytest.fixture
def officer(commune: Any) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


@pytest.fixture
def page(client: Client, officer: Any) -> Client:
    client.force_login(officer)
    return client


def producer_data(unit: Any, **changes: Any) -> dict[str, Any]:
    return {"name": "HTX Lâm Thẩm", "legal_form": "htx", "place": unit_text(unit), **changes}


def test_producer_is_registered(page: Client, commune: Any) -> None:
    response = page.post(reverse("products:producer_create"), producer_data(commune, phone="0912 345 678"))
    producer = Producer.objects.get()
    assert response.url == reverse("products:producer_detail", args=[producer.pk])
    assert (producer.name, producer.unit, producer.phone) == ("HTX Lâm Thẩm", commune, "0912345678")


def test_the_same_form_sent_twice_registers_once(page: Client, commune: Any) -> None:
    urls = {page.post(reverse("products:producer_create"), producer_data(commune)).url for _ in range(2)}
    assert (len(urls), Producer.objects.count()) == (1, 1)


def test_another_producer_of_the_same_name_is_refused(page: Client, commune: Any) -> None:
    make_producer(commune, name="htx lam tham", legal_form="tht")
    response = page.post(reverse("products:producer_create"), producer_data(commune))
    assert response.context["form"].errors == {"name": ["Đơn vị này đã có chủ thể cùng tên."]}


@pytest.mark.parametrize(
    ("changes", "faulty"),
    [
        ({"name": ""}, {"name"}),
        ({"phone": "12"}, {"phone"}),
        ({"phone": "12", "tax_code": "1"}, {"phone", "tax_code"}),
        ({"place": "Xã Không Có"}, {"place"}),
        ({"place": ""}, {"place"}),
        ({"legal_form": "lạ"}, {"legal_form"}),
    ],
)
def test_faults_stand_at_their_fields(page: Client, commune: Any, changes: dict[str, Any], faulty: set[str]) -> None:
    response = page.post(reverse("products:producer_create"), producer_data(commune, **changes))
    assert (set(response.context["form"].errors), Producer.objects.count()) == (faulty, 0)


def test_unit_may_be_typed_by_name_or_code(page: Client, commune: Any) -> None:
    for number, text in enumerate(("thọ diên", commune.name, f"({commune.code})")):
        page.post(reverse("products:producer_create"), producer_data(commune, name=f"HTX {number}", place=text))
    assert set(Producer.objects.values_list("unit", flat=True)) == {commune.pk}
    assert Producer.objects.count() == 3


def test_unit_outside_the_territory_is_unknown(page: Client, province: Any) -> None:
    other = make_unit(parent=province)
    response = page.post(reverse("products:producer_create"), producer_data(other))
    assert (set(response.context["form"].errors), Producer.objects.count()) == ({"place"}, 0)


def test_stale_form_is_told_and_keeps_its_text(page: Client, commune: Any) -> None:
    producer = make_producer(commune)
    url = reverse("products:producer_edit", args=[producer.pk])
    page.post(url, producer_data(commune, name="Người thứ nhất", revision=0))
    response = page.post(url, producer_data(commune, name="Người thứ hai", revision=0))
    form = response.context["form"]
    assert (form["name"].value(), form["revision"].value()) == ("Người thứ hai", "1")
    assert [error.code for error in form.non_field_errors().as_data()] == ["stale"]
    producer.refresh_from_db()
    assert (producer.name, producer.revision) == ("Người thứ nhất", 1)
    page.post(url, producer_data(commune, name="Người thứ hai", revision=form["revision"].value()))
    producer.refresh_from_db()
    assert (producer.name, producer.revision) == ("Người thứ hai", 2)


def test_the_same_change_sent_twice_counts_once(page: Client, commune: Any) -> None:
    product = make_product(make_producer(commune))
    url = reverse("products:product_edit", args=[product.pk])
    data = {"name": "Bánh gai", "product_set": "6", "official_code": "", "description": "", "revision": 0}
    assert [page.post(url, data).status_code for _ in range(2)] == [302, 302]
    product.refresh_from_db()
    assert (product.name, product.product_set, product.revision) == ("Bánh gai", 6, 1)


def test_renaming_a_producer_renames_it_in_the_search_of_products(page: Client, commune: Any) -> None:
    product = make_product(make_producer(commune), name="Bánh gai")
    url = reverse("products:producer_edit", args=[product.producer.pk])
    page.post(url, producer_data(commune, name="Tên rất mới", revision=0))
    product.refresh_from_db()
    assert product.fold == "banh gai ten rat moi xa tho dien"


def test_product_is_entered_once(page: Client, commune: Any) -> None:
    producer = make_producer(commune)
    url = f"{reverse('products:product_create')}?chu-the={producer.pk}"
    data = {"name": "Bánh gai", "product_set": "6", "official_code": "", "description": "Ngon"}
    urls = {page.post(url, data).url for _ in range(2)}
    product = Product.objects.get()
    assert urls == {reverse("products:product_detail", args=[product.pk])}
    assert (product.name, product.producer, product.product_set) == ("Bánh gai", producer, 6)


def test_product_code_is_checked(page: Client, commune: Any) -> None:
    url = f"{reverse('products:product_create')}?chu-the={make_producer(commune).pk}"
    response = page.post(url, {"name": "Bánh gai", "product_set": "", "official_code": "2-38-585", "description": ""})
    assert (set(response.context["form"].errors), Product.objects.count()) == ({"official_code"}, 0)


def test_choosing_a_producer_finds_without_accents(page: Client, commune: Any) -> None:
    make_producer(commune, name="Cơ sở Đặng Lâm")
    make_producer(commune, name="Cơ sở khác")
    response = page.get(reverse("products:product_create"), {"q": "dang lam"})
    assert [producer.name for producer in response.context["found"]] == ["Cơ sở Đặng Lâm"]


def test_search_without_accents_over_product_producer_and_unit(page: Client, commune: Any) -> None:
    make_product(make_producer(commune, name="Lâm Thẩm"), name="Bánh gai")
    make_product(make_producer(commune), name="Mật ong")
    response = page.get(reverse("products:product_list"), {"q": "banh gai lam tham tho dien"})
    assert [product.name for product in response.context["page"]] == ["Bánh gai"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"sao": "4"}, ["Ba rồi bốn"]),
        ({"sao": "3"}, ["Chỉ ba"]),
        ({"sao": "3", "nam": "2024"}, ["Ba rồi bốn"]),
        ({"nam": "2025"}, ["Ba rồi bốn", "Chỉ ba"]),
        ({"bo": "4"}, ["Không sao"]),
        ({"loai": "upgrade"}, ["Ba rồi bốn"]),
        ({"sao": "x", "nam": "1", "bo": "-"}, ["Ba rồi bốn", "Chỉ ba", "Không sao"]),
    ],
)
def test_filters(page: Client, commune: Any, query: dict[str, str], names: list[str]) -> None:
    from datetime import date

    both = make_product(make_producer(commune), name="Ba rồi bốn")
    make_recognition(both, star=3, decided_on=date(2024, 5, 6))
    make_recognition(both, star=4, kind="upgrade")
    make_recognition(make_product(make_producer(commune), name="Chỉ ba"), star=3)
    make_product(make_producer(commune), name="Không sao", product_set=4)
    response = page.get(reverse("products:product_list"), query)
    assert [product.name for product in response.context["page"]] == names


def test_filter_by_unit_reaches_what_lies_below(client: Client, province: Any) -> None:
    district = make_unit(Tier.DISTRICT, province, name="Huyện Nga Sơn")
    inside = make_product(make_producer(make_unit(parent=district)))
    make_product(make_producer(make_unit(parent=province)))
    client.force_login(make_user(Role.PROVINCE_COORDINATOR, province))
    for text in ("nga son", "Huyện Nga Sơn"):
        response = client.get(reverse("products:product_list"), {"don-vi": text, "ngay": "2025-01-01"})
        assert list(response.context["page"]) == [inside]


def test_pages_of_a_list_go_both_ways(page: Client, commune: Any) -> None:
    producer = make_producer(commune)
    for number in range(120):
        make_product(producer, name=f"Sản phẩm {number:03d}")
    seen, url = [], reverse("products:product_list")
    while url:
        response = page.get(url)
        seen += [product.name for product in response.context["page"]]
        last = response.context["page"]
        url = last.links(response.wsgi_request)["next"]
    assert seen == [f"Sản phẩm {number:03d}" for number in range(120)]
    back = page.get(last.links(response.wsgi_request)["previous"])
    assert [product.name for product in back.context["page"]] == seen[50:100]


@pytest.mark.parametrize("name", ["product_list", "producer_list"])
def test_lists_cost_the_same_for_one_and_three_rows(page: Client, commune: Any, name: str) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make_recognition(make_product(make_producer(commune)))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert page.get(reverse(f"products:{name}")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


PAGES = ["product_detail", "product_edit", "producer_detail", "producer_edit"]


@pytest.mark.parametrize("name", PAGES)
def test_another_communes_rows_are_absent(page: Client, province: Any, commune: Any, name: str) -> None:
    foreign = make_product(make_producer(make_unit(parent=province)))
    own = make_product(make_producer(commune))
    for product, status in ((foreign, 404), (own, 200)):
        record = product if name.startswith("product_") else product.producer
        assert page.get(reverse(f"products:{name}", args=[record.pk])).status_code == status


def test_foreign_rows_are_in_no_list(page: Client, province: Any) -> None:
    make_recognition(make_product(make_producer(make_unit(parent=province))))
    for name in ("product_list", "producer_list"):
        assert list(page.get(reverse(f"products:{name}")).context["page"]) == []


def test_product_of_a_foreign_producer_cannot_be_entered(page: Client, province: Any) -> None:
    foreign = make_producer(make_unit(parent=province))
    url = f"{reverse('products:product_create')}?chu-the={foreign.pk}"
    assert page.post(url, {"name": "x"}).status_code == 404
    assert Product.objects.count() == 0


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SIGNER, Role.COUNCIL_MEMBER, Role.PRODUCER])
def test_entry_pages_are_absent_for_people_who_do_not_write(client: Client, commune: Any, role: Role) -> None:
    product = make_product(make_producer(commune))
    client.force_login(make_user(role, commune))
    urls = [
        reverse("products:producer_create"),
        reverse("products:product_create"),
        reverse("products:product_edit", args=[product.pk]),
        reverse("products:producer_edit", args=[product.producer.pk]),
    ]
    assert [client.get(url).status_code for url in urls] == [404] * 4


def test_illustration_is_marked_and_can_be_switched_off(page: Client, commune: Any) -> None:
    from ocop.site.models import SiteSetting

    product = make_product(make_producer(commune, is_illustration=True), is_illustration=True)
    make_recognition(product, is_illustration=True)
    urls = [
        reverse("products:product_list"),
        reverse("products:producer_list"),
        reverse("products:product_detail", args=[product.pk]),
        reverse("products:producer_detail", args=[product.producer.pk]),
    ]
    assert all("dữ liệu minh họa" in page.get(url).content.decode() for url in urls)
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert [list(page.get(url).context["page"]) for url in urls[:2]] == [[], []]
    assert [page.get(url).status_code for url in urls[2:]] == [404, 404]
