"""The address of the feed: pages, cursors, scopes, errors."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.api.models import Change, FeedHorizon
from ocop.site.models import SiteSetting
from tests import factories as make

from .feed_reader import ADDRESS, get
from .tokens import bearer, make_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Any:
    """An account of a commune with three products of one producer."""
    unit = make.make_unit()
    producer = make.make_producer(unit)
    for _ in range(3):
        make.make_product(producer)
    return make.make_user(Role.VIEWER, unit)


def _all(user: Any, query: str) -> list[dict[str, Any]]:
    """Every change, page after page."""
    found, after = [], ""
    while True:
        page = get(user, f"{query}&after={after}").json()
        found += page["results"]
        after = page["next_after"]
        if not page["has_more"]:
            return found


def test_pages_of_one_are_the_whole(reader: Any) -> None:
    whole = get(reader, "resource=products,producers").json()
    assert [row["resource"] for row in whole["results"]] == ["producers", *["products"] * 3]
    assert not whole["has_more"]
    assert _all(reader, "resource=products,producers&limit=1") == whole["results"]
    first = get(reader, "resource=products,producers&limit=2").json()
    second = get(reader, f"resource=products,producers&after={first['next_after']}").json()
    assert second["results"] == whole["results"][2:]
    assert get(reader, f"after={whole['next_after']}").json()["results"] == []


def test_a_change_says_what_where_and_when(reader: Any) -> None:
    row = get(reader, "resource=products").json()["results"][0]
    assert row["url"] == f"/api/v1/products/{row['id']}/"
    assert sorted(row) == ["at", "id", "kind", "record", "resource", "url"]
    assert row["record"]["id"] == row["id"]
    assert row["record"]["updated_at"].endswith("+00:00")
    assert get(reader).headers["Content-Type"] == "application/json"


def test_the_url_of_a_change_is_an_address_of_the_interface(reader: Any) -> None:
    client = Client()
    client.force_login(reader)
    make.make_version(make.make_plan(reader.grants.get().unit))
    urls = {row["resource"]: row["url"] for row in get(reader).json()["results"]}
    assert {name: client.get(url).status_code for name, url in urls.items()} == dict.fromkeys(urls, 200)


@pytest.mark.parametrize("cursor", ["12", "a" * 32, "%C3%A1", "AAAA"])
def test_a_cursor_that_is_none_is_400(reader: Any, cursor: str) -> None:
    answer = get(reader, f"after={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (400, "cursor_invalid")


@pytest.mark.parametrize("query", ["limit=0", "limit=5001", "limit=x", "resource=users", "page=2"])
def test_parameters_that_say_nothing_are_400(reader: Any, query: str) -> None:
    answer = get(reader, query)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_query")


def test_a_cursor_of_another_account_or_reach_must_begin_anew(reader: Any) -> None:
    cursor = get(reader).json()["next_after"]
    other = make.make_user(Role.VIEWER)
    assert get(other, f"after={cursor}").json()["code"] == "reach_changed"
    make.make_grant(reader, Role.VIEWER, other.grants.get().unit)
    answer = get(reader, f"after={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (410, "reach_changed")


def test_illustration_switched_off_changes_what_is_seen(reader: Any) -> None:
    cursor = get(reader).json()["next_after"]
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert get(reader, f"after={cursor}").status_code == 410


def test_a_cursor_before_the_kept_history_is_410(reader: Any) -> None:
    first, last = (get(reader, "limit=1").json()[name] for name in ("next_after", "has_more"))
    assert last
    FeedHorizon.objects.create(pk=1, position=Change.objects.count())
    answer = get(reader, f"after={first}")
    assert (answer.status_code, answer.json()["code"]) == (410, "cursor_expired")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_feed_restored_from_a_backup_is_found_out(reader: Any) -> None:
    cursor = get(reader).json()["next_after"]
    newest = Change.objects.order_by("-position")[0]
    Change.objects.filter(pk=newest.pk).delete()
    assert get(reader, f"after={cursor}").json()["code"] == "cursor_expired"
    newest.at = timezone.now() + timedelta(seconds=1)  # another change has the position now
    newest.save(force_insert=True)
    assert get(reader, f"after={cursor}").json()["code"] == "cursor_expired"


def test_scopes_say_which_resources_are_told() -> None:
    unit = make.make_unit()
    product = make.make_product(make.make_producer(unit))
    answer = Client().get(ADDRESS, headers=bearer("products:read", "dossiers:read", unit=unit))
    assert [(row["resource"], row["id"]) for row in answer.json()["results"]] == [("products", product.pk)]
    answer = Client().get(f"{ADDRESS}?resource=producers", headers=bearer("products:read", unit=unit))
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    headers = bearer(make_client("law:read", unit=unit))
    assert Client().get(ADDRESS, headers=headers).status_code == 403


def test_only_who_came_in_reads() -> None:
    assert Client().get(ADDRESS).status_code == 401
    assert Client().post(ADDRESS).status_code in (401, 405)


def test_every_resource_is_told(demo: None) -> None:
    nation = make.make_user(Role.VIEWER, make.make_nation())
    rows = _all(nation, "limit=1000&resource=plans,producers,products,dossiers,evidence,recognitions")
    assert {"plans", "producers", "products", "recognitions"} <= {row["resource"] for row in rows}
    plans = [row["record"] for row in rows if row["resource"] == "plans"]
    targets = [target for plan in plans for target in plan["targets"] if plan["issued_on"]]
    assert sorted(targets[0]) == ["committed", "kind", "star", "unit_code", "unit_id", "working"]
    recognition = next(row["record"] for row in rows if row["resource"] == "recognitions")
    assert json.dumps(recognition["star"]) in "345"
