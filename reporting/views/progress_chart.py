"""The line over the year as a drawing: made here, so that it prints, needs no script and no inline style."""

from dataclasses import dataclass
from datetime import date

from ocop.text import format_date, format_number
from reporting.domain.progress_types import STARS, Progress

WIDTH, HEIGHT = 520, 320
LEFT, RIGHT, TOP, BOTTOM = 38, 10, 14, 30


@dataclass(frozen=True)
class Mark:
    """A month on the drawing (all positions are texts: templates would localise numbers)."""

    x: str
    y: str
    label: str
    day: str
    achieved: int | None
    expected: str
    title: str


@dataclass(frozen=True)
class Chart:
    """Everything the template of the chart prints."""

    width: int
    height: int
    path: str
    area: str
    expected: str
    marks: list[Mark]
    grid: list[tuple[str, str]]
    today_x: str
    base: str
    top: str
    months: list[tuple[str, str]]


def _steps(top: int) -> list[int]:
    """About four round numbers from 0 to the top."""
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000):
        if top / step <= 5:
            return list(range(0, top + step, step))
    return [0, top]


class _Scale:
    def __init__(self, progress: Progress, top: int) -> None:
        self.first = date(progress.version.plan.year, 1, 1)
        self.days = 366 if self.first.replace(month=12, day=31).timetuple().tm_yday == 366 else 365
        self.top = max(1, top)

    def x(self, day: date) -> str:
        return f"{LEFT + (WIDTH - LEFT - RIGHT) * ((day - self.first).days + 1) / self.days:.1f}"

    def y(self, value: float) -> str:
        return f"{TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / self.top):.1f}"


def draw(progress: Progress, star: int | None) -> Chart:
    """Cumulative recognitions by month against the expected path; of one star when given."""
    committed = (progress.totals.stars[star] if star else progress.totals.total).committed
    numbers = [_achieved(month.achieved, star) for month in progress.months]
    steps = _steps(max([committed, 1, *(number for number in numbers if number is not None)]))
    scale = _Scale(progress, steps[-1])
    marks = []
    for month, number in zip(progress.months, numbers, strict=True):
        day = min(month.last_day, progress.as_of) if number is not None else month.last_day
        expected = format_number(round(committed * month.share))
        title = f"{format_date(day)}: {'' if number is None else format_number(number)}"
        marks.append(
            Mark(
                scale.x(day),
                scale.y(number or 0),
                f"T{month.last_day.month}",
                format_date(day),
                number,
                expected,
                title,
            )
        )
    drawn = [mark for mark in marks if mark.achieved is not None]
    start = f"{LEFT},{scale.y(0)}"
    line = " ".join([start, *(f"{mark.x},{mark.y}" for mark in drawn)])
    path = [start, *(f"{scale.x(m.last_day)},{scale.y(committed * m.share)}" for m in progress.months)]
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        path=line,
        area=f"{line} {drawn[-1].x},{scale.y(0)}" if drawn else "",
        expected=" ".join(path),
        marks=marks,
        grid=[(scale.y(step), format_number(step)) for step in steps],
        today_x=scale.x(progress.as_of) if progress.as_of.year == scale.first.year else "",
        base=scale.y(0),
        top=str(TOP),
        months=[(scale.x(month.last_day.replace(day=15)), f"T{month.last_day.month}") for month in progress.months],
    )


def _achieved(by_star: dict[int, int] | None, star: int | None) -> int | None:
    if by_star is None:
        return None
    return by_star[star] if star else sum(by_star[each] for each in STARS)
