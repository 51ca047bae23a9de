"""Two installations kept equal under faults: `python -m bench.sync [--runs 200] [--changes 50] [--seed 0]`.

Not part of `make bench` (it measures no speed). Two web servers on two databases, docs/examples/two_way_sync.py between
them through proxies that cut connections; a server is killed in every run, the synchronising program dies at times.
The last line is JSON; exit 1 when any run ended unequal, doubled a record or lost somebody's newest word.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from .stage import stage

ANEW = 20
"""Every so many runs the synchronisation begins with an empty state file: everything must be met, nothing doubled."""


COUNTED = ("changes", "made", "kills", "deaths", "redelivered", "broken_rounds")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--changes", type=int, default=50)
    parser.add_argument("--kills", type=int, default=1, help="servers killed in a run")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    began = time.perf_counter()
    with stage(), tempfile.TemporaryDirectory(prefix="ocop-sync-") as folder:
        found = _play(asked, Path(folder))
    seconds = round(time.perf_counter() - began)
    print(json.dumps({"faults": "sync", "runs": asked.runs, **found, "seconds": seconds}, ensure_ascii=False))
    return 0 if found["unequal"] == 0 else 1


def _play(asked: argparse.Namespace, folder: Path) -> dict[str, object]:
    from django.db import connection

    from tests.api.play import Play
    from tests.api.two_sides import two_sides

    total: Counter[str] = Counter()
    cuts: Counter[str] = Counter()
    newest: dict[str, str] = {}
    with two_sides(str(connection.settings_dict["NAME"]), folder) as sides:
        play = Play(sides, folder / "state.sqlite")
        for number in range(asked.runs):
            if number % ANEW == ANEW - 1:
                play.close()
                play = Play(sides, folder / f"state-{number}.sqlite", newest)
            tally = play.run(asked.seed + number, asked.changes, asked.kills)
            newest = play.newest
            counted = {name: getattr(tally, name) for name in COUNTED}
            total.update({**counted, "conflicts": tally.conflicts, "unequal": bool(tally.faults)})
            cuts.update(tally.cuts)
            print(f"run {number}: {counted} {dict(tally.cuts)} {tally.faults}", file=sys.stderr, flush=True)
        play.close()
    twice = cuts["twice"] + total["redelivered"]
    found = {"unequal": total["unequal"], "cuts": sum(cuts.values()), "cuts_by_kind": dict(cuts)}
    return {**total, **found, "duplicated_deliveries": twice}


if __name__ == "__main__":
    raise SystemExit(main())
