"""What the feed keeps: the last change of every record for ever, tombstones for their time."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.api.domain.feed_cursor import CursorError, Cursors, mark_at
from ocop.api.domain.feed_keep import CLEAR, clear_feed
from ocop.api.models import Change, FeedHorizon
from ocop.jobs.domain.verbs import ask_daily_jobs
from products.models import Producer, Product
from tests import factories as make

from .feed_reader import brief, now_at, told

pytestmark = pytest.mark.django_db


def _age(days: int) -> None:
    Change.objects.update(at=timezone.now() - timedelta(days=days))


def test_superseded_changes_go_and_the_rest_is_still_the_whole() -> None:
    unit = make.make_unit()
    user = make.make_user(Role.VIEWER, unit)
    producer = make.make_producer(unit)
    for name in ("Một", "Hai"):
        now_at(user)
        Producer.objects.filter(pk=producer.pk).update(name=name)
    before = brief(told(user)[0])
    _age(31)
    newest = Change.objects.order_by("-position")[0].position
    assert clear_feed() == {"superseded": 2, "gone": 0}
    assert clear_feed() == {"superseded": 0, "gone": 0}
    assert brief(told(user)[0]) == before
    assert now_at(user) == newest


def test_young_changes_stay() -> None:
    producer = make.make_producer()
    now_at(make.make_user())
    Producer.objects.filter(pk=producer.pk).update(name="Khác")
    assert clear_feed() == {"superseded": 0, "gone": 0}


def test_who_reads_late_is_still_told_of_a_record_that_moved_away() -> None:
    here, there = make.make_unit(), make.make_unit()
    late = make.make_user(Role.VIEWER, here)
    producer = make.make_producer(here)
    after = now_at(late)
    for change in ({"unit": there}, {"name": "Tên mới"}):
        Producer.objects.filter(pk=producer.pk).update(**change)
        now_at(late)
    _age(31)
    assert clear_feed()["superseded"] == 2
    assert brief(told(late, after)[0]) == [("producers", producer.pk, "gone")]


def _cursor(user: Any, position: int) -> str:
    return Cursors(user).at(position, mark_at(position))


def test_old_tombstones_go_and_who_stands_before_them_begins_anew() -> None:
    user = make.make_user(Role.VIEWER)
    unit = user.grants.get().unit
    product = make.make_product(make.make_producer(unit))
    before = now_at(user)
    early, pk = _cursor(user, before), product.pk
    Product.objects.filter(pk=pk).delete()
    after = now_at(user)
    late = _cursor(user, after)
    make.make_product(product.producer)  # a tombstone at the very end stays: positions go on from it
    now_at(user)
    _age(366)
    late = _cursor(user, after)
    assert clear_feed() == {"superseded": 1, "gone": 1}
    assert FeedHorizon.objects.get().position == after
    assert Cursors(user).read(late) == after
    with pytest.raises(CursorError, match="cursor_expired"):
        Cursors(user).read(early)
    assert pk not in [item.object_id for item in told(user, 0, "products")[0]]


def test_positions_never_come_again() -> None:
    product = make.make_product()
    user = make.make_user()
    now_at(user)
    product.delete()
    newest = now_at(user)
    _age(366)
    assert clear_feed() == {"superseded": 1, "gone": 0}
    make.make_unit()
    assert now_at(user) == newest + 1


def test_it_is_done_every_night() -> None:
    assert CLEAR in {job.kind for job in ask_daily_jobs()}
