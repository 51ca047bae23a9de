"""The register of outgoing documents: numbers once a series, without gaps where the register gives them."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from ocop.site.models import SiteSetting
from programs.domain.numbers import Paper, SeriesKey, entry_of, next_number, reserve_number
from programs.enums import NumberMode, NumberOrigin, Tier
from programs.models import NumberEntry, NumberSeries
from tests.factories import make_plan, make_unit, make_user, make_version
from tests.threads import at_once

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


class Book:
    """A series of a province, and documents put into it."""

    def __init__(self, mode: str = NumberMode.GIVEN) -> None:
        SiteSetting.objects.create(key="number_mode", value=mode)
        self.unit = make_unit(Tier.PROVINCE)
        self.actor = make_user()

    def key(self, **changes: Any) -> SeriesKey:
        facts = {"unit": self.unit, "issuer": "Hội đồng Thử", "symbol": "TB-HĐ", "year": 2026}
        return SeriesKey(**{**facts, **changes})

    def take(self, number: int | None = None, day: date = DAY, **more: Any) -> NumberEntry:
        paper = Paper(issued_on=day, abstract="Thông báo thử", source=more.pop("source", None))
        key = more.pop("key", None) or self.key()
        with transaction.atomic():
            return reserve_number(key=key, paper=paper, actor=self.actor, number=number, **more)


def codes(call: Any, *args: Any, **facts: Any) -> list[str | None]:
    with pytest.raises(ValidationError) as caught:
        call(*args, **facts)
    return [error.code for found in caught.value.error_dict.values() for error in found]


def test_the_register_gives_numbers_from_one() -> None:
    book = Book()
    assert next_number(book.key()) == 1
    taken = [book.take() for _ in range(3)]
    assert [entry.number for entry in taken] == [1, 2, 3]
    assert {entry.origin for entry in taken} == {NumberOrigin.GIVEN}
    assert (taken[0].text, next_number(book.key())) == ("01/TB-HĐ", 4)


def test_a_number_typed_in_must_be_the_next() -> None:
    book = Book()
    assert codes(book.take, 2) == ["number_order"]
    assert book.take(1).number == 1


def test_a_day_before_the_last_one_is_refused() -> None:
    book = Book()
    book.take()
    assert codes(book.take, day=date(2026, 3, 1)) == ["number_day"]
    assert book.take(day=DAY).number == 2


def test_the_register_goes_on_where_the_office_stopped() -> None:
    book = Book()
    book.take()
    NumberSeries.objects.update(first=58)
    assert book.take().number == 58
    assert book.take(least=70).number == 70


def test_what_fails_leaves_no_gap() -> None:
    book = Book()
    with transaction.atomic():
        book.take()
        transaction.set_rollback(True)
    assert book.take().number == 1


def test_an_entered_series_asks_for_a_number_and_takes_it_once() -> None:
    book = Book(NumberMode.ENTERED)
    assert next_number(book.key()) is None
    assert codes(book.take) == ["number_required"]
    assert book.take(36).origin == NumberOrigin.ENTERED
    assert codes(book.take, 36) == ["number_used"]
    assert codes(book.take, 0) == ["number"]
    assert book.take(12, day=date(2026, 1, 2)).number == 12  # the office's own order is not ours to judge
    assert book.take(least=5).number == 37
    assert next_number(book.key()) is None


def test_series_are_of_body_symbol_and_year() -> None:
    book = Book()
    others = [{"issuer": "Ủy ban nhân dân Thử"}, {"symbol": "GM-HĐ"}, {"year": 2027}, {"unit": make_unit()}]
    book.take()
    for other in others:
        day = date(other.get("year", 2026), 3, 2)
        assert book.take(key=book.key(**other), day=day).number == 1
    assert book.take(key=book.key(issuer="HỘI ĐỒNG  THỬ", symbol="tb-hđ")).number == 2
    assert NumberSeries.objects.count() == 5


def test_a_document_keeps_the_number_it_has() -> None:
    book = Book()
    version = make_version(make_plan(book.unit))
    first, again = book.take(source=version), book.take(source=version)
    assert (first, entry_of(version)) == (again, first)
    assert entry_of(None) is None
    assert entry_of(make_version(make_plan())) is None


@pytest.mark.parametrize(
    "change", [{"number": 9}, {"source_kind": "document"}, {"source_id": 7}, {"state": "used", "reason": "x"}]
)
def test_the_database_keeps_the_book(change: dict[str, Any]) -> None:
    book = Book()
    entry = book.take()
    if "state" in change:
        NumberEntry.objects.update(state="void", reason="hỏng")
    with pytest.raises(DatabaseError), transaction.atomic():
        NumberEntry.objects.filter(pk=entry.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()
    NumberEntry.objects.exclude(state="void").update(signer="Lê Văn A")


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_one_to_twenty() -> None:
    book = Book()
    found = at_once([book.take] * 20)
    assert sorted(entry.number for entry in found) == list(range(1, 21))
    assert NumberSeries.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_failures_among_twenty_leave_no_gap() -> None:
    book = Book()

    def fail() -> None:
        with transaction.atomic():
            book.take()
            raise RuntimeError

    found = at_once([book.take, fail] * 10)
    taken = sorted(entry.number for entry in found if isinstance(entry, NumberEntry))
    assert taken == list(range(1, 11))
