"""The list of dossiers by program: filters, order, fields, changed since, constant queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ocop.accounts.enums import Role
from products.models import Dossier
from tests import factories as make
from tests.api_client import Caller, faulty

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Any:
    """A commune under its province."""
    return make.make_unit(parent=make.make_unit("province"))


@pytest.fixture
def officer(unit: Any) -> Caller:
    """The commune's officer."""
    return Caller(make.make_user(Role.COMMUNE_OFFICER, unit))


def dossier(unit: Any, **facts: Any) -> Dossier:
    """Of a product of its own."""
    return make.make_dossier(make.make_product(make.make_producer(unit)), **facts)


def test_filters_by_records_and_by_what_is_late(unit: Any, officer: Caller) -> None:
    late = dossier(unit, clock_kind="commune", clock_due_on=timezone.localdate() - timedelta(1))
    other = dossier(unit, clock_kind="commune", clock_due_on=timezone.localdate() + timedelta(1))
    assert officer.ids("dossiers/", product=late.product_id) == [late.pk]
    assert officer.ids("dossiers/", producer=other.product.producer_id) == [other.pk]
    assert officer.ids("dossiers/", overdue="true") == [late.pk]
    assert officer.ids("dossiers/", overdue="false") == [other.pk, late.pk]
    for query in ({"product": 0}, {"product": 2**63}, {"overdue": "x"}, {"lạ": 1}):
        wrong = officer.get("dossiers/", **query)
        assert (wrong.status_code, [field for field, _code in faulty(wrong)]) == (400, list(query)), query


def test_orderings_walk_through_everything(unit: Any, officer: Caller) -> None:
    today = timezone.localdate()
    days = (None, today, today - timedelta(3))
    rows = [dossier(unit, clock_due_on=day, year=2026 - number) for number, day in enumerate(days)]
    by_id = [row.pk for row in rows]
    assert officer.ids("dossiers/") == by_id
    assert officer.ids("dossiers/", ordering="clock_due_on") == by_id[::-1]
    assert officer.ids("dossiers/", ordering="-updated_at") == by_id[::-1]
    page, walked = officer.read("dossiers/", ordering="updated_at", limit=1), []
    while page["next"]:
        walked += [row["id"] for row in page["results"]]
        page = officer.read(page["next"])
    assert [*walked, *(row["id"] for row in page["results"])] == by_id
    assert faulty(officer.get("dossiers/", ordering="tên")) == [("ordering", "invalid_choice")]


def test_only_what_changed_since(unit: Any, officer: Caller) -> None:
    old, new = dossier(unit), dossier(unit)
    Dossier.objects.filter(pk=old.pk).update(updated_at=timezone.now() - timedelta(hours=2))
    since = (timezone.now() - timedelta(hours=1)).isoformat()
    assert officer.ids("dossiers/", updated_since=since) == [new.pk]
    assert officer.get("dossiers/", updated_since="2026-01-01").status_code == 400


def test_only_the_fields_asked_for(unit: Any, officer: Caller) -> None:
    row = dossier(unit)
    assert officer.read("dossiers/", fields="id,state")["results"] == [
        {"id": row.pk, "state": {"value": "draft", "label": "nháp"}}
    ]
    assert officer.read(f"dossiers/{row.pk}/", fields="moves") == {"moves": []}
    assert officer.get("dossiers/", fields="id,moves").status_code == 400


def test_what_is_known_is_not_sent_again(unit: Any, officer: Caller) -> None:
    url = f"dossiers/{dossier(unit).pk}/"
    etag = officer.get(url)["ETag"]
    officer.headers = {"If-None-Match": etag}
    assert (officer.get(url).status_code, officer.get(url).content) == (304, b"")


def test_queries_do_not_grow_with_what_a_dossier_holds(unit: Any, officer: Caller) -> None:
    def count(path: str) -> int:
        officer.read(path)
        with CaptureQueriesContext(connection) as captured:
            officer.read(path)
        return len(captured)

    row = dossier(unit)
    bare = count(f"dossiers/{row.pk}/"), count("dossiers/")
    for kind in ("dkkd", "shtt", "bvmt"):
        paper = make.make_evidence(row.product.producer, kind=kind)
        row.links.create(evidence=paper, requirement=f"paper:{kind}")
        asked = row.requests.create(
            level="commune", returns_to="checking", asked_on="2026-01-05", due_on="2026-01-15", closed_on="2026-01-09"
        )
        asked.items.create(text="Bổ sung")
    for _ in range(99):
        dossier(unit)
    assert len(officer.ids("dossiers/", limit=100)) == 100
    # With requests there is one more read: their items.
    assert (count(f"dossiers/{row.pk}/"), count("dossiers/")) == (bare[0] + 1, bare[1])
