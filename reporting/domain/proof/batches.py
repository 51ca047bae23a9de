"""Batches against targets and against the quarter, month or year their sentence names."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ocop.text import fold, format_date
from programs.domain.proof import FAULT, NOTE, WARNING, Finding, Place
from programs.enums import TargetKind

from .facts import STARS, ProofFacts, found, headline_rows, star_sums
from .sums import headline_place, totals_place

_QUARTERS = re.compile(
    r"quý\s+(?P<list>(?:IV|I{1,3})(?:\s*(?:,|và|-|–)\s*(?:quý\s+)?(?:IV|I{1,3}))*)\s*(?:/|năm\s*)\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
_MONTH = re.compile(r"tháng\s*(?P<month>1[0-2]|0?[1-9])\s*(?:/|năm\s*)\s*(?P<year>\d{4})", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"^\s*(?:trong\s+)?(?:cả\s+)?năm\s+(?P<year>\d{4})", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
Span = tuple[date, date]


def _months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def named_span(text: str) -> Span | None:
    """The days a sentence names: "Quý I, Quý II/2024", "tháng 8/2026", "Trong năm 2023"; None when it names none."""
    match = _QUARTERS.search(text)
    if match:
        quarters = [_ROMAN[word] for word in re.findall(r"IV|I{1,3}", match["list"].upper())]
        return _months(int(match["year"]), min(quarters) * 3 - 2, max(quarters) * 3)
    match = _MONTH.search(text)
    if match:
        return _months(int(match["year"]), int(match["month"]), int(match["month"]))
    match = _WHOLE_YEAR.search(text)
    return _months(int(match["year"]), 1, 12) if match else None


def _window_place(facts: ProofFacts, index: int, side: str) -> Place:
    word = _("từ ngày") if side == "from" else _("đến ngày")
    return facts.place("batch", f"{facts.batches[index - 1]['label']}, {word}", f"batch/{index}/{side}")


def windows(facts: ProofFacts) -> Iterator[Finding]:
    """A batch lies within the quarter, month or year its sentence names, and within the plan's year."""
    lines = {line.cell: line for line in facts.lines}
    for index, batch in enumerate(facts.batches, 1):
        line = lines.get(f"batch/{index}/wording")
        span = named_span(line.text) if line else None
        label = facts.place("batch", batch["label"], f"batch/{index}/label")
        other = facts.line_place(line) if line and span else label
        span = span or named_span(batch["label"])
        for side in ("from", "to"):
            day = batch.get(f"window_{side}")
            if day is None:
                continue
            if span:
                yield from _against_span(facts, index, side, span, other)
            if day.year != facts.year:
                place = _window_place(facts, index, side)
                year = facts.place("head", _("Năm kế hoạch"), "year")
                message = _("%(place)s %(day)s: ngoài năm %(year)s của kế hoạch.")
                words = {"place": place.label, "day": format_date(day), "year": facts.year}
                yield found("window_year", place, message % words, year, figures=(day,))


def _against_span(facts: ProofFacts, index: int, side: str, span: Span, other: Place) -> Iterator[Finding]:
    day = facts.batches[index - 1][f"window_{side}"]
    edge = span[0] if side == "from" else span[1]
    if day == edge:
        return
    place = _window_place(facts, index, side)
    is_inside = span[0] <= day <= span[1]
    words = {
        "place": place.label,
        "day": format_date(day),
        "other": other.label,
        "first": format_date(span[0]),
        "last": format_date(span[1]),
    }
    message = _("%(place)s %(day)s; %(other)s nêu khoảng %(first)s – %(last)s.") % words
    rule = "window_narrow" if is_inside else "window"
    yield found(rule, place, message, other, figures=(day, edge), severity=NOTE if is_inside else FAULT)


