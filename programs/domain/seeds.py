"""Loading the real plans of `programs/seeds/` into the database (demonstration data; idempotent)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from programs.domain.bodies import body_named
from programs.domain.bodies_roles import set_bodies
from programs.domain.plans_number import enter_version
from programs.domain.plans_text import headline, is_inline
from programs.domain.seeds_files import read_plan_file, seed_paths
from programs.enums import BodyRole, VersionState
from programs.models import (
    Activity,
    Batch,
    BatchProduct,
    FundingSource,
    LegalBasis,
    Plan,
    PlanVersion,
    Recipient,
    Section,
    Target,
    Task,
    Unit,
)

Data = Mapping[str, Any]
_HEAD = ("state", "number", "symbol", "issued_on", "place", "issuer", "abstract", "opening", "source", "corrections")
_OPTIONAL = ("issuer_parent", "closing")
_ACTIVITY = ("title", "audience", "time", "units", "count", "people_from", "people_to", "days_from", "days_to")


def load_plan_seed(*, path: Path, actor: Any) -> Plan:
    """Load one data file. Raises SeedError for an unsound one, and what `load_plan` raises."""
    return load_plan(data=read_plan_file(path), actor=actor)


@transaction.atomic
def load_plan(*, data: Data, actor: Any) -> Plan:
    """Load the data of one file; a plan that is already there (same unit and year) is left as it stands.

    Units are those of the day named in the data: load the national units first. Raises Unit.DoesNotExist for a code
    that did not exist on that day.
    """
    facts, place = data["plan"], data["plan"]["unit"]
    unit = Unit.objects.on(place["as_of"]).get(code=place["code"])
    plan, made = Plan.objects.get_or_create(
        unit=unit, year=facts["year"], defaults={"slug": facts["slug"], "title": facts["title"]}
    )
    if not made:
        return plan
    for content in data["versions"]:
        version = fill_version(plan, content, data.get("known_faults") or [], place["as_of"])
        if version.state == VersionState.ISSUED and version.issued_on:
            enter_version(version, version.issued_on, actor=actor, number=version.number, is_past=True)
            payload = {"number": version.document_number, "issued_on": str(version.issued_on), "source": version.source}
            record_act(verb="load_issued_plan", actor=actor, subject=version, payload=payload)
    return plan


def fill_version(plan: Plan, content: Data, faults: list[Data], day: Any) -> PlanVersion:
    """A version with every part of a content (`seed_schema.VERSION` with ``year``, ``unit_code``); `day`: whose units
    its codes are of. A product without a code stands at no unit."""
    version = _make_version(plan, content, faults)
    _load_targets(version, content, day)
    _load_batches(version, content, day)
    _load_tasks(version, content)
    _load_rest(version, content)
    return version


def load_all_plan_seeds(*, actor: Any) -> list[Plan]:
    """Load every data file of `programs/seeds/`."""
    return [load_plan_seed(path=path, actor=actor) for path in seed_paths()]


def _note(content: Data, faults: list[Data]) -> str:
    """The note on the source with the faults that were kept as printed, one a line."""
    lines = [content["source_note"]]
    lines += [
        f"{fault['where']}: “{fault.get('printed') or ''}” – {fault['note']}"
        for fault in faults
        if fault["version"] == content["state"]
    ]
    return "\n".join(lines)


def _make_version(plan: Plan, content: Data, faults: list[Data]) -> PlanVersion:
    annex, signer = content.get("annex") or {}, content["signer"]
    return PlanVersion.objects.create(
        plan=plan,
        **{name: content.get(name) for name in _HEAD},
        **{name: content.get(name) or "" for name in _OPTIONAL},
        source_note=_note(content, faults),
        annex_title=annex.get("title", ""),
        annex_columns=annex.get("columns", []),
        signer_authority=signer["authority"],
        signer_title=signer["title"],
        signer_name=signer["name"],
    )


def _load_targets(version: PlanVersion, content: Data, day: Any) -> None:
    """The headline at the plan's own unit, then the annex in the order of its rows."""
    order = {row["unit_code"]: row["order"] for row in (content.get("annex") or {}).get("rows", [])}
    own = version.plan.unit
    rows = [*headline(content), *(t for t in content["targets"] if t["unit_code"] != own.code)]
    units = {unit.code: unit for unit in Unit.objects.on(day).filter(code__in={row["unit_code"] for row in rows})}
    Target.objects.bulk_create(
        Target(
            version=version,
            unit=units[row["unit_code"]],
            order=order.get(row["unit_code"], 0),
            printed_name="" if row["unit_code"] == own.code else row["unit"],
            star=row["star"],
            kind=row["kind"],
            committed=row["committed"],
            working=row.get("working"),
            wording=row.get("wording") or "",
        )
        for row in rows
    )


