"""Products: what a page says of them, sets under each decision, the derived state, search by every name of the unit."""

import unicodedata
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.accounts.enums import Role
from products.domain.keys import refresh_keys
from products.domain.product_sets import CROSSWALK_1048, clean_set_1048, predecessors, set_lines
from products.domain.products import create_product, update_product
from products.domain.queries import Filters, derive_state, filter_producers, filter_products, with_state
from products.enums import CLOSED_STATES, DossierState, ProductSet, ProductState
from products.models import Producer, Product
from programs.domain.kin import rebuild_kin
from programs.enums import Extent, Tier
from programs.models import Unit, UnitLineage
from tests.factories import make_dossier, make_producer, make_product, make_recognition, make_unit, make_user

pytestmark = pytest.mark.django_db
NEW_MAP = date(2025, 7, 1)
NFD = unicodedata.normalize("NFD", "Đường phèn hòa")


@pytest.fixture
def reform() -> dict[str, Unit]:
    """Xã Thọ Diên went whole to Xã Xuân Hòa; Xã Hạnh Phúc was there before, too."""
    province = make_unit(Tier.PROVINCE, code="38")
    old, beside = (
        make_unit(parent=province, name=name, valid_to=NEW_MAP - timedelta(days=1))
        for name in ("Xã Thọ Diên", "Xã Hạnh Phúc")
    )
    new = make_unit(parent=province, code="15538", name="Xã Xuân Hòa", valid_from=NEW_MAP)
    for unit in (old, beside):
        UnitLineage.objects.create(predecessor=unit, successor=new, extent=Extent.WHOLE, effective_on=NEW_MAP)
    return {"old": old, "new": new, "beside": beside}


def found(text: str) -> list[str]:
    return sorted(product.name for product in filter_products(Product.objects.all(), Filters(text=text)))


def test_units_match_by_present_and_former_names(reform: dict[str, Unit]) -> None:
    make_product(make_producer(reform["old"], name="Lâm Thẩm"), name="Bánh gai")
    make_product(make_producer(reform["new"], name="Huân Hường"), name="Bánh gai lá")
    make_product(make_producer(reform["beside"], name="Hạnh"), name="Bánh gai tẻ")
    assert rebuild_kin() == 3
    assert found("banh gai tho dien") == ["Bánh gai", "Bánh gai lá"]
    assert found("banh gai xuan hoa") == ["Bánh gai", "Bánh gai lá", "Bánh gai tẻ"]
    producers = filter_producers(Producer.objects.all(), Filters(text="lâm xuân hoà"))
    assert [producer.name for producer in producers] == ["Lâm Thẩm"]
    assert (rebuild_kin(), refresh_keys()) == (0, 0)


@pytest.mark.parametrize("text", ["Đường phèn hòa", "đuòng phen hoà", "DUONG PHEN HOA", NFD, "ph du"])
def test_accents_and_their_writing_do_not_matter(text: str) -> None:
    make_product(name="Đường phèn Hoà")
    assert found(text) == ["Đường phèn Hoà"]


def test_short_words_begin_a_word() -> None:
    make_product(make_producer(name="HTX Sao"), name="Gà ủ muối")
    make_product(make_producer(name="HTX Sao"), name="Bánh gai")
    assert (found("ga u"), found("g"), found("ai")) == (["Gà ủ muối"], ["Bánh gai", "Gà ủ muối"], [])


def test_a_code_finds_its_product(reform: dict[str, Unit]) -> None:
    product = make_product(make_producer(reform["new"]))
    update_product(actor=None, product_id=product.pk, revision=None, official_code="38-15538-1-2026")
    assert found("38-15538-1") == [product.name]
    assert found("38-15538-2") == []


def test_every_set_has_its_place_in_the_crosswalk() -> None:
    assert sorted(CROSSWALK_1048) == list(range(1, 27))
    reached = {number for new in CROSSWALK_1048.values() for number in new}
    assert reached == set(ProductSet.values) - {23, 24, 25}
    pairs = {9: (8,), 10: (9,), 20: (19,), 21: (), 22: (20,), 23: (21,), 24: (21,), 25: (22,), 26: (26,)}
    assert {old: CROSSWALK_1048[old] for old in pairs} == pairs
    assert (predecessors(8), predecessors(21), predecessors(24)) == ((4, 8, 9), (23, 24), ())


@pytest.mark.parametrize(
    ("now", "old", "texts", "derived"),
    [
        (None, None, [], []),
        (8, 9, ["bộ 9", "bộ 8. Chế biến từ thịt, thủy sản, trứng, sữa, các sản phẩm từ mật ong"], [False] * 3),
        (21, None, ["bộ 23 hoặc 24", "bộ 21. Thủ công mỹ nghệ gia dụng, trang trí"], [True, False, False]),
        (23, None, ["không có bộ tương ứng", "bộ 23. Hoa"], [True, False, False]),
        (None, 21, ["bộ 21", "không có bộ tương ứng"], [False, True, True]),
    ],
)
def test_a_set_is_said_under_each_decision(
    now: int | None, old: int | None, texts: list[str], derived: list[bool]
) -> None:
    lines = set_lines(Product(product_set=now, product_set_1048=old))
    assert [line.text for line in lines][: len(texts)] == texts
    assert [line.is_derived for line in lines] == derived


