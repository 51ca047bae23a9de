"""Activities of a plan: headings of its content with who does them, for whom, how many and how long (pure, no ORM)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from programs.domain.outline import parse_line

from .base import LIKELY, Found, Line, Section, matches
from .funding import is_funding
from .tasks import is_tasks

# The first match counts; the heading is looked at before its text.
_KINDS = (
    ("study_tour", r"hoc tap kinh nghiem|tham quan"),
    ("communication", r"tuyen truyen|truyen thong"),
    ("training", r"dao tao|tap huan|boi duong"),
    ("registration", r"dang ky (san pham|y tuong)|tiep nhan dang ky"),
    ("selection", r"lua chon san pham"),
    ("inspection", r"kiem tra|giam sat"),
    ("evaluation", r"danh gia|xep hang|phan hang"),
    ("trade", r"xuc tien thuong mai|hoi cho|quang ba|lien ket tieu thu"),
    ("technology", r"khoa hoc|cong nghe|chuyen doi so"),
    ("meeting", r"hoi nghi|giao ban"),
    ("organisation", r"kien toan|bo may"),
    ("support", r"ho tro|tu van"),
)
_NOT_CONTENT = r"muc dich|yeu cau|muc tieu|chi tieu|thoi gian thuc hien|giai phap chu yeu"
_FIELDS = (
    ("units", re.compile(r"(?:đơn vị|cơ quan)(?: chủ trì)?(?: thực hiện)?\s*:\s*(?P<text>.+)", re.I)),
    ("audience", re.compile(r"(?:đối tượng|thành phần)(?: tham gia)?\s*:\s*(?P<text>.+)", re.I)),
    ("time", re.compile(r"thời gian(?: thực hiện)?\s*:\s*(?P<text>.+)", re.I)),
)
_COUNT = re.compile(
    r"(?:tổ chức|mở)\s+(?:khoảng\s+|ít nhất\s+)?(?P<n>\d{1,3})\s+(?:lớp|đoàn|hội nghị|cuộc|đợt|buổi|khóa|chuyến)", re.I
)
_DAYS = re.compile(r"(?P<a>\d{1,2})(?:\s*(?:đến|-|–)\s*(?P<b>\d{1,2}))?\s*ngày\s*/\s*(?:lớp|đoàn|đợt|khóa|cuộc)", re.I)
_PEOPLE = re.compile(
    r"(?:mỗi|bình quân|khoảng|cho|tham gia)?[^.;\d]{0,30}?(?P<a>\d{1,4})(?:\s*(?:đến|-|–)\s*(?P<b>\d{1,4}))?\s*"
    r"(?:người|học viên|đại biểu|cán bộ)",
    re.I,
)
_MEETINGS = re.compile(r"gồm\s*:\s*(?P<list>hội nghị[^.]+(?:;\s*hội nghị[^.;]+)+)", re.I)


@dataclass
class Entry:
    """A heading with its text while it is read. `path`: "2.1" within the section."""

    section: Section
    path: str
    title: str
    line: Line
    lines: list[Line] = field(default_factory=list)


def read_activities(sections: Sequence[Section]) -> tuple[list[dict[str, Any]], Found]:
    """Activities in the shape of `seed_schema.ACTIVITY`."""
    found = Found()
    activities: list[dict[str, Any]] = []
    for section in sections:
        if is_tasks(section) or is_funding(section) or matches(_NOT_CONTENT, section.heading):
            continue
        for entry in _entries(section):
            kind = _kind(entry.title)
            if kind is None:
                continue
            activity = {"title": entry.title, "section": f"{section.number}.{entry.path}", "kind": kind} | _facts(
                entry, found, len(activities)
            )
            found.add(f"activities.{len(activities)}", "Hoạt động", entry.title, entry.line, confidence=LIKELY)
            activities.append(activity)
    return activities, found


def _entries(section: Section) -> Iterator[Entry]:
    """The lowest numbered headings: "2." only when no "2.1." stands under it."""
    entries: list[Entry] = []
    for line in section.lines:
        parsed = parse_line(line.text)
        if parsed.marker and 1 <= parsed.level <= 3:
            entries.append(Entry(section, parsed.marker.rstrip("."), _title(parsed.text), line))
        elif entries:
            entries[-1].lines.append(line)
    paths = [entry.path for entry in entries]
    return (entry for entry in entries if not any(path.startswith(f"{entry.path}.") for path in paths))


def _title(text: str) -> str:
    """The heading without its end, at most the first sentence."""
    first = re.split(r"(?<=[^\d])[.;:](?:\s|$)", text, maxsplit=1)[0]
    return first.strip(" .:")[:300]


def _kind(title: str) -> str | None:
    return next((kind for kind, pattern in _KINDS if matches(rf"\b(?:{pattern})\b", title)), None)


def _facts(entry: Entry, found: Found, index: int) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for line in entry.lines:
        text = re.sub(r"^[-+–]\s*", "", line.text)
        for name, pattern in _FIELDS:
            match = pattern.match(text)
            if match and name not in facts:
                facts[name] = match["text"].strip(" .;")
                found.add(f"activities.{index}.{name}", name, facts[name], line)
        if "count" not in facts:
            _numbers(text, line, facts, found, index)
    return facts


def _numbers(text: str, line: Line, facts: dict[str, Any], found: Found, index: int) -> None:
    """How many classes or tours, for how many days and people, when a sentence counts them."""
    count, meetings = _COUNT.search(text), _MEETINGS.search(text)
    if count:
        facts["count"] = int(count["n"])
    elif meetings:
        facts["count"] = meetings["list"].count(";") + 1
    else:
        return
    found.add(f"activities.{index}.count", "Số lớp, số đoàn", facts["count"], line)
    for name, pattern in (("days", _DAYS), ("people", _PEOPLE)):
        match = pattern.search(text[count.end() :] if count else "")
        if match:
            facts[f"{name}_from"], facts[f"{name}_to"] = int(match["a"]), int(match["b"] or match["a"])
            found.add(f"activities.{index}.{name}", name, match[0].strip(), line)
