"""The data of one plan version, read from the database in the shape of the data files (`seed_schema.VERSION`)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from programs.domain.bodies_roles import ROLE_FIELDS
from programs.models import Batch, PlanVersion, Target, Task

_RANGES = ("people_from", "people_to", "days_from", "days_to")
ACTIVITY_FIELDS = ("title", "content", "audience", "time", "units", "count", *_RANGES)


def _batch(batch: Batch) -> dict[str, Any]:
    return {
        "number": batch.number,
        "label": batch.label,
        "window_from": batch.window_from,
        "window_to": batch.window_to,
        "wording": batch.wording,
        "products": [
            {
                "name": product.name,
                "place": product.place,
                "unit_code": product.unit.code if product.unit else "",
                "producer": product.producer_name,
                "star_sought": product.star_sought,
                "kind": product.kind,
            }
            for product in batch.products.all()
        ],
    }


def _bodies(task: Task) -> dict[str, list[str]]:
    """Names by role in order; who is asked to take part is there only when somebody is."""
    found = {ROLE_FIELDS[role]: [body.name for body in bodies] for role, bodies in task.bodies_by_role()}
    return {"coordinating": [], **found}


def _task(task: Task) -> dict[str, Any]:
    return {
        "order": task.order,
        "body": task.heading,
        **_bodies(task),
        "intro": task.intro,
        "items": list(task.items),
        "due_on": task.due_on,
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "unit": target.printed_name or target.unit.name,
        "unit_code": target.unit.code,
        "star": target.star,
        "kind": target.kind,
        "committed": target.committed,
        "working": target.working,
        "wording": target.wording,
    }


def annex_rows(targets: Iterable[dict[str, Any]], unit_code: str) -> list[dict[str, Any]]:
    """Rows of the annex in order: ``{order, unit, unit_code, total}`` of every unit but the plan's own."""
    rows: dict[str, dict[str, Any]] = {}
    for target in targets:
        if target["unit_code"] != unit_code:
            row = rows.setdefault(
                target["unit_code"],
                {"order": len(rows) + 1, "unit": target["unit"], "unit_code": target["unit_code"], "total": 0},
            )
            row["total"] += target["committed"]
    return list(rows.values())


def version_content(version: PlanVersion) -> dict[str, Any]:
    """Everything a version says, as plain data: what pages and documents print and what is frozen when issued.

    At most 13 queries whatever the size. Shape: see `seed_schema.VERSION`, with ``year``, ``unit_code``.
    """
    plan = version.plan
    targets = [_target(target) for target in version.targets.select_related("unit").order_by("order", "-star", "id")]
    rows = annex_rows(targets, plan.unit.code)
    batches = version.batch_set.prefetch_related("products__unit")
    tasks = version.task_set.select_related("body").prefetch_related("coordinating__body")
    content = _head(version) | {
        "year": plan.year,
        "unit_code": plan.unit.code,
        "bases": list(version.legalbasis_set.values("text", "number", "issued_on", "issuer")),
        "sections": list(version.section_set.values("number", "heading", "kind", "body")),
        "targets": targets,
        "batches": [_batch(batch) for batch in batches],
        "tasks": [_task(task) for task in tasks],
        "activities": list(version.activity_set.values(*ACTIVITY_FIELDS)),
        "funding": list(version.fundingsource_set.values("order", "text", "amount", source_kind=F("kind"))),
        "recipients": list(version.recipient_set.values("text", "purpose")),
    }
    if rows or version.annex_title:
        content["annex"] = {"title": version.annex_title, "columns": version.annex_columns, "rows": rows}
    return content


def _head(version: PlanVersion) -> dict[str, Any]:
    names = ("state", "number", "symbol", "issued_on", "place", "issuer_parent", "issuer", "abstract", "opening")
    return {
        **{name: getattr(version, name) for name in (*names, "closing", "source", "source_note", "corrections")},
        "signer": {
            "authority": version.signer_authority,
            "title": version.signer_title,
            "name": version.signer_name,
        },
    }