def window_order(facts: ProofFacts) -> Iterator[Finding]:
    """A batch ends after it begins; batches follow one another."""
    last: date | None = None
    for index, batch in enumerate(facts.batches, 1):
        first, end = batch.get("window_from"), batch.get("window_to")
        if first and end and end < first:
            places = [_window_place(facts, index, side) for side in ("to", "from")]
            message = _("%(place)s %(end)s: trước ngày bắt đầu %(first)s.")
            words = {"place": places[0].label, "end": format_date(end), "first": format_date(first)}
            yield found("window_order", places[0], message % words, places[1], figures=(first, end))
        if first and last and first < last:
            places = [_window_place(facts, one, "from") for one in (index, index - 1)]
            message = _("%(place)s %(day)s: sớm hơn ngày bắt đầu của đợt trước (%(last)s).")
            words = {"place": places[0].label, "day": format_date(first), "last": format_date(last)}
            yield found("batch_order", places[0], message % words, places[1], figures=(first, last), severity=NOTE)
        last = first or last


def months_in_text(facts: ProofFacts) -> Iterator[Finding]:
    """A month of evaluation in the text or in an activity lies within a batch."""
    spots = [
        (facts.line_place(line), line.text)
        for line in facts.lines
        if line.kind == "text" and "đánh giá" in line.text.lower()
    ]
    for index, row in enumerate(facts.content["activities"], 1):
        if row.get("time") and "đánh giá" in row["title"].lower() and "tiến độ" not in row["title"].lower():
            label = _("Hoạt động %(n)s (%(title)s), thời gian") % {"n": index, "title": row["title"]}
            spots.append((facts.place("activities", label, f"activity/{index}/time"), row["time"]))
    windowed = [
        (n, batch) for n, batch in enumerate(facts.batches, 1) if batch.get("window_from") and batch.get("window_to")
    ]
    for place, text in spots:
        match = _MONTH.search(text)
        if not match or not windowed:
            continue
        span = _months(int(match["year"]), int(match["month"]), int(match["month"]))
        if not any(batch["window_from"] <= span[1] and span[0] <= batch["window_to"] for _n, batch in windowed):
            other = _window_place(facts, windowed[0][0], "from")
            message = _("%(place)s ghi %(month)s; không đợt nào trong tháng đó.")
            words = {"place": place.label, "month": match[0]}
            yield found("text_month", place, message % words, other, figures=(match[0],))


def _all_products(facts: ProofFacts) -> list[tuple[int, int, Any]]:
    return [
        (index, number, row)
        for index, batch in enumerate(facts.batches, 1)
        for number, row in enumerate(batch["products"], 1)
    ]


def batch_totals(facts: ProofFacts) -> Iterator[Finding]:
    """The batches list as many products as are planned, else promised. More than promised and as many as planned is no
    disagreement: it is said how the two figures stand to each other (Thọ Xuân 2024: 11 and 14)."""
    products, sums = _all_products(facts), star_sums(facts.content)
    committed, working = sum(sums["committed"].values()), sum(sums["working"].values())
    if not products or not committed:
        return
    wanted, prefix = (working, "working_") if working else (committed, "")
    place = facts.place("batches", _("Các đợt, danh sách sản phẩm"), "batches/count")
    other = totals_place(facts, f"{prefix}total")
    words = {"have": len(products), "wanted": wanted, "committed": committed, "batches": len(facts.batches)}
    figures = (len(products), wanted, committed)
    if len(products) != wanted:
        message = _("%(batches)s đợt nêu %(have)s sản phẩm, chỉ tiêu của kế hoạch là %(wanted)s.") % words
        severity = FAULT if len(products) > wanted else WARNING  # the rest may be named during the year
        yield found("batch_total", place, message, other, figures=figures, severity=severity)
    elif working and committed != working:
        message = _(
            "Cam kết %(committed)s sản phẩm (“ít nhất”), dự kiến %(wanted)s sản phẩm; %(batches)s đợt nêu đủ "
            "%(have)s sản phẩm dự kiến. Hai số khác nghĩa, không phải mâu thuẫn."
        )
        yield found("committed_and_working", place, message % words, other, figures=figures, severity=NOTE)


