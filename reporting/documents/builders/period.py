"""Báo cáo kết quả thực hiện Chương trình OCOP: the data of a period → content tree (NĐ 30/2020, mẫu 1.4).

Works on the content made by `reporting.domain.contents.period.period_content`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ocop.text import format_date
from reporting.documents import layout
from reporting.documents.builders.common import (
    head_cell,
    head_of,
    recipients_of,
    signature_of,
    title_lines,
)
from reporting.documents.tree import (
    Align,
    Annex,
    Block,
    Cell,
    Closing,
    Document,
    Heading,
    Item,
    Level,
    Name,
    Note,
    Paragraph,
    Run,
    Table,
    runs,
)

TYPE_NAME = "Báo cáo"
INLINE = ("ket-qua", "luy-ke")
"""Tables that stand in the text; the others are annexes."""
Content = Mapping[str, Any]


def build(content: Content) -> Document:
    """The report with its annexes; number and date stay blank until it is issued."""
    head = head_of(content)
    abstract = f"Kết quả thực hiện Chương trình mỗi xã một sản phẩm {content['period_name']}"
    return Document(
        kind="period_report",
        title=f"{TYPE_NAME} {abstract[:1].lower()}{abstract[1:]} – {content['unit']}",
        head=head,
        name=Name(TYPE_NAME.upper(), title_lines(abstract)),
        blocks=tuple(_blocks(content)),
        recipients=recipients_of(content),
        signature=signature_of(content),
        annexes=tuple(_annexes(content, head)),
        addressees=tuple(content["addressees"]),
    )


def _blocks(content: Content) -> Iterator[Block]:
    sections, tables = content["sections"], {table["key"]: table for table in content["tables"]}
    yield Heading(Level.ROMAN, "I.", runs("CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"))
    yield from _lines(sections["direction"])
    yield Heading(Level.ROMAN, "II.", runs("KẾT QUẢ THỰC HIỆN"))
    yield from _part("1.", "Công tác tuyên truyền", sections["promotion"])
    yield from _part("2.", "Đào tạo, tập huấn", sections["training"])
    yield Heading(Level.ARABIC, "3.", runs("Đăng ký, đánh giá, phân hạng sản phẩm"))
    yield from (Paragraph(_sentence(words)) for words in content["result_words"])
    yield from _table_blocks(tables["ket-qua"])
    yield Heading(Level.ARABIC, "4.", runs("Lũy kế sản phẩm, chủ thể"))
    yield from (Paragraph(_sentence(words)) for words in content["total_words"])
    yield from _table_blocks(tables["luy-ke"])
    yield from _part("5.", "Xúc tiến thương mại", sections["trade"])
    science = "Khoa học và công nghệ, chuyển đổi số, truy xuất nguồn gốc, sở hữu trí tuệ"
    yield from _part("6.", science, sections["technology"])
    yield from _part("7.", "Kinh phí thực hiện", sections["money"])
    yield from _part("8.", "Kiểm tra, giám sát", sections["inspection"])
    yield Heading(Level.ROMAN, "III.", runs("ĐÁNH GIÁ CHUNG"))
    yield from _part("1.", "Kết quả đạt được", sections["results"])
    yield from _part("2.", "Tồn tại, hạn chế và nguyên nhân", sections["limits"])
    yield Heading(Level.ROMAN, "IV.", runs(f"PHƯƠNG HƯỚNG, NHIỆM VỤ {content['next_name'].upper()}"))
    yield from _lines(sections["directions"])
    yield Heading(Level.ROMAN, "V.", runs("KIẾN NGHỊ, ĐỀ XUẤT"))
    yield from _lines(sections["proposals"])
    if content["illustration"]:
        yield Note(_illustration(content))
    words = f"Trên đây là báo cáo kết quả thực hiện Chương trình mỗi xã một sản phẩm {content['period_name']}"
    yield Closing(runs(f"{words} của {content['issuer']} (số liệu đến ngày {format_date(content['as_of'])})"))


def _part(marker: str, title: str, lines: Sequence[str]) -> Iterator[Block]:
    yield Heading(Level.ARABIC, marker, runs(title))
    yield from _lines(lines)


def _lines(lines: Sequence[str]) -> Iterator[Block]:
    """A line with "-" or "+" in front is an item, any other a paragraph."""
    for line in lines:
        marker, words = line[:1], line[1:].strip()
        if marker in ("-", "–", "+") and words:
            yield Item("+" if marker == "+" else "-", runs(words))
        else:
            yield Paragraph(runs(line))


def _sentence(words: Sequence[Sequence[Any]]) -> tuple[Run, ...]:
    return runs(*(Run(text, fact=is_fact) for text, is_fact in words))


def _illustration(content: Content) -> tuple[Run, ...]:
    count = f"{content['illustration']:,}".replace(",", ".")
    return runs(f"Ghi chú: trong số liệu trên có {count} dòng là dữ liệu minh họa, không phải số liệu thật.")


def _annexes(content: Content, head: Any) -> Iterator[Annex]:
    tables = [table for table in content["tables"] if table["key"] not in INLINE and table["rows"]]
    attached = layout.attached_line(TYPE_NAME, head, content["issuer"])
    for number, table in enumerate(tables, start=1):
        told = [Note(_illustration(content))] if content["illustration"] else []
        blocks = [*told, *_table_blocks(table)]
        yield Annex(
            title_lines(table["title"].upper(), "annex_title"),
            attached,
            tuple(blocks),
            number=number if len(tables) > 1 else None,
            landscape=table["is_wide"],
        )


def _table_blocks(table: Content) -> Iterator[Block]:
    header = tuple(
        tuple(head_cell(text, colspan=colspan, rowspan=rowspan) for text, colspan, rowspan in row)
        for row in table["header"]
    )
    rows = tuple(tuple(_cells(row)) for row in table["rows"])
    yield Table(tuple(table["widths"]), header, rows)
    if table["key"] in INLINE:
        yield from (Paragraph(runs(note)) for note in table["notes"])
    else:
        yield from (Note(runs(note)) for note in table["notes"])


def _cells(row: Content) -> Iterator[Cell]:
    bold, italic = row["look"] == "total", row["look"] == "sub"
    for place, value in enumerate(row["cells"]):
        is_word = isinstance(value, str) and not value.replace(",", "").isdigit()
        align = Align.LEFT if is_word and place else Align.CENTER
        yield Cell(_shown(value), align, bold, italic=italic)


def _shown(value: Any) -> str:
    """Empty cells instead of 0, as in annexes of plans."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".") if value else ""
    if value is None:
        return ""
    return format_date(value) if isinstance(value, date) else value
