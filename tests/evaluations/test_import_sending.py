"""New rows handed over by a thread: all of them in the transaction of the caller, faults raised where it stands."""

import threading
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from evaluations.domain.imports.bulk import reserve_ids
from evaluations.domain.imports.sending import BLOCK, WAITING, Sender
from products.models import Producer, Product
from tests.factories import make_producer, make_unit

pytestmark = pytest.mark.django_db
MANY = BLOCK * (WAITING + 3)
"""More rows than ever wait."""


@pytest.fixture
def unit() -> Any:
    return make_unit()


def producers(unit: Any, number: int) -> Iterator[dict[str, Any]]:
    for place in range(number):
        yield {"name": f"HTX {place}", "unit_id": unit.pk, "fold": f"htx {place}", "sort_key": b"x", "core": "x"}


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "import-copy"]


def test_rows_of_several_tables_arrive_with_their_ids(unit: Any) -> None:
    owners, items = reserve_ids(Producer, MANY), reserve_ids(Product, 2)
    with Sender() as sender:
        sender.insert(Producer, owners, producers(unit, MANY))
        sender.insert(Product, (), iter(()))
        rows = ({"name": f"Chè {owner}", "producer_id": owner, "fold": "", "sort_key": b"x"} for owner in owners)
        sender.insert(Product, items, (next(rows) for _ in items))
    assert list(Producer.objects.order_by("pk").values_list("pk", flat=True)) == list(owners)
    assert list(Product.objects.order_by("pk").values_list("pk", "producer")) == list(zip(items, owners, strict=False))
    assert Producer.objects.get(pk=owners[-1]).name == f"HTX {MANY - 1}"
    assert threads() == []


def test_ids_are_ones_own_whatever_the_sequence_does() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER SEQUENCE products_producer_id_seq INCREMENT BY 2")
    apart = reserve_ids(Producer, 3)
    assert [later - apart[0] for later in apart] == [0, 2, 4]
    assert len(reserve_ids(Producer, 0)) == 0


def test_what_the_database_refuses_is_raised_although_rows_wait(unit: Any) -> None:
    taken = make_producer(unit).pk
    ids = range(taken, taken + 20 * MANY)
    with pytest.raises(IntegrityError), transaction.atomic(), Sender() as sender:  # noqa: PT012 - the second insert meets the fault of the first
        sender.insert(Producer, ids[:1], producers(unit, 1))
        sender.insert(Producer, ids[1:], producers(unit, len(ids) - 1))
    assert Producer.objects.count() == 1
    assert threads() == []


def test_what_the_database_refuses_last_is_raised_at_the_end(unit: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), Sender() as sender:
        sender.insert(Producer, reserve_ids(Producer, 1), repeat({"unit_id": unit.pk, "fold": None}, 1))
    assert Producer.objects.count() == 0


@pytest.mark.parametrize("made", [0, 1, MANY])
def test_an_error_of_the_caller_ends_the_copy_under_way(unit: Any, made: int) -> None:
    def broken() -> Iterator[dict[str, Any]]:
        yield from producers(unit, made)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic(), Sender() as sender:
        sender.insert(Producer, range(1, MANY + 2), broken())
    assert Producer.objects.count() == 0
    assert threads() == []
