"""The text of a plan, generated around its facts (pure: works on the data of a version, no ORM).

A *content* is the data of one version in the shape of the data files (`seed_schema.VERSION`) plus ``year`` and
``unit_code``; `plans_content.version_content` makes one from the database. Pages, documents and comparisons all
read the blocks made here, so that a number stands once: as a field.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from programs.domain.outline import DASH, PLAIN, PLUS, Missing, OutlineError, Span, Value, field_names, fill, parse_line

Content = Mapping[str, Any]
_KIND_WORDS = {"new": "moi", "renewal": "cong_nhan_lai", "upgrade": "nang_hang", "any": "chung"}
_PREFIX = {"funding": "kinh_phi_", "tasks": "nhiem_vu_", "batches": "dot_"}


class Block(NamedTuple):
    """One printed paragraph of a plan.

    kind: "basis", "opening", "section" (heading), "line" (outline), "task" (its heading), "closing";
    level as in outline.Line; anchor: "muc-2" of the section it belongs to ("" outside sections);
    spans: the facts in ``text``.
    """

    kind: str
    level: int
    marker: str
    text: str
    spans: tuple[Span, ...] = ()
    anchor: str = ""

    @property
    def plain(self) -> str:
        """Mark and text as printed on one line."""
        return f"{self.marker} {self.text}".strip()


def headline(content: Content) -> list[dict[str, Any]]:
    """The plan's own totals: targets at its own unit, or (data files with an annex) those named in ``totals``."""
    own = [t for t in content["targets"] if t["unit_code"] == content["unit_code"]]
    if own:
        return own
    totals = content.get("totals") or {}
    return [
        {
            "unit_code": content["unit_code"],
            "star": star,
            "kind": "any",
            "committed": totals[f"star_{star}"],
            "working": totals.get(f"working_star_{star}"),
        }
        for star in (5, 4, 3)
        if totals.get(f"star_{star}") is not None
    ]


def _target_facts(content: Content) -> dict[str, Value]:
    facts: dict[str, Value] = {"chi_tieu.tong": None, "du_kien.tong": None}
    for star in (5, 4, 3):
        facts |= {f"chi_tieu.sao_{star}": None, f"du_kien.sao_{star}": None}
        facts |= {f"chi_tieu.{word}.sao_{star}": None for word in _KIND_WORDS.values()}
    rows = headline(content)
    if not rows:
        return facts
    facts["chi_tieu.tong"] = sum(row["committed"] for row in rows)
    working = [row["working"] for row in rows if row.get("working") is not None]
    facts["du_kien.tong"] = sum(working) if working else None
    for star in (5, 4, 3):
        same = [row for row in rows if row["star"] == star]
        facts[f"chi_tieu.sao_{star}"] = sum(row["committed"] for row in same)
        planned = [row["working"] for row in same if row.get("working") is not None]
        facts[f"du_kien.sao_{star}"] = sum(planned) if planned else None
    for row in rows:
        facts[f"chi_tieu.{_KIND_WORDS[row['kind']]}.sao_{row['star']}"] = row["committed"]
    return facts


def _month(batch: Mapping[str, Any]) -> str | None:
    """ "8/2026" when the window lies within one month."""
    first, last = batch.get("window_from"), batch.get("window_to")
    if isinstance(first, date) and isinstance(last, date) and (first.year, first.month) == (last.year, last.month):
        return f"{first.month}/{first.year}"
    return None


def _batch_facts(content: Content) -> dict[str, Value]:
    facts: dict[str, Value] = {"dot.so": len(content["batches"])}
    for index, batch in enumerate(content["batches"], 1):
        products = batch["products"]
        facts[f"dot_{index}.so_sp"] = len(products)
        facts[f"dot_{index}.thang"] = _month(batch)
        for kind, word in _KIND_WORDS.items():
            facts[f"dot_{index}.{word}"] = sum(product["kind"] == kind for product in products)
        for number, product in enumerate(products, 1):
            base = f"dot_{index}.sp_{number}"
            facts[f"{base}.ten"] = product.get("name")
            facts[f"{base}.noi"] = product.get("place")
            facts[f"{base}.chu_the"] = product.get("producer")
    return facts


def _activity_facts(content: Content) -> dict[str, Value]:
    names = {
        "so_luong": "count",
        "ngay_tu": "days_from",
        "ngay_den": "days_to",
        "nguoi_tu": "people_from",
        "nguoi_den": "people_to",
        "don_vi": "units",
        "doi_tuong": "audience",
        "thoi_gian": "time",
    }
    return {
        f"hoat_dong_{index}.{fact}": activity.get(field)
        for index, activity in enumerate(content["activities"], 1)
        for fact, field in names.items()
    }


def facts_of(content: Content) -> dict[str, Value]:
    """Every fact a section of this plan can name: name → text or number (None: known but empty)."""
    facts: dict[str, Value] = {"nam": str(content["year"])}
    facts |= _target_facts(content) | _batch_facts(content) | _activity_facts(content)
    for index, source in enumerate(content["funding"], 1):
        facts[f"kinh_phi_{index}"] = source["text"]
    for index, task in enumerate(content["tasks"], 1):
        facts[f"nhiem_vu_{index}.co_quan"] = task["body"]
        for number, item in enumerate(task.get("items") or [], 1):
            facts[f"nhiem_vu_{index}.y_{number}"] = item
    return facts


