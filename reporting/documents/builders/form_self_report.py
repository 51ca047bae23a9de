"""Mẫu 02, báo cáo tự đánh giá (QĐ 26/2026, Phụ lục III): four parts and the evidence table.

Works on the content of `reporting.domain.contents.dossiers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ocop.text import format_number
from reporting.documents.builders.common import figure, head_cell, title_lines
from reporting.documents.builders.form_common import (
    Content,
    boxes,
    day,
    field,
    form_head,
    illustration_note,
    numbered,
    open_date,
    source_line,
    text_blocks,
    text_or_dots,
)
from reporting.documents.tree import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    Item,
    Level,
    Name,
    Paragraph,
    Run,
    Signature,
    Table,
    runs,
)

_TOPICS = {
    "local_materials": "Sử dụng nguyên liệu địa phương",
    "local_labour": "Sử dụng lao động địa phương",
    "idea_origin": "Nguồn gốc ý tưởng sản phẩm",
    "local_identity": "Bản sắc, trí tuệ địa phương",
}
_PROPERTY = (
    ("trademark", "Giấy chứng nhận đăng ký nhãn hiệu"),
    ("geographic", "Văn bản ghi nhận quyền sử dụng chỉ dẫn địa lý, nhãn hiệu tập thể, nhãn hiệu chứng nhận"),
    ("patent", "Bằng sáng chế"),
    ("design", "Kiểu dáng công nghiệp"),
    ("copyright", "Bản quyền tác giả"),
    ("other", "Khác"),
)
_RESULTS = (
    ("production", "Vùng nguyên liệu, công nghệ, đóng gói"),
    ("quality", "Thay đổi về chất lượng sản phẩm"),
    ("market", "Thị trường tiêu thụ"),
    ("results", "Doanh thu, lợi nhuận"),
)


def build_self_report(content: Content) -> Document:
    """Mẫu 02 as a tree."""
    return Document(
        kind="self_report",
        title=f"Báo cáo tự đánh giá: {content['product']}, năm {content['year']}",
        head=form_head(content),
        name=Name("BÁO CÁO TỰ ĐÁNH GIÁ", title_lines("Sản phẩm tham gia đánh giá, phân hạng sản phẩm OCOP")),
        blocks=tuple(_blocks(content)),
        recipients=(),
        signature=Signature(
            ("ĐẠI DIỆN CHỦ THỂ",),
            content["producer"]["representative"],
            hint="(Ký, đóng dấu, ghi rõ họ tên)",
            dated=open_date(content),
        ),
        form_mark=content["form"]["mark"],
    )


def _blocks(content: Content) -> Iterator[Block]:
    texts: Mapping[str, str] = content["texts"]
    yield from source_line(content)
    yield _part("I", "THÔNG TIN CHUNG")
    yield from _producer(content["producer"])
    yield from _product(content)
    yield numbered("8.", "Lịch sử hình thành")
    yield from text_or_dots(texts.get("history", ""))
    yield numbered("9.", "Cơ cấu tổ chức")
    yield from text_or_dots(texts.get("organisation", ""))
    yield _part("II", "KẾT QUẢ THỰC HIỆN PHƯƠNG ÁN SẢN XUẤT, KINH DOANH")
    yield from _results(content)
    yield _part("III", "ĐÁNH GIÁ THEO BỘ TIÊU CHÍ")
    yield from _criteria(content)
    yield Paragraph(runs(Run("Tài liệu minh chứng kèm theo báo cáo:", bold=True)))
    yield _evidence(content["evidence"])
    yield _part("IV", "KẾ HOẠCH SẢN XUẤT, KINH DOANH")
    yield from text_or_dots(texts.get("plan", ""))
    yield from illustration_note(content)


def _part(number: str, title: str) -> Heading:
    return Heading(Level.ROMAN, f"Phần {number}.", runs(title))


def _producer(producer: Mapping[str, Any]) -> Iterator[Block]:
    """Part I.1–6."""
    yield numbered("1.", "Tên chủ thể", producer["name"])
    yield numbered("2.", "Loại hình tổ chức", producer["legal_form"] or "……")
    yield numbered("3.", "Địa chỉ", producer["address"] or "……")
    yield numbered("4.", "Liên hệ")
    yield field("Điện thoại", producer["phone"])
    yield field("Email", producer["email"])
    yield numbered("5.", "Người đại diện theo pháp luật")
    yield field("Họ và tên", producer["representative"])
    yield field("Giới tính", producer["sex"])
    yield field("Dân tộc", producer["ethnicity"])
    yield field("Địa chỉ thường trú", producer["residence"])
    yield numbered("6.", "Ngày thành lập, đăng ký kinh doanh")
    yield field("Ngày thành lập (ngày đăng ký kinh doanh)", day(producer["founded_on"]))
    yield field("Số giấy đăng ký", producer["registration_number"])


def _product(content: Content) -> Iterator[Block]:
    """Part I.7 with its boxes; a box is ticked when a paper of that kind is shown."""
    ticks = content["ticks"]
    yield numbered("7.", "Sản phẩm đăng ký", content["product"])
    yield Paragraph(runs("Quy cách, tiêu chuẩn sản phẩm:"))
    yield from text_or_dots(content["texts"].get("specification", ""))
    yield boxes([("Giấy đăng ký kinh doanh", ticks["registration"])], "a)")
    yield boxes([("Công bố chất lượng sản phẩm", ticks["declaration"])], "b)")
    safety = ("Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm", ticks["safety"])
    yield boxes([safety, ("Giấy chứng nhận điều kiện sản xuất bắt buộc", ticks["licence"])], "c)")
    yield boxes([("Sở hữu trí tuệ", ticks["property"])], "d)")
    yield from (boxes([(text, ticks[name])], "-") for name, text in _PROPERTY)


def _results(content: Content) -> Iterator[Block]:
    """Part II; upgrades and re-rankings tell what changed since the recognition (Điều 6.1)."""
    texts = content["texts"]
    for number, (key, title) in enumerate(_RESULTS, 1):
        yield numbered(f"{number}.", title)
        if key == "results":
            yield from _years(content["years"])
        yield from text_or_dots(texts.get(key, ""))
    if content["kind"] != "first":
        yield numbered(f"{len(_RESULTS) + 1}.", "Những thay đổi so với sản phẩm OCOP đã được công nhận")
        yield from text_or_dots(texts.get("changes", ""))


def _years(years: Mapping[str, Mapping[str, Any]]) -> Iterator[Block]:
    """Revenue, profit and workers of the years on record; nothing when there are none."""
    names = ("revenue", "profit", "workers", "workers_local")
    rows = tuple(
        (Cell(year, Align.CENTER), *(_amount(figures.get(name)) for name in names))
        for year, figures in sorted(years.items())
        if any(figures.get(name) is not None for name in names)
    )
    heads = ("Năm", "Doanh thu (đồng)", "Lợi nhuận (đồng)", "Số lao động", "Lao động địa phương")
    if rows:
        yield Table((0.12, 0.26, 0.26, 0.17, 0.19), (tuple(map(head_cell, heads)),), rows)


def _amount(value: int | None) -> Cell:
    return Cell("" if value is None else format_number(value), Align.RIGHT)


def _criteria(content: Content) -> Iterator[Block]:
    """Part III: points in sum, then each criterion with mark, words and papers in the order of the sheet."""
    texts: Mapping[str, str] = content["texts"]
    told = {key for key in _TOPICS if texts.get(key)}
    for part in content["parts"]:
        points = "" if part["points"] is None else f": {part['points']}/{part['max']} điểm"
        yield Heading(Level.ARABIC, f"Phần {part['code']}.", runs(f"{part['title']}{points}"))
        section = ""
        for row in part["rows"]:
            if row["section"] != section:
                section = row["section"]
                yield Paragraph(runs(Run(section, italic=True)))
            topic = row["topic"] if row["topic"] in told else ""
            told.discard(topic)
            yield from _criterion(row, texts.get(topic, ""))
    if content["total"] is not None:
        yield Paragraph(runs(Run(f"Tổng điểm tự đánh giá: {content['total']}/100 điểm.", bold=True)))
    for key in (key for key in _TOPICS if key in told):
        yield Paragraph(runs(Run(_TOPICS[key], bold=True)))
        yield from text_blocks(texts[key])


def _criterion(row: Mapping[str, Any], told: str) -> Iterator[Block]:
    """«1.1. Nguồn gốc sản phẩm: 3/3 điểm», then the level, what the producer says of it, and what shows it."""
    points = "……" if row["points"] is None else str(row["points"])
    yield Heading(Level.DECIMAL, f"{row['code']}.", runs(f"{row['title'].rstrip(':')}: {points}/{row['max']} điểm"))
    if row["label"]:
        yield Item("-", runs(f"Mức tự đánh giá: {row['label']}"))
    for text in (row["note"], told):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if lines:
            yield Item("-", runs(f"Mô tả: {lines[0]}"))
            yield from text_blocks("\n".join(lines[1:]))
    if row["papers"]:
        yield Item("-", runs(f"Minh chứng: {'; '.join(row['papers'])}"))


def _evidence(rows: Sequence[Mapping[str, Any]]) -> Table:
    """TT · paper of the form · requirement · what is attached · for which criteria."""
    heads = ("TT", "Tài liệu", "Yêu cầu", "Tài liệu kèm theo", "Tiêu chí")
    body = tuple(
        (
            figure(number),
            Cell(row["title"]),
            Cell("Bản sao", Align.CENTER),
            Cell("\n".join(map(_paper, row["papers"]))),
            Cell(_codes(row["papers"]), Align.CENTER),
        )
        for number, row in enumerate(rows, 1)
    )
    return Table((0.07, 0.32, 0.12, 0.35, 0.14), (tuple(map(head_cell, heads)),), body)


def _paper(paper: Mapping[str, Any]) -> str:
    """'- Giấy đăng ký hợp tác xã, số 12/ĐK, ngày 03/02/2025, UBND huyện cấp'."""
    number = f"số {paper['number']}" if paper["number"] else ""
    issued = f"ngày {day(paper['issued_on'])}" if paper["issued_on"] else ""
    issuer = f"{paper['issuer']} cấp" if paper["issuer"] else ""
    return "- " + ", ".join(part for part in (paper["title"], number, issued, issuer) if part)


def _codes(papers: Sequence[Mapping[str, Any]]) -> str:
    codes = dict.fromkeys(code for paper in papers for code in paper["criteria"])
    return ", ".join(codes)
