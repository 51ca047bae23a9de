"""Who is told that a record went away: whoever could see it before; nobody else learns a thing."""

from typing import Any

import pytest
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.api.domain.feed import WINDOW
from ocop.api.models import Change
from products.models import Evidence, Producer, Product
from tests import factories as make

from .feed_reader import brief, now_at, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> tuple[Any, Any, Any, Any]:
    """Two communes and an account of each."""
    here, there = make.make_unit(), make.make_unit()
    return here, there, make.make_user(Role.VIEWER, here), make.make_user(Role.VIEWER, there)


def test_a_moved_producer_takes_what_hangs_on_it_along(two: Any) -> None:
    here, there, old, new = two
    producer = make.make_producer(here)
    product = make.make_product(producer)
    others = [
        ("dossiers", make.make_dossier(product).pk),
        ("evidence", make.make_evidence(producer).pk),
        ("recognitions", make.make_recognition(product).pk),
    ]
    after = {user: now_at(user) for user in (old, new)}
    producer.unit = there
    producer.save()
    moved = [("producers", producer.pk), ("products", product.pk), *others]
    gone = brief(told(old, after[old])[0])
    assert sorted(gone) == sorted((name, pk, "gone") for name, pk in moved if name != "evidence")
    assert sorted(brief(told(new, after[new])[0])) == sorted((name, pk, "saved") for name, pk in moved)


def test_keepers_of_the_vault_are_told_of_papers_that_went(two: Any) -> None:
    here, _there, reader, other = two
    keeper = make.make_user(Role.API_CLIENT, here)
    paper = make.make_evidence(make.make_producer(here), is_sensitive=True)
    after = {user: now_at(user) for user in (keeper, reader, other)}
    paper.removed_at = timezone.now()
    paper.save()
    found = {user: brief(told(user, after[user])[0]) for user in after}
    assert found == {keeper: [("evidence", paper.pk, "gone")], reader: [], other: []}


def test_a_deleted_record_is_a_tombstone_for_its_territory(two: Any) -> None:
    here, _there, old, new = two
    product = make.make_product(make.make_producer(here))
    pk, after = product.pk, now_at(old)
    product.delete()
    assert told(new, now_at(new) and after)[0] == []
    items, _after = told(old, after)
    assert [(item.kind, item.record) for item in items] == [("gone", None)]
    assert items[0].as_dict()["url"] == f"/api/v1/products/{pk}/"


def test_a_product_merged_away_is_gone_and_one_moved_to_a_producer_elsewhere(two: Any) -> None:
    here, there, old, new = two
    kept, merged = (make.make_product(make.make_producer(here)) for _ in range(2))
    other = make.make_producer(there)
    after = now_at(old)
    Product.objects.filter(pk=merged.pk).update(merged_into=kept)
    Product.objects.filter(pk=kept.pk).update(producer=other)
    assert sorted(brief(told(old, after)[0])) == sorted(("products", pk, "gone") for pk in (kept.pk, merged.pk))
    assert brief(told(new, after)[0]) == [("products", kept.pk, "saved")]


def test_a_new_name_of_a_producer_is_told_with_its_products(two: Any) -> None:
    here, _there, reader, other = two
    product = make.make_product(make.make_producer(here))
    after = now_at(reader)
    Producer.objects.filter(pk=product.producer_id).update(name="Tên mới")
    assert told(other, after)[0] == []
    found = {item.resource: item.as_dict()["record"] for item in told(reader, after)[0]}
    assert found["products"]["producer_name"] == found["producers"]["name"] == "Tên mới"


def test_nothing_is_told_of_others_not_even_by_the_shape_of_the_answer(two: Any) -> None:
    here, there, reader, _other = two
    after = now_at(reader)
    producer = make.make_producer(there)
    Product.objects.bulk_create(Product(producer=producer, name=f"SP {n}").set_keys() for n in range(WINDOW + 50))
    assert told(reader, after, limit=10)[0] == []
    Product.objects.filter(producer=producer).delete()
    assert told(reader, after, limit=10)[0] == []
    own = make.make_producer(here)
    assert brief(told(reader, after, limit=10)[0]) == [("producers", own.pk, "saved")]


def test_a_page_tells_a_record_once_at_its_last_place(two: Any) -> None:
    here, _there, reader, _other = two
    first, second = make.make_producer(here), make.make_producer(here)
    now_at(reader)
    Producer.objects.filter(pk=first.pk).update(phone="0912345678")
    items, _after = told(reader, 0, "producers")
    assert brief(items) == [("producers", second.pk, "saved"), ("producers", first.pk, "saved")]
    assert "0912345678" not in str(items)
    assert Change.objects.filter(resource="producers").count() == 3


def test_a_household_keeps_its_address_and_codes(two: Any) -> None:
    here, _there, reader, _other = two
    personal = {"address": "Thôn 3", "tax_code": "038095001234", "registration_number": "26A8"}
    make.make_producer(here, name="Hộ Ba", legal_form="ho_kd", **personal)
    make.make_producer(here, name="Hợp tác xã", legal_form="htx", **personal)
    found = {item.as_dict()["record"]["name"]: item.as_dict()["record"] for item in told(reader, 0, "producers")[0]}
    assert [found["Hộ Ba"][name] for name in personal] == ["", "", ""]
    assert [found["Hợp tác xã"][name] for name in personal] == ["Thôn 3", "", "26A8"]


def test_everybody_is_told_of_units(two: Any) -> None:
    _here, _there, reader, _other = two
    unit = make.make_unit()
    after = now_at(reader)
    unit.name = "Xã đổi tên"
    unit.save()
    pk = unit.pk
    assert [item.as_dict()["record"]["name"] for item in told(reader, after)[0]] == ["Xã đổi tên"]
    unit.delete()
    assert brief(told(reader, after)[0]) == [("units", pk, "gone")]
    assert not Evidence.objects.exists()
