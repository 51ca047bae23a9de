"""Blind: until the chair opens, nothing anybody else receives depends on what a member has marked."""

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from evaluations.domain.results import open_marks
from evaluations.domain.sheets import save_sheet, submit_sheet
from ocop.accounts.enums import Role
from tests.access.row import text_of
from tests.access.rows import ROWS
from tests.access.rows.results import opened_entry
from tests.access.world import World

from .scoring_room import lowered

pytestmark = pytest.mark.django_db
CHAIR, MEMBER, ADMIN = f"{Role.COUNCIL_MEMBER}@province", f"{Role.COUNCIL_MEMBER}@own", f"{Role.ADMIN}@nation"
OTHERS = (f"{Role.PROVINCE_COORDINATOR}@province", f"{Role.SIGNER}@province", "member")
RANDOM = {"mfa_activate_totp"}
"""Pages that show a secret made for each request."""
COUNTED = ("evaluations_scoresheet", "evaluations_mark", "audit_legalact")
NOISE = re.compile(r"csrfmiddlewaretoken\" value=\"\w+|csrf\S*\": ?\"\w+|nonce-\S+|[0-9a-f]{12,64}|\d\d:\d\d(:[\d.]+)?")


def urls_of(world: World, names: list[str]) -> list[str]:
    """Addresses of every page one can GET; records they need are made now, before anything is compared."""
    rows = {name: ROWS[name] for name in names if ROWS[name].get is not None and name not in RANDOM}
    return [reverse(name, kwargs=row.kwargs(world)) + row.query for name, row in sorted(rows.items())]


def seen_by(world: World, actor: str, urls: list[str]) -> dict[str, str]:
    """Address → status and text, without what differs from one request to the next."""
    client = world.client(actor)
    found = {}
    for url in urls:
        with transaction.atomic():
            answer = client.get(url)
            body = text_of(answer) if answer.status_code == 200 else ""
            transaction.set_rollback(True)
        found[url] = f"{answer.status_code} {NOISE.sub('', body)}"
    return found


def mark(world: World, points: int, *, submit: bool, opened: bool = False) -> None:
    """The member fills in the sheet of so many points, with words that tell them."""
    facts: dict[str, Any] = {"actor": world.users[MEMBER], "entry_id": world.entry.pk}
    words = {"notes": {"1.1": f"Điểm kín {points}"}, "comment": f"Lời kín {points}"}
    save_sheet(**facts, revision=None, answers=lowered(100 - points), **words)
    if submit:
        submit_sheet(**facts)
    if opened:
        open_marks(actor=world.users[CHAIR], entry_id=world.entry.pk, reason="Hết giờ")


def seen_in_both(world: World, wanted: dict[str, list[str]], **how: bool) -> list[dict[str, dict[str, str]]]:
    """What everybody sees when the member gave 61 points, and what when she gave 97: all else equal."""
    found = []
    with connection.cursor() as cursor:
        last = {table: max_id(cursor, table) + 1 for table in COUNTED}
        for points in (61, 97):
            with transaction.atomic():
                for table, number in last.items():  # numbers of rows must not tell the two apart
                    cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {number})")
                mark(world, points, **how)
                found.append({actor: seen_by(world, actor, urls) for actor, urls in wanted.items()})
                transaction.set_rollback(True)
    return found


def max_id(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
    return int(cursor.fetchone()[0])


def differing(two: list[dict[str, dict[str, str]]]) -> list[tuple[str, str]]:
    low, high = two
    return [(actor, url) for actor, pages in low.items() for url, text in pages.items() if high[actor][url] != text]


def first_difference(one: str, two: str) -> str:
    """Where two texts part, for the message of a failing test."""
    at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return f"{one[max(at - 60, 0) : at + 60]!r} ≠ {two[max(at - 60, 0) : at + 60]!r}"


@pytest.mark.parametrize("submit", [False, True])
def test_no_page_of_anybody_depends_on_marks_that_are_not_open(world: World, submit: bool) -> None:
    opened_entry(world)  # made before: another entry whose marks are open
    part = [name for name in ROWS if name.startswith(("evaluations:", "api:"))]
    near = urls_of(world, part)
    every = urls_of(world, list(ROWS)) if submit else near
    wanted = {CHAIR: every, ADMIN: every} | dict.fromkeys(OTHERS if submit else (), near)
    low, high = seen_in_both(world, wanted, submit=submit)
    assert [
        (actor, url, first_difference(low[actor][url], high[actor][url])) for actor, url in differing([low, high])
    ] == []
    whole = "".join(text for pages in low.values() for text in pages.values())
    assert "kín 61" not in whole


def test_the_comparison_would_notice(world: World) -> None:
    """⊖ The member's own page, and everybody's once the chair has opened, do differ."""
    own, board = reverse("evaluations:sheet_edit", args=[world.entry.pk]), urls_of(world, ["evaluations:entry_detail"])
    two = seen_in_both(world, {MEMBER: [own]}, submit=True)
    assert differing(two) == [(MEMBER, own)]
    two = seen_in_both(world, {CHAIR: board, ADMIN: board}, submit=True, opened=True)
    assert differing(two) == [(CHAIR, board[0]), (ADMIN, board[0])]


def test_history_logs_and_jobs_hold_no_mark(world: World) -> None:
    """No table but the sheet's own knows the marks of a submitted sheet before they are opened."""
    mark(world, 61, submit=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        own = {"evaluations_scoresheet", "evaluations_mark"}
        holding = []
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text LIKE %s', ["%kín 61%"])
            if cursor.fetchone()[0]:
                holding.append(table)
    assert holding == ["evaluations_scoresheet"]
    assert not any(table.startswith(tuple(own)) and table not in own for table in tables)
