"""The consolidated table as rows of a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from ocop.spreadsheets.writer import Column

from ...enums import ReportState
from .consolidate import Line, Whole
from .figures import FIGURES, SPECS

_NAME, _WORD, _NUMBER, _LONG = 32, 18, 14, 60


def columns() -> list[Column]:
    """Heads: unit, state, day, late, each figure, corrections, differences."""
    return [
        Column(_("Đơn vị"), _NAME),
        Column(_("Trạng thái"), _WORD),
        Column(_("Ngày gửi"), _WORD),
        Column(_("Số ngày trễ"), _NUMBER),
        Column(_("Văn bản"), _WORD),
        *(Column(str(spec.name), _NUMBER) for spec in FIGURES),
        Column(_("Số đã sửa so với số liệu"), _LONG),
        Column(_("Khác số từ dữ liệu"), _LONG),
    ]


def rows(whole: Whole) -> Iterator[list[Any]]:
    """The sums, then one row a unit; what is not known or not sent is empty."""
    sent = _("%(sent)d/%(asked)d đơn vị đã gửi") % {"sent": len(whole.sent), "asked": len(whole.lines)}
    yield [_("Tổng số"), sent, None, None, None, *(whole.total[spec.key] for spec in FIGURES), None, None]
    for line in whole.lines:
        yield _row(line)


def _row(line: Line) -> list[Any]:
    submission = line.submission
    return [
        line.asked.unit.name,
        str(ReportState(line.asked.state).label) if line.asked.state != ReportState.DRAFT else _("chưa gửi"),
        line.asked.sent_on,
        line.asked.late or None,
        submission.paper if submission else None,
        *(line.numbers.get(spec.key) for spec in FIGURES),
        _corrections(line),
        "; ".join(
            _("%(name)s: gửi %(sent)s, từ dữ liệu %(own)s")
            % {"name": SPECS[key].name, "sent": line.numbers[key], "own": line.own[key]}
            for key in line.differing
        ),
    ]


def _corrections(line: Line) -> str:
    told = line.submission.corrected if line.submission else {}
    return "; ".join(
        f"{SPECS[key].name}: {line.submission.figures.get(key)} → {each['value']} ({each['reason']})"
        for key, each in told.items()
        if line.submission is not None and key in SPECS
    )
