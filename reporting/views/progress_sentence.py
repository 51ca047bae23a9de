"""The first sentence of the dashboard and the gauges by star."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.text import format_date, format_number
from reporting.domain.progress_types import STARS, Cell, Progress


@dataclass(frozen=True)
class Sentence:
    """ "Đạt 97/160 sản phẩm, 61 %; chậm 12 so với kế hoạch đến hôm nay": in parts, so that the page can weigh them."""

    achieved: str
    rest: str
    pace: str
    tone: str

    def __str__(self) -> str:
        return f"{self.achieved}{self.rest}; {self.pace}" if self.pace else f"{self.achieved}{self.rest}"


def sentence(progress: Progress, star: int | None = None) -> Sentence:
    """The state of the plan in one sentence, of one star when given."""
    cell = progress.totals.stars[star] if star else progress.totals.total
    what = _("sản phẩm %d sao") % star if star else _("sản phẩm")
    if not cell.committed:
        return Sentence(
            _("Đạt %s") % format_number(cell.achieved), " " + what, _("kế hoạch không giao chỉ tiêu"), "none"
        )
    share = round(100 * cell.achieved / cell.committed)
    achieved = _("Đạt %(achieved)s/%(target)s") % {
        "achieved": format_number(cell.achieved),
        "target": format_number(cell.committed),
    }
    return Sentence(achieved, f" {what}, {format_number(share)}\u00a0%", _pace(cell, progress), cell.attainment)


def _pace(cell: Cell, progress: Progress) -> str:
    if cell.attainment == "done":
        return _("đã hoàn thành chỉ tiêu năm")
    is_today = progress.as_of == timezone.localdate()
    day = _("hôm nay") if is_today else _("ngày %s") % format_date(progress.as_of)
    if cell.behind > 0:
        return _("chậm %(number)s so với kế hoạch đến %(day)s") % {"number": format_number(cell.behind), "day": day}
    if cell.behind < 0:
        return _("vượt %(number)s so với kế hoạch đến %(day)s") % {"number": format_number(-cell.behind), "day": day}
    return _("đúng kế hoạch đến %s") % day


@dataclass(frozen=True)
class Gauge:
    """One star of the plan, or 0 for all: its cell, the arc to the share achieved and the tick of the path (texts)."""

    star: int
    cell: Cell
    arc: str
    tick: str
    share: str
    missing: int


def gauges(progress: Progress) -> list[Gauge]:
    """The whole plan (star 0), then the stars that it has targets or recognitions for."""
    found = []
    for star in (0, *STARS):
        cell = progress.totals.stars[star] if star else progress.totals.total
        if cell.committed or cell.achieved:
            top = max(cell.committed, 1)
            share = min(1.0, cell.achieved / top)
            tick = min(1.0, float(cell.expected) / top)
            missing = cell.missing if star else progress.totals.missing
            whole = format_number(round(100 * cell.achieved / top))
            found.append(Gauge(star, cell, f"{100 * share:.1f}", f"{360 * tick:.1f}", whole, missing))
    return found
