"""Verb on targets: the whole sheet is written at once or not at all."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from programs.domain.plans_lock import open_draft
from programs.domain.targets_grid import STARS, Cells, GridRow, grid_faults
from programs.models import Plan, PlanVersion, Target, Unit


def plan_day(plan: Plan) -> date:
    """The day whose map a plan of a year is drawn on: its first day, or the day its unit came into being."""
    return max(date(plan.year, 1, 1), plan.unit.valid_from)


def child_units(plan: Plan) -> list[Unit]:
    """Units directly below the plan's unit on the plan's day, in the order of their names."""
    below = Unit.objects.on(plan_day(plan)).filter(parent_code=plan.unit.code, path__startswith=plan.unit.path)
    return list(below.exclude(pk=plan.unit.pk).order_by("sort_key", "code"))


def later_units(plan: Plan, day: date) -> list[Unit]:
    """Units directly below the plan's unit on a later day which were not there on the plan's: made by a reform of the
    year, in the order of their names."""
    below = Unit.objects.on(day).filter(parent_code=plan.unit.code, path__startswith=plan.unit.path)
    return list(below.exclude(pk=plan.unit.pk).filter(valid_from__gt=plan_day(plan)).order_by("sort_key", "code"))


class GridRefused(ValidationError):
    """The sheet does not add up; ``faults`` are GridFault with row and column. Nothing was written."""

    def __init__(self, faults: Sequence[Any]) -> None:
        super().__init__([ValidationError(fault.message, code="grid") for fault in faults])
        self.faults = list(faults)


def _check_units(version: PlanVersion, headline: Sequence[GridRow], rows: Sequence[GridRow]) -> None:
    """The headline is the plan's own unit, rows are units below it; the same unit and kind only once."""
    own = version.plan.unit_id
    if any(row.unit_id != own for row in headline) or any(row.unit_id == own for row in rows):
        raise ValidationError(_("Dòng tổng chỉ ghi cho đơn vị lập kế hoạch."), code="unit")
    wanted = {row.unit_id for row in rows}
    path = version.plan.unit.path
    known = set(Unit.objects.filter(pk__in=wanted, path__startswith=path).values_list("pk", flat=True))
    for index, row in enumerate(rows, 1):
        if row.unit_id not in known:
            message = _("Dòng %(row)s (%(unit)s): không phải là đơn vị của %(plan)s.")
            facts = {"row": index, "unit": row.name, "plan": version.plan.unit.name}
            raise ValidationError(message % facts, code="unit")
    keys = [(row.unit_id, row.kind) for row in (*headline, *rows)]
    if len(keys) != len(set(keys)):
        raise ValidationError(_("Một đơn vị được ghi hai dòng cùng loại."), code="twice")


def _cells(row: GridRow, old: dict[tuple[int, str, int], Target]) -> Iterable[tuple[int, int, int | None, str]]:
    """Cells to keep of a row: (star, committed, working, wording); blank cells without any figure are not stored."""
    for star in STARS:
        before = old.get((row.unit_id, row.kind, star))
        kept: Cells = {star: before.working} if before else {}
        working = (kept if row.working is None else row.working).get(star)
        committed = row.committed.get(star)
        if committed or working:
            yield star, committed or 0, working, before.wording if before else ""


@transaction.atomic
def set_targets(
    *, version: PlanVersion, revision: int, actor: Any, headline: Sequence[GridRow], rows: Sequence[GridRow]
) -> PlanVersion:
    """Replace all targets of a draft by a sheet: ``headline`` at the plan's own unit, ``rows`` at units below it.

    Raises PermissionDenied, StaleVersion, ValidationError (frozen, unit, twice) or GridRefused, naming row and column.
    """
    locked = open_draft(version=version, actor=actor, revision=revision)
    _check_units(locked, headline, rows)
    faults = grid_faults(headline, rows)
    if faults:
        raise GridRefused(faults)
    _write(locked, [(0, row) for row in headline] + list(enumerate(rows, 1)))
    return locked


def _write(version: PlanVersion, rows: Sequence[tuple[int, GridRow]]) -> None:
    """Update the cells that stay, add new ones, delete the rest: unchanged cells keep their history."""
    old = {(t.unit_id, t.kind, t.star): t for t in version.targets.all()}
    changed, added = [], []
    for order, row in rows:
        for star, committed, working, wording in _cells(row, old):
            target = old.pop((row.unit_id, row.kind, star), None)
            fresh = target or Target(version=version, unit_id=row.unit_id, kind=row.kind, star=star, wording=wording)
            printed = row.name if order else ""
            if (fresh.order, fresh.committed, fresh.working, fresh.printed_name) != (
                order,
                committed,
                working,
                printed,
            ):
                fresh.order, fresh.committed, fresh.working, fresh.printed_name = order, committed, working, printed
                if target:
                    changed.append(fresh)
            if target is None:
                added.append(fresh)
    Target.objects.filter(pk__in=[target.pk for target in old.values()]).delete()
    Target.objects.bulk_update(changed, ["order", "committed", "working", "printed_name"])
    Target.objects.bulk_create(added)
