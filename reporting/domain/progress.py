"""How far a plan is: targets against recognitions by star, unit and month (docs/progress.md).

Counted are decisions of recognition taken in the plan's year up to the day asked for, of products located in the plan's
territory, of the kinds the plan's targets speak of; one decision counts once. Two ways of reading:
`as-was`: rows are the units the plan itself names; `restated`: rows are the units of another day's map. What belongs
to no single row stands in a row of its own with the reason; totals are the same in both. Adjustments decided up to the
day are part of the targets.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.site.registry import get_settings
from programs.models import PlanVersion

from .progress_batches import batch_lines
from .progress_counts import Counts, count_recognitions, kinds_counted, units_counted
from .progress_path import expected_number, expected_share, month_ends, year_span
from .progress_places import PlanMap
from .progress_promises import Promise, read_promises
from .progress_types import STARS, Cell, Mode, Month, Progress, Row, Unattributed

__all__ = ["STARS", "Cell", "Mode", "Month", "Progress", "Row", "Unattributed", "compute_progress", "default_day"]


def default_day(year: int) -> date:
    """Today, or the last (first) day of the plan's year when it is over (not begun)."""
    first, last = year_span(year)
    return min(max(timezone.localdate(), first), last)


def compute_progress(
    *, plan_version: PlanVersion, as_of: date, mode: Mode = "as-was", map_date: date | None = None, user: Any = None
) -> Progress:
    """Progress of a version by the end of `as_of`. `map_date`: the map of `restated`, default today's.

    With `user`, raises PlanVersion.DoesNotExist unless that person may see the plan; the figures never depend on who
    asks. At most 5 queries once the lineage of units is warm (docs/progress.md), more where other days' units are read.
    Raises ValueError for an unknown mode.
    """
    if mode not in ("as-was", "restated"):
        raise ValueError(f"Cách xem “{mode}” không có: chỉ có as-was hoặc restated.")
    if user is not None:
        PlanVersion.objects.in_territory(user).only("pk").get(pk=plan_version.pk)
    return _Computation(plan_version, as_of, mode, map_date).result()


