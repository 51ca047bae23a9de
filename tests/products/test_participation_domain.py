"""Producers at activities, products at points of sale: who may, said twice, what was sold, who was never trained."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ocop.accounts.enums import Role
from ocop.site.models import SiteSetting
from products.domain.planned.participation import (
    join_activity,
    leave_activity,
    market_counts,
    put_product,
    take_product,
    untrained_producers,
)
from products.models import Participation, PointProduct, Producer
from programs.models import HeldActivity, PointOfSale
from tests.factories import make_producer, make_product, make_unit, make_user

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 5)


@pytest.fixture
def producer() -> Producer:
    return make_producer()


@pytest.fixture
def officer(producer: Producer) -> Any:
    return make_user(Role.COMMUNE_OFFICER, producer.unit)


def make_held(producer: Producer, **fields: Any) -> HeldActivity:
    values = {"kind": "fair", "title": "Hội chợ", "starts_on": DAY, "ends_on": DAY, **fields}
    return HeldActivity.objects.create(unit=producer.unit, **values)


def test_a_producer_joins_once_and_leaves(producer: Producer, officer: Any) -> None:
    held, product = make_held(producer), make_product(producer)
    join = {"actor": officer, "held_id": held.pk, "producer": producer}
    first = join_activity(**join, product=product, revenue=1_000)
    assert join_activity(**join, product=product, people=3, revenue=2_000).pk == first.pk
    join_activity(**join)
    assert market_counts([held.pk]) == {held.pk: (1, 1, 2_000)}
    with pytest.raises(ValidationError) as fault:
        join_activity(**join, product=make_product())
    assert list(fault.value.message_dict) == ["product"]
    for _ in range(2):
        leave_activity(actor=officer, held_id=held.pk, participation_id=first.pk)
    assert Participation.objects.count() == 1
    outsider = make_user(Role.COMMUNE_OFFICER, make_unit())
    with pytest.raises(PermissionDenied):
        join_activity(**{**join, "actor": outsider})
    with pytest.raises(PermissionDenied):
        leave_activity(actor=outsider, held_id=held.pk, participation_id=first.pk)


def test_a_product_stands_at_a_point_once(producer: Producer, officer: Any) -> None:
    point = PointOfSale.objects.create(unit=producer.unit, name="Điểm", opened_on=DAY)
    put = {"actor": officer, "point_id": point.pk, "product": make_product(producer), "since": DAY}
    first = put_product(**put)
    assert put_product(**put, until=date(2025, 6, 1), revenue=5).pk == first.pk
    assert PointProduct.objects.get().revenue == 5
    for wrong, field in (({"until": date(2025, 1, 1)}, "until"), ({"revenue": -1}, "revenue")):
        with pytest.raises(ValidationError) as fault:
            put_product(**put, **wrong)
        assert list(fault.value.message_dict) == [field]
    for _ in range(2):
        take_product(actor=officer, point_id=point.pk, row_id=first.pk)
    assert not PointProduct.objects.exists()
    with pytest.raises(PermissionDenied):
        take_product(actor=make_user(Role.VIEWER, producer.unit), point_id=point.pk, row_id=first.pk)


def test_producers_nobody_of_which_was_trained(producer: Producer, officer: Any) -> None:
    other = make_producer(producer.unit, name="HTX Khác")
    make_producer()
    training = make_held(producer, kind="training", is_illustration=True)
    join_activity(actor=officer, held_id=make_held(producer).pk, producer=other)
    join_activity(actor=officer, held_id=training.pk, producer=producer)
    assert list(untrained_producers(officer, date(2025, 1, 1))) == [other]
    assert set(untrained_producers(officer, date(2025, 5, 6))) == {producer, other}
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert set(untrained_producers(officer, date(2025, 1, 1))) == {producer, other}