class _Forgiving(dict[str, Value]):
    """Facts of a draft: what is missing has a visible stand-in."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> Missing:
        return Missing(f"[chưa có: {name}]")


def draft_facts(content: Content) -> Mapping[str, Value]:
    """Facts for reading a draft: empty and unknown ones print as "[chưa có: tên]"."""
    return _Forgiving({name: value for name, value in facts_of(content).items() if value not in (None, "")})


def writing_facts(content: Content) -> dict[str, Value]:
    """The facts a section may name while the draft is written: empty ones print as "[chưa có: tên]"."""
    return {
        name: Missing(f"[chưa có: {name}]") if value in (None, "") else value
        for name, value in facts_of(content).items()
    }


def text_faults(content: Content) -> list[str]:
    """What keeps the text from being printed, in Vietnamese, one message a place; empty when all facts are there."""
    facts, faults = facts_of(content), []
    texts = [("Lời dẫn", content.get("opening")), ("Lời kết", content.get("closing"))]
    texts += [(f"Mục {section['number']}", section.get("body")) for section in content["sections"]]
    texts += [(batch["label"], batch.get("wording")) for batch in content["batches"]]
    for where, text in texts:
        try:
            fill(text or "", facts, where=where)
        except OutlineError as error:
            faults.append(str(error))
    return faults


def _outline(text: str, facts: Mapping[str, Value], where: str, anchor: str) -> Iterator[Block]:
    """The paragraphs of an outline text with its facts filled in."""
    for number, raw in enumerate(text.splitlines(), 1):
        if raw.strip():
            line = parse_line(raw)
            filled, spans = fill(line.text, facts, where=f"{where}, đoạn {number}")
            yield Block("line", line.level, line.marker, filled, tuple(spans), anchor)


def _funding_blocks(content: Content, facts: Mapping[str, Value], anchor: str) -> Iterator[Block]:
    for index, source in enumerate(content["funding"], 1):
        name = f"kinh_phi_{index}"
        yield Block("line", 1, f"{index}.", source["text"], (Span(0, len(source["text"]), name),), anchor)


def _batch_blocks(content: Content, facts: Mapping[str, Value], anchor: str) -> Iterator[Block]:
    for batch in content["batches"]:
        filled, spans = fill(f"{batch['label']}: {batch.get('wording') or ''}", facts, where=batch["label"])
        yield Block("line", PLUS, "+", filled.strip().rstrip(":"), tuple(spans), anchor)


def is_inline(task: Mapping[str, Any]) -> bool:
    """Whether the duty runs on after the body's name ("2. Sở Tài chính: Trên cơ sở …"); its heading ends in ":"."""
    return bool(task.get("inline") or str(task["body"]).endswith(":"))


def _task_blocks(content: Content, facts: Mapping[str, Value], anchor: str) -> Iterator[Block]:
    for index, task in enumerate(content["tasks"], 1):
        body, intro = str(task["body"]).rstrip(":"), task.get("intro") or ""
        lead = (Span(0, len(body), f"nhiem_vu_{index}.co_quan"),)
        if is_inline(task):
            yield Block("task", 1, f"{index}.", f"{body}: {intro}", lead, anchor)
        else:
            yield Block("task", 1, f"{index}.", body, lead, anchor)
            yield from (Block("line", PLAIN, "", part, (), anchor) for part in intro.splitlines() if part.strip())
        yield from (Block("line", DASH, "-", item, (), anchor) for item in task.get("items") or [])


_ROWS = {"funding": _funding_blocks, "tasks": _task_blocks, "batches": _batch_blocks}


def section_blocks(content: Content, index: int, facts: Mapping[str, Value]) -> Iterator[Block]:
    """Blocks of the section at ``index`` (from 0): its heading, its own text, then the rows of its kind.

    Rows are not generated when the section's text already names them ("- {{ kinh_phi_1 }}").
    """
    section, anchor = content["sections"][index], f"muc-{index + 1}"
    yield Block("section", 0, f"{section['number']}.", section["heading"], (), anchor)
    body = section.get("body") or ""
    yield from _outline(body, facts, f"Mục {section['number']}", anchor)
    prefix = _PREFIX.get(section["kind"])
    if prefix and not any(name.startswith(prefix) for name in field_names(body)):
        yield from _ROWS[section["kind"]](content, facts, anchor)


def plan_blocks(content: Content, facts: Mapping[str, Value] | None = None) -> list[Block]:
    """All paragraphs of a plan between its title and «Nơi nhận», in order.

    ``facts``: `facts_of(content)` unless given; with them an unknown or empty fact raises outline.OutlineError, with
    `draft_facts(content)` it is printed as "[chưa có: …]" so that a draft can be read before it is complete.
    """
    facts = facts_of(content) if facts is None else facts
    blocks = [Block("basis", 0, "", basis["text"]) for basis in content["bases"]]
    for kind, name in (("opening", "Lời dẫn"), ("closing", "Lời kết")):
        text = content.get(kind)
        if text:
            filled, spans = fill(text, facts, where=name)
            blocks.append(Block(kind, 0, "", filled, tuple(spans)))
        if kind == "opening":
            for index in range(len(content["sections"])):
                blocks += section_blocks(content, index, facts)
    return blocks


def recipient_text(recipient: Mapping[str, Any]) -> str:
    """A line of «Nơi nhận» without its dash and mark: "Bộ Nông nghiệp và PTNT (để b/c)"."""
    return f"{recipient['text']} ({recipient['purpose']})" if recipient.get("purpose") else str(recipient["text"])
