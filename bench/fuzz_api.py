"""Schemathesis by hand, longer than in the tests: `python -m bench.fuzz_api [--cases 20000] [--seed 1]`.

Not part of `make bench` (it measures no speed). Three clients at a commune of the small world of the access matrix:
one that reads everything, one that writes everything, one with the products alone. Rounds with the next seed follow
until there are enough cases. One JSON line; exit 1 when anything was found.
"""

import argparse
import json
import sys
import time

from .stage import stage


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=40)
    asked = parser.parse_args()
    with stage():
        from tests.access.world import build_world
        from tests.api.fuzzing import CLIENTS, fuzz_as

        world, began, runs, faults = build_world(), time.perf_counter(), {}, {}
        seed, total = asked.seed, 0
        while total < asked.cases:
            for name in CLIENTS:
                run = fuzz_as(name, world.units["own"], seed=seed, examples=asked.examples)
                print(f"{name}, seed {seed}: {run}", file=sys.stderr, flush=True)
                runs[f"{name} {seed}"] = run.total
                faults |= {f"{name}: {title}": text for title, text in run.faults.items()}
                total += run.total
            seed += 1
    for title, text in faults.items():
        print(f"## {title}\n{text}", file=sys.stderr)
    seconds = round(time.perf_counter() - began)
    print(json.dumps({"fuzz": "api", "cases": total, "runs": runs, "faults": len(faults), "seconds": seconds}))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