def batch_stars(facts: ProofFacts) -> Iterator[Finding]:
    """No more products of a star are named than are planned; all of it where each product's star is given."""
    products, sums = _all_products(facts), star_sums(facts.content)
    if not products or not any(sums["committed"].values()):
        return
    wanted = {star: sums["working"].get(star) or sums["committed"].get(star, 0) for star in STARS}
    given = {star: [one for one in products if one[2].get("star_sought") == star] for star in STARS}
    are_all_given = sum(len(rows) for rows in given.values()) == len(products)
    for star in STARS:
        rows = given[star]
        if len(rows) <= wanted[star] and not (are_all_given and len(rows) < wanted[star]):
            continue
        own = [row["kind"] for row in headline_rows(facts.content) if row["star"] == star]
        other = headline_place(facts, own[0] if own else "any", star)
        message = _("Các đợt nêu %(have)s sản phẩm %(star)s sao, chỉ tiêu là %(wanted)s.")
        words = {"have": len(rows), "star": star, "wanted": wanted[star]}
        # A star without any target: each product is a fault of its own; else nobody can say which one is too many.
        for index, number, _row in [(0, 0, None)] if wanted[star] else rows:
            cell = facts.place("batches", _("Các đợt"), f"batches/star/{star}")
            place = facts.product_place(index, number, "star", _("%s sao") % star) if index else cell
            figures = (len(rows), star, wanted[star])
            severity = FAULT if len(rows) > wanted[star] else WARNING
            yield found("batch_star", place, message % words, other, figures=figures, severity=severity)


def batch_kinds(facts: ProofFacts) -> Iterator[Finding]:
    """Where targets are set by kind, the batches list as many of each kind."""
    products = _all_products(facts)
    kinds = {row["kind"] for row in headline_rows(facts.content)} - {TargetKind.ANY}
    for kind in sorted(kinds) if products else []:
        rows = [row for row in headline_rows(facts.content) if row["kind"] == kind]
        wanted = sum(row["working"] if row.get("working") is not None else row["committed"] for row in rows)
        have = sum(row["kind"] == kind for _b, _p, row in products)
        if have != wanted:
            label = TargetKind(kind).label
            place = facts.place("batches", _("Các đợt, sản phẩm %s") % label, f"batches/kind/{kind}")
            message = _("Các đợt nêu %(have)s sản phẩm %(kind)s, chỉ tiêu là %(wanted)s.")
            words = {"have": have, "kind": label, "wanted": wanted}
            other = headline_place(facts, kind, rows[0]["star"])
            severity = FAULT if have > wanted else WARNING
            yield found("batch_kind", place, message % words, other, figures=(have, kind, wanted), severity=severity)


_LISTS = re.compile(r"(?P<word>công nhận lại|nâng hạng|công nhận mới|xây dựng mới)", re.IGNORECASE)
_WORDS = {"công nhận lại": "renewal", "nâng hạng": "upgrade", "công nhận mới": "new", "xây dựng mới": "new"}


def kind_lists(facts: ProofFacts) -> Iterator[Finding]:
    """A product listed after "công nhận lại", "nâng hạng" … is of that kind; "nâng hạng 3 …" lists three, for the star
    named; what such a list leaves out is not of its kind."""
    for line in facts.lines:
        if line.kind not in ("targets", "batches", "batch"):
            continue
        starts = list(_LISTS.finditer(line.text))
        for match, following in zip(starts, [*starts[1:], None], strict=False):
            part = line.text[match.end() : following.start() if following else len(line.text)]
            yield from _kind_list(facts, line, _WORDS[match["word"].lower()], part)


def _listed(facts: ProofFacts, line: Any, part: str) -> tuple[list[tuple[int, int, Any]], list[tuple[int, int, Any]]]:
    """Products a part of a line is about, and those of them it names."""
    text = f" {fold(part)} "
    batch = int(line.cell.split("/")[1]) if line.cell.startswith("batch/") else 0
    about = [one for one in _all_products(facts) if not batch or one[0] == batch]
    return about, [one for one in about if one[2].get("name") and f" {fold(one[2]['name'])} " in text]


