"""The money of a plan as a spreadsheet: lines, then sums by kind of source and by unit."""

from typing import Any

from django.utils.translation import gettext as _

from ocop.spreadsheets.writer import Column, write_xlsx

from ...enums import FundingKind, MoneyStage
from .sums import Amounts, MoneySums


def money_columns() -> list[Column]:
    """Headers of the table."""
    stages = [Column(f"{stage.label[:1].upper()}{stage.label[1:]} ({_('đồng')})", 20) for stage in MoneyStage]
    return [
        Column(_("Nội dung chi"), 50),
        Column(_("Loại nguồn"), 28),
        Column(_("Đơn vị chi"), 24),
        *stages,
        Column(_("Chi so với số đã giao (%)"), 14),
        Column(_("Ghi chú"), 20),
    ]


def money_rows(sums: MoneySums) -> list[list[Any]]:
    """A row a line, then «Tổng số», then sums by source and by unit."""
    rows = [
        _row(row.line.content, row.line.get_kind_display(), row.line.unit.name, row.amounts, row.line.is_illustration)
        for row in sums.rows
    ]
    rows.append(_row(_("Tổng số"), "", "", sums.total))
    rows += [
        _row(_("Cộng theo nguồn"), str(FundingKind(kind).label), "", found) for kind, found in sums.by_kind().items()
    ]
    units = sums.by(lambda line: line.unit.name)
    return rows + [_row(_("Cộng theo đơn vị chi"), "", name, found) for name, found in units.items()]


def _row(content: str, kind: str, unit: str, amounts: Amounts, is_illustration: bool = False) -> list[Any]:
    note = _("dữ liệu minh họa") if is_illustration else ""
    return [content, str(kind), unit, *amounts.figures, amounts.share, note]


def money_xlsx(sums: MoneySums) -> bytes:
    """XLSX without live formulas."""
    return write_xlsx(money_columns(), money_rows(sums), title="Kinh phi")
