"""What decisions of the year made of the figures of issued plans: the prover measures plans against these."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from ocop.text import format_date
from programs.models import AdjustmentLine

from .facts import Decided


class DecidedLine(NamedTuple):
    """By how much a decision changes the committed figure of a unit and star of a version."""

    version: int
    unit: str
    star: int
    change: int
    number: str
    on: date


def decided_lines(versions: Iterable[int], until: date) -> list[DecidedLine]:
    """Changes of these versions (ids) decided by the end of the day, in order; one query."""
    lines = AdjustmentLine.objects.filter(adjustment__version__in=list(versions), adjustment__decided_on__lte=until)
    ordered = lines.order_by("adjustment__decided_on", "adjustment", "pk")
    names = ("adjustment__version_id", "unit__code", "star", "committed", "adjustment__number")
    return [DecidedLine(*row) for row in ordered.values_list(*names, "adjustment__decided_on")]


def decided_of(lines: Iterable[DecidedLine], version: int, until: date) -> dict[tuple[str, int], Decided]:
    """(code of the unit, star) → change and decisions of one version by the end of the day."""
    found: dict[tuple[str, int], Decided] = {}
    for line in lines:
        if line.version != version or line.on > until or not line.change:
            continue
        change, told = found.get((line.unit, line.star), Decided())
        words = _("%(number)s ngày %(day)s") % {"number": line.number, "day": format_date(line.on)}
        found[line.unit, line.star] = Decided(change + line.change, told if words in told else (*told, words))
    return found


def at_unit(decided: Mapping[tuple[str, int], Decided], code: str) -> dict[int, Decided]:
    """Star → change and decisions at one unit."""
    return {star: told for (unit, star), told in decided.items() if unit == code}


def adjusted_words(now: int, decided: Decided | None) -> str:
    """ "3 (kế hoạch ghi 2, điều chỉnh theo 1/QĐ-UBND ngày 05/05/2026)", "2" where nothing was decided."""
    if decided is None:
        return str(now)
    facts = {"now": now, "printed": now - decided.change, "decisions": "; ".join(decided.decisions)}
    return _("%(now)s (kế hoạch ghi %(printed)s, điều chỉnh theo %(decisions)s)") % facts
