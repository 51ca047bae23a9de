"""Who does what: the section «Tổ chức thực hiện» → bodies, who coordinates, duties (pure, no ORM)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from programs.domain.outline import DASH, PLUS, parse_line

from .base import DOUBTFUL, LIKELY, Found, Line, Section, matches
from .names import coordinating, is_body, split_bodies

_SECTION = r"to chuc thuc hien|phan cong (nhiem vu|trach nhiem)|trach nhiem (cua|thuc hien)|phan cong thuc hien"
_LONGEST_BODY = 300
_IS_OFFICE = re.compile(r"^(?P<body>.+?)\s+là\s+(?:cơ quan|đơn vị|đầu mối|bộ phận)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?P<body>.+?)\s+(?:chủ trì|phối hợp|chịu trách nhiệm|có trách nhiệm|tham mưu|thực hiện|tổ chức|hướng dẫn)\b",
    re.IGNORECASE,
)
_INNER = re.compile(r"^(?P<body>[^:.;]{3,120}):\s+(?P<rest>\S.*)")


@dataclass
class Duty:
    """One body's part while it is read."""

    line: Line
    body: str
    intro: list[str] = field(default_factory=list)
    items: list[tuple[str, Line]] = field(default_factory=list)
    inline: bool = False
    leads: list[str] = field(default_factory=list)
    is_numbered: bool = True


def is_tasks(section: Section) -> bool:
    """Whether a section gives out tasks."""
    return matches(_SECTION, section.heading)


def read_tasks(sections: Sequence[Section]) -> tuple[list[dict[str, Any]], Section | None, bool, Found]:
    """Tasks in the shape of `seed_schema.TASK`, the section they stand in, whether its lines are numbered by body."""
    found = Found()
    section = next((one for one in sections if is_tasks(one)), None)
    if section is None:
        return [], None, False, found
    duties = _numbered(section) or _loose(section)
    tasks = [_task(order, duty, found) for order, duty in enumerate(duties, 1)]
    return tasks, section, bool(duties) and duties[0].is_numbered, found


def _numbered(section: Section) -> list[Duty]:
    """Duties under "1. Sở …": what follows a number belongs to that body."""
    duties: list[Duty] = []
    for line in section.lines:
        parsed = parse_line(line.text)
        if parsed.level == 1:
            duties.append(_begin(parsed.text, line))
        elif duties and parsed.level in (DASH, PLUS):
            duties[-1].items.append((parsed.text, line))
        elif duties:
            duties[-1].intro.append(line.text)
            _inner_lead(duties[-1], line.text)
    return duties


def _begin(text: str, line: Line) -> Duty:
    """ "Sở Tài chính: Trên cơ sở …" runs on; "Phòng Kinh tế:" and "Sở Y tế" stand alone."""
    match = re.match(r"(?P<body>(?:[^:(]|\([^)]*\))+):\s*(?P<rest>.*)", text)
    if match and len(match["body"]) <= _LONGEST_BODY:
        rest = match["rest"]
        return Duty(line, match["body"].strip(), [rest] if rest else [], inline=bool(rest))
    subject = _SUBJECT.match(text)
    if len(text) > _LONGEST_BODY or (subject and is_body(subject["body"]) and text.endswith(".")):
        body = subject["body"] if subject else text[:_LONGEST_BODY]
        return Duty(line, body.strip(), [text])
    return Duty(line, text.strip())


def _inner_lead(duty: Duty, text: str) -> None:
    """A body named inside another's part leads too: "Hội Nông dân: Phối hợp …"; "Ủy ban … và các … phối hợp"."""
    match = _INNER.match(text)
    subject = _SUBJECT.match(text)
    if match and is_body(match["body"]):
        duty.leads += split_bodies(match["body"])
    elif subject and is_body(subject["body"]) and len(subject["body"]) < 120:
        duty.leads += split_bodies(subject["body"])


def _loose(section: Section) -> list[Duty]:
    """Sentences without numbers: each names its body first; those of one body in a row are one part."""
    duties: list[Duty] = []
    for line in section.lines:
        text = parse_line(line.text).text
        subject = _SUBJECT.match(text)
        body = subject["body"].strip(" ,") if subject and is_body(subject["body"]) else ""
        if body and (not duties or duties[-1].body.lower() != body.lower()):
            duties.append(Duty(line, body, is_numbered=False))
        if duties:
            duties[-1].items.append((text, line))
    return duties


def _task(order: int, duty: Duty, found: Found) -> dict[str, Any]:
    task: dict[str, Any] = {"order": order, "body": duty.body.rstrip(" .") if duty.is_numbered else duty.body}
    if duty.inline:
        task["inline"] = True
    leads = duty.leads or _leads(duty.body)
    if leads != [duty.body]:
        task["leads"] = list(dict.fromkeys(leads))
    helpers = _helpers(duty, leads)
    if helpers:
        task["coordinating"] = helpers
    if duty.intro:
        task["intro"] = "\n".join(duty.intro)
    if duty.items:
        task["items"] = [text for text, _line in duty.items]
    sure = is_body(duty.body) or bool(duty.leads)
    note = "" if sure else "Không giống tên cơ quan; xem lại ai chủ trì."
    found.add(
        f"tasks.{order - 1}.leads",
        f"Chủ trì {order}",
        leads,
        duty.line,
        note=note,
        confidence="sure" if sure else DOUBTFUL,
    )
    for name, line in _where(duty, helpers):
        found.add(f"tasks.{order - 1}.coordinating", f"Phối hợp {order}", name, line, confidence=LIKELY)
    return task


def _leads(body: str) -> list[str]:
    """The bodies a heading names, without what it says of them ("… là cơ quan thường trực")."""
    office = _IS_OFFICE.match(body)
    return split_bodies(office["body"] if office else body)


def _texts(duty: Duty) -> list[tuple[str, Line]]:
    return [*((text, duty.line) for text in duty.intro), *duty.items]


def _helpers(duty: Duty, leads: Sequence[str]) -> list[str]:
    names: list[str] = []
    for text, _line in _texts(duty):
        names += [name for name in coordinating(text) if name not in names]
    own = {lead.lower() for lead in leads}
    return [name for name in names if name.lower() not in own]


def _where(duty: Duty, helpers: Sequence[str]) -> list[tuple[str, Line]]:
    """Each coordinating body with the line that names it."""
    return [
        (name, next((line for text, line in _texts(duty) if name[1:].lower() in text.lower()), duty.line))
        for name in helpers
    ]
