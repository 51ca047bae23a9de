"""Texts cut to what the fields hold: a heading that is too long was no heading, the person sees it in the draft."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from programs.models import (
    Activity,
    Batch,
    BatchProduct,
    Body,
    LegalBasis,
    PlanVersion,
    Recipient,
    Section,
    Target,
    Task,
)

_PARTS: Mapping[str, tuple[type[models.Model], Mapping[str, str]]] = {
    "bases": (LegalBasis, {}),
    "sections": (Section, {}),
    "activities": (Activity, {}),
    "recipients": (Recipient, {}),
    "targets": (Target, {"unit": "printed_name"}),
    "batches": (Batch, {}),
    "tasks": (Task, {"body": "heading"}),
}


def fit_lengths(version: dict[str, Any]) -> dict[str, Any]:
    """The version with every text at most as long as its field."""
    fitted = _fit(version, PlanVersion, {})
    for part, (model, names) in _PARTS.items():
        fitted[part] = [_fit(row, model, names) for row in version[part]]
    for batch in fitted["batches"]:
        batch["products"] = [_fit(row, BatchProduct, {"producer": "producer_name"}) for row in batch["products"]]
    longest = Body._meta.get_field("name").max_length
    for task in fitted["tasks"]:
        for name in ("leads", "coordinating"):
            if name in task:
                task[name] = [body[:longest] for body in task[name]]
        task.setdefault("leads", [task["body"][:longest]])
    return fitted


def _fit(row: Mapping[str, Any], model: type[models.Model], names: Mapping[str, str]) -> dict[str, Any]:
    limits = {field.name: getattr(field, "max_length", None) for field in model._meta.concrete_fields}
    fitted = dict(row)
    for key, value in row.items():
        limit = limits.get(names.get(key, key))
        if isinstance(value, str) and limit:
            fitted[key] = value[:limit]
    return fitted
