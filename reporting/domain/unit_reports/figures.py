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

from programs.enums import FundingKind, HeldKind
from programs.models import Unit

from ..period import Part, Period, PeriodReport, compute_period
from ..period.deeds import planned_money
from ..period.facts import Placing
from ..period.tables import result_table, total_table
from ..period.types import DossierFact, Fact, Figures, Table

Numbers = dict[str, int | None]


@dataclass(frozen=True)
class Spec:
    """One figure. `group`: key of GROUPS; `rows`: the figure of the period report whose rows stand behind it ("":
    none); `by_unit`: whether the unit above can tell it unit by unit."""

    key: str
    name: str | Promise
    group: str
    rows: str = ""
    by_unit: bool = False


GROUPS: dict[str, str | Promise] = {
    "ket-qua": _("Đánh giá, phân hạng trong kỳ"),
    "luy-ke": _("Lũy kế, còn hiệu lực"),
    "ke-hoach": _("Kế hoạch năm, kinh phí, hoạt động"),
}


def _cells(table: str, *rows: tuple[str, Any]) -> Iterable[Spec]:
    return (Spec(f"{table}.{key}", name, table, f"{table}.{key}", by_unit=True) for key, name in rows)


_DONE = "ke-hoach.tong.thuc-hien"
TARGET, TARGET_SOURCE = "ke-hoach.chi-tieu", "target_source"
"""The figure, and the name under which the words of a report say that the plan above gives it."""
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
    Spec(TARGET, _("Chỉ tiêu kế hoạch năm"), "ke-hoach"),
    Spec(_DONE, _("Thực hiện từ đầu năm"), "ke-hoach", _DONE),
    Spec("kinh-phi.ke-hoach", _("Kinh phí theo kế hoạch (đồng)"), "ke-hoach"),
    Spec("kinh-phi.giao", _("Kinh phí đã giao (đồng)"), "ke-hoach", "kinh-phi.tong.da-giao"),
    Spec("kinh-phi.giai-ngan", _("Kinh phí đã giải ngân (đồng)"), "ke-hoach", "kinh-phi.tong.giai-ngan"),
    *(
        Spec(f"hoat-dong.{key}", name, "ke-hoach", f"da-thuc-hien.{kind}.so")
        for key, name, kind in (
            ("lop", _("Lớp tập huấn"), HeldKind.TRAINING),
            ("nguoi", _("Lượt người tập huấn"), HeldKind.TRAINING),
            ("tham-quan", _("Đoàn học tập kinh nghiệm"), HeldKind.STUDY_TOUR),
            ("hoi-cho", _("Hội chợ, triển lãm"), HeldKind.FAIR),
            ("tin-bai", _("Tin, bài, phóng sự"), HeldKind.COMMUNICATION),
        )
    ),
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
    cells = {key: len(cell.ids or ()) for table in _TABLES for key, cell in report.table(table).figures().items()}
    return {spec.key: cells.get(spec.key) for spec in FIGURES} | _planned(report) | _held(report)


_TABLES = ("ket-qua", "luy-ke", "ke-hoach")


def _planned(report: PeriodReport) -> Numbers:
    """Target and money of the year's plan."""
    plan, money = report.plan, report.money
    spent = money.of(tuple(FundingKind.values)) if money.ids else None
    return {
        TARGET: sum(plan.headline.values()) if plan.is_known else None,
        "kinh-phi.ke-hoach": sum(planned_money(plan, money).values()) or None,
        "kinh-phi.giao": spent.allocated if spent else None,
        "kinh-phi.giai-ngan": spent.spent if spent else None,
    }


def _held(report: PeriodReport) -> Numbers:
    """Activities of the period; a kind of which nothing is recorded is not known."""
    held = report.deeds.by_kind
    training, fairs = held.get(HeldKind.TRAINING), held.get(HeldKind.FAIR)
    tours, news = held.get(HeldKind.STUDY_TOUR), held.get(HeldKind.COMMUNICATION)
    return {
        "hoat-dong.lop": training.pieces if training else None,
        "hoat-dong.nguoi": training.people if training else None,
        "hoat-dong.tham-quan": tours.pieces if tours else None,
        "hoat-dong.hoi-cho": len(fairs.ids) if fairs else None,
        "hoat-dong.tin-bai": news.pieces if news else None,
    }


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
