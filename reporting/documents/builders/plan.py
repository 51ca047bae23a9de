"""Kế hoạch of any tier: a version's data → content tree (NĐ 30/2020, mẫu 1.4).

Works on a *content* (see programs.domain.plans_text); `programs.domain.plans_content.version_content` makes one from
the database, so the document, the page and the comparison with the source read the same paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ocop.text import format_date
from programs.domain.outline import PLAIN
from programs.domain.plans_text import Block as Said
from programs.domain.plans_text import Content, plan_blocks
from reporting.documents import layout
from reporting.documents.builders.common import (
    figure,
    head_cell,
    head_of,
    marked_runs,
    recipients_of,
    signature_of,
    title_lines,
)
from reporting.documents.tree import (
    Align,
    Annex,
    Basis,
    Block,
    Cell,
    Closing,
    Document,
    Head,
    Heading,
    Item,
    Level,
    Name,
    Paragraph,
    Runs,
    Table,
    runs,
)

TYPE_NAME = "Kế hoạch"
STARS = (5, 4, 3)
_LEVELS = (Level.ARABIC, Level.DECIMAL, Level.DECIMAL)
_OPENERS = ("Căn cứ", "Thực hiện", "Xét", "Theo", "Trên cơ sở", "Nghị định", "Nghị quyết", "Quyết định", "Kế hoạch")
_LONGEST_TITLE = 350  # characters; a longer numbered line is a sentence, not a title
_LEAD = re.compile(r"(?:Nội dung|Đối tượng|Thời gian|Thời gian thực hiện|Đơn vị thực hiện|Đợt \d+)\s*:")
_KIND_WORDS = {"new": "mới", "upgrade": "nâng hạng", "renewal": "công nhận lại", "any": ""}


def build(content: Content) -> Document:
    """The plan as a tree. Raises programs.domain.outline.OutlineError when a fact named in its text is missing."""
    head = head_of(content)
    said = plan_blocks(content)
    return Document(
        kind="plan",
        title=f"{TYPE_NAME} {_lower_first(content['abstract'])}",
        head=head,
        name=Name(TYPE_NAME.upper(), title_lines(content["abstract"])),
        blocks=_end(tuple(_blocks(content, said))),
        recipients=recipients_of(content),
        signature=signature_of(content),
        annexes=_numbered([*_target_annex(content, head), *_batch_annex(content, head)]),
    )


def _blocks(content: Content, said: Sequence[Said]) -> Iterator[Block]:
    bases = [block.text for block in said if block.kind == "basis"]
    yield from _bases(bases, next((block for block in said if block.kind == "opening"), None))
    body = [block for block in said if block.kind not in ("basis", "opening")]
    for block, after in zip(body, [*body[1:], None], strict=False):
        yield _block(block, after)


def _bases(bases: list[str], opening: Said | None) -> Iterator[Block]:
    """Each basis on its own line, ending ";", the last "." (ô 6); a plan weaving them into a sentence keeps it."""
    bare = [text.strip().rstrip(";.,") for text in bases]
    text, spans = (opening.text, opening.spans) if opening else ("", ())
    if bare and not all(basis.startswith(_OPENERS) for basis in bare):
        woven = "; ".join(bare) + (", " if text else ".")
        yield Paragraph(marked_runs(woven + text, [(s.start + len(woven), s.end + len(woven)) for s in spans]))
        return
    for number, basis in enumerate(bare, 1):
        yield Basis(runs(f"{basis}{';' if number < len(bare) else '.'}"))
    if text:
        yield Paragraph(_words(text, spans))


def _block(block: Said, after: Said | None) -> Block:
    words = _words(block.text, block.spans)
    if block.kind == "section":
        return Heading(Level.ROMAN, block.marker, words)
    if block.kind == "closing":
        return Closing(words)
    if block.kind == "task" or 1 <= block.level <= len(_LEVELS):
        return _numbered_line(block, after)
    return Paragraph(words) if block.level == PLAIN else Item(block.marker, _led(block))


def _numbered_line(block: Said, after: Said | None) -> Block:
    """A numbered line is a title when something deeper follows it; with "Tên: lời văn" only the name is bold."""
    name, colon, rest = block.text.partition(":")
    if colon and rest.strip():
        return Item(block.marker, _words(block.text, block.spans, bold_to=len(name) + 1 if _short(name) else 0))
    deeper = after is not None and after.kind == "line" and (after.level == PLAIN or after.level > block.level)
    if block.kind == "task" or (deeper and _short(block.text)):
        return Heading(_LEVELS[block.level - 1], block.marker, _words(block.text, block.spans))
    return Item(block.marker, _words(block.text, block.spans))


def _short(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE


def _led(block: Said) -> Runs:
    """Items of activities begin with a bold word: "Nội dung:", "Đơn vị thực hiện:"."""
    lead = _LEAD.match(block.text)
    return _words(block.text, block.spans, bold_to=lead.end() if lead else 0)


def _words(text: str, spans: Sequence[Any], bold_to: int = 0) -> Runs:
    return marked_runs(text, [(span.start, span.end) for span in spans], bold_to)


def _end(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A plan without closing words ends with the mark "./." on its last line."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph):
        return (*blocks[:-1], Closing(last.runs))
    if isinstance(last, Item):
        return (*blocks[:-1], Closing(last.runs, last.marker))
    return blocks


def _numbered(annexes: list[Annex]) -> tuple[Annex, ...]:
    """Roman numbers only when there are two or more (Phụ lục I, mục III)."""
    if len(annexes) < 2:
        return tuple(annexes)
    return tuple(replace(annex, number=number) for number, annex in enumerate(annexes, 1))


def _attached(content: Content, head: Head) -> str:
    return layout.attached_line(TYPE_NAME, head, content["issuer"])


def _target_annex(content: Content, head: Head) -> Iterator[Annex]:
    annex = content.get("annex") or {}
    units = _units(content, annex.get("rows") or [])
    if not units:
        return
    year = content["year"]
    title = annex.get("title") or f"CHỈ TIÊU PHÁT TRIỂN SẢN PHẨM OCOP NĂM {year}"
    columns = annex.get("columns") or ["TT", "Đơn vị", f"Kế hoạch năm {year}", *(f"OCOP {star} sao" for star in STARS)]
    marks = _marks(content, [code for code, _ in units])
    yield Annex(title_lines(title, "annex_title"), _attached(content, head), (_target_table(columns, units, marks),))


def _units(content: Content, rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """(code, printed name) of the annex in its order; without an annex, of the targets given to other units."""
    if rows:
        return [(row["unit_code"], row["unit"]) for row in sorted(rows, key=lambda row: row["order"])]
    others = {t["unit_code"]: t["unit"] for t in content["targets"] if t["unit_code"] != content["unit_code"]}
    return list(others.items())


def _marks(content: Content, codes: Sequence[str]) -> dict[tuple[str, int], int]:
    """Committed numbers by (unit code, star) over all kinds."""
    marks = {(code, star): 0 for code in codes for star in STARS}
    for target in content["targets"]:
        key = (target["unit_code"], target["star"])
        if key in marks:
            marks[key] += target["committed"]
    return marks


def _target_table(columns: Sequence[str], units: list[tuple[str, str]], marks: Mapping[tuple[str, int], int]) -> Table:
    """TT · unit · total · «Trong đó:» 5, 4, 3 stars; totals first; empty cells for zero (the plans' own form)."""
    header = (
        (*(head_cell(name, rowspan=2) for name in columns[:3]), head_cell("Trong đó:", colspan=3)),
        tuple(head_cell(name) for name in columns[3:6]),
    )
    sums = [sum(marks[code, star] for code, _ in units) for star in STARS]
    totals = (Cell(), head_cell("Tổng"), *(figure(value, bold=True) for value in (sum(sums), *sums)))
    rows = [totals]
    for number, (code, name) in enumerate(units, 1):
        given = [marks[code, star] for star in STARS]
        rows.append((figure(number), Cell(name), *map(figure, (sum(given), *given))))
    return Table((0.07, 0.27, 0.18, 0.16, 0.16, 0.16), header, tuple(rows))


def _batch_annex(content: Content, head: Head) -> Iterator[Annex]:
    batches = [batch for batch in content["batches"] if batch["products"]]
    if not batches:
        return
    names = ("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao đề nghị", "Loại")
    rows: list[tuple[Cell, ...]] = []
    for batch in batches:
        rows.append((Cell(_batch_name(batch), bold=True, colspan=len(names)),))
        rows += [_product_row(number, product) for number, product in enumerate(batch["products"], 1)]
    header = (tuple(head_cell(name) for name in names),)
    table = Table((0.07, 0.29, 0.22, 0.18, 0.11, 0.13), header, tuple(rows))
    title = f"DANH MỤC SẢN PHẨM DỰ KIẾN ĐÁNH GIÁ, PHÂN HẠNG NĂM {content['year']}"
    yield Annex(title_lines(title, "annex_title"), _attached(content, head), (table,))


def _batch_name(batch: Mapping[str, Any]) -> str:
    """'Đợt 1 (từ 01/01/2024 đến 30/06/2024)'."""
    first, last = batch.get("window_from"), batch.get("window_to")
    return f"{batch['label']} (từ {format_date(first)} đến {format_date(last)})" if first and last else batch["label"]


def _product_row(number: int, product: Mapping[str, Any]) -> tuple[Cell, ...]:
    star = product.get("star_sought")
    return (
        figure(number),
        Cell(product.get("name") or "(kế hoạch chưa nêu tên)"),
        Cell(product.get("producer") or ""),
        Cell(product.get("place") or ""),
        Cell(f"{star} sao" if star else "", Align.CENTER),
        Cell(_KIND_WORDS.get(product.get("kind") or "", ""), Align.CENTER),
    )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