@pytest.mark.parametrize("value", ["0", "27", "٣", "x"])
def test_a_set_of_1048_is_one_of_26(value: str) -> None:
    assert (clean_set_1048(""), clean_set_1048("7")) == (None, 7)
    with pytest.raises(ValidationError):
        clean_set_1048(value)


TODAY = date(2026, 6, 1)


@pytest.mark.parametrize("days", [None, -400, -1, 0, 180, 181])
@pytest.mark.parametrize("dossier", [None, *DossierState])
def test_the_state_is_the_same_in_sql_and_in_words(days: int | None, dossier: DossierState | None) -> None:
    product = make_product()
    expires = None if days is None else TODAY + timedelta(days=days)
    if expires:
        make_recognition(product, star=4, decided_on=date(2023, 1, 5), expires_on=expires)
    if dossier:
        make_dossier(product, state=dossier, submitted_on=date(2026, 5, 1))
    row = with_state(Product.objects.all(), TODAY).get()
    under_way = None if dossier in CLOSED_STATES else dossier
    assert row.state == derive_state(expires, under_way, TODAY)
    assert (row.current_star, row.current_until) == ((4, expires) if expires else (None, None))


def test_states_by_the_law() -> None:
    day = TODAY + timedelta(days=180)  # Điều 7.6a: filing begins 180 days before the end
    assert derive_state(day, "submitted", TODAY) == ProductState.EXPIRING
    assert derive_state(day + timedelta(days=1), None, TODAY) == ProductState.VALID
    assert derive_state(TODAY - timedelta(days=1), "draft", TODAY) == ProductState.PREPARING
    assert derive_state(TODAY - timedelta(days=1), "council", TODAY) == ProductState.REVIEW
    assert derive_state(TODAY - timedelta(days=1), None, TODAY) == ProductState.EXPIRED
    assert derive_state(None, None, TODAY) == ProductState.NEW


def test_a_dossier_decided_by_the_certificate_is_no_longer_under_way() -> None:
    product = make_product()
    make_dossier(product, state="council", submitted_on=date(2022, 3, 1), year=2022)
    make_recognition(product, decided_on=date(2022, 6, 1), expires_on=date(2025, 6, 1))
    assert with_state(Product.objects.all(), TODAY).get().state == ProductState.EXPIRED


def test_the_list_is_narrowed_by_state(client: Client) -> None:
    commune = make_unit()
    client.force_login(make_user(Role.COMMUNE_OFFICER, commune))
    make_product(make_producer(commune), name="Chưa có gì")
    prepared = make_product(make_producer(commune), name="Có nháp")
    make_dossier(prepared, year=timezone.localdate().year)
    url = reverse("products:product_list")
    names = {
        state: [product.name for product in client.get(url, {"trang-thai": state}).context["page"]]
        for state in ("new", "preparing", "khác")
    }
    assert names == {"new": ["Chưa có gì"], "preparing": ["Có nháp"], "khác": ["Chưa có gì", "Có nháp"]}


def test_the_page_shows_sets_codes_and_state(client: Client, reform: dict[str, Unit]) -> None:
    client.force_login(make_user(Role.COMMUNE_OFFICER, reform["new"]))
    producer = make_producer(reform["new"])
    product = create_product(actor=None, producer=producer, name="Nước mắm", product_set=9, product_set_1048=10)
    url = reverse("products:product_codes", args=[product.pk])
    assert client.get(url).status_code == 200
    for data in ({"viec": "ghi", "ghi-code": "38-15538-4-2025"}, {"viec": "cap", "cap-unit": reform["new"].pk}):
        assert client.post(url, {**data, "cap-year": "2026"}).status_code == 302
    assert client.post(url, {"viec": "ghi", "ghi-code": "38-00000-4-2025"}).status_code == 200
    assert client.post(url, {"viec": "khác"}).status_code == 200
    page = client.get(reverse("products:product_detail", args=[product.pk])).content.decode()
    for text in ("38-15538-4-2025", "38-15538-4-2026", "bộ 10", "chưa đánh giá", f"SP-{product.pk:06d}"):
        assert text in page


def test_edit_keeps_the_codes_and_adds_the_old_set(client: Client) -> None:
    commune = make_unit()
    client.force_login(make_user(Role.COMMUNE_OFFICER, commune))
    product = make_product(make_producer(commune), official_code="38-16438-1-2026")
    data: dict[str, Any] = {"name": "Nón lá", "product_set": "21", "product_set_1048": "24", "description": "a\r\nb"}
    client.post(reverse("products:product_edit", args=[product.pk]), {**data, "revision": 0})
    product.refresh_from_db()
    expected = ("Nón lá", 21, 24, "a\nb", "38-16438-1-2026")
    fields = ("name", "product_set", "product_set_1048", "description", "official_code")
    assert tuple(getattr(product, name) for name in fields) == expected
