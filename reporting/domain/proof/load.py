"""Facts of a stored version: its content, the units, plans, products, certificates, bodies and signers beside it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Recognition
from ocop.text import fold
from products.models import PlannedProduct, Product
from products.models.keyed import core_name
from programs.domain.bodies_names import body_key
from programs.domain.bodies_time import exists_on
from programs.domain.cascade.above import plan_above
from programs.domain.cascade.promised import in_force_on
from programs.domain.plans_content import version_content
from programs.domain.proof import Finding
from programs.domain.signing import signers_on
from programs.enums import Tier, VersionState
from programs.models import BatchProduct, Body, PlanVersion, Target, Unit

from .content import codes_in, dated_word
from .decided import DecidedLine, at_unit, decided_lines, decided_of
from .facts import Beside, BodyWord, Decided, KnownProduct, ProofFacts, UnitFact
from .rules import prove

_PAGES = {
    "targets": "plan_targets",
    "batch": "plan_batches",
    "batches": "plan_batches",
    "tasks": "plan_tasks",
    "funding": "plan_funding",
    "activities": "plan_funding",
    "section": "plan_detail",
    "head": "plan_detail",
    "bases": "plan_detail",
    "recipients": "plan_detail",
}
MOST_EXPIRING = 100


def proof_day(version: PlanVersion, day: date | None = None) -> date:
    """The day a version is measured at: asked for, else its issue, else today – within the days it could be issued on
    (its year and the one before)."""
    if day or version.issued_on:
        return day or version.issued_on  # type: ignore[return-value]
    year = version.plan.year
    return min(max(timezone.localdate(), date(year - 1, 1, 1)), date(year, 12, 31))


def _unit(unit: Unit) -> UnitFact:
    return UnitFact(unit.code, unit.name, unit.tier, unit.parent_code, unit.valid_from, unit.valid_to)


def _units(content: dict[str, Any], version: PlanVersion, day: date) -> dict[str, UnitFact]:
    """The units named, as of the day; the plan's own as the plan has it."""
    rows = Unit.objects.on(day).filter(code__in=codes_in(content))
    return {unit.code: _unit(unit) for unit in rows} | {version.plan.unit.code: _unit(version.plan.unit)}


def _districts_ended(unit: Unit, day: date) -> date | None:
    """The last day of the district tier in the unit's province, once it has passed."""
    districts = Unit.objects.filter(tier=Tier.DISTRICT, path__startswith=f"{unit.province_code}/")
    ends = list(districts.order_by("-valid_to").values_list("valid_to", flat=True))
    if not ends or any(end is None or end >= day for end in ends):
        return None
    return max(end for end in ends if end is not None)


def _stars(targets: Iterable[Target], decided: Mapping[int, Decided]) -> dict[int, tuple[int, int | None]]:
    """Committed and working figures by star over all kinds; decisions of the year in the committed ones."""
    found: dict[int, tuple[int, int | None]] = {}
    for target in targets:
        committed, working = found.get(target.star, (0, None))
        if target.working is not None:
            working = (working or 0) + target.working
        found[target.star] = (committed + target.committed, working)
    for star, told in decided.items():
        committed, working = found.get(star, (0, None))
        found[star] = (committed + told.change, working)
    return found


def _page(name: str, slug: str, version: PlanVersion) -> str:
    return f"{reverse(f'programs:{name}', args=[slug])}?ban={version.pk}"


def _title(version: PlanVersion) -> str:
    return version.document_number or version.plan.title


def _above(version: PlanVersion, day: date) -> Beside | None:
    """The plan above with what it gives to this plan's unit on the day; None when it gives nothing."""
    unit = version.plan.unit
    above = version.based_on or plan_above(unit, version.plan.year)
    if above is None:
        return None
    above = in_force_on(above.plan, day).select_related("plan").first() or above
    rows = list(above.targets.filter(unit=unit))
    decided = at_unit(decided_of(decided_lines([above.pk], day), above.pk, day), unit.code)
    if not rows and not decided:
        return None
    page = _page("plan_targets", above.plan.slug, above)
    return Beside(unit.code, _title(above), page, _stars(rows, decided), decided=decided)


def _children(version: PlanVersion, codes: set[str]) -> list[PlanVersion]:
    """Plans of the same year of the units this plan gives figures to: the issued version, else the draft."""
    last = (
        PlanVersion.objects.filter(plan__year=version.plan.year, plan__unit__targets__version=version)
        .exclude(plan=version.plan)
        .order_by("plan_id", "-state", "-issued_on", "-pk")
        .distinct("plan_id")
        .select_related("plan__unit")
        .prefetch_related("targets")
    )
    return [one for one in last if one.plan.unit.code in codes]


def _child(version: PlanVersion, lines: list[DecidedLine], day: date) -> Beside:
    unit = version.plan.unit
    decided = at_unit(decided_of(lines, version.pk, day), unit.code)
    rows = [target for target in version.targets.all() if target.unit_id == unit.pk]
    page, is_issued = _page("plan_targets", version.plan.slug, version), version.state == VersionState.ISSUED
    return Beside(unit.code, _title(version), page, _stars(rows, decided), is_issued, decided)


