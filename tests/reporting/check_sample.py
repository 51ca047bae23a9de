"""Small sound documents of each form the layout checker knows, and ways to damage their files."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from reporting.documents import docx, html
from reporting.documents.tree import (
    Article,
    Basis,
    Cell,
    Closing,
    Document,
    FieldLine,
    Item,
    Name,
    Note,
    Paragraph,
    Run,
    Signature,
    Styled,
    Table,
    runs,
)
from tests.reporting.sample import HEAD, LONG, document, table

OFFICE = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
Damage = Callable[[str], str]


def plan() -> Document:
    """Two pages and an annex over two pages; all levels, lists of points, a table."""
    made = document(paragraphs=4)
    points = tuple(Item(f"{letter})", runs("Tổ chức hội nghị.")) for letter in ("a", "b", "c", "d", "đ", "e"))
    annex = replace(made.annexes[0], blocks=(table(34),))
    return replace(made, blocks=(*made.blocks[:-1], *points, made.blocks[-1]), annexes=(annex,))


def short() -> Document:
    """One page without tables: quick to print, for faults of head and foot."""
    made = plan()
    blocks = tuple(block for block in made.blocks if not isinstance(block, Table | Paragraph | Note))
    return replace(made, blocks=blocks, annexes=())


def two_annexes() -> Document:
    made = document(paragraphs=1, rows=2)
    return replace(made, annexes=tuple(replace(made.annexes[0], number=number) for number in (1, 2)))


def letter() -> Document:
    return document(
        head=replace(HEAD, symbol="UBND-KT"),
        name=Name("", ("V/v đánh giá, phân hạng", "sản phẩm OCOP năm 2026")),
        addressees=("Sở Nông nghiệp và Môi trường", "Văn phòng điều phối"),
        blocks=(Paragraph(runs(LONG * 3)), Closing(runs(LONG))),
        recipients=("Như trên", "Các thôn", "Lưu: VT"),
        annexes=(),
    )


def decision() -> Document:
    bases = ("Căn cứ Luật Tổ chức chính quyền địa phương;", "Theo đề nghị của Trưởng phòng Kinh tế.")
    return document(
        kind="recognition",
        head=replace(HEAD, symbol="QĐ-UBND"),
        name=Name("QUYẾT ĐỊNH", ("Về việc công nhận sản phẩm OCOP",)),
        blocks=(
            Styled("center", runs("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ LƯU VỆ")),
            *(Basis(runs(text)) for text in bases),
            Styled("center", runs("QUYẾT ĐỊNH:")),
            Article("Điều 1.", runs(LONG)),
            Article("Điều 2.", runs(LONG * 2)),
            Closing((Run("Điều 3. ", bold=True), *runs(LONG))),
        ),
        recipients=("Như Điều 3", "Các thôn", "Lưu: VT"),
        signature=Signature(OFFICE),
        annexes=(),
    )


def minutes() -> Document:
    return document(
        kind="minutes",
        head=replace(HEAD, symbol="BB-UBND", has_place=False),
        name=Name("BIÊN BẢN", ("Họp Hội đồng đánh giá, phân hạng sản phẩm OCOP",)),
        blocks=(
            FieldLine("Thời gian bắt đầu", "08 giờ 00"),
            Table((0.5, 0.5), (), ((Cell("Ông Lê Văn An"), Cell("Chủ tịch Hội đồng")),), bordered=False),
            Styled("right_italic", runs("(Có danh sách kèm theo)")),
            Paragraph(runs(LONG * 2)),
            Closing(runs(LONG)),
        ),
        left_signature=Signature(("THƯ KÝ",), "Lê Thị Hoa"),
        signature=Signature(("CHỦ TỌA",), "Đoàn Đình Tùng"),
        annexes=(),
    )


MADE = {"plan": plan, "short": short, "two": two_annexes, "letter": letter, "decision": decision, "minutes": minutes}


@cache
def tree_of(name: str) -> Document:
    return MADE[name]()


@cache
def html_of(name: str) -> str:
    return html.render(tree_of(name))


@cache
def word_of(name: str) -> bytes:
    return docx.render(tree_of(name))


def damaged_html(name: str, old: str, new: str) -> str:
    """The page with the first `old` replaced; `old` must be there, a fault that is not planted proves nothing."""
    source = html_of(name)
    assert old in source
    return source.replace(old, new, 1)


def damaged_word(name: str, part: str, damage: Damage) -> bytes:
    """The Word file with one part of its package changed."""
    stream = BytesIO()
    with ZipFile(BytesIO(word_of(name))) as source, ZipFile(stream, "w") as target:
        for entry in source.namelist():
            data = source.read(entry)
            if entry == part:
                text = data.decode()
                changed = damage(text)
                assert changed != text
                data = changed.encode()
            target.writestr(entry, data)
    return stream.getvalue()
