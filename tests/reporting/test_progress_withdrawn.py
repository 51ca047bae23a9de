"""A withdrawn recognition in the progress of a year: never counted twice, and no later year rewrites a result."""

from datetime import date

import pytest

from evaluations.models import Withdrawal
from programs.enums import Tier
from reporting.domain.progress import compute_progress
from tests.factories import (
    make_plan,
    make_producer,
    make_product,
    make_recognition,
    make_unit,
    make_version,
)


@pytest.mark.parametrize(
    ("withdrawn_on", "as_of", "achieved"),
    [
        (date(2025, 6, 10), date(2025, 6, 9), 1),
        (date(2025, 6, 10), date(2025, 6, 10), 0),
        (date(2025, 6, 10), date(2025, 12, 31), 1),  # recognised anew on 01/10/2025: once, not twice
        (date(2025, 11, 1), date(2025, 12, 31), 1),
        (date(2026, 1, 1), date(2026, 6, 30), 2),  # what came after the year leaves its result as it was
        (None, date(2025, 12, 31), 2),
    ],
)
@pytest.mark.django_db
def test_a_withdrawn_recognition_is_not_counted(withdrawn_on: date | None, as_of: date, achieved: int) -> None:
    province = make_unit(Tier.PROVINCE)
    product = make_product(make_producer(make_unit(parent=province)))
    version = make_version(make_plan(province, 2025), {3: 5})
    first = make_recognition(product, decided_on=date(2025, 3, 3))
    make_recognition(product, decided_on=date(2025, 10, 1))
    days = {"concluded_on": date(2025, 3, 4), "due_on": date(2025, 3, 19), "decided_on": withdrawn_on}
    state = "decided" if withdrawn_on else "open"
    Withdrawal.objects.create(recognition=first, ground="c", conclusion="1/KL", state=state, **days)
    assert compute_progress(plan_version=version, as_of=as_of).totals.total.achieved == achieved