class _Computation:
    """The steps of `compute_progress`, each reading what the ones before left."""

    def __init__(self, version: PlanVersion, as_of: date, mode: Mode, map_date: date | None) -> None:
        self.version, self.as_of, self.mode = version, as_of, mode
        self.plan = version.plan
        self.first, self.last = year_span(self.plan.year)
        self.path, self.with_illustration = get_settings("expected_path", "show_illustration")
        self.share = expected_share(as_of, self.plan.year, self.path)
        self.expected: dict[int, Decimal] = {}
        self.promises = read_promises(version, as_of)
        self.targets = self.promises.targets
        own, given = self._split_targets()
        self.headline, self.given = own, given or own
        self.has_rest = bool(own and given)
        self.plan_day = self._plan_day()
        self.day = self.plan_day if mode == "as-was" else (map_date or timezone.localdate())
        self.map = self._map()

    def _split_targets(self) -> tuple[list[Promise], list[Promise]]:
        """Headline rows (at the plan's own unit) and rows given to other units."""
        own = [target for target in self.targets if target.unit_id == self.plan.unit_id]
        return own, [target for target in self.targets if target.unit_id != self.plan.unit_id]

    def _plan_day(self) -> date:
        """The day whose units the plan names: its issue, or the first day on which all of them exist."""
        day = self.version.issued_on or self.first
        starts = [target.valid_from for target in self.given]
        whole = all(t.valid_from <= day and (t.valid_to is None or day <= t.valid_to) for t in self.given)
        return day if whole or not starts else max(starts)

    def _map(self) -> PlanMap:
        tiers = [target.tier for target in self.given] or [self.plan.unit.tier]
        tier = max(sorted(set(tiers)), key=tiers.count)
        extra = {target.unit_id for target in self.given} if self.mode == "as-was" else set()
        return PlanMap(
            self.plan.unit,
            plan_day=self.plan_day,
            day=self.day,
            row_tier=tier,
            extra=extra,
            also=units_counted(self.first, min(self.as_of, self.last)),
            stamp=self.promises.lineage,
        )

    def result(self) -> Progress:
        kinds = kinds_counted((target.star, target.kind) for target in self.targets)
        self.map.prepare({target.unit_id for target in self.given})
        counts, found = count_recognitions(
            self.map,
            first=self.first,
            last=min(self.as_of, self.last),
            kinds=kinds,
            with_illustration=self.with_illustration,
            products={item.product_id for item in self.promises.named if item.product_id},
        )
        given, lost = self._give_targets()
        rows = self._rows(given, counts)
        apart = self._apart(lost, counts, found)
        batches, carried = batch_lines(self.promises, counts, as_of=self.as_of, share=self.share)
        return Progress(
            version=self.version,
            as_of=self.as_of,
            mode=self.mode,
            map_date=self.day,
            path=self.path,
            share=float(self.share),
            totals=self._totals(counts),
            rows=rows,
            unattributable=self._unattributable(lost, counts),
            unattributed=apart,
            unallocated=self._unallocated(),
            months=self._months(counts),
            counts_kinds=kinds,
            members=dict(counts.members),
            singles=dict(counts.singles),
            ground=self.map.ground_points(),
            is_past_map=any(not place.is_valid_on(timezone.localdate()) for place in self.map.rows.values()),
            batches=batches,
            carried=carried,
            decisions=self.promises.decisions,
        )

    def _give_targets(self) -> tuple[dict[int, list[Promise]], dict[int, list[Promise]]]:
        """Targets by row, and those that belong to no single row by their unit."""
        given: dict[int, list[Promise]] = defaultdict(list)
        lost: dict[int, list[Promise]] = defaultdict(list)
        for target in self.given:
            row = self.map.find(target.unit_id).row
            (lost[target.unit_id] if row is None else given[row]).append(target)
        return given, lost

    def _row(self, name: str, targets: list[Promise], got: Mapping[int, int], **fields: Any) -> Row:
        committed, working = dict.fromkeys(STARS, 0), dict.fromkeys(STARS, 0)
        achieved = dict.fromkeys(STARS, 0)
        for target in targets:
            committed[target.star] += target.committed
            working[target.star] += target.working
        for code, number in got.items():
            achieved[code % 10] += number
        stars = {star: self._cell(committed[star], working[star], achieved[star]) for star in STARS}
        total = self._cell(sum(committed.values()), sum(working.values()), sum(achieved.values()))
        promised = [(target.star, target.kind, target.committed, target.working) for target in targets]
        return Row(name=name, stars=stars, total=total, promised=promised, got=got, share=self.share, **fields)

    def _cell(self, committed: int, working: int, achieved: int) -> Cell:
        if committed not in self.expected:
            self.expected[committed] = expected_number(committed, self.share)
        return Cell(committed, working, achieved, self.expected[committed])

    def _rows(self, given: dict[int, list[Promise]], counts: Counts) -> list[Row]:
        order = {target.unit_id: (target.order, target.printed_name) for target in reversed(self.given)}
        as_was = self.mode == "as-was"
        last = max((place[0] for place in order.values()), default=0) + 1
        places = sorted(
            self.map.rows.values(),
            key=lambda p: (order.get(p.pk, (last, ""))[0] if as_was else 0, bytes(p.sort_key), p.name, p.code),
        )
        return [
            self._row(
                place.name,
                given.get(place.pk, []),
                counts.by_row.get(place.pk, {}),
                unit_id=place.pk,
                code=place.code,
                lat=place.lat,
                lon=place.lon,
                illustration=counts.illustration.get(place.pk, 0),
            )
            for place in places
        ]

    def _achieved(self, counts: Counts) -> dict[int, int]:
        found: dict[int, int] = defaultdict(int)
        for codes in (*counts.by_row.values(), *counts.lost.values()):
            for code, number in codes.items():
                found[code] += number
        return found

    def _totals(self, counts: Counts) -> Row:
        """The plan's own totals: its headline where it has one, else the sum of what it gives to units."""
        targets = self.headline or self.given
        samples = sum(counts.illustration.values())
        return self._row(self.plan.unit.name, targets, self._achieved(counts), illustration=samples)

    def _unattributable(self, lost: dict[int, list[Promise]], counts: Counts) -> Row | None:
        if not lost and not counts.lost:
            return None
        achieved: dict[int, int] = defaultdict(int)
        for codes in counts.lost.values():
            for code, number in codes.items():
                achieved[code] += number
        targets = [target for targets in lost.values() for target in targets]
        name = _("Không quy được về một đơn vị")
        return self._row(name, targets, achieved, illustration=counts.illustration.get(None, 0))

    def _apart(self, lost: dict[int, list[Promise]], counts: Counts, found: Mapping[int, Any]) -> list[Unattributed]:
        items = []
        for unit_id in {*lost, *counts.lost}:
            place = found.get(unit_id) or self.map.find(unit_id)
            items.append(
                Unattributed(
                    self.map.places[unit_id].name,
                    place.reason or _("nằm ngoài địa bàn của kế hoạch"),
                    sum(target.committed for target in lost.get(unit_id, [])),
                    sum(counts.lost.get(unit_id, {}).values()),
                )
            )
        return sorted(items, key=lambda item: (-item.committed, -item.achieved, item.name))

    def _unallocated(self) -> Row | None:
        """Headline minus what is given to units, when a plan has both and they differ."""
        if not self.has_rest:
            return None
        rest = [target._replace(committed=-target.committed, working=-target.working) for target in self.given]
        row = self._row(_("Chưa giao cho đơn vị nào"), [*self.headline, *rest], {})
        return row if any(cell.committed or cell.working for cell in row.stars.values()) else None

    def _months(self, counts: Counts) -> list[Month]:
        months = []
        running = dict.fromkeys(STARS, 0)
        for number, last_day in enumerate(month_ends(self.plan.year), start=1):
            for star in STARS:
                running[star] += counts.by_month.get(number, {}).get(star, 0)
            known = last_day.replace(day=1) <= self.as_of
            share = float(expected_share(last_day, self.plan.year, self.path))
            months.append(Month(last_day, dict(running) if known else None, share))
        return months
