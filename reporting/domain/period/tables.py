"""The tables of a report (pure; columns as in practice, reports.md §12): cells know the rows behind their figures."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluations.enums import RecognitionKind
from products.enums import LegalForm

from .counts import in_span, potential
from .sectors import SECTORS, UNKNOWN, sector_of
from .types import (
    EMPTY,
    STARS,
    Cell,
    DossierFact,
    Fact,
    Figures,
    HeadCell,
    Header,
    Line,
    Look,
    Of,
    Table,
    of_star,
)

APART = "khong-quy-duoc"
TOTAL = "tong"
KINDS = (
    ("moi", "Công nhận mới", RecognitionKind.NEW),
    ("nang-hang", "Nâng hạng", RecognitionKind.UPGRADE),
    ("cong-nhan-lai", "Công nhận lại", RecognitionKind.RENEWAL),
)
_STAR_HEADS = tuple(HeadCell(f"{star} sao") for star in STARS)
_BY_STAR_HEADER: Header = (
    (
        HeadCell("TT", rowspan=2),
        HeadCell("Nội dung", rowspan=2),
        HeadCell("Tổng số", rowspan=2),
        HeadCell("Trong đó", colspan=3),
    ),
    _STAR_HEADS,
)
_BY_STAR_WIDTHS = (0.07, 0.49, 0.14, 0.1, 0.1, 0.1)


@dataclass(frozen=True)
class Column:
    """One column of figures: the facts it counts; of producers each one counts once a row."""

    key: str
    facts: Sequence[Fact]
    of: Of = "recognition"


def star_line(table: str, key: str, number: str, name: str, facts: Sequence[Any], *, of: Of, look: Look = "") -> Line:
    """TT, name, total, then by star (of dossiers: the star sought)."""
    star = "star_sought" if of == "dossier" else "star"
    by_star: dict[int, list[Any]] = {each: [] for each in STARS}
    for fact in facts:
        by_star[getattr(fact, star)].append(fact)
    groups = [(TOTAL, facts), *((f"{each}-sao", found) for each, found in by_star.items())]
    cells = (_cell(f"{table}.{key}.{column}", [fact.pk for fact in group], of) for column, group in groups)
    return Line(key, (Cell(number), Cell(name), *cells), look)


def _cell(key: str, ids: Iterable[int], of: Of) -> Cell:
    rows = tuple(ids)
    return Cell(len(rows), rows, of, key)


def result_table(found: Figures, dossiers: Sequence[DossierFact], *, first: Any, as_of: Any) -> Table:
    """What happened in the period: dossiers, recognitions by kind, failures, expiry, withdrawal; each counted apart."""
    key = "ket-qua"

    def of_dossiers(number: str, row: str, name: str, step: str) -> Line:
        return star_line(key, row, number, name, in_span(dossiers, step, first, as_of), of="dossier")

    def of_facts(number: str, row: str, name: str, facts: Sequence[Fact], look: Look = "") -> Line:
        return star_line(key, row, number, name, facts, of="recognition", look=look)

    kinds = [
        of_facts(f"3.{number}", row, name, [fact for fact in found.recognised if fact.kind == kind], "sub")
        for number, (row, name, kind) in enumerate(KINDS, start=1)
    ]
    lines = (
        of_dossiers("1", "ho-so", "Hồ sơ đăng ký đánh giá, phân hạng", "submitted_on"),
        of_dossiers("2", "du-dieu-kien", "Hồ sơ đủ điều kiện", "qualified_on"),
        of_facts("3", "cong-nhan", "Được công nhận", found.recognised, "total"),
        *kinds,
        of_dossiers("4", "khong-dat", "Không đạt", "failed_on"),
        of_dossiers("5", "bi-loai", "Hồ sơ bị loại", "rejected_on"),
        of_facts("6", "het-han", "Hết hạn giấy chứng nhận", found.expired),
        of_facts("7", "thu-hoi", "Thu hồi giấy chứng nhận", found.withdrawn),
    )
    notes = (
        "Ghi chú: mỗi quyết định công nhận tính một lần, theo hạng sao được công nhận; hồ sơ đăng ký, đủ điều kiện, "
        "không đạt, bị loại theo hạng sao đăng ký.",
        "Hết hạn là khi ngày đầu tiên không còn hiệu lực nằm trong kỳ và chưa có quyết định công nhận khác thay thế.",
    )
    return Table(key, "Kết quả đánh giá, phân hạng trong kỳ", _BY_STAR_HEADER, _BY_STAR_WIDTHS, lines, notes=notes)


def total_table(found: Figures, dossiers: Sequence[DossierFact], *, as_of: Any) -> Table:
    """Cumulative and in force side by side (reports.md §12: state which is which)."""
    key = "luy-ke"
    waiting = potential(dossiers, as_of)
    recognition: Of = "recognition"
    lines = (
        star_line(key, "tung", "1", "Sản phẩm từng được công nhận (lũy kế)", found.ever, of=recognition),
        star_line(key, "con", "2", "Sản phẩm còn hiệu lực", found.in_force, of=recognition, look="total"),
        star_line(key, "sap", "", "Trong đó hết hạn trong 180 ngày tới", found.expiring, of=recognition, look="sub"),
        _plain(key, "tiem-nang", "3", "Sản phẩm tiềm năng 5 sao, chờ Trung ương", [f.pk for f in waiting], "dossier"),
        _plain(key, "chu-the-tung", "4", "Chủ thể từng có sản phẩm được công nhận", _producers(found.ever)),
        _plain(key, "chu-the-con", "5", "Chủ thể có sản phẩm còn hiệu lực", _producers(found.in_force)),
    )
    notes = (
        "Ghi chú: lũy kế tính mỗi sản phẩm một lần, theo hạng sao của lần công nhận sau cùng, kể cả sản phẩm đã hết "
        "hạn hoặc bị thu hồi; còn hiệu lực là khi lần công nhận sau cùng còn hiệu lực đến ngày báo cáo.",
    )
    title = "Lũy kế sản phẩm, chủ thể"
    return Table(key, title, _BY_STAR_HEADER, _BY_STAR_WIDTHS, lines, notes=notes)


def _plain(table: str, key: str, number: str, name: str, ids: Iterable[int], of: Of = "producer") -> Line:
    """A line with a total only."""
    total = _cell(f"{table}.{key}.{TOTAL}", ids, of)
    return Line(key, (Cell(number), Cell(name), total, EMPTY, EMPTY, EMPTY))


def _producers(facts: Iterable[Fact]) -> list[int]:
    return list({fact.producer for fact in facts})


def cross_lines(
    table: str,
    rows: Sequence[tuple[str, str]],
    columns: Sequence[Column],
    row_of: Callable[[Fact], str],
    *,
    apart: Mapping[str, str] | None = None,
) -> tuple[Line, ...]:
    """A line for all, then one a row of `rows` (key, name); `apart` rows stand below if they hold anything."""
    groups = [_grouped(column, row_of) for column in columns]
    total = [_cell(f"{table}.{TOTAL}.{column.key}", _all(column), column.of) for column in columns]
    lines = [Line(TOTAL, (Cell(""), Cell("Tổng số"), *total), "total")]
    for number, (key, name) in enumerate(rows, start=1):
        lines.append(Line(key, (Cell(str(number)), Cell(name), *_cells(table, key, columns, groups))))
    for key, name in (apart or {}).items():
        if any(key in group for group in groups):
            lines.append(Line(key, (Cell(""), Cell(name), *_cells(table, key, columns, groups)), "apart"))
    return tuple(lines)


def _all(column: Column) -> Iterable[int]:
    return _producers(column.facts) if column.of == "producer" else (fact.pk for fact in column.facts)


def _grouped(column: Column, row_of: Callable[[Fact], str]) -> Mapping[str, Collection[int]]:
    if column.of == "producer":
        producers: dict[str, set[int]] = defaultdict(set)
        for fact in column.facts:
            producers[row_of(fact)].add(fact.producer)
        return producers
    groups: dict[str, list[int]] = defaultdict(list)
    for fact in column.facts:
        groups[row_of(fact)].append(fact.pk)
    return groups


def _cells(
    table: str, key: str, columns: Sequence[Column], groups: Sequence[Mapping[str, Collection[int]]]
) -> Iterable[Cell]:
    for column, group in zip(columns, groups, strict=True):
        yield _cell(f"{table}.{key}.{column.key}", group.get(key, ()), column.of)


def _in_force_columns(found: Figures) -> tuple[Column, ...]:
    by_star = (Column(f"con-{star}-sao", of_star(found.in_force, star)) for star in STARS)
    return Column("con", found.in_force), *by_star


def _kind_columns(found: Figures) -> tuple[Column, ...]:
    by_kind = (Column(key, [fact for fact in found.recognised if fact.kind == kind]) for key, _name, kind in KINDS)
    return Column("ky", found.recognised), *by_kind


_IN_FORCE_HEAD = HeadCell("Còn hiệu lực", colspan=4)
_IN_FORCE_HEADS = (HeadCell("Tổng"), *_STAR_HEADS)


def place_table(found: Figures, rows: Sequence[tuple[str, str]], row_of: Callable[[Fact], str]) -> Table:
    """By the units one level below, as they are on the day."""
    key = "dia-ban"
    columns = (*_kind_columns(found), Column("tung", found.ever), *_in_force_columns(found))
    header: Header = (
        (
            HeadCell("TT", rowspan=2),
            HeadCell("Đơn vị", rowspan=2),
            HeadCell("Công nhận trong kỳ", colspan=4),
            HeadCell("Lũy kế", rowspan=2),
            _IN_FORCE_HEAD,
        ),
        (HeadCell("Tổng"), HeadCell("Mới"), HeadCell("Nâng hạng"), HeadCell("Công nhận lại"), *_IN_FORCE_HEADS),
    )
    widths = (0.05, 0.26, 0.07, 0.07, 0.08, 0.09, 0.1, 0.07, 0.07, 0.07, 0.07)
    apart = {APART: "Không quy được về một đơn vị"}
    lines = cross_lines(key, rows, columns, row_of, apart=apart)
    return Table(key, "Tổng hợp theo địa bàn", header, widths, lines, is_wide=True)


def form_table(found: Figures) -> Table:
    """By legal form of the producer, as it is now."""
    key = "loai-hinh"
    rows = [(form.value, _capital(form.label)) for form in LegalForm if form != LegalForm.UNKNOWN]
    columns = (
        Column("chu-the-tung", found.ever, "producer"),
        Column("tung", found.ever),
        Column("chu-the-con", found.in_force, "producer"),
        *_in_force_columns(found),
    )
    header: Header = (
        (
            HeadCell("TT", rowspan=2),
            HeadCell("Loại hình chủ thể", rowspan=2),
            HeadCell("Lũy kế", colspan=2),
            HeadCell("Còn hiệu lực", colspan=5),
        ),
        (HeadCell("Chủ thể"), HeadCell("Sản phẩm"), HeadCell("Chủ thể"), HeadCell("Sản phẩm"), *_STAR_HEADS),
    )
    widths = (0.07, 0.29, 0.1, 0.1, 0.1, 0.1, 0.08, 0.08, 0.08)
    apart = {LegalForm.UNKNOWN.value: _capital(LegalForm.UNKNOWN.label)}
    lines = cross_lines(key, rows, columns, lambda fact: fact.legal_form, apart=apart)
    title = "Tổng hợp theo loại hình chủ thể"
    return Table(key, title, header, widths, lines, notes=("Loại hình hiện nay của chủ thể.",))


def _capital(words: Any) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]


def sector_table(found: Figures) -> Table:
    """By the six sectors (QĐ 26/2026/QĐ-TTg, Điều 2.2 and Phụ lục I)."""
    key = "nganh"
    rows = [(sector, name) for sector, (name, _sets) in SECTORS.items()]
    columns = (Column("ky", found.recognised), Column("tung", found.ever), *_in_force_columns(found))
    header: Header = (
        (
            HeadCell("TT", rowspan=2),
            HeadCell("Ngành", rowspan=2),
            HeadCell("Công nhận trong kỳ", rowspan=2),
            HeadCell("Lũy kế", rowspan=2),
            _IN_FORCE_HEAD,
        ),
        _IN_FORCE_HEADS,
    )
    widths = (0.07, 0.35, 0.13, 0.11, 0.1, 0.08, 0.08, 0.08)
    apart = {UNKNOWN: "Chưa xác định bộ sản phẩm"}
    lines = cross_lines(key, rows, columns, lambda fact: sector_of(fact.product_set), apart=apart)
    return Table(key, "Tổng hợp theo nhóm ngành", header, widths, lines)
