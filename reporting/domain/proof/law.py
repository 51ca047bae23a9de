"""Cited instruments: number and date said the same everywhere, issued before the plan, in force on its day and on the
days of evaluation (legal timeline of the programme: instruments.yaml)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.utils.translation import gettext as _

from ocop.text import fold, format_date
from programs.domain.proof import FAULT, WARNING, Finding, Place

from .facts import ProofFacts, found

_FILE = Path(__file__).resolve().parent / "instruments.yaml"
_CITED = re.compile(
    r"(?:số\s+|Nghị quyết\s+|Nghị định\s+|Quyết định\s+|Kế hoạch\s+|Tờ trình\s+|Thông tư\s+|Chỉ thị\s+)"
    r"(?P<number>\d+(?:/\d{4})?/[A-ZĐ][\w–-]*(?:-[\w–-]+)*)"
    r"(?:\s*,?\s*ngày\s+(?P<day>\d{1,2})\s*(?:/|tháng\s+)\s*(?P<month>\d{1,2})\s*(?:/|năm\s+)\s*(?P<year>\d{4}))?"
)


@dataclass(frozen=True)
class Instrument:
    """An instrument of the programme; dates as explained in instruments.yaml."""

    number: str
    issued_on: date
    title: str
    in_force_from: date | None = None
    lapsed_on: date | None = None
    known_on: date | None = None
    period_to: int | None = None
    replaced_by: str = ""
    article: str = ""
    is_criteria: bool = False


@lru_cache(maxsize=1)
def instruments() -> dict[str, Instrument]:
    """The known instruments by number key."""
    rows: list[dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["instruments"]
    return {number_key(row["number"]): Instrument(**row) for row in rows}


def number_key(number: str) -> str:
    """ "1489/QĐ-TTg" → "1489 qd ttg"."""
    return fold(number)


class Citation(NamedTuple):
    """An instrument named in a text: its number as printed and its date, None when the text gives none (or no day of
    the calendar: `is_impossible`)."""

    number: str
    day: date | None
    place: Place
    is_impossible: bool = False


def citations_in(text: str, place: Place) -> list[Citation]:
    """Instruments named in a text, in order."""
    found_ones = []
    for match in _CITED.finditer(text):
        day, impossible = None, False
        if match["day"]:
            try:
                day = date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                impossible = True
        found_ones.append(Citation(match["number"], day, place, impossible))
    return found_ones


def base_place(facts: ProofFacts, index: int, what: str) -> Place:
    """The sentence of a legal basis (counted from 1), or one of its fields."""
    words = {"text": _("câu"), "date": _("ngày"), "number": _("số, ký hiệu"), "issuer": _("cơ quan ban hành")}
    return facts.place("bases", _("Căn cứ %(n)s, %(what)s") % {"n": index, "what": words[what]}, f"base/{index}/{what}")


def _law_place(instrument: Instrument) -> Place:
    label = _("%(number)s ngày %(day)s (%(title)s)") % {
        "number": instrument.number,
        "day": format_date(instrument.issued_on),
        "title": instrument.title,
    }
    return Place("law", label, "", f"law/{number_key(instrument.number)}")


def bases(facts: ProofFacts) -> Iterator[Finding]:
    """The fields of a legal basis are what its sentence says."""
    for index, base in enumerate(facts.content["bases"], 1):
        number, day, issuer = base.get("number"), base.get("issued_on"), base.get("issuer")
        said = citations_in(base["text"], base_place(facts, index, "text"))
        text = base_place(facts, index, "text")
        same = next((one for one in said if number and number_key(one.number) == number_key(number)), None)
        if number and same is None:
            place = base_place(facts, index, "number")
            message = _("%(place)s: “%(number)s” không có trong câu căn cứ.") % {"place": place.label, "number": number}
            yield found("base_number", place, message, text, figures=(number, said[0].number if said else ""))
        said_day = (same or (said[0] if said else Citation("", None, text))).day
        if day and said and said_day != day and (same or not number):
            yield _base_day(facts, index, day, said_day)
        if issuer and f" {fold(issuer)} " not in f" {fold(base['text'])} ":
            place = base_place(facts, index, "issuer")
            message = _("%(place)s: “%(issuer)s” không có trong câu căn cứ.") % {"place": place.label, "issuer": issuer}
            yield found("base_issuer", place, message, text, figures=(issuer,), severity=WARNING)


def _base_day(facts: ProofFacts, index: int, day: date, said: date | None) -> Finding:
    place = base_place(facts, index, "date")
    message = _("%(place)s ghi %(day)s, câu căn cứ ghi %(said)s.")
    words = {"place": place.label, "day": format_date(day), "said": format_date(said) if said else _("ngày khác")}
    return found("base_date", place, message % words, base_place(facts, index, "text"), figures=(day, said))


def _all_citations(facts: ProofFacts) -> list[Citation]:
    """Every instrument the plan names, in the order of its parts."""
    said = []
    for index, base in enumerate(facts.content["bases"], 1):
        said += citations_in(base["text"], base_place(facts, index, "text"))
    for line in facts.lines:
        said += citations_in(line.text, facts.line_place(line))
    for index, task in enumerate(facts.content["tasks"], 1):
        texts = [task.get("intro") or "", *(task.get("items") or [])]
        for number, text in enumerate(texts):
            label = _("Nhiệm vụ %(n)s (%(body)s), ý %(item)s") % {"n": index, "body": task["body"], "item": number}
            said += citations_in(text, facts.place("tasks", label, f"task/{index}/item/{number}"))
    return said


def citation_dates(facts: ProofFacts) -> Iterator[Finding]:
    """One instrument has one date: that of the known list, else the one said most often."""
    groups: dict[str, list[Citation]] = {}
    for one in _all_citations(facts):
        if one.is_impossible:
            message = _("%(place)s: ngày của văn bản %(number)s không có trong lịch.")
            words = {"place": one.place.label, "number": one.number}
            yield found("citation_day", one.place, message % words, figures=(one.number,))
        elif one.day:
            groups.setdefault(number_key(one.number), []).append(one)
    for key, group in groups.items():
        known = instruments().get(key)
        right = known.issued_on if known else Counter(one.day for one in group).most_common(1)[0][0]
        witness = _law_place(known) if known else next(one.place for one in group if one.day == right)
        for one in group:
            if one.day and right and one.day != right:
                message = _("%(place)s ghi %(number)s ngày %(day)s; %(other)s ghi ngày %(right)s.") % {
                    "place": one.place.label,
                    "number": one.number,
                    "day": format_date(one.day),
                    "other": witness.label,
                    "right": format_date(right),
                }
                yield found("citation_date", one.place, message, witness, figures=(key, one.day, right))


def base_days(facts: ProofFacts) -> Iterator[Finding]:
    """A legal basis is issued before the plan, and is in force on the plan's day."""
    today = facts.place("head", _("Ngày của kế hoạch %s") % format_date(facts.day), "issued_on")
    for index, base in enumerate(facts.content["bases"], 1):
        day = base.get("issued_on")
        if day and day > facts.day:
            place = base_place(facts, index, "date")
            message = _("%(place)s %(day)s: sau ngày của kế hoạch (%(plan)s).")
            words = {"place": place.label, "day": format_date(day), "plan": format_date(facts.day)}
            yield found("base_future", place, message % words, today, figures=(day, facts.day))
        known = instruments().get(number_key(base.get("number") or ""))
        if known is None:
            continue
        place = base_place(facts, index, "number")
        if day and day != known.issued_on:
            message = _("%(place)s: %(number)s là văn bản ngày %(right)s, không phải %(day)s.")
            words = {"place": place.label, "number": known.number, "right": format_date(known.issued_on)}
            date_place = base_place(facts, index, "date")
            yield found(
                "base_known",
                date_place,
                message % (words | {"day": format_date(day)}),
                _law_place(known),
                figures=(day,),
            )
        yield from _in_force(facts, place, known, today)


