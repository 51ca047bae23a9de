"""The products of a session by their exact mean."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, DecimalField, F, Q, QuerySet, Sum, Window
from django.db.models.functions import Cast, Rank, Round

from ...enums import SheetState
from ...models import CouncilSession, SessionEntry

DIGITS = 12
"""Two different means of up to 1,000 sheets differ by more than 1e-6: rounded so far, only equal ones are equal."""


@dataclass(frozen=True)
class RankRow:
    """`place` from 1; equal means share a place, and the next one is left out."""

    place: int
    entry: SessionEntry
    points_sum: int
    sheet_count: int

    @property
    def mean(self) -> Fraction:
        """The exact mean of the totals."""
        return Fraction(self.points_sum, self.sheet_count)


def ranking(session: CouncilSession) -> list[RankRow]:
    """Opened entries by the mean of their newest opened round, then by name; returned ones left out; one query."""
    rows = ranked(session).select_related("dossier__product__producer")
    return [RankRow(row.place, row, row.points_sum, row.sheet_count) for row in rows]


def ranked(session: CouncilSession) -> QuerySet[Any]:
    """The query: `points_sum`, `sheet_count`, `mean` (12 digits, for comparing only), `place`."""
    number = DecimalField(max_digits=30, decimal_places=20)
    counted = Q(sheets__state=SheetState.SUBMITTED, sheets__round=F("opened_round"))
    rows = SessionEntry.objects.filter(counted, session=session, opened_round__gt=0, returned_at=None)
    rows = rows.annotate(points_sum=Sum("sheets__total"), sheet_count=Count("sheets"))
    rows = rows.annotate(mean=Round(Cast("points_sum", number) / Cast("sheet_count", number), DIGITS))
    rows = rows.annotate(place=Window(Rank(), order_by=F("mean").desc()))
    return rows.order_by("place", "dossier__product__sort_key", "pk")
