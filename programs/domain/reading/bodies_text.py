"""The texts of the sections as outline text, with fields where a number or a row is known as a fact (pure, no ORM).

A number read as a target stands once, as the field; the sentence names it (`{{ chi_tieu.sao_5|02 }}`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from programs.domain.outline import parse_line

from .base import Line, Section
from .funding import is_funding
from .targets import Promise, Targets
from .tasks import is_tasks

_KIND_WORDS = {"new": "moi", "renewal": "cong_nhan_lai", "upgrade": "nang_hang", "any": "chung"}
_LARGEST = 999  # larger numbers are printed with a point


def section_rows(
    sections: Sequence[Section],
    targets: Targets,
    batch_lines: Sequence[Line],
    version: Mapping[str, Any],
    tasks_section: Section | None,
) -> list[dict[str, Any]]:
    """Sections in the shape of `seed_schema.SECTION`."""
    batch_numbers = {line.number for line in batch_lines}
    rows = []
    for section in sections:
        kind = _kind(section, targets, batch_numbers, tasks_section)
        lines = [line for line in section.lines if line.number not in batch_numbers]
        if kind == "tasks":
            body = _tasks_body(section, version["tasks"])
        elif kind == "funding":
            body = _funding_body(lines, version["funding"])
        else:
            body = "\n".join(_with_fields(line, targets) for line in lines)
        row = {"number": section.number, "heading": section.heading.rstrip(" ."), "kind": kind}
        rows.append(row | ({"body": body} if body else {}))
    return rows


def _kind(section: Section, targets: Targets, batch_numbers: set[int], tasks_section: Section | None) -> str:
    if section is tasks_section:
        return "tasks"
    if is_funding(section):
        return "funding"
    numbers = {line.number for line in section.lines}
    if numbers & batch_numbers:
        return "batches"
    if numbers & {promise.line.number for promise in targets.committed} or (
        not targets.committed and _names_targets(section)
    ):
        return "targets"
    return "tasks" if is_tasks(section) and tasks_section is None else "text"


def _names_targets(section: Section) -> bool:
    heading = section.heading.lower()
    return ("mục tiêu" in heading or "chỉ tiêu" in heading) and "giải pháp" not in heading


def _tasks_body(section: Section, tasks: Sequence[Mapping[str, Any]]) -> str:
    """Lines before the first numbered body; duties without numbers stand as lines that name them."""
    first = next((i for i, line in enumerate(section.lines) if parse_line(line.text).level == 1), None)
    if first is not None:
        return "\n".join(line.text for line in section.lines[:first])
    names = {
        item: f"{{{{ nhiem_vu_{index}.y_{number} }}}}"
        for index, task in enumerate(tasks, 1)
        for number, item in enumerate(task.get("items") or [], 1)
    }
    return "\n".join(_named(line, names) for line in section.lines)


def _funding_body(lines: Sequence[Line], funding: Iterable[Mapping[str, Any]]) -> str:
    """Nothing when the lines are numbered as they will be printed; else the lines, each naming its source."""
    marks = [parse_line(line.text).marker for line in lines]
    if marks == [f"{number}." for number in range(1, len(lines) + 1)]:
        return ""
    names = {source["text"]: f"{{{{ kinh_phi_{source['order']} }}}}" for source in funding}
    return "\n".join(_named(line, names) for line in lines)


def _named(line: Line, names: Mapping[str, str]) -> str:
    parsed = parse_line(line.text)
    return f"{parsed.marker} {names.get(parsed.text, parsed.text)}".strip()


def _with_fields(line: Line, targets: Targets) -> str:
    """The line with its targets as fields, from the last to the first so that places stay right."""
    changes: list[tuple[int, int, str]] = []
    alone = _stars_alone(targets.committed)
    for promise in targets.committed:
        word = (
            ""
            if promise.kind == "any" or (promise.star in alone and promise.kind == "any")
            else _KIND_WORDS[promise.kind]
        )
        name = f"chi_tieu.{word}.sao_{promise.star}" if word else f"chi_tieu.sao_{promise.star}"
        if promise.line.number == line.number and (word or promise.star in alone):
            changes.append((promise.start, promise.end, _field(name, promise)))
    changes += [
        (promise.start, promise.end, _field(f"du_kien.sao_{promise.star}", promise))
        for promise in targets.working
        if promise.line.number == line.number and promise.star in _stars_alone(targets.working)
    ]
    if targets.total and targets.total[1].number == line.number:
        total, _line, place = targets.total
        if total == sum(promise.number for promise in targets.committed) and total <= _LARGEST:
            changes.append((place, place + len(str(total)), "{{ chi_tieu.tong }}"))
    text = line.text
    for start, end, field in sorted(changes, reverse=True):
        text = text[:start] + (field or text[start:end]) + text[end:]
    return text


def _stars_alone(promises: Sequence[Promise]) -> set[int]:
    """Stars only one promise speaks of."""
    stars = [promise.star for promise in promises]
    return {star for star in stars if stars.count(star) == 1}


def _field(name: str, promise: Promise) -> str:
    if promise.number > _LARGEST:
        return ""
    return f"{{{{ {name}|02 }}}}" if len(promise.digits) > 1 else f"{{{{ {name} }}}}"