def _in_force(facts: ProofFacts, place: Place, known: Instrument, today: Place) -> Iterator[Finding]:
    words = {"place": place.label, "number": known.number, "day": format_date(facts.day), "heir": known.replaced_by}
    if known.lapsed_on and facts.day >= known.lapsed_on:
        words["lapsed"] = format_date(known.lapsed_on)
        message = _(
            "%(place)s: %(number)s hết hiệu lực từ %(lapsed)s, trước ngày của kế hoạch (%(day)s); nay là %(heir)s."
        )
        yield found(
            "base_lapsed", place, message % words, today, figures=(known.lapsed_on, facts.day), article=known.article
        )
    elif known.lapsed_on and known.known_on and facts.day >= known.known_on:
        message = _(
            "%(place)s: hồ sơ nộp từ %(from)s theo %(heir)s; %(number)s chỉ còn áp dụng cho hồ sơ nộp trước đó."
        )
        words["from"] = format_date(known.known_on)
        yield found(
            "base_replaced",
            place,
            message % words,
            _law_place(known),
            figures=(facts.day,),
            severity=WARNING,
            article=known.article,
        )
    if known.period_to and facts.year > known.period_to:
        message = _("%(place)s: %(number)s phê duyệt chương trình đến năm %(to)s, kế hoạch là của năm %(year)s.")
        words |= {"to": str(known.period_to), "year": str(facts.year)}
        yield found("base_period", place, message % words, _law_place(known), figures=(facts.year,), severity=WARNING)


