"""Numbers and names in the plan's sentences against its fields (arithmetic; no article behind it)."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ocop.text import fold
from programs.domain.proof import WARNING, Finding, Place

from .facts import Line, ProofFacts, found, headline_rows, star_sums
from .sums import headline_place, totals_place

_STAR = re.compile(
    r"(?P<n>\d[\d.]*) (?:sản phẩm|SP)(?: được (?:xếp hạng|công nhận|đánh giá))?(?: sản phẩm)?"
    r"(?: OCOP)?(?: đạt)? (?P<star>[345]) sao",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?P<n>\d[\d.]*) sản phẩm OCOP(?! (?:đạt )?[345] sao)(?=\s*[(,.;:]|\s+trong đó|$)", re.IGNORECASE)
_PAST = re.compile(r"(đã được|hiện có|đã có|duy trì|lũy kế)[^.;]*$", re.IGNORECASE)
_KINDS = (("renewal", "công nhận lại"), ("upgrade", "nâng hạng"), ("new", "công nhận mới"), ("new", "xây dựng mới"))
_TARGET_KINDS = frozenset({"targets", "batches"})


class Mention(NamedTuple):
    """A number of products said in a line; star None: of all stars. `kind`: "" where the line names none before it."""

    number: int
    star: int | None
    kind: str
    is_planned: bool


def _number(text: str) -> int:
    return int(text.replace(".", "") or 0)


def _kind_before(text: str, end: int) -> str:
    """The kind named last before a place in a sentence, not further back than its beginning."""
    low = text[:end].lower()
    start = max(low.rfind(". "), low.rfind(";"))
    places = [(low.rfind(words, start + 1), kind) for kind, words in _KINDS]
    at, kind = max(places)
    return kind if at >= 0 else ""


def mentions(text: str) -> list[Mention]:
    """Numbers of products a sentence promises, in order; what is said to have been reached already is left out."""
    spots: list[Mention] = []
    for pattern in (_STAR, _TOTAL):
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if _PAST.search(before[-60:]) or text[match.end() :].lower().startswith(" lên "):
                continue
            planned = re.search(r"dự kiến[^.;]*$", before, re.IGNORECASE) is not None
            star = int(match["star"]) if pattern is _STAR else None
            spots.append(Mention(_number(match["n"]), star, _kind_before(text, match.start()), planned))
    return spots


def _allowed(facts: ProofFacts, mention: Mention) -> tuple[list[int], Place]:
    """Figures the fields give for a mention, and where the first of them stands."""
    sums = star_sums(facts.content)
    figure = "working" if mention.is_planned and sums["working"] else "committed"
    rows = [row for row in headline_rows(facts.content) if row["kind"] == mention.kind]
    if mention.star is None:
        place = totals_place(facts, f"{'working_' if figure == 'working' else ''}total")
        return [sum(sums[figure].values())], place
    if mention.kind and rows:
        number = sum(row["committed"] for row in rows if row["star"] == mention.star)
        return [number], headline_place(facts, mention.kind, mention.star)
    own = [row["kind"] for row in headline_rows(facts.content) if row["star"] == mention.star]
    if own or not facts.content.get("totals"):
        place = headline_place(facts, own[0] if own else "any", mention.star, figure)
    else:
        place = totals_place(facts, f"star_{mention.star}")
    return [sums[figure].get(mention.star, 0)], place


def text_numbers(facts: ProofFacts) -> Iterator[Finding]:
    """Numbers of products in the sections on targets and batches are those of the fields."""
    if not any(star_sums(facts.content)["committed"].values()):
        return
    for line in facts.lines:
        if line.kind not in _TARGET_KINDS:
            continue
        for mention in mentions(line.text):
            numbers, other = _allowed(facts, mention)
            if mention.number not in numbers:
                message = _("%(place)s ghi %(number)s sản phẩm%(star)s, chỉ tiêu là %(field)s.") % {
                    "place": line.label,
                    "number": mention.number,
                    "star": f" {mention.star} sao" if mention.star else "",
                    "field": numbers[0],
                }
                figures = (mention.number, mention.star, numbers[0])
                yield found("text_number", facts.line_place(line), message, other, figures=figures)


_COUNTS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    (r"(?P<a>\d+) lớp", ("count",), "lớp", "tập huấn|đào tạo|bồi dưỡng"),
    (r"(?P<a>\d+) đoàn", ("count",), "đoàn", "học tập|tham quan"),
    (r"(?P<a>\d+) (?:công chức|cán bộ)", ("people_from",), "người", ""),
    (r"(?P<a>\d+) (?:đến|-|–) (?P<b>\d+) ngày", ("days_from", "days_to"), "ngày", ""),
    (r"(?P<a>\d+) (?:đến|-|–) (?P<b>\d+) người", ("people_from", "people_to"), "người", ""),
)


def _activity_place(facts: ProofFacts, index: int, name: str) -> Place:
    title = facts.content["activities"][index - 1]["title"]
    return facts.place(
        "activities", _("Hoạt động %(n)s (%(title)s)") % {"n": index, "title": title}, f"activity/{index}/{name}"
    )


def _counted(facts: ProofFacts, names: Sequence[str], titles: str) -> list[tuple[int, tuple[int, ...]]]:
    """(number of the activity, its figures) of those that have all these fields."""
    rows = enumerate(facts.content["activities"], 1)
    return [
        (index, tuple(row[name] for name in names))
        for index, row in rows
        if re.search(titles, row["title"], re.IGNORECASE) and all(row.get(name) is not None for name in names)
    ]


def activity_numbers(facts: ProofFacts) -> Iterator[Finding]:
    """Classes, study tours, days and people in the text are those of the activities."""
    for pattern, names, word, titles in _COUNTS:
        fields = _counted(facts, names, titles)
        said = [(line, match) for line in facts.lines for match in re.finditer(pattern, line.text, re.IGNORECASE)]
        numbers = [tuple(int(part) for part in match.groups()) for _line, match in said]
        for (line, match), number in zip(said, numbers, strict=True):
            if not fields or number in [figures for _index, figures in fields]:
                continue
            free = [one for one in fields if one[1] not in numbers] or fields
            for column, name in enumerate(names):
                if number[column] != free[0][1][column]:
                    place = _activity_place(facts, free[0][0], name)
                    message = _("%(line)s ghi “%(said)s”; %(place)s ghi %(field)s %(word)s.") % {
                        "line": line.label,
                        "said": match[0],
                        "place": place.label,
                        "field": free[0][1][column],
                        "word": word,
                    }
                    yield found("activity_number", facts.line_place(line), message, place, figures=(*number, column))


def activity_ranges(facts: ProofFacts) -> Iterator[Finding]:
    """ "Từ … đến …" of an activity goes upwards."""
    for index, row in enumerate(facts.content["activities"], 1):
        for first, last, word in (("days_from", "days_to", _("số ngày")), ("people_from", "people_to", _("số người"))):
            low, high = row.get(first), row.get(last)
            if low is not None and high is not None and low > high:
                places = [_activity_place(facts, index, name) for name in (first, last)]
                message = _("%(place)s: %(word)s từ %(low)s đến %(high)s.")
                words = {"place": places[0].label, "word": word, "low": low, "high": high}
                yield found("activity_range", places[0], message % words, places[1], figures=(low, high))


def number_of_batches(facts: ProofFacts) -> Iterator[Finding]:
    """ "thành 03 đợt" is the number of batches listed."""
    for line in facts.lines:
        for match in re.finditer(r"thành (\d+) đợt", line.text, re.IGNORECASE):
            if int(match[1]) != len(facts.batches):
                other = facts.place("batches", _("Các đợt"), "batches/count")
                message = _("%(place)s ghi %(said)s đợt, kế hoạch nêu %(have)s đợt.")
                words = {"place": line.label, "said": int(match[1]), "have": len(facts.batches)}
                figures = (int(match[1]), len(facts.batches))
                yield found("batch_count", facts.line_place(line), message % words, other, figures=figures)


def _texts_of(facts: ProofFacts, batch: int) -> list[Line]:
    """Where the products of a batch are named: its own sentence, else the sections on targets and batches."""
    own = [line for line in facts.lines if line.cell == f"batch/{batch}/wording"]
    return own or [line for line in facts.lines if line.kind in _TARGET_KINDS]


def _is_named(product: Any) -> bool:
    return bool(product.get("name")) and "chưa nêu tên" not in product["name"]


def named_products(facts: ProofFacts) -> Iterator[Finding]:
    """Where the text lists the products of a batch, it lists all of them, with their places and producers."""
    for index, batch in enumerate(facts.batches, 1):
        lines = _texts_of(facts, index)
        text = " " + fold(" ".join(line.text for line in lines)) + " "
        rows = [(number, row) for number, row in enumerate(batch["products"], 1) if _is_named(row)]
        present = [number for number, row in rows if f" {fold(row['name'])} " in text]
        is_list = present and len(present) * 2 >= len(rows)
        for number, row in rows:
            if is_list and number not in present:
                yield _unnamed(facts, index, number, "name", row["name"], lines)
            # Only a batch's own sentence gives places and producers; elsewhere a name alone is enough.
            if is_list and lines[0].cell == f"batch/{index}/wording":
                for field, what in (("place", "place"), ("producer", "producer")):
                    if row.get(field) and f" {fold(row[field])} " not in text:
                        yield _unnamed(facts, index, number, what, row[field], lines)


def _unnamed(facts: ProofFacts, batch: int, number: int, what: str, value: str, lines: Sequence[Line]) -> Finding:
    place = facts.product_place(batch, number, what)
    line = next((one for one in lines if one.cell.startswith("batch/")), None)
    other = line or max(
        lines,
        key=lambda one: sum(
            fold(row.get("name") or "-") in fold(one.text) for row in facts.batches[batch - 1]["products"]
        ),
    )
    message = _("%(place)s: “%(value)s” không có trong %(line)s.")
    words = {"place": place.label, "value": value, "line": other.label}
    return found("text_name", place, message % words, facts.line_place(other), figures=(value,), severity=WARNING)


_QUOTED = re.compile(r"sản phẩm(?: OCOP)?(?: đạt)? “([^”]+)”", re.IGNORECASE)


def quoted_products(facts: ProofFacts) -> Iterator[Finding]:
    """A product named in quotation marks is one of the products of the batches."""
    known = {
        fold(row["name"]): (b, p)
        for b, batch in enumerate(facts.batches, 1)
        for p, row in enumerate(batch["products"], 1)
        if _is_named(row)
    }
    if not known:
        return
    for line in facts.lines:
        for match in _QUOTED.finditer(line.text):
            if fold(match[1]) not in known:
                batch, number = next(iter(known.values()))
                place = facts.product_place(batch, number, "name")
                message = _("%(line)s nêu sản phẩm “%(name)s”, danh sách đợt không có.")
                words = {"line": line.label, "name": match[1]}
                yield found(
                    "quoted_product",
                    facts.line_place(line),
                    message % words,
                    place,
                    figures=(match[1],),
                    severity=WARNING,
                )


def producers_in_text(facts: ProofFacts) -> Iterator[Finding]:
    """A producer named for a product is named in the plan's text as well."""
    text = " " + fold(" ".join(line.text for line in facts.lines)) + " "
    for index, batch in enumerate(facts.batches, 1):
        for number, row in enumerate(batch["products"], 1):
            mentioned = _is_named(row) and f" {fold(row['name'])} " in text
            if row.get("producer") and mentioned and f" {fold(row['producer'])} " not in text:
                place = facts.product_place(index, number, "producer")
                line = next(one for one in facts.lines if fold(row["name"]) in fold(one.text))
                message = _("%(place)s: chủ thể “%(producer)s” không có trong lời văn kế hoạch.")
                words = {"place": place.label, "producer": row["producer"]}
                yield found(
                    "text_producer",
                    place,
                    message % words,
                    facts.line_place(line),
                    figures=(row["producer"],),
                    severity=WARNING,
                )