def _certificates(products: Iterable[int], day: date) -> dict[int, Any]:
    """The newest recognition of each product on a day, with `in_force_until`."""
    return {one.product_id: one for one in Recognition.objects.newest(day).filter(product__in=products).with_end()}


def _known(product: Product, certificate: Any) -> KnownProduct:
    url = reverse("products:product_detail", args=[product.pk])
    return KnownProduct(
        product.name,
        url,
        certificate.star if certificate else None,
        certificate.in_force_until if certificate else None,
    )


def _products(version: PlanVersion, day: date) -> dict[tuple[int, int], KnownProduct | None]:
    """The record behind each product of the batches: joined by hand, else the one of that name in the territory."""
    batches = list(version.batch_set.prefetch_related("products"))
    items = {
        (index, number): item
        for index, batch in enumerate(batches, 1)
        for number, item in enumerate(batch.products.all(), 1)
    }
    if not items:
        return {}
    joined = {
        row.item_id: row.product
        for row in PlannedProduct.objects.filter(item__in=items.values()).select_related("product")
    }
    by_core = _by_core(version, [item for item in items.values() if item.pk not in joined])
    chosen = {place: joined.get(item.pk) or by_core.get(core_name(item.name)) for place, item in items.items()}
    certificates = _certificates([product.pk for product in chosen.values() if product], day)
    return {
        place: _known(product, certificates.get(product.pk)) if product else None for place, product in chosen.items()
    }


def _by_core(version: PlanVersion, items: list[BatchProduct]) -> dict[str, Product]:
    """Products of the province by the name as likeness compares it; a name borne by several stands for none."""
    cores = {core_name(item.name) for item in items}
    path = f"{version.plan.unit.province_code}/"
    found: dict[str, list[Product]] = {}
    for product in Product.objects.shown().filter(core__in=cores, producer__unit__path__startswith=path):
        found.setdefault(product.core, []).append(product)
    return {core: rows[0] for core, rows in found.items() if len(rows) == 1}


def _expiring(version: PlanVersion) -> tuple[KnownProduct, ...]:
    """Certificates of the plan's unit that end in its year."""
    year, unit = version.plan.year, version.plan.unit
    rows = (
        Recognition.objects.shown()
        .newest(date(year, 1, 1) - timedelta(days=1))
        .filter(product__producer__unit__path__startswith=unit.path, expires_on__year=year)
        .filter(product__merged_into=None)
        .with_end()
        .select_related("product")
    )
    return tuple(_known(row.product, row) for row in rows.order_by("expires_on", "pk")[:MOST_EXPIRING])


def _bodies(version: PlanVersion, day: date) -> Callable[[str], BodyWord | None]:
    """What is known of a name on the day: of bodies with dates on record, else of the dated names."""
    unit = version.plan.unit
    dated = Q(valid_from__isnull=False) | Q(valid_to__isnull=False) | Q(changes_out__isnull=False)
    near = Q(unit__code__in=[unit.code, unit.province_code]) | Q(unit=None)
    names = Body.objects.filter(near & dated).values_list("name", flat=True)
    on_record = {body_key(name, unit.name) for name in names} | {fold(name) for name in names}

    def word(name: str) -> BodyWord | None:
        if body_key(name, unit.name) in on_record:
            told = exists_on(name, unit, day)
            return BodyWord(told.exists, told.successor_name, told.reason) if told.known else None
        return dated_word(name, day)

    return word


def version_facts(version: PlanVersion, day: date | None = None) -> ProofFacts:
    """Facts of a version as of a day (None: `proof_day`). A fixed number of queries, whatever the size of the plan.

    Plans below are later than this one: where no day is asked for, both are looked at as they stand today."""
    on, now = proof_day(version, day), day or timezone.localdate()
    content = version_content(version)
    units = _units(content, version, on)
    has_renewals = any(row["kind"] == "renewal" for batch in content["batches"] for row in batch["products"])
    unit = version.plan.unit
    below = _children(version, set(units) - {unit.code})
    lines = decided_lines([version.pk, *(child.pk for child in below)], max(on, now))
    return ProofFacts(
        content=content,
        day=on,
        units=units,
        district_ended=_districts_ended(unit, on),
        bodies=_bodies(version, on),
        above=_above(version, on),
        children=tuple(_child(child, lines, now) for child in below),
        decided=decided_of(lines, version.pk, now),
        decided_own=at_unit(decided_of(lines, version.pk, on), unit.code),
        products=_products(version, on),
        expiring=_expiring(version) if has_renewals else (),
        signers=tuple((block.name, block.title) for block in signers_on(unit, on)),
        pages={kind: _page(name, version.plan.slug, version) for kind, name in _PAGES.items()},
    )


def prove_version(version: PlanVersion, day: date | None = None) -> list[Finding]:
    """Findings of a stored version as of a day."""
    return prove(version_facts(version, day))
