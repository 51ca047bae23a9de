"""Nine members score twelve products at once while others look everywhere: no mark is seen before the chair opens, each
sheet counts once, and nobody is late enough to change a frozen result."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from evaluations.domain.results import close_session, conclude, verify_results
from evaluations.models import EvaluationResult, Mark, ScoreSheet, SessionEntry
from evaluations.models.sheet import ScoreSheetQuerySet
from evaluations.views import entries as entry_views
from ocop.audit.models import LegalAct
from tests.access.row import text_of
from tests.access.world import World

from .council_of_nine import MEMBERS, PRODUCTS, TOTALS, Nine, addresses, pages_of, secrets_in
from .scoring_room import LEAVES, as_majority
from .test_scoring_races import run_all

pytestmark = pytest.mark.django_db(transaction=True)
ACCEPTED = (302, 200)
"""By the page, by program."""


def look(client: Any, urls: Iterable[str]) -> dict[str, str]:
    """Address → everything the answer says, spreadsheets unpacked, refusals too; reading leaves nothing behind."""
    found = {}
    for url in urls:
        with transaction.atomic():
            found[url] = text_of(client.get(url))
            transaction.set_rollback(True)
    return found


def crawl(nine: Nine, urls: list[str]) -> list[tuple[str, str, list[Any]]]:
    """(who, address, what) for everything that somebody is told of another's sheet which is not open."""
    first = {(member, nine.twice, 1) for member in range(MEMBERS)}
    salts = set(ScoreSheet.objects.exclude(salt="").values_list("salt", flat=True))
    leaks = []
    for name, (client, number, is_council) in nine.browsers().items():
        for url, body in look(client, urls).items():
            told = {one for one in secrets_in(body) - (first if is_council else set()) if one[0] != number}
            if told or any(salt in body for salt in salts):
                leaks.append((name, url, sorted(told)))
    return leaks


def play(nine: Nine, watch: Callable[[threading.Event], None]) -> None:
    """Every member fills in every sheet in a window of its own; every third is handed in by two clicks at once."""
    done, ended = threading.Event(), list[int]()

    def member(number: int) -> None:
        try:
            for product in [(turn + number) % PRODUCTS for turn in range(PRODUCTS)]:
                client = nine.clients[number]
                assert nine.save(client, number, product, 2 if product == nine.twice else 1) == 200
                click(nine, number, product, 2 if product % 3 == 0 else 1)
        finally:
            ended.append(number)
            if len(ended) == MEMBERS:
                done.set()

    works = [lambda n=n: member(n) for n in range(MEMBERS)]
    run_all([*works, lambda: watch(done)], threading.Barrier(MEMBERS + 1))


def click(nine: Nine, number: int, product: int, times: int) -> None:
    """The sheet handed in so many times at the same moment; each is answered as the first."""
    statuses: list[int] = []
    works = [lambda: statuses.append(nine.submit(nine.clients[number], number, product))] * times
    run_all(works, threading.Barrier(times))
    assert statuses == [ACCEPTED[number % 2 == 0]] * times


def test_nine_members_play_at_once_unseen_and_each_sheet_counts_once(world: World) -> None:
    nine = Nine(world)
    nine.score_again()
    looking, seen, rounds = world.client("admin@nation"), set(), [0]
    board = reverse("evaluations:session_progress", args=[nine.session.pk])
    urls = [board, *(url for entry in nine.entries[: nine.twice : 3] for url in pages_of(entry))]

    def watch(done: threading.Event) -> None:
        while not done.is_set():
            for url in urls:
                seen.update(secrets_in(text_of(looking.get(url))))
            rounds[0] += 1

    play(nine, watch)
    assert (seen, rounds[0] > 0) == (set(), True)
    sheets = ScoreSheet.objects.filter(state="submitted").exclude(entry=nine.entries[nine.twice], round=1)
    everyone = [(member.pk, entry.pk) for member in nine.members for entry in nine.entries]
    assert sorted(sheets.values_list("member", "entry")) == sorted(everyone)
    given = dict(sheets.exclude(member=nine.members[0]).values_list("member", "total"))
    assert given == {member.pk: TOTALS[n] for n, member in enumerate(nine.members) if n}
    count = MEMBERS * (PRODUCTS + 1)
    assert Mark.objects.count() == count * len(LEAVES)
    assert LegalAct.objects.filter(verb="submit_sheet").count() == count
    assert crawl(nine, addresses(nine, [nine.entries[0], nine.entries[nine.twice]])) == []