def evaluation_after_lapse(facts: ProofFacts) -> Iterator[Finding]:
    """Criteria the plan cites are still in force when it evaluates (QĐ 26/2026, Điều 11: 148 and 1489 until
    20/07/2026). Before the new decision was issued nobody could know: then a warning only."""
    cited = {
        number_key(base["number"]): index for index, base in enumerate(facts.content["bases"], 1) if base.get("number")
    }
    for key, base in cited.items():
        known = instruments().get(key)
        if known is None or not known.is_criteria or known.lapsed_on is None:
            continue
        for index, batch in enumerate(facts.batches, 1):
            end = batch.get("window_to")
            if end is None or end < known.lapsed_on:
                continue
            place = facts.place("batch", _("%s, thời gian đánh giá") % batch["label"], f"batch/{index}/to")
            message = _(
                "%(place)s: đến %(end)s, khi %(number)s (Căn cứ %(base)s) đã hết hiệu lực từ %(lapsed)s; "
                "phải theo %(heir)s."
            )
            words = {"place": place.label, "end": format_date(end), "number": known.number, "base": base}
            words |= {"lapsed": format_date(known.lapsed_on), "heir": known.replaced_by}
            is_known = known.known_on is None or facts.day >= known.known_on
            yield found(
                "window_after_lapse",
                place,
                message % words,
                base_place(facts, base, "number"),
                figures=(end, known.lapsed_on),
                severity=FAULT if is_known else WARNING,
                article=known.article,
            )


def text_lapsed(facts: ProofFacts) -> Iterator[Finding]:
    """Instruments named in the plan's sentences are in force on its day."""
    based = {number_key(base.get("number") or "") for base in facts.content["bases"]}
    for one in _all_citations(facts):
        known = instruments().get(number_key(one.number))
        if known and known.lapsed_on and facts.day >= known.lapsed_on and number_key(one.number) not in based:
            message = _("%(place)s: dẫn %(number)s, đã hết hiệu lực từ %(lapsed)s.")
            words = {"place": one.place.label, "number": known.number, "lapsed": format_date(known.lapsed_on)}
            yield found(
                "text_lapsed",
                one.place,
                message % words,
                _law_place(known),
                figures=(facts.day,),
                severity=WARNING,
                article=known.article,
            )
