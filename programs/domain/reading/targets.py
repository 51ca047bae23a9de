"""The numbers a plan promises in words: stars, kinds, what is committed and what is only expected (pure, no ORM)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ocop.text import fold

from .base import DOUBTFUL, LIKELY, Found, Line, Section, matches

_STAR = re.compile(
    r"(?P<number>\d{1,4})\s+(?:sản phẩm|SP)\b"
    r"(?P<between>(?:(?!\d+\s+(?:sản phẩm|SP)\b)[^.;()]){0,80}?)\b(?P<star>[345])\s*sao",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?P<number>\d{1,4})\s+(?:sản phẩm|SP)\b(?=[^.;\d]{0,60}(?:trong đó|gồm|bao gồm))", re.IGNORECASE)
_KINDS = (
    ("renewal", r"cong nhan lai|danh gia lai|xep hang lai|cap lai"),
    ("upgrade", r"nang hang|nang cap|len [45] sao"),
    ("new", r"cong nhan moi|xay dung moi|san pham moi|phat trien moi|moi\b"),
)
_WORKING = r"du kien|dang ky|huong dan"
_WORDING = re.compile(r"ít nhất|tối thiểu|phấn đấu|dự kiến", re.IGNORECASE)
_BATCH = re.compile(r"\W*đợt\s+(?:\d+|[IVX]+)\b", re.IGNORECASE)
_TASKS = r"to chuc thuc hien|phan cong|trach nhiem"


@dataclass(frozen=True)
class Promise:
    """One number of a sentence: where it stands in its line ([start, end)), star, kind."""

    line: Line
    start: int
    end: int
    number: int
    star: int
    kind: str
    wording: str
    is_working: bool

    @property
    def digits(self) -> str:
        """The number as printed ("03")."""
        return self.line.text[self.start : self.end]


@dataclass
class Targets:
    """The headline: promises kept, and the total printed beside them, with its line and place."""

    committed: list[Promise]
    working: list[Promise]
    total: tuple[int, Line, int] | None = None

    @property
    def lines(self) -> set[int]:
        """Numbers of the lines the promises stand in."""
        return {promise.line.number for promise in [*self.committed, *self.working]}


def promises(line: Line) -> list[Promise]:
    """Every "03 sản phẩm OCOP 4 sao" of a line. "3 sản phẩm 3 sao lên 4 sao" is three of four stars, upgraded."""
    found: list[Promise] = []
    for match in _STAR.finditer(line.text):
        sentence = line.text.rfind(". ", 0, match.start()) + 1
        lead = line.text[sentence : match.start()]
        star, after = int(match["star"]), line.text[match.end() : match.end() + 40]
        raised = re.match(r"\s*(?:lên|thành)\s*(?:hạng\s*)?([45])\s*sao", after, re.IGNORECASE)
        kind = _kind(lead, match["between"])
        if raised:
            star, kind = int(raised[1]), "upgrade"
        words = _WORDING.findall(lead)
        wording = words[-1].lower() if words else ""
        start, end = match.span("number")
        working = matches(rf"\b(?:{_WORKING})\b", lead)
        found.append(Promise(line, start, end, int(match["number"]), star, kind, wording, working))
    return found


def _kind(lead: str, between: str) -> str:
    """The kind named last before the number; a kind said for the whole list holds until another one is said."""
    near = f"{lead} {between}"
    where = {kind: _last(pattern, near) for kind, pattern in _KINDS}
    kind = max(where, key=lambda name: where[name])
    return kind if where[kind] >= 0 else "any"


def _last(pattern: str, text: str) -> int:
    return max((match.start() for match in re.finditer(rf"\b(?:{pattern})", fold(text))), default=-1)


def read_targets(sections: Iterable[Section]) -> tuple[Targets, Found]:
    """The headline of a plan: the sentence with most stars that commits, and the one that expects."""
    found, groups = Found(), []
    for section in sections:
        if matches(_TASKS, section.heading):
            continue
        for line in section.lines:
            kept = [] if _BATCH.match(line.text) or line.cells else promises(line)
            if kept:
                groups.append(kept)
    committed = _best([group for group in groups if not group[0].is_working])
    working = _best([group for group in groups if group[0].is_working])
    promised = not committed and bool(working)
    if promised:
        committed, working = working, []
    targets = Targets(committed, working, _total(committed))
    _note(targets, groups, promised, found)
    return targets, found


def _best(groups: Sequence[list[Promise]]) -> list[Promise]:
    """The sentence with most different stars and kinds; the first of equals. A star said twice counts once."""
    best = max(groups, key=lambda group: len({(p.star, p.kind) for p in group}), default=[])
    kept: dict[tuple[int, str], Promise] = {}
    for promise in best:
        kept.setdefault((promise.star, promise.kind), promise)
    return list(kept.values())


def _total(committed: Sequence[Promise]) -> tuple[int, Line, int] | None:
    if not committed:
        return None
    line = committed[0].line
    match = _TOTAL.search(line.text)
    return (int(match["number"]), line, match.start("number")) if match else None


def _note(targets: Targets, groups: Sequence[list[Promise]], promised: bool, found: Found) -> None:
    others = {(p.star, p.kind, p.number) for group in groups for p in group if p.line.number not in targets.lines}
    for index, promise in enumerate(targets.committed):
        said = [n for star, kind, n in others if (star, kind) == (promise.star, promise.kind) and n != promise.number]
        note = f"Chỗ khác ghi {said[0]}." if said else "Câu ghi “dự kiến”; chưa rõ là cam kết." if promised else ""
        confidence = DOUBTFUL if note else "sure"
        label = f"Chỉ tiêu {promise.star} sao, {promise.kind}"
        found.add(f"targets.{index}.committed", label, promise.number, promise.line, confidence=confidence, note=note)
    for index, promise in enumerate(targets.working):
        note = "Số dự kiến, khác nghĩa với số cam kết."
        label = f"Dự kiến {promise.star} sao"
        found.add(f"targets.{index}.working", label, promise.number, promise.line, confidence=LIKELY, note=note)
    if targets.total:
        total, line, _place = targets.total
        summed = sum(promise.number for promise in targets.committed)
        note = f"Tổng ghi {total}, các hạng sao cộng được {summed}." if summed != total else ""
        confidence = DOUBTFUL if note else "sure"
        found.add("totals.total", "Tổng số sản phẩm", total, line, confidence=confidence, note=note)


def target_rows(targets: Targets, unit: str, code: str) -> list[dict[str, Any]]:
    """The headline as rows of `seed_schema.TARGET` at the plan's own unit."""
    expected = {(p.star, p.kind): p for p in targets.working}
    rows = []
    for promise in targets.committed:
        row: dict[str, Any] = {"unit": unit, "unit_code": code, "star": promise.star, "kind": promise.kind}
        row["committed"] = promise.number
        working = expected.pop((promise.star, promise.kind), None) or expected.pop((promise.star, "any"), None)
        if working:
            row["working"] = working.number
        if promise.wording:
            row["wording"] = promise.wording
        rows.append(row)
    return rows
