"""Mẫu 03, báo cáo của UBND xã (QĐ 26/2026, Phụ lục III), and the letter that goes with it (Điều 6.2).

Work on the contents of `reporting.domain.contents.communes`.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.documents import layout
from reporting.documents.builders.common import (
    figure,
    head_cell,
    head_of,
    letter_lines,
    paper,
    recipients_of,
    signature_of,
)
from reporting.documents.builders.form_common import (
    Content,
    as_date,
    closed,
    day,
    field,
    illustration_note,
    numbered,
    source_line,
    text_blocks,
    text_or_dots,
)
from reporting.documents.tree import (
    Align,
    Block,
    Cell,
    Closing,
    Document,
    Heading,
    Item,
    Level,
    Name,
    Paragraph,
    Run,
    Table,
    runs,
)

_ABSTRACT = "Đánh giá một số nội dung của sản phẩm tham gia đánh giá, phân hạng sản phẩm OCOP"


def build_commune_report(content: Content) -> Document:
    """Mẫu 03 as a tree: a report with the head of Nghị định 30/2020."""
    return paper(
        content,
        kind="commune_report",
        type_name="Báo cáo",
        abstract=_ABSTRACT,
        blocks=_report_blocks(content),
        title=f"Báo cáo {_ABSTRACT[:1].lower()}{_ABSTRACT[1:]}: {content['product']}",
    )


def _report_blocks(content: Content) -> Iterator[Block]:
    producer = content["producer"]
    yield from source_line(content)
    yield Heading(Level.ROMAN, "I.", runs("THÔNG TIN CHUNG"))
    yield field("Tên chủ thể", producer["name"], "1.")
    yield field("Loại hình tổ chức", producer["legal_form"], "2.")
    yield field("Địa chỉ", producer["address"], "3.")
    yield field("Người đại diện", producer["representative"], "4.")
    yield field("Giới tính", producer["sex"])
    yield field("Dân tộc", producer["ethnicity"])
    yield field("Địa chỉ thường trú", producer["residence"])
    yield field("Sản phẩm", content["product"], "5.")
    yield Heading(Level.ROMAN, "II.", runs("ĐÁNH GIÁ"))
    for number, topic in enumerate(content["topics"], 1):
        yield numbered(f"{number}.", topic["title"])
        yield Paragraph(runs(Run("Mô tả của chủ thể:", italic=True)))
        yield from text_or_dots(topic["described"])
        yield Paragraph(runs(Run("Đánh giá của Ủy ban nhân dân xã:", italic=True)))
        yield from text_or_dots(topic["assessed"])
    yield from _meeting(content)
    yield from illustration_note(content)
    yield from closed(text_blocks(content["conclusion"].strip() or _proposal(content)))


def _meeting(content: Content) -> Iterator[Block]:
    """The meeting the chairman may call «trường hợp cần thiết» (Điều 7.2)."""
    if content["meeting_on"]:
        words = "Chủ tịch Ủy ban nhân dân xã đã tổ chức họp với các đơn vị liên quan."
        yield Paragraph(runs(f"Ngày {day(content['meeting_on'])}, {words}"))
    yield from text_blocks(content["meeting_note"])


def _proposal(content: Content) -> str:
    """The closing sentence of the form."""
    about = f"sản phẩm “{content['product']}” của {content['producer']['name']}"
    return f"Ủy ban nhân dân {content['commune']} đề nghị {content['above']} đánh giá, phân hạng {about}."


def build_commune_letter(content: Content) -> Document:
    """A công văn to the people's committee that evaluates."""
    abstract = f"V/v đề nghị đánh giá, phân hạng sản phẩm OCOP năm {content['evaluated_in']}"
    return Document(
        kind="commune_letter",
        title=f"Văn bản đề nghị đánh giá, phân hạng sản phẩm OCOP: {content['product']}",
        head=head_of(content),
        name=Name("", letter_lines(abstract)),
        blocks=tuple(_letter_blocks(content)),
        recipients=recipients_of(content),
        signature=signature_of(content),
        addressees=(content["above"],),
    )


def _letter_blocks(content: Content) -> Iterator[Block]:
    yield Paragraph(runs(_opening(content)))
    yield Paragraph(runs(f"{_commune(content)} đề nghị {content['above']} đánh giá, phân hạng sản phẩm sau:"))
    yield _product_table(content)
    yield Paragraph(runs("Hồ sơ gửi kèm gồm:"))
    yield from _enclosed(content)
    yield from illustration_note(content)
    yield Closing(runs(f"{_commune(content)} trân trọng đề nghị {content['above']} xem xét, giải quyết theo quy định"))


def _commune(content: Content) -> str:
    return f"Ủy ban nhân dân {content['commune']}"


def _opening(content: Content) -> str:
    """On which acts, and what the commune has done so far (Điều 7.2)."""
    report = content["report"]
    done = (
        f"{_commune(content)} đã tiếp nhận, kiểm tra thành phần hồ sơ và đánh giá một số nội dung của sản phẩm "
        f"tham gia đánh giá, phân hạng sản phẩm OCOP năm {content['evaluated_in']}"
    )
    if report:
        issued = layout.long_date(as_date(report["issued_on"]), content["year"])
        done += f" (Báo cáo số {report['number']} {issued})"
    bases = "; ".join(content["bases"]).replace("; Căn cứ", "; căn cứ")
    return f"{bases}, {done}." if bases else f"{done}."


def _product_table(content: Content) -> Table:
    heads = ("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Bộ sản phẩm", "Hạng sao đăng ký", "Loại hồ sơ")
    producer = content["producer"]
    row = (
        figure(1),
        Cell(content["product"]),
        Cell(producer["name"]),
        Cell(producer["address"]),
        Cell(content["set_name"]),
        Cell(f"{content['star']} sao", Align.CENTER),
        Cell(content["kind"], Align.CENTER),
    )
    return Table((0.07, 0.19, 0.19, 0.19, 0.15, 0.1, 0.11), (tuple(map(head_cell, heads)),), (row,))


def _enclosed(content: Content) -> Iterator[Block]:
    """What goes with the letter (Điều 6.2): report, dossier on paper and on file, samples."""
    papers = ["Báo cáo đánh giá một số nội dung của sản phẩm", "Hồ sơ sản phẩm: 01 bộ giấy và 01 bộ điện tử"]
    if content["samples"]:
        papers.append(f"{layout.padded(content['samples'])} sản phẩm mẫu")
    for marker, name in zip("abc", papers, strict=False):
        yield Item(f"{marker})", runs(f"{name}{'.' if name == papers[-1] else ';'}"))
