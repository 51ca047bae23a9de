"""What the pages do not reach of the verbs and reads of producers and products."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from ocop.accounts.enums import Role
from products.domain.plan_products import source_note
from products.domain.producers import create_producer, update_producer
from products.domain.products import create_product
from products.domain.queries import Filters, filter_producers
from products.models import Producer
from programs.enums import Tier
from tests.factories import make_producer, make_product, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune() -> Any:
    return make_unit(parent=make_unit(Tier.PROVINCE), name="Xã Thọ Diên")


@pytest.fixture
def officer(commune: Any) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


def test_nobody_registers_or_moves_outside_the_territory(commune: Any, officer: Any) -> None:
    other, producer = make_unit(), make_producer(commune)
    verbs = (
        lambda: create_producer(actor=officer, unit=other, name="HTX", legal_form="htx"),
        lambda: update_producer(actor=officer, producer_id=producer.pk, revision=0, unit=other),
        lambda: create_product(actor=officer, producer=make_producer(other), name="Bánh"),
    )
    for verb in verbs:
        with pytest.raises(ValidationError) as caught:
            verb()
        assert caught.value.code == "outside_territory"
    producer.refresh_from_db()
    assert producer.unit == commune


def test_a_move_refreshes_the_search_of_products_and_a_repeat_does_nothing(commune: Any, officer: Any) -> None:
    product = make_product(make_producer(commune))
    changes: dict[str, Any] = {"unit": commune, "address": "Thôn 1"}
    for _ in range(2):
        producer = update_producer(actor=officer, producer_id=product.producer.pk, revision=0, **changes)
        assert (producer.address, producer.revision) == ("Thôn 1", 1)
    moved = make_unit(name="Xã Lưu Vệ")
    update_producer(actor=None, producer_id=product.producer.pk, revision=None, unit=moved)
    product.refresh_from_db()
    assert product.fold.endswith("xa luu ve")


def test_another_product_of_the_same_name_is_refused(commune: Any) -> None:
    product = make_product(make_producer(commune), name="Bánh gai", product_set=6)
    with pytest.raises(ValidationError) as caught:
        create_product(actor=None, producer=product.producer, name="Bánh gai", product_set=7)
    assert caught.value.message_dict == {"name": ["Chủ thể này đã có sản phẩm cùng tên."]}


def test_producers_are_filtered_by_unit_and_form(commune: Any) -> None:
    inside = make_producer(commune, legal_form="tht")
    make_producer(commune)
    make_producer(legal_form="tht")
    query = {"don-vi": "tho dien", "loai": "tht", "q": "thu"}
    assert list(filter_producers(Producer.objects.all(), Filters.from_query(query))) == [inside]


def test_source_of_a_plans_product() -> None:
    version = {"number": 6, "symbol": "KH-UBND", "issued_on": date(2025, 2, 24), "issuer": "UBND tỉnh Thanh Hóa"}
    assert source_note({}, version) == "theo Kế hoạch 06/KH-UBND ngày 24/02/2025 của UBND tỉnh Thanh Hóa"
    draft = {"number": None, "issuer": "UBND xã Lưu Vệ"}
    assert source_note({"year": 2026}, draft) == "theo dự thảo Kế hoạch OCOP năm 2026 của UBND xã Lưu Vệ"
