"""What reports up the chain give to the document of a period: frozen sums as annexes, and words already sent."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from ocop.text import format_date
from programs.models import Unit

from ...models import ReportSubmission
from ..period import Period
from ..period.types import EMPTY, Cell, HeadCell, Line, Look, Table
from .figures import FIGURES, GROUPS, Numbers, effective

_NUMBER_WIDTH, _NAME_WIDTH = 0.05, 0.2


def frozen_of(unit: Unit) -> QuerySet[ReportSubmission]:
    """Sums the unit froze, newest first, with their calls."""
    found = ReportSubmission.objects.filter(report__unit=F("report__call__unit"), report__unit__code=unit.code)
    return found.select_related("report__call").order_by("-at", "-pk")


def frozen_choices(unit: Unit) -> tuple[tuple[str, str], ...]:
    """(key, words) of the sums that can be annexed; one query."""
    return tuple(
        (str(whole.pk), _("%(title)s, chốt lần %(number)d ngày %(day)s") % _facts(whole)) for whole in frozen_of(unit)
    )


def _facts(whole: ReportSubmission) -> dict[str, Any]:
    return {"title": whole.report.call.title, "number": whole.number, "day": format_date(whole.at.date())}


def find_frozen(unit: Unit, period: Period, key: str) -> ReportSubmission | None:
    """The sums by that key, if they are of the period."""
    calls = {"report__call__year": period.year, "report__call__part": period.part.value}
    return frozen_of(unit).filter(**calls, pk=key).first() if key.isdecimal() else None


def annex_tables(whole: ReportSubmission) -> list[Table]:
    """One table a group of figures: the sums, then each unit whose report was used; two queries."""
    sources = whole.sources.select_related("report__unit").order_by("report__unit__sort_key", "pk")
    units = [(source.report.unit.name, effective(source.figures, source.corrected)) for source in sources]
    asked = whole.report.call.reports.asked().count()
    note = _("Cộng từ báo cáo của %(sent)d/%(asked)d đơn vị; ô trống: đơn vị chưa có số liệu.")
    notes = (note % {"sent": len(units), "asked": asked},)
    return [_table(group, title, whole.figures, units, notes) for group, title in GROUPS.items()]


def _table(group: str, title: Any, total: Numbers, units: list[tuple[str, Numbers]], notes: tuple[str, ...]) -> Table:
    specs = [spec for spec in FIGURES if spec.group == group]
    width = round((1 - _NUMBER_WIDTH - _NAME_WIDTH) / len(specs), 4)

    def line(number: str, name: str, numbers: Numbers, look: Look = "") -> Line:
        cells = (Cell(value) if (value := numbers.get(spec.key)) is not None else EMPTY for spec in specs)
        return Line(number, (Cell(number), Cell(name), *cells), look)

    lines = [line("", _("Tổng số"), total, "total")]
    lines += [line(str(number), name, numbers) for number, (name, numbers) in enumerate(units, start=1)]
    header = (tuple(HeadCell(words) for words in (_("TT"), _("Đơn vị"), *(str(spec.name) for spec in specs))),)
    widths = (_NUMBER_WIDTH, round(1 - _NUMBER_WIDTH - width * len(specs), 4), *(width for _spec in specs))
    name = _("Tổng hợp báo cáo của các đơn vị: %s") % title
    return Table(f"tong-hop-{group}", name, header, widths, tuple(lines), notes=notes, is_wide=True)


def sent_words(unit: Unit, period: Period) -> dict[str, list[str]]:
    """Words of the unit's last report of the period that was sent: name of the section → lines; one query."""
    calls = {"report__call__year": period.year, "report__call__part": period.part.value}
    found = ReportSubmission.objects.filter(report__unit__code=unit.code, **calls).exclude(
        report__unit=F("report__call__unit")
    )
    last = found.order_by("-at", "-pk").values_list("texts", flat=True).first() or {}
    return {name: text.splitlines() for name, text in last.items() if text}