def _load_batches(version: PlanVersion, content: Data, day: Any) -> None:
    codes = {product["unit_code"] for batch in content["batches"] for product in batch["products"]}
    units = {unit.code: unit for unit in Unit.objects.on(day).filter(code__in=codes)}
    unnamed = _("Sản phẩm công nhận mới (kế hoạch chưa nêu tên)")
    for order, entry in enumerate(content["batches"], 1):
        names = ("number", "label", "window_from", "window_to")
        batch = Batch.objects.create(
            version=version, order=order, wording=entry.get("wording") or "", **{name: entry[name] for name in names}
        )
        BatchProduct.objects.bulk_create(
            BatchProduct(
                batch=batch,
                order=number,
                name=product.get("name") or unnamed,
                producer_name=product.get("producer") or "",
                place=product["place"],
                unit=units.get(product["unit_code"]),
                star_sought=product.get("star_sought"),
                kind=product["kind"],
            )
            for number, product in enumerate(entry["products"], 1)
        )


def _load_tasks(version: PlanVersion, content: Data) -> None:
    """The first named lead is the task's body; the others have their roles beside it."""
    unit = version.plan.unit
    for entry in content["tasks"]:
        lead, *others = entry.get("leads") or [entry["body"]]
        task = Task.objects.create(
            version=version,
            order=entry["order"],
            body=body_named(unit=unit, name=lead),
            heading=f"{entry['body']}:" if is_inline(entry) else entry["body"],
            intro=entry.get("intro") or "",
            items=entry.get("items") or [],
        )
        roles = {
            BodyRole.LEAD: others,
            BodyRole.COORDINATING: entry.get("coordinating") or [],
            BodyRole.REQUESTED: entry.get("requested") or [],
        }
        set_bodies(task=task, roles=roles)


def _load_rest(version: PlanVersion, content: Data) -> None:
    """Bases, sections, activities, funding and recipients."""
    LegalBasis.objects.bulk_create(
        LegalBasis(
            version=version,
            order=order,
            text=basis["text"],
            number=basis.get("number") or "",
            issued_on=basis.get("issued_on"),
            issuer=basis.get("issuer") or "",
        )
        for order, basis in enumerate(content["bases"], 1)
    )
    Section.objects.bulk_create(
        Section(
            version=version,
            order=order,
            body=(section.get("body") or "").strip(),
            **{name: section[name] for name in ("number", "heading", "kind")},
        )
        for order, section in enumerate(content["sections"], 1)
    )
    Activity.objects.bulk_create(
        Activity(version=version, order=order, **{name: entry[name] for name in _ACTIVITY if name in entry})
        for order, entry in enumerate(content["activities"], 1)
    )
    FundingSource.objects.bulk_create(
        FundingSource(version=version, order=source["order"], text=source["text"], kind=source["source_kind"])
        for source in content["funding"]
    )
    Recipient.objects.bulk_create(
        Recipient(version=version, order=order, text=entry["text"], purpose=entry.get("purpose") or "")
        for order, entry in enumerate(content["recipients"], 1)
    )
