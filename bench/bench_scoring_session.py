"""A session of a council: queries of a submit, 15 members against the chair's clock, the ranking. Prints one JSON line.

Targets: a submit takes at most 15 queries, as many for 2 members and 1 product as for 15 and 40; over 200 rounds in
which the chair opens at a random moment every acknowledged mark is stored exactly once, none after the opening, and
the ranking is what a slow oracle says; the ranking over 300,000 marks takes at most 3× its SQL run raw.
`OCOP_BENCH_ROUNDS` plays fewer rounds.
"""

import json
import os
import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import Any

from .stage import stage

ROUNDS = int(os.environ.get("OCOP_BENCH_ROUNDS", "200"))
MEMBERS = 15
MARKS = 300_000
REPEATS = 9
SUBMIT_QUERIES, RANKING_RATIO = 15, 3


def main() -> int:
    with stage():
        queries = {f"{size} members, {dossiers} products": _queries(size, dossiers) for size, dossiers in SIZES}
        played = _play()
        ranked = _ranking()
    ok = len(set(queries.values())) == 1 and max(queries.values()) <= SUBMIT_QUERIES
    ok = ok and not played["faults"] and played["refused_after_opening"] > 0 and ranked["ratio"] <= RANKING_RATIO
    result = {"bench": "scoring_session", "submit_queries": queries, "races": played, "ranking": ranked, "ok": ok}
    print(json.dumps(result, ensure_ascii=False))
    return 0 if ok else 1


SIZES = ((2, 1), (9, 12), (15, 40))


