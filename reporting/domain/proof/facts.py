"""What the rules of the prover look at: one plan as data, the day, the units and records it names (pure, no ORM)."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from programs.domain.outline import Span, fill
from programs.domain.plans_text import draft_facts
from programs.domain.proof import FAULT, Finding, Place

Content = Mapping[str, Any]
STARS = (5, 4, 3)
KINDS = ("any", "new", "upgrade", "renewal")
_LONGEST_KEY = 300


@dataclass(frozen=True)
class UnitFact:
    """A version of a unit, by code; days are inclusive, None: open."""

    code: str
    name: str
    tier: str
    parent_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Whether it existed on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Decided(NamedTuple):
    """What decisions of the year made of one committed figure: by how much it changed, and which decisions did it."""

    change: int = 0
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Beside:
    """Figures of another plan about the same unit: `stars` {star: (committed, working or None)}, decisions of the year
    in; `decided`: what these made of them."""

    unit_code: str
    title: str
    url: str
    stars: Mapping[int, tuple[int, int | None]]
    is_issued: bool = True
    decided: Mapping[int, Decided] = field(default_factory=dict)


@dataclass(frozen=True)
class KnownProduct:
    """A product on record that a batch names, with its recognition of that time: star None without one in force.

    `until`: last day the certificate is in force (extended ones included), None without a certificate.
    """

    name: str
    url: str
    star: int | None = None
    until: date | None = None


@dataclass(frozen=True)
class BodyWord:
    """What is known of a body's name on the plan's day; `exists` False only when it is known not to."""

    exists: bool
    successor: str = ""
    reason: str = ""
    is_sure: bool = True


@dataclass(frozen=True)
class Line:
    """A paragraph of the plan's text as printed: its place, the kind of its section, the facts in it."""

    cell: str
    label: str
    kind: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class ProofFacts:
    """One plan and what it is measured against.

    `content`: see plans_text; `products`: {(batch, product), both from 1: record or None}, None when nobody looked;
    `expiring`: certificates of the unit that end in the plan's year, by name. `pages`: kind of place → address.
    `decided`: {(code of the unit, star): what decisions made of this plan's figures} by the day on which the plans
    below are looked at; `decided_own`: of its own total (by star) by `day`.
    """

    content: Content
    day: date
    units: Mapping[str, UnitFact] = field(default_factory=dict)
    district_ended: date | None = None
    bodies: Callable[[str], BodyWord | None] = lambda name: None
    above: Beside | None = None
    children: tuple[Beside, ...] = ()
    decided: Mapping[tuple[str, int], Decided] = field(default_factory=dict)
    decided_own: Mapping[int, Decided] = field(default_factory=dict)
    products: Mapping[tuple[int, int], KnownProduct | None] | None = None
    expiring: tuple[KnownProduct, ...] = ()
    signers: tuple[tuple[str, str], ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The plan's year."""
        return int(self.content["year"])

    @property
    def own(self) -> UnitFact | None:
        """The plan's unit."""
        return self.units.get(self.content["unit_code"])

    def place(self, kind: str, label: str, cell: str) -> Place:
        """A place of this plan; a section's address leads to the section."""
        url = self.pages.get(kind, "")
        if url and cell.startswith("section/"):
            url += f"#muc-{cell.split('/')[1]}"
        return Place(kind, label, url, cell)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The paragraphs of opening, sections, batches and closing with their facts filled in."""
        return tuple(_lines(self.content))

    def line_place(self, line: Line) -> Place:
        """The place of a paragraph."""
        return self.place("batch" if line.cell.startswith("batch/") else "section", line.label, line.cell)

    @property
    def batches(self) -> list[Any]:
        """The plan's batches."""
        return list(self.content["batches"])

    def product_place(self, batch: int, product: int, what: str, word: str = "") -> Place:
        """The place of a product of a batch (both counted from 1): `what` is "name", "star", "kind", …"""
        entry = self.batches[batch - 1]
        name = entry["products"][product - 1].get("name") or "chưa nêu tên"
        label = f"{entry['label']}, sản phẩm {product} ({name}){', ' + word if word else ''}"
        return self.place("batch", label, f"batch/{batch}/product/{product}/{what}")


def _lines(content: Content) -> Iterator[Line]:
    facts = draft_facts(content)
    texts = [("opening", "Lời dẫn", "opening", content.get("opening"))]
    for index, section in enumerate(content["sections"], 1):
        texts.append((f"section/{index}", f"Mục {section['number']}", section["kind"], section.get("body")))
    for index, batch in enumerate(content["batches"], 1):
        texts.append((f"batch/{index}/wording", f"{batch['label']}, cách ghi", "batch", batch.get("wording")))
    texts.append(("closing", "Lời kết", "closing", content.get("closing")))
    for cell, label, kind, text in texts:
        if cell.endswith("/wording"):  # one sentence, however it is broken
            filled, spans = _filled(" ".join((text or "").split()), facts)
            if filled:
                yield Line(cell, label, kind, filled, spans)
            continue
        for number, raw in enumerate((text or "").splitlines(), 1):
            if raw.strip():
                filled, spans = _filled(raw.strip(), facts)
                yield Line(f"{cell}/line/{number}", f"{label}, đoạn {number}", kind, filled, spans)


def _filled(text: str, facts: Mapping[str, Any]) -> tuple[str, tuple[Span, ...]]:
    """The text with its facts; a badly written fact stays as typed (plans_text.text_faults reports it)."""
    try:
        filled, spans = fill(text, facts)
    except ValueError:
        return text, ()
    return filled, tuple(spans)


def found(
    rule: str,
    place: Place,
    message: str,
    other: Place | None = None,
    *,
    figures: tuple[Any, ...] = (),
    severity: str = FAULT,
    article: str = "",
) -> Finding:
    """A finding with its stable key: rule, cells and figures."""
    parts = [rule, place.cell, other.cell if other else "", *(str(figure) for figure in figures)]
    key = "|".join(parts)
    if len(key) > _LONGEST_KEY:
        key = f"{key[:200]}|{hashlib.sha256(key.encode()).hexdigest()}"
    return Finding(rule, key, message, place, other, severity, article)


def headline_rows(content: Content) -> list[Mapping[str, Any]]:
    """Targets at the plan's own unit."""
    return [row for row in content["targets"] if row["unit_code"] == content["unit_code"]]


def annex_targets(content: Content) -> list[Mapping[str, Any]]:
    """Targets at other units."""
    return [row for row in content["targets"] if row["unit_code"] != content["unit_code"]]


def star_sums(content: Content) -> dict[str, dict[int, int]]:
    """{"committed" and "working": {star: number}} of the plan's own headline (printed totals when it has no rows).

    "working" holds only stars that have a working figure.
    """
    rows = headline_rows(content)
    totals = content.get("totals") or {}
    if not rows:
        return {
            "committed": {star: totals.get(f"star_{star}") or 0 for star in STARS if totals},
            "working": {star: totals[f"working_star_{star}"] for star in STARS if totals.get(f"working_star_{star}")},
        }
    committed = {star: sum(row["committed"] for row in rows if row["star"] == star) for star in STARS}
    planned = [row for row in rows if row.get("working") is not None]
    working = {star: sum(row["working"] for row in planned if row["star"] == star) for star in STARS}
    return {"committed": committed, "working": {star: n for star, n in working.items() if n}}
