"""Positions: every committed change is met once, in order, however long another transaction was open."""

import random
import threading
import time
from typing import Any

import pytest
from django.db import transaction

from ocop.api.domain.feed_sequence import give_positions
from ocop.api.models import Change, ChangeNote
from products.models import Product
from tests import factories as make
from tests.threads import at_once

WRITERS, EACH = 4, 12


@pytest.mark.django_db
def test_positions_have_no_gap_and_a_record_noted_twice_is_one_change() -> None:
    producer = make.make_producer()
    give_positions()
    first = Change.objects.count()
    product = make.make_product(producer)
    product.name = "Tên khác"
    product.save()
    assert give_positions() == 1
    assert give_positions() == 0
    product.delete()
    assert give_positions() == 1
    rows = list(Change.objects.order_by("position").values_list("position", "resource", "kind"))[first:]
    assert [kind for _position, _resource, kind in rows] == ["saved", "gone"]
    positions = list(Change.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))


def _write(producers: list[int], number: int) -> None:
    """Transactions that stay open for a moment; every third is undone."""
    luck = random.Random(number)
    for turn in range(EACH):
        with transaction.atomic():
            Product(producer_id=producers[number], name=f"SP {number}-{turn}").save()
            time.sleep(luck.random() / 40)
            if turn % 3 == 2:
                transaction.set_rollback(True)


def _poll(is_over: threading.Event, read: Any) -> list[int]:
    """What a reader met that goes on from the last it saw until the writers have ended, and once more."""
    found: list[int] = []
    last, is_last = 0, False
    while True:
        is_last = is_over.is_set()
        rows = read(last)
        found += [pk for _place, pk in rows]
        last = rows[-1][0] if rows else last
        if is_last:
            return found
        time.sleep(0.005)


def _by_position(last: int) -> list[tuple[int, int]]:
    give_positions()
    rows = Change.objects.filter(position__gt=last, resource="products").order_by("position")
    return list(rows.values_list("position", "object_id"))


def _by_id(last: int) -> list[tuple[int, int]]:
    """The reader without a sequencer: goes on from the largest id it has seen."""
    rows = ChangeNote.objects.filter(id__gt=last, resource="products").order_by("id")
    return [(note, ids[0]) for note, ids in rows.values_list("id", "object_ids")]


def _race(read: Any, readers: int) -> list[list[int]]:
    producers = [make.make_producer().pk for _ in range(WRITERS)]
    is_over, left = threading.Event(), [WRITERS]
    lock = threading.Lock()

    def write(number: int) -> None:
        try:
            _write(producers, number)
        finally:
            with lock:
                left[0] -= 1
                if not left[0]:
                    is_over.set()

    works = [lambda number=number: write(number) for number in range(WRITERS)]
    found = at_once(works + [lambda: _poll(is_over, read) for _ in range(readers)])
    assert not [one for one in found if isinstance(one, Exception)], found
    return [one for one in found if isinstance(one, list)]


@pytest.mark.django_db(transaction=True)
def test_readers_meet_every_committed_change_exactly_once() -> None:
    met = _race(_by_position, readers=3)
    stored = sorted(Product.objects.values_list("pk", flat=True))
    assert len(stored) == WRITERS * EACH * 2 // 3
    assert [sorted(one) for one in met] == [stored] * 3
    assert met[0] == met[1] == met[2]


@pytest.mark.django_db(transaction=True)
def test_control_a_reader_that_goes_by_ids_loses_what_committed_late() -> None:
    """Why there is a sequencer: two transactions, the first to write is the last to commit."""
    producer = make.make_producer()
    ChangeNote.objects.all().delete()
    has_written, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            Product(producer=producer, name="Chậm").save()
            has_written.set()
            may_commit.wait(10)

    def quick() -> list[list[tuple[int, int]]]:
        has_written.wait(10)
        Product(producer=producer, name="Nhanh").save()
        seen = {"ids": _by_id(0), "positions": _by_position(0)}
        may_commit.set()
        return [seen["ids"], seen["positions"]]

    by_id, by_position = next(one for one in at_once([slow, quick]) if isinstance(one, list))
    late = Product.objects.get(name="Chậm").pk
    assert late not in [pk for _place, pk in _by_id(by_id[-1][0])]
    assert [pk for _place, pk in _by_position(by_position[-1][0])] == [late]


@pytest.mark.django_db(transaction=True)
def test_a_sequencer_killed_at_work_leaves_the_notes() -> None:
    make.make_product()
    noted = ChangeNote.objects.count()
    assert noted
    with transaction.atomic():
        give_positions()
        transaction.set_rollback(True)
    assert (ChangeNote.objects.count(), Change.objects.filter(resource="products").count()) == (noted, 0)
    give_positions()
    assert Change.objects.filter(resource="products").count() == 1


@pytest.mark.django_db(transaction=True)
def test_several_at_once_give_each_position_once() -> None:
    for _ in range(5):
        make.make_product()
    given = at_once([give_positions] * 4)
    assert sum(given) == Change.objects.count()
    assert sorted(Change.objects.values_list("position", flat=True)) == list(range(1, sum(given) + 1))
