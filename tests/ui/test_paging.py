"""Keyset pages: walking forth and back meets every row once, in order, whatever is typed into the cursor."""

import pytest
from django.test import RequestFactory

from ocop.ui.paging import KeysetPage, paginate
from programs.models import Unit
from tests.factories import make_unit

ORDERS = [("sort_key", "pk"), ("-valid_from", "name", "-pk"), ("code",)]


@pytest.fixture
def made(db: None) -> list[int]:
    return [make_unit(name=f"Xã {name}").pk for name in ("Đức", "Ân", "Ánh", "Đức", "Ba", "Hòa", "Ân")]


def page_at(url: str, order: tuple[str, ...], size: int = 3) -> KeysetPage:
    return paginate(Unit.objects.all(), RequestFactory().get(url), order=order, per_page=size)


def walk(start: str, order: tuple[str, ...], link: str) -> list[list[int]]:
    """Pages met by following one link until it ends."""
    url, pages = start, []
    while url:
        page = page_at(url, order)
        pages.append([unit.pk for unit in page])
        url = page.links(RequestFactory().get(url))[link]
    return pages


@pytest.mark.parametrize("order", ORDERS)
def test_forth_from_the_first_and_back_from_the_last_meet_every_row_once(
    made: list[int], order: tuple[str, ...]
) -> None:
    in_order = [unit.pk for unit in Unit.objects.order_by(*order)]
    forth = walk("/?q=a", order, "next")
    back = walk("/?truoc=cuoi", order, "previous")
    assert [pk for page in forth for pk in page] == in_order
    assert [pk for page in reversed(back) for pk in page] == in_order
    assert [len(page) for page in forth] == [3, 3, 1]
    assert [len(page) for page in back] == [3, 3, 1]


def test_links_keep_the_filters_and_stand_only_where_there_is_more(made: list[int]) -> None:
    request = RequestFactory().get("/don-vi/?q=a&sau=x")
    links = page_at("/don-vi/?q=a", ORDERS[0]).links(request)
    assert (links["first"], links["previous"]) == ("", "")
    assert links["next"].startswith("/don-vi/?q=a&sau=")
    assert links["last"] == "/don-vi/?q=a&truoc=cuoi"
    last = page_at(links["last"], ORDERS[0]).links(request)
    assert (last["next"], last["last"], last["first"]) == ("", "", "/don-vi/?q=a")


@pytest.mark.parametrize("cursor", ["", "x", "WyJhIl0", "bnVsbA", "WyJ4IiwieSJd", "W251bGwsMV0", "%00", "é"])
def test_a_cursor_that_says_nothing_is_the_first_page(made: list[int], cursor: str) -> None:
    first = [unit.pk for unit in page_at("/", ORDERS[1])]
    assert [unit.pk for unit in page_at(f"/?sau={cursor}", ORDERS[1])] == first


def test_a_page_reads_the_database_once(made: list[int], django_assert_num_queries: object) -> None:
    page = page_at("/", ORDERS[0])
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(list(page)) == len(page.rows) == 3
        assert page.has_next
        assert not page.has_previous