def _kind_list(facts: ProofFacts, line: Any, kind: str, part: str) -> Iterator[Finding]:
    about, listed = _listed(facts, line, part)
    place = facts.line_place(line)
    label = TargetKind(kind).label
    if not listed:
        return
    for index, number, row in about:
        is_listed = (index, number) in {(one[0], one[1]) for one in listed}
        if is_listed != (row["kind"] == kind):
            product = facts.product_place(index, number, "kind", str(TargetKind(row["kind"]).label))
            message = (
                _("%(product)s: %(line)s ghi là %(kind)s.")
                if is_listed
                else _("%(product)s: không có trong danh sách %(kind)s tại %(line)s.")
            )
            words = {"product": product.label, "line": line.label, "kind": label}
            yield found("kind_list", product, message % words, place, figures=(kind, row["kind"]))
    said = re.match(r"[^\d(]{0,20}(\d+)", part)
    if said and int(said[1]) != len(listed):
        message = _("%(line)s ghi %(said)s sản phẩm %(kind)s, liệt kê %(have)s.")
        words = {"line": line.label, "said": int(said[1]), "kind": label, "have": len(listed)}
        other = facts.place("batches", _("Các đợt, sản phẩm %s") % label, f"batches/kind/{kind}")
        yield found("kind_count", place, message % words, other, figures=(int(said[1]), len(listed), kind))
    raised = re.search(r"([34]) sao lên ([45]) sao", part)
    for index, number, row in listed if raised else []:
        if raised and row.get("star_sought") not in (None, int(raised[2])):
            product = facts.product_place(index, number, "star")
            message = _("%(product)s: đề nghị %(star)s sao; %(line)s ghi lên %(said)s sao.")
            words = {"product": product.label, "star": row["star_sought"], "line": line.label, "said": raised[2]}
            yield found("kind_star", product, message % words, place, figures=(row["star_sought"], raised[2]))


def listed_counts(facts: ProofFacts) -> Iterator[Finding]:
    """ "gồm có 06 sản phẩm" in a batch's sentence is the number of its products."""
    for line in facts.lines:
        match = (
            re.search(r"gồm(?: có)? (\d+) (?:sản phẩm|SP)", line.text, re.IGNORECASE) if line.kind == "batch" else None
        )
        if match:
            index = int(line.cell.split("/")[1])
            have = len(facts.batches[index - 1]["products"])
            if have != int(match[1]):
                other = facts.place(
                    "batch", _("%s, danh sách sản phẩm") % facts.batches[index - 1]["label"], f"batch/{index}/products"
                )
                message = _("%(line)s ghi %(said)s sản phẩm, danh sách có %(have)s.")
                words = {"line": line.label, "said": int(match[1]), "have": have}
                yield found(
                    "batch_listed", facts.line_place(line), message % words, other, figures=(int(match[1]), have)
                )


def product_kinds(facts: ProofFacts) -> Iterator[Finding]:
    """An upgrade seeks 4 or 5 stars; an upgrade or renewal names the star sought."""
    for index, number, row in _all_products(facts):
        star = row.get("star_sought")
        if row["kind"] == TargetKind.UPGRADE and star is not None and star < 4:
            star_place = facts.product_place(index, number, "star", _("%s sao") % star)
            message = _("%s: nâng hạng thì phải từ 4 sao trở lên.") % star_place.label
            yield found(
                "upgrade_star", star_place, message, facts.product_place(index, number, "kind"), figures=(star,)
            )
        if row["kind"] in (TargetKind.UPGRADE, TargetKind.RENEWAL) and star is None:
            kind_place = facts.product_place(index, number, "kind", str(TargetKind(row["kind"]).label))
            message = _("%s: chưa ghi hạng sao đề nghị.") % kind_place.label
            other = facts.product_place(index, number, "star")
            yield found("star_missing", kind_place, message, other, figures=(row["kind"],), severity=WARNING)
