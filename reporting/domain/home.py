"""The first page of a person: what waits, and how the own plan stands."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from evaluations.models import Recognition
from ocop.accounts.access import grants_of, has_role
from ocop.accounts.enums import Role
from ocop.text import fold
from products.models import Product
from programs.models import BatchProduct, PlanVersion

from .inbox.item import Item
from .inbox.sources import items_of
from .progress import Progress, compute_progress, default_day
from .progress_find import versions_in_force


@dataclass
class Numbers:
    """The three numbers of a commune officer for one plan: target of the year, under way, recognised."""

    plan: PlanVersion
    target: int
    under_way: int
    achieved: int


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
            home.numbers = _numbers(version, home.progress, user)
    return home


def _own_plan(user: Any, today: date) -> PlanVersion | None:
    """The plan with targets of the newest year at the unit of the widest grant; this year's when there is one."""
    grants = sorted(grants_of(user), key=lambda grant: len(grant.unit.path))
    if not grants:
        return None
    visible = PlanVersion.objects.in_territory(user).filter(plan__year__lte=today.year, targets__isnull=False)
    with_targets = versions_in_force(visible.filter(plan__unit__code=grants[0].unit.code))
    return with_targets.order_by("-plan__year", "-pk").first()


def _numbers(version: PlanVersion, progress: Progress, user: Any) -> Numbers:
    """Under way: products named in the plan's batches without a recognition in its year yet."""
    named = {fold(name) for name in BatchProduct.objects.filter(batch__version=version).values_list("name", flat=True)}
    year = version.plan.year
    recognised = Recognition.objects.visible_to(user).filter(decided_on__year=year)
    done = Product.objects.filter(recognitions__in=recognised).values_list("name", flat=True)
    under_way = len(named - {fold(name) for name in done})
    total = progress.totals.total
    return Numbers(version, total.committed, under_way, total.achieved)
