"""The figures a unit reports: the main ones of the report of a period (reports.md §12), under the same names.

A figure the system cannot know yet is None; the person who reports may give it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.models import Unit

from ..period import Part, Period, PeriodReport, compute_period
from ..period.facts import Placing
from ..period.tables import result_table, total_table
from ..period.types import DossierFact, Fact, Figures, Table

Numbers = dict[str, int | None]


@dataclass(frozen=True)
class Spec:
    """One figure. `group`: key of GROUPS; `is_cell`: its name opens the rows behind it; `by_unit`: counted a unit."""

    key: str
    name: str | Promise
    group: str
    is_cell: bool = True
    by_unit: bool = True


GROUPS: dict[str, str | Promise] = {
    "ket-qua": _("Đánh giá, phân hạng trong kỳ"),
    "luy-ke": _("Lũy kế, còn hiệu lực"),
    "ke-hoach": _("Kế hoạch năm, kinh phí, hoạt động"),
}


def _cells(table: str, *rows: tuple[str, Any]) -> Iterable[Spec]:
    return (Spec(f"{table}.{key}", name, table) for key, name in rows)


FIGURES: tuple[Spec, ...] = (
    *_cells(
        "ket-qua",
        ("ho-so.tong", _("Hồ sơ đăng ký")),
        ("du-dieu-kien.tong", _("Hồ sơ đủ điều kiện")),
        ("cong-nhan.tong", _("Được công nhận")),
        ("cong-nhan.5-sao", _("Công nhận 5 sao")),
        ("cong-nhan.4-sao", _("Công nhận 4 sao")),
        ("cong-nhan.3-sao", _("Công nhận 3 sao")),
        ("moi.tong", _("Công nhận mới")),
        ("nang-hang.tong", _("Nâng hạng")),
        ("cong-nhan-lai.tong", _("Công nhận lại")),
        ("khong-dat.tong", _("Không đạt")),
        ("bi-loai.tong", _("Hồ sơ bị loại")),
        ("het-han.tong", _("Hết hạn")),
        ("thu-hoi.tong", _("Thu hồi")),
    ),
    *_cells(
        "luy-ke",
        ("tung.tong", _("Sản phẩm từng được công nhận")),
        ("con.tong", _("Sản phẩm còn hiệu lực")),
        ("con.5-sao", _("Còn hiệu lực 5 sao")),
        ("con.4-sao", _("Còn hiệu lực 4 sao")),
        ("con.3-sao", _("Còn hiệu lực 3 sao")),
        ("sap.tong", _("Hết hạn trong 180 ngày tới")),
        ("tiem-nang.tong", _("Tiềm năng 5 sao")),
        ("chu-the-tung.tong", _("Chủ thể từng có sản phẩm")),
        ("chu-the-con.tong", _("Chủ thể có sản phẩm còn hiệu lực")),
    ),
    Spec("ke-hoach.chi-tieu", _("Chỉ tiêu kế hoạch năm"), "ke-hoach", is_cell=False, by_unit=False),
    Spec("ke-hoach.tong.thuc-hien", _("Thực hiện từ đầu năm"), "ke-hoach", by_unit=False),
    Spec("kinh-phi.ke-hoach", _("Kinh phí theo kế hoạch (đồng)"), "ke-hoach", is_cell=False, by_unit=False),
    Spec("kinh-phi.giao", _("Kinh phí đã giao (đồng)"), "ke-hoach", is_cell=False, by_unit=False),
    Spec("kinh-phi.giai-ngan", _("Kinh phí đã giải ngân (đồng)"), "ke-hoach", is_cell=False, by_unit=False),
    Spec("hoat-dong.lop", _("Lớp tập huấn"), "ke-hoach", is_cell=False, by_unit=False),
    Spec("hoat-dong.nguoi", _("Lượt người tập huấn"), "ke-hoach", is_cell=False, by_unit=False),
    Spec("hoat-dong.hoi-cho", _("Hội chợ, xúc tiến thương mại"), "ke-hoach", is_cell=False, by_unit=False),
    Spec("hoat-dong.tin-bai", _("Tin, bài tuyên truyền"), "ke-hoach", is_cell=False, by_unit=False),
)
SPECS: dict[str, Spec] = {spec.key: spec for spec in FIGURES}


def period_of(call: Any) -> Period:
    """The period of a ReportCall."""
    return Period(call.year, Part(call.part))


def report_of(unit: Unit, period: Period, today: date) -> PeriodReport:
    """The report of a period as the system counts it. Raises ValidationError when the unit did not stand then."""
    try:
        return compute_period(unit=unit, period=period, as_of=period.as_of(today))
    except ValueError as error:
        raise ValidationError(str(error), code="no_figures") from error


def drafted(report: PeriodReport) -> Numbers:
    """All figures of the unit; None: nobody recorded it."""
    found = {key: len(cell.ids or ()) for table in _TABLES for key, cell in report.table(table).figures().items()}
    numbers: Numbers = {spec.key: found[spec.key] if spec.is_cell else None for spec in FIGURES}
    plan = report.plan
    if plan.version is not None:
        numbers["ke-hoach.chi-tieu"] = sum(plan.headline.values())
        numbers["kinh-phi.ke-hoach"] = sum(source.amount or 0 for source in plan.funding) or None
    return numbers


_TABLES = ("ket-qua", "luy-ke", "ke-hoach")


def by_unit(report: PeriodReport) -> dict[str, Numbers]:
    """Code of each unit one level below → its share of the unit's own data: the same facts, the same tables."""
    codes = {pk: code for code, _name, pk in report.rows}
    dossiers = _dossiers_by_row(report.dossiers, Placing(report.map, report.dossiers), codes)
    parts = _parts(report)
    return {code: _counted(parts[code], dossiers[code], report.period.first, report.as_of) for code in codes.values()}


def _counted(found: Figures, dossiers: list[DossierFact], first: date, as_of: date) -> Numbers:
    tables: tuple[Table, ...] = (
        result_table(found, dossiers, first=first, as_of=as_of),
        total_table(found, dossiers, as_of=as_of),
    )
    cells = {key: len(cell.ids or ()) for table in tables for key, cell in table.figures().items()}
    return {spec.key: cells[spec.key] for spec in FIGURES if spec.by_unit}


def _parts(report: PeriodReport) -> Mapping[str, Figures]:
    parts: dict[str, Figures] = defaultdict(Figures)
    for field in fields(Figures):
        facts: list[Fact] = getattr(report.figures, field.name)
        for fact in facts:
            getattr(parts[report.row_of(fact)], field.name).append(fact)
    return parts


def _dossiers_by_row(
    dossiers: Iterable[DossierFact], placing: Placing, codes: Mapping[int, str]
) -> Mapping[str, list[DossierFact]]:
    found: dict[str, list[DossierFact]] = defaultdict(list)
    for fact in dossiers:
        row = placing.row(fact)
        if row is not None and row in codes:
            found[codes[row]].append(fact)
    return found


def effective(figures: Mapping[str, int | None], corrected: Mapping[str, Any]) -> Numbers:
    """What counts: the corrected figure where there is one."""
    return {spec.key: corrected.get(spec.key, {}).get("value", figures.get(spec.key)) for spec in FIGURES}