def _queries(size: int, dossiers: int) -> int:
    """Queries of one submit, the transaction's own included."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from evaluations.domain.sheets import submit_sheet
    from tests.evaluations.scoring_room import Room, best

    room = Room(size, dossiers)
    for number in range(size):
        room.save(number, best())
    facts = [{"actor": user, "entry_id": room.entries[0].pk} for user in room.users]
    for one in facts[1:]:
        submit_sheet(**one)
    with CaptureQueriesContext(connection) as taken:
        submit_sheet(**facts[0])
    return len(taken)


def _play() -> dict[str, Any]:
    """All rounds; `faults` by kind."""
    from django.db import connections

    from evaluations.domain.results import verify_results
    from tests.evaluations.scoring_room import Room

    faults: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    room, rnd, start = Room(MEMBERS, facts={"quorum_percent": None}), random.Random(20260522), time.perf_counter()
    with ThreadPoolExecutor(MEMBERS + 1) as pool:
        for _number in range(ROUNDS):
            _one_round(room, rnd, pool, faults, counted)
        ends = threading.Barrier(MEMBERS + 1)  # every thread closes the connection it held
        list(pool.map(lambda _n: (ends.wait(), connections.close_all()), range(MEMBERS + 1)))
    proof = verify_results()
    faults["results not proved"] += len(proof.faults)
    return {
        "rounds": ROUNDS,
        "members": MEMBERS,
        **counted,
        "results_proved": proof.checked,
        "seconds": round(time.perf_counter() - start, 1),
        "faults": dict(+faults),
    }


def _one_round(
    room: Any, rnd: random.Random, pool: ThreadPoolExecutor, faults: Counter[str], counted: Counter[str]
) -> None:
    """A new session of the same council with two products; both are opened at random moments while sheets come in."""
    from evaluations.domain.results import close_session, conclude
    from tests.evaluations.scoring_room import as_majority
    from tests.factories import make_entry, make_session

    session = make_session(room.council, state="scoring", max_spread=None)
    entries = [make_entry(session), make_entry(session)]
    totals = {(n, entry.pk): rnd.randint(40, 100) for n in range(MEMBERS) for entry in entries}
    delays, order = [rnd.uniform(0, 0.5) for _entry in entries], [rnd.sample(entries, 2) for _n in range(MEMBERS)]
    gate, said = threading.Barrier(MEMBERS + 1), []

    def member(number: int) -> None:
        gate.wait()
        for entry in order[number]:
            said.append(_hand_in(room.users[number], entry.pk, totals[number, entry.pk]))

    def chair() -> None:
        gate.wait()
        for entry, delay in zip(entries, delays, strict=True):
            time.sleep(delay)
            _open(room.chair, entry.pk)

    works = [pool.submit(member, number) for number in range(MEMBERS)] + [pool.submit(chair)]
    for work in works:
        work.result()
    acknowledged = [one for one in said if one is not None]
    counted.update(acknowledged=len(acknowledged), refused_after_opening=len(said) - len(acknowledged))
    _judge(session, acknowledged, faults, counted)
    for entry in entries:
        entry.refresh_from_db()
        conclude(actor=room.chair, entry_id=entry.pk, conclusions=as_majority(entry))
    close_session(actor=room.chair, session_id=session.pk)


def _hand_in(user: Any, entry_id: int, points: int) -> tuple[int, int, int] | None:
    """(entry, member, total) acknowledged; None when it came after the opening."""
    from django.core.exceptions import ValidationError

    from evaluations.domain.sheets import save_sheet, submit_sheet
    from tests.evaluations.scoring_room import lowered

    try:
        save_sheet(actor=user, entry_id=entry_id, revision=None, answers=lowered(100 - points))
        sheet = submit_sheet(actor=user, entry_id=entry_id)
    except ValidationError as error:
        if error.code != "closed":
            raise
        return None
    return entry_id, sheet.member_id, sheet.total or 0


def _open(chair: Any, entry_id: int) -> None:
    from django.core.exceptions import ValidationError

    from evaluations.domain.results import open_marks

    while True:
        try:
            open_marks(actor=chair, entry_id=entry_id, reason="Hết giờ")
            return
        except ValidationError as error:
            if error.code != "no_sheet":
                raise
            time.sleep(0.005)


def _judge(session: Any, acknowledged: list[Any], faults: Counter[str], counted: Counter[str]) -> None:
    """Stored sheets and marks against what was acknowledged; the ranking against an oracle in plain Python."""
    from django.db.models import Count, Sum

    from evaluations.domain.results import ranking
    from evaluations.models import ScoreSheet
    from tests.evaluations.scoring_room import LEAVES

    rows = ScoreSheet.objects.filter(entry__session=session, state="submitted").annotate(
        marks_in=Count("marks"), points_in=Sum("marks__points")
    )
    stored = [(row.entry_id, row.member_id, row.total) for row in rows]
    counted["marks"] += sum(row.marks_in for row in rows)
    faults["lost"] += len(set(acknowledged) - set(stored))
    faults["not acknowledged or after the opening"] += len(set(stored) - set(acknowledged))
    faults["marks not exactly once"] += sum(row.marks_in != len(LEAVES) for row in rows)
    faults["total is not the sum"] += sum(row.points_in != row.total for row in rows)
    sheets: dict[int, list[int]] = {}
    for entry, _member, total in acknowledged:
        sheets.setdefault(entry, []).append(total)
    means = {entry: Fraction(sum(totals), len(totals)) for entry, totals in sheets.items()}
    oracle = {entry: (1 + sum(other > mean for other in means.values()), mean) for entry, mean in means.items()}
    faults["ranking"] += {row.entry.pk: (row.place, row.mean) for row in ranking(session)} != oracle


def _ranking() -> dict[str, Any]:
    """The ranking of a session with so many marks, in turns with its own SQL through a bare cursor."""
    from django.db import connection

    from evaluations.domain.results import ranking
    from evaluations.domain.results.ranking import ranked

    session, marks = _large_session()
    sql, params = ranked(session).select_related("dossier__product__producer").query.sql_with_params()

    def raw() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()

    whole, bare = _in_turn(lambda: ranking(session), raw)
    return {
        "marks": marks,
        "products": len(ranking(session)),
        "ms": round(whole * 1e3, 1),
        "raw_ms": round(bare * 1e3, 1),
        "ratio": round(whole / bare, 2),
    }


def _large_session() -> tuple[Any, int]:
    from django.db import connection
    from django.utils import timezone

    from evaluations.models import Mark, ScoreSheet, SessionEntry
    from tests.evaluations.scoring_room import LEAVES, Room
    from tests.factories import make_dossier, make_entry, make_producer, make_product

    room, rnd = Room(MEMBERS), random.Random(7)
    producer = make_producer()
    count = -(-MARKS // (len(LEAVES) * MEMBERS))
    for _number in range(count):
        make_entry(room.session, make_dossier(make_product(producer, product_set=4), state="council"))
    entries = list(room.session.entries.all())
    facts = {"state": "submitted", "submitted_at": timezone.now()}
    sheets = ScoreSheet.objects.bulk_create(
        [
            ScoreSheet(entry=entry, member=member, total=rnd.randint(0, 100), **facts)
            for entry in entries
            for member in room.members
        ],
        batch_size=2000,
    )
    rows = (Mark(sheet=sheet, criterion=leaf.code, points=1) for sheet in sheets for leaf in LEAVES)
    Mark.objects.bulk_create(rows, batch_size=5000)
    SessionEntry.objects.filter(session=room.session).update(opened_round=1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return room.session, len(sheets) * len(LEAVES)


def _in_turn(one: Callable[[], Any], two: Callable[[], Any]) -> tuple[float, float]:
    """Medians of both in the same run, taking turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _number in range(REPEATS):
        for work, kept in zip((one, two), times, strict=True):
            start = time.perf_counter()
            work()
            kept.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    raise SystemExit(main())