def every_sheet(entry: SessionEntry, number: int | None = None) -> list[ScoreSheet]:
    """What `opened_sheets` would give if it forgot which rounds are open."""
    rows = ScoreSheet.objects.filter(entry=entry, state="submitted").select_related("member")
    return list(rows.order_by("member__order", "member_id"))


@pytest.mark.parametrize("fallen", [(), ("gate",), ("page",), ("gate", "page")])
def test_either_wall_alone_keeps_marks_hidden_and_the_crawl_notices_when_both_fall(
    world: World, fallen: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """⊖ The gate of sheets lets everything through; the page of an entry forgets which rounds are open."""
    nine = Nine(world, products=1)
    nine.score_again()
    nine.hand_in(0, number=2)
    if "gate" in fallen:
        monkeypatch.setattr(ScoreSheetQuerySet, "visible_to", lambda self, user: self.all())
    if "page" in fallen:
        monkeypatch.setattr(entry_views, "opened_sheets", every_sheet)
    leaks = crawl(nine, list(pages_of(nine.entries[0])))
    assert bool(leaks) == (fallen == ("gate", "page"))
    assert {"admin@nation", "member 2"} <= {name for name, _url, _told in leaks} or not leaks


def opened(nine: Nine) -> None:
    """All but the last member have handed in; the chair opens without that one, by the page."""
    nine.hand_in(0, members=MEMBERS - 1)
    assert nine.save(nine.clients[MEMBERS - 1], MEMBERS - 1, 0) == 200
    url = reverse("evaluations:entry_open", args=[nine.entries[0].pk])
    assert nine.clients[0].post(url, {"reason": "Thành viên về sớm"}).status_code == 302


def test_opened_marks_are_told_to_the_council_and_to_nobody_else(world: World) -> None:
    nine = Nine(world, products=1)
    opened(nine)
    urls = list(pages_of(nine.entries[0]))
    handed_in = {(member, 0, 1) for member in range(MEMBERS - 1)}
    found = {
        name: (set().union(*map(secrets_in, look(client, urls).values())), is_council)
        for name, (client, _number, is_council) in nine.browsers().items()
    }
    wrong = {name: told for name, (told, is_council) in found.items() if told != (handed_in if is_council else set())}
    assert wrong == {}
    assert {"admin@nation", "member 2"} <= {name for name, (_told, is_council) in found.items() if is_council}


def test_a_late_member_changes_nothing_of_a_frozen_result(world: World) -> None:
    nine = Nine(world, products=1)
    opened(nine)
    late, entry = MEMBERS - 1, SessionEntry.objects.select_related("session").get(pk=nine.entries[0].pk)
    assert statuses_of(nine, late) == (409, 409)
    conclude(actor=nine.users[0], entry_id=entry.pk, conclusions=as_majority(entry), spread_note="Đã thảo luận")
    url = reverse("evaluations:session_close", args=[nine.session.pk])
    assert [nine.clients[0].post(url).status_code for _ in range(2)] == [302, 302]
    frozen = EvaluationResult.objects.values().get(entry=entry)
    draft = ScoreSheet.objects.values().get(member=nine.members[late])
    assert statuses_of(nine, late) == (409, 409)
    assert statuses_of(nine, 2) == (409, 200)  # handed in before: told so again, nothing changes
    assert EvaluationResult.objects.values().get(entry=entry) == frozen
    assert ScoreSheet.objects.values().get(member=nine.members[late]) == draft
    assert (frozen["sheet_count"], frozen["points_sum"]) == (MEMBERS - 1, sum(TOTALS) - TOTALS[late])
    assert [fault for fault in verify_results().faults if fault.result == frozen["id"]] == []
    assert close_session(actor=nine.users[0], session_id=nine.session.pk)[0].sha256 == frozen["sha256"]


def statuses_of(nine: Nine, member: int) -> tuple[int, int]:
    """What saving other marks and handing in come to."""
    client, entry = nine.clients[member], nine.entries[0].pk
    url = reverse("api:sheet", args=[entry])
    headers = {"If-Match": client.get(url).headers["ETag"]}
    changed = client.put(url, {"answers": {}}, "application/json", headers=headers)
    return changed.status_code, nine.submit(client, member, 0)
