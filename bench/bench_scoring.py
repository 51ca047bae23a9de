"""Scoring: 100,000 random sheets of all 26 sets on one core, no database. Prints one JSON line.

Targets: 20,000 sheets/s from a line of JSON to a line of JSON (strict reading, points, gates, star); in the same run,
in turns, at most 16× the bare sum of the same points, looked up by keys made beforehand.
"""

import json
import os
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

SHEETS = 100_000
ROUNDS = 3
RATE = 20_000
TARGET = 16


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
    from evaluations.domain.lawpacks import load_pack
    from evaluations.domain.scoring import parse_answers, score
    from evaluations.domain.scoring.batch import score_lines

    pack = load_pack("qd-26-2026")
    sheets = _sheets(pack)
    lines = [json.dumps({"pack": pack.code, "set": sheet.product_set, "answers": given}) for sheet, given in sheets]
    points = _points(pack)
    keys = [[f"{sheet.product_set} {code} {answer}" for code, answer in given.items()] for sheet, given in sheets]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    stars: list[Any] = []

    def bare() -> None:
        for sheet_keys in keys:
            sum([points[key] for key in sheet_keys])

    def engine() -> None:
        stars[:] = [score(pack, sheet, parse_answers(sheet, given)).star for sheet, given in sheets]

    def whole() -> None:
        for result in score_lines(lines):
            encode(result)

    floor, scored, answered = _in_turn(bare, engine, whole)
    result = {
        "bench": "scoring",
        "sheets": SHEETS,
        "sheets_per_second": round(SHEETS / scored),
        "json_lines_per_second": round(SHEETS / answered),
        "ratio_to_bare_sum": round(scored / floor, 2),
        "stars": {str(star): stars.count(star) for star in (None, 1, 2, 3, 4, 5)},
        "targets": {"per_second": RATE, "ratio": TARGET},
    }
    result["ok"] = SHEETS / answered >= RATE and scored / floor <= TARGET
    print(json.dumps(result))
    return 0 if result["ok"] else 1


def _sheets(pack: Any) -> list[tuple[Any, dict[str, Any]]]:
    """Random answers, half of them leaning to the top so that all stars and many gates occur."""
    draw = random.Random(26)
    numbers = sorted(pack.sheets)
    return [_answered(draw, pack.sheets[draw.choice(numbers)], draw.random() < 0.5) for _ in range(SHEETS)]


def _answered(draw: random.Random, sheet: Any, is_good: bool) -> tuple[Any, dict[str, Any]]:
    given: dict[str, Any] = {}
    for _path, leaf in sheet.leaves():
        case = draw.choice(sorted(leaf.cases)) if leaf.cases else None
        top = sum(option.case == case for option in leaf.options) - 1
        option = top if is_good and draw.random() < 0.9 else draw.choice([None, *range(top + 1)])
        given[leaf.code] = {"case": case, "option": option} if case else option
    return sheet, given


def _points(pack: Any) -> dict[str, int]:
    """ "4 3.5 0" (set, criterion, answer) → points."""
    table = {}
    for number, sheet in pack.sheets.items():
        for _path, leaf in sheet.leaves():
            for case in [*(leaf.cases or ())] or [None]:
                points = [option.points for option in leaf.options if option.case == case]
                for option in [None, *range(len(points))]:
                    answer = {"case": case, "option": option} if case else option
                    table[f"{number} {leaf.code} {answer}"] = 0 if option is None else points[option]
    return table


def _in_turn(*works: Callable[[], object]) -> list[float]:
    """Median processor seconds of each, measured in turns, so that a busy moment hits all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for spent, work in zip(times, works, strict=True):
            start = time.process_time()
            work()
            spent.append(time.process_time() - start)
    return [statistics.median(spent) for spent in times]


if __name__ == "__main__":
    raise SystemExit(main())
