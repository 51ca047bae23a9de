"""The real plans printed out, and what the mutations of them share."""

import copy
import random
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from programs.domain.outline import fill
from programs.domain.plans_text import facts_of
from programs.domain.seeds_files import read_plan_file, seed_paths
from reporting.domain.proof.content import content_facts

Content = dict[str, Any]
Mutation = tuple[Content, str]
Mutator = Callable[[random.Random, "Seed"], Mutation | None]


class Seed(NamedTuple):
    """A real plan with its sentences printed out (no placeholder is left that would follow a changed field)."""

    name: str
    content: Content
    day: date
    spans: list[tuple[str, int, int, str]]  # (cell of the line, start, end, fact) of every fact in the sentences


def literal(content: Content) -> Content:
    """The content with all facts of its sentences filled in."""
    facts, made = facts_of(content), copy.deepcopy(content)
    for name in ("opening", "closing"):
        made[name] = fill(made.get(name) or "", facts)[0]
    for row, field in [*((row, "body") for row in made["sections"]), *((row, "wording") for row in made["batches"])]:
        row[field] = fill(row.get(field) or "", facts)[0]
    return made


def seeds() -> list[Seed]:
    """Every version of every data file."""
    found = []
    for path in seed_paths():
        data = read_plan_file(path)
        for version in data["versions"]:
            day = version.get("issued_on") or data["plan"]["unit"]["as_of"]
            lines = content_facts(version, day).lines
            spans = [(line.cell, *span) for line in lines for span in line.spans]
            found.append(Seed(f"{path.stem} ({version['state']})", literal(version), day, spans))
    return found


def other_number(rng: random.Random, number: int, least: int = 0) -> int:
    return rng.choice([n for n in range(max(least, number - 3), number + 4) if n != number])


def copied(seed: Seed) -> Content:
    return copy.deepcopy(seed.content)


def replace_in(made: Content, cell: str, start: int, end: int, text: str) -> str:
    """Put a text into a sentence; the cell of the line."""
    kind, *rest = cell.split("/")
    if kind in ("opening", "closing"):
        made[kind] = made[kind][:start] + text + made[kind][end:]
    elif kind == "batch":
        row = made["batches"][int(rest[0]) - 1]
        wording = " ".join(row["wording"].split())
        row["wording"] = wording[:start] + text + wording[end:]
    else:
        row = made["sections"][int(rest[0]) - 1]
        lines = row["body"].splitlines()
        at = int(rest[2]) - 1
        lead = len(lines[at]) - len(lines[at].lstrip())
        lines[at] = lines[at][: lead + start] + text + lines[at][lead + end :]
        row["body"] = "\n".join(lines)
    return cell


def said_in(made: Content, seed: Seed, cell: str) -> str:
    return next(line.text for line in content_facts(made, seed.day).lines if line.cell == cell)
