"""Sheets and answers for the tests of scoring, and a second reckoning that shares no code with the engine."""

import itertools
import random
from pathlib import Path

import yaml

from evaluations.domain.lawpacks import Criterion, Option, Part, Sheet, load_pack
from evaluations.domain.lawpacks.load import ROOT
from evaluations.domain.scoring import parse_answers, score

NEW, OLD = "qd-26-2026", "qd-148-2023"
BANDS = {5: 90, 4: 70, 3: 50, 2: 30, 1: 0}
COMPLETE = [(code, number) for code in (NEW, OLD) for number in range(1, 27) if (code, number) not in
            {(OLD, 7), (OLD, 11), (OLD, 12), (OLD, 13)}]  # fmt: skip


def leaf(code, points, *, marks=None, **more):
    """A criterion with these points; `marks`: option index → star; `cases` by name → number of options of that case."""
    cases = more.pop("cases", None)
    names = list(itertools.chain.from_iterable([name] * count for name, count in (cases or {}).items()))
    options = tuple(
        Option(f"{code}: {value} điểm", value, (marks or {}).get(index), names[index] if cases else None)
        for index, value in enumerate(points)
    )
    if cases:
        more["cases"] = {name: f"Trường hợp {name}" for name in cases}
    return Criterion(code, f"Tiêu chí {code}", max(points), options=options, **more)


def make_sheet(*criteria, status="complete"):
    """A sheet with one part A of these criteria."""
    part = Part("A", "Phần A", sum(one.max for one in criteria), criteria)
    texts = {"decision": "1/QĐ", "annex": "Phụ lục", "name": "Bộ thử", "sector": "", "group": "", "subgroup": ""}
    return Sheet(
        **texts, product_set=1, lead_agencies=(), sample_products=0, rejected_if=(), status=status, known_issues=(),
        parts=(part,),
    )  # fmt: skip


def options(criterion, case=None):
    return [option for option in criterion.options if option.case == case]


def answer_for(criterion, points, case="a"):
    """The answer that gives exactly these points (0 without such an option: no level reached)."""
    chosen = case if criterion.cases else None
    values = [option.points for option in options(criterion, chosen)]
    number = values.index(points) if points in values else None
    assert number is not None or points == 0, (criterion.code, points)
    return {"case": case, "option": number} if criterion.cases else number


def full(sheet, **points):
    """Answers with the most points everywhere; `c3_5=1` sets 3.5 to 1 point."""
    wanted = {code.removeprefix("c").replace("_", "."): value for code, value in points.items()}
    return {one.code: answer_for(one, wanted.get(one.code, one.max)) for _path, one in sheet.leaves()}


def scored(pack, sheet, answers, flags=()):
    return score(pack, sheet, parse_answers(sheet, answers), flags)


def random_answers(draw: random.Random, sheet, good=0.5):
    """Any answers; with chance `good` a criterion is at its top."""
    given = {}
    for _path, one in sheet.leaves():
        case = draw.choice(sorted(one.cases)) if one.cases else None
        top = len(options(one, case)) - 1
        number = top if draw.random() < good else draw.choice([None, *range(top + 1)])
        given[one.code] = {"case": case, "option": number} if case else number
    return given


def with_points(sheet, total):
    """Answers of exactly `total` points on a real sheet that meet every mark of the stars up to its band."""
    star = max(star for star, least in BANDS.items() if least <= total)
    best = {0: {}}
    for _path, one in sheet.leaves():
        least = 0 if total < 50 else max(one.needed_points(star) or 0, 1)
        values = {option.points for option in one.options if option.points >= least} | ({0} if least == 0 else set())
        if one.applies_if and total < 50:
            values = {0}
        best = {so_far + value: {**chosen, one.code: value} for so_far, chosen in best.items() for value in values}
    return {one.code: answer_for(one, best[total][one.code]) for _path, one in sheet.leaves()}


def naive(code, number, answers, flags):
    """The rank from the YAML file itself, written without the engine: what docs/scoring.md says, step by step."""
    file = next((ROOT / load_pack(code).manifest.sheets / "sheets").glob(f"{number:02}-*.yaml"))
    nodes = {part["code"]: naive_leaves(part["criteria"]) for part in yaml_of(file)["parts"]}
    leaves = [node for part in nodes.values() for node in part]
    points = {node["code"]: naive_points(node, answers[node["code"]]) for node in leaves}
    for node in leaves:
        rule = node.get("applies_if")
        if rule and points[rule["code"]] < rule["min_points"]:
            points[node["code"]] = 0
    total = sum(points.values())
    band = 5 if total >= 90 else 4 if total >= 70 else 3 if total >= 50 else 2 if total >= 30 else 1
    marks = [mark for node in leaves for mark in naive_marks(node)]
    unmet = {(one, star, needs, points[one]) for one, star, needs in marks if star <= band and points[one] < needs}
    star = band
    while star >= 3 and any(mark[1] <= star for mark in unmet):
        star -= 1
    stopped = code == NEW and number == 16 and any(points[one] == 0 for one in ("6.1", "6.2", "6.3", "6.4"))
    parts = {part: sum(points[node["code"]] for node in found) for part, found in nodes.items()}
    return total, parts, band, None if flags or stopped else star, unmet


def naive_leaves(nodes):
    found = []
    for node in nodes:
        found += [node] if "options" in node else naive_leaves(node["criteria"])
    return found


_FILES = {}


def yaml_of(file: Path):
    if file not in _FILES:
        _FILES[file] = yaml.load(file.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return _FILES[file]


def naive_points(node, answer):
    if isinstance(answer, dict):
        chosen = [option for option in node["options"] if option["case"] == answer["case"]]
        answer = answer["option"]
    else:
        chosen = node["options"]
    return 0 if answer is None else chosen[answer]["points"]


def naive_marks(node):
    found = []
    for star in (3, 4, 5):
        needs = [option["points"] for option in node["options"] if option.get("min_star") == star]
        if node.get("min_star") == star:
            needs.append(min(option["points"] for option in node["options"] if option["points"] > 0))
        if needs:
            found.append((node["code"], star, min(needs)))
    return found
