"""The first page of a person: what waits, and how the own plan stands."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from evaluations.models import Recognition
from ocop.accounts.access import grants_of, has_role
from ocop.accounts.enums import Role
from ocop.text import fold
from products.models import Product
from programs.enums import Tier
from programs.models import BatchProduct, PlanVersion

from .inbox.item import Item
from .inbox.sources import items_of
from .period import Part, Period, compute_period
from .period.plan import counted_for_plan
from .progress import Progress, compute_progress, default_day
from .progress_find import versions_in_force


@dataclass
class Numbers:
    """The three numbers of a commune officer for one plan: target of the year, under way, recognised.

    `source`: says that the plan above gives the target, for a commune without a plan of its own."""

    plan: PlanVersion
    target: int
    under_way: int
    achieved: int
    source: str = ""


@dataclass
class Home:
    """Everything of the first page."""

    items: list[Item] = field(default_factory=list)
    progress: Progress | None = None
    numbers: Numbers | None = None

    def due(self, when: str) -> list[Item]:
        """Items of one time."""
        return [item for item in self.items if item.when == when]


def home_of(user: Any) -> Home:
    """Items (a few of each kind), the plan of the widest grant, the three numbers of a commune."""
    today = timezone.localdate()
    home = Home(items=items_of(user))
    version = _own_plan(user, today)
    if version is not None:
        home.progress = compute_progress(plan_version=version, as_of=default_day(version.plan.year))
        if has_role(user, Role.COMMUNE_OFFICER):
            total = home.progress.totals.total
            named = BatchProduct.objects.filter(batch__version=version)
            under_way = _under_way(named, version.plan.year, user)
            home.numbers = Numbers(version, total.committed, under_way, total.achieved)
    elif has_role(user, Role.COMMUNE_OFFICER):
        home.numbers = _numbers_above(user, today)
    return home


def _own_plan(user: Any, today: date) -> PlanVersion | None:
    """The plan with targets of the newest year at the unit of the widest grant; this year's when there is one."""
    grants = sorted(grants_of(user), key=lambda grant: len(grant.unit.path))
    if not grants:
        return None
    visible = PlanVersion.objects.in_territory(user).filter(plan__year__lte=today.year, targets__isnull=False)
    with_targets = versions_in_force(visible.filter(plan__unit__code=grants[0].unit.code))
    return with_targets.order_by("-plan__year", "-pk").first()


def _under_way(named: QuerySet[BatchProduct], year: int, user: Any) -> int:
    """Products named in the plan's batches without a recognition in its year yet."""
    names = {fold(name) for name in named.values_list("name", flat=True)}
    recognised = Recognition.objects.visible_to(user).filter(decided_on__year=year)
    done = Product.objects.filter(recognitions__in=recognised).values_list("name", flat=True)
    return len(names - {fold(name) for name in done})


def _numbers_above(user: Any, today: date) -> Numbers | None:
    """What the plan above gives the commune this year, and what came of it: the figures of the commune's report."""
    units = [
        grant.unit for grant in grants_of(user) if grant.unit.tier == Tier.COMMUNE and grant.unit.is_valid_on(today)
    ]
    if not units:
        return None
    report = compute_period(unit=units[0], period=Period(today.year, Part.YEAR), as_of=today)
    plan = report.plan
    if plan.above is None:
        return None
    named = BatchProduct.objects.filter(batch__version=plan.above.version, unit=units[0])
    achieved = len(counted_for_plan(report.figures.year, plan))
    under_way = _under_way(named, today.year, user)
    return Numbers(plan.above.version, sum(plan.headline.values()), under_way, achieved, plan.above.words)
