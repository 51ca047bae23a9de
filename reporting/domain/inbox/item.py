"""One thing that waits, when it is due, and the shape of what finds such things."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise

LATE, WEEK, LATER = "late", "week", "later"
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Item:
    """One thing to do. `when`: late, week or later; `kind` names it; `url` is where it is done; `day`: until when."""

    when: str
    kind: str
    text: str
    note: str = ""
    url: str = ""
    icon: str = "check2-square"
    day: date | None = None


@dataclass(frozen=True)
class Asked:
    """For whom, on which day, and at most how many of a kind."""

    user: Any
    today: date
    most: int


@dataclass(frozen=True)
class Source:
    """`slug` is the filter's value, `label` the kind as items carry it. `find` costs at most three queries, whatever
    the number of items."""

    slug: str
    label: str | Promise
    find: Callable[[Asked], list[Item]]


def when_due(day: date | None, today: date) -> str:
    """Late before today, this week up to seven days ahead, else later."""
    if day is None or day > today + SOON:
        return LATER
    return LATE if day < today else WEEK
