"""Which dossiers a person may change, acts on for which level, and what waits for her."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone

from ocop.accounts.access import grants_of, territory_grants
from ocop.accounts.enums import Role
from programs.enums import Tier
from programs.models import Unit, UnitReach

from ...enums import Level
from ...models import Dossier, ProducerAttribution, ProducerMember, Product
from ...rules import EDITABLE, LEVEL_ROLES, WAITING_FOR, acting_levels
from ..queries import writable_units

HIGH = (Tier.PROVINCE, Tier.NATION)


def own_producers(user: Any) -> Any:
    """Subquery of the producers for which the account acts today."""
    return ProducerMember.objects.of(user).values("producer")


def _prepares(user: Any, producer: str) -> Q:
    """Condition, `producer` leading to the producer: the person's own, or one at a place where she writes records."""
    units = writable_units(user).values("pk")
    placed = ProducerAttribution.objects.filter(unit__in=units).values("producer")
    own = Q(**{f"{producer}__in": own_producers(user)})
    return own | Q(**{f"{producer}__unit__in": units}) | Q(**{f"{producer}__in": placed})


def preparable_products(user: Any) -> QuerySet[Product]:
    """Products for which the person may prepare a dossier: the producer's own account, or an editor of the place."""
    return Product.objects.visible_to(user).filter(_prepares(user, "producer"))


def prepared_dossiers(user: Any) -> QuerySet[Dossier]:
    """Visible dossiers for which the person takes the producer's own steps, in any state."""
    return Dossier.objects.visible_to(user).filter(_prepares(user, "product__producer"))


def writable_dossiers(user: Any) -> QuerySet[Dossier]:
    """Dossiers whose texts and papers the person may change now: prepared by her, and a draft or being mended."""
    return prepared_dossiers(user).filter(state__in=EDITABLE)


def places_of(dossier: Dossier) -> set[int]:
    """Ids of the units through which an office meets the dossier: its own, the producer's of today, the decided one."""
    producer = dossier.product.producer
    placed = ProducerAttribution.objects.filter(producer=producer).values_list("unit", flat=True)
    return {dossier.unit_id, producer.unit_id, *placed}


def levels_of(user: Any, dossier: Dossier) -> set[Level]:
    """The levels for which the person acts on the dossier today; nothing for a dossier she does not see."""
    if not getattr(user, "is_authenticated", False):
        return set()
    prepares = ExpressionWrapper(_prepares(user, "product__producer"), output_field=BooleanField())
    seen = Dossier.objects.visible_to(user).filter(pk=dossier.pk).annotate(prepares=prepares)
    row = seen.values_list("prepares", flat=True).first()
    if row is None:
        return set()
    found = {Level.PRODUCER} if row else set()
    grants = grants_of(user)
    reach = UnitReach.objects.filter(member__in=places_of(dossier), unit__in=[grant.unit_id for grant in grants])
    reached = set(reach.values_list("unit", flat=True))
    for grant in grants:
        if grant.unit_id in reached:
            found |= acting_levels([grant.role], is_province=grant.unit.tier in HIGH)
    return found


@dataclass(frozen=True)
class Waiting:
    """A dossier that waits for a person: at which level, until when (None: no clock runs)."""

    dossier: Dossier
    level: Level
    due_on: date | None
    is_overdue: bool


def waiting_for(user: Any, today: date | None = None, most: int | None = None) -> list[Waiting]:
    """Dossiers whose next step is the person's, overdue first, then by due day; two queries and the gate's own."""
    today = today or timezone.localdate()
    conditions = {level: _waits(user, level) for level in WAITING_FOR}
    wanted = Q(pk__in=[])
    for condition in conditions.values():
        wanted |= condition
    found = Dossier.objects.visible_to(user).filter(wanted).select_related("product__producer", "unit")
    rows = found.order_by(F("clock_due_on").asc(nulls_last=True), "pk")[:most]
    return [
        Waiting(row, _level(row), row.clock_due_on, row.clock_due_on is not None and row.clock_due_on < today)
        for row in rows
    ]


def _level(dossier: Dossier) -> Level:
    return next(level for level, states in WAITING_FOR.items() if dossier.state in states)


def _waits(user: Any, level: Level) -> Q:
    """Condition: in a state that waits for that level, at a place where the person acts for it."""
    states = Q(state__in=WAITING_FOR[level])
    if level == Level.PRODUCER:
        return states & _helps(user)
    grants = territory_grants(user, LEVEL_ROLES[level])
    reach = UnitReach.objects.filter(unit__in=grants)
    if level == Level.PROVINCE:
        reach = reach.filter(unit__tier__in=HIGH)
    units = reach.values("member")
    placed = ProducerAttribution.objects.filter(unit__in=units).values("producer")
    producer = Q(product__producer__unit__in=units) | Q(product__producer__in=placed)
    return states & (Q(unit__in=units) | producer)


def _helps(user: Any) -> Q:
    """One's own producers; for a commune officer also those which have no account of their own."""
    today = timezone.localdate()
    members = ProducerMember.objects.filter(producer=OuterRef("product__producer"), valid_from__lte=today)
    present = members.filter(Q(valid_to=None) | Q(valid_to__gte=today))
    communes = UnitReach.objects.filter(unit__in=territory_grants(user, frozenset({Role.COMMUNE_OFFICER})))
    helped = Q(~Exists(present), product__producer__unit__in=communes.values("member"))
    own = Q(product__producer__in=own_producers(user))
    return own | helped


def unit_above(unit: Unit, tier: Tier, on: date) -> Unit | None:
    """The version of the province or district above a commune on a day; None when there is none on the map."""
    codes = [code for code in unit.path.split("/") if code]
    versions = Unit.objects.filter(code__in=codes, tier=tier)
    return versions.on(on).first() or versions.order_by("-valid_from").first()
