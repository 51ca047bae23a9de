"""Figures of one unit: as kept in steps and answers, as typed, and written into a draft's targets."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programs.domain.cascade.promised import Figure, Figures
from programs.domain.targets_grid import STARS
from programs.enums import TargetKind
from programs.models import PlanVersion, Target, Unit

MOST = 99_999
UnitFigures = dict[tuple[int, str], Figure]
"""(star, kind) → (committed, working) of one unit."""


def refusal(field: str, message: str, code: str) -> ValidationError:
    """A refusal shown at a field of the form."""
    return ValidationError({field: ValidationError(message, code=code)})


def packed(figures: Mapping[tuple[int, str], Figure]) -> list[dict[str, Any]]:
    """As JSON, five stars first, without what says nothing: [{"star", "kind", "committed", "working"}]."""
    rows = sorted(figures.items(), key=lambda row: (-row[0][0], row[0][1]))
    return [
        {"star": star, "kind": kind, "committed": committed, "working": working}
        for (star, kind), (committed, working) in rows
        if committed or working
    ]


def unpacked(rows: Sequence[Mapping[str, Any]]) -> UnitFigures:
    """The figures of a stored list."""
    return {(row["star"], row["kind"]): (row["committed"], row["working"]) for row in rows}


def by_unit(version: PlanVersion) -> dict[int, UnitFigures]:
    """What the draft gives to each unit below, in the order of the annex. One query."""
    table: dict[int, UnitFigures] = {}
    rows = version.targets.exclude(unit=version.plan.unit_id).order_by("order", "-star", "pk")
    for unit_id, star, kind, committed, working in rows.values_list("unit_id", "star", "kind", "committed", "working"):
        table.setdefault(unit_id, {})[star, kind] = (committed, working)
    return table


def _is_count(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= MOST


def checked(figures: Mapping[tuple[int, str], Figure]) -> UnitFigures:
    """Figures somebody gives: whole numbers from 0; raises ValidationError (code figures)."""
    for (star, kind), (committed, working) in figures.items():
        known = star in STARS and kind in TargetKind.values
        if not (known and _is_count(committed) and (working is None or _is_count(working))):
            raise ValidationError(_("Chỉ tiêu là số nguyên từ 0 đến 99.999, theo hạng 3, 4, 5 sao."), code="figures")
    return {key: (committed, working) for key, (committed, working) in figures.items() if committed or working}


def write_figures(version: PlanVersion, figures: Figures) -> None:
    """Put figures into the targets of a locked version; keys that are not given stay. Nothing left deletes the row."""
    rows = {(row.unit_id, row.star, row.kind): row for row in version.targets.all()}
    places = {row.unit_id: (row.order, row.printed_name) for row in rows.values()}
    names = dict(Unit.objects.filter(pk__in={key[0] for key in figures}).values_list("pk", "name"))
    last = max((order for order, _name in places.values()), default=0)
    for (unit_id, star, kind), (committed, working) in figures.items():
        row = rows.get((unit_id, star, kind))
        if row and not committed and not working:
            row.delete()
        elif row:
            row.committed, row.working = committed, working
            row.save(update_fields=["committed", "working"])
        elif committed or working:
            if unit_id not in places:
                last += unit_id != version.plan.unit_id
                places[unit_id] = (0, "") if unit_id == version.plan.unit_id else (last, names[unit_id])
            order, name = places[unit_id]
            values = {"order": order, "printed_name": name, "committed": committed, "working": working}
            Target.objects.create(version=version, unit_id=unit_id, star=star, kind=kind, **values)
