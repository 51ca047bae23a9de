"""The data a document is made from, as plain values: what its builder prints and what its content hash covers."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programs.domain.plans_content import version_content
from programs.models import PlanVersion
from reporting.domain.progress import compute_progress, default_day
from reporting.domain.progress_types import STARS, Cell, Mode, Progress, Row
from reporting.enums import DocumentKind

EDITION = 1
"""Raised when the form of documents changes, so that old content is printed anew."""

Params = Mapping[str, Any]
MODES: tuple[Mode, ...] = ("as-was", "restated")


def document_content(*, kind: str, version: PlanVersion, params: Params) -> dict[str, Any]:
    """Everything the builder of `kind` needs. `params` must come from `clean_params`."""
    return _CONTENT[DocumentKind(kind)](version, params)


def content_hash(*, kind: str, version: PlanVersion, params: Params, content: Mapping[str, Any]) -> str:
    """SHA-256 over kind, plan version, parameters and all data: the same hash prints the same words."""
    facts = [EDITION, kind, version.pk, dict(params), content]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def clean_params(*, kind: str, version: PlanVersion, params: Params) -> dict[str, Any]:
    """The parameters of a kind with defaults, as JSON. Raises ValidationError (code `params`) naming the wrong one."""
    if kind != DocumentKind.PROGRESS:
        return {}
    mode = params.get("mode") or MODES[0]
    if mode not in MODES:
        raise ValidationError(_("Cách đọc theo đơn vị không hợp lệ."), code="params")
    return {"as_of": _day(params.get("as_of"), version.plan.year).isoformat(), "mode": mode}


def _day(value: object, year: int) -> date:
    if not value:
        return default_day(year)
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise ValidationError(_("Ngày “%s” không hợp lệ.") % value, code="params") from error


def _plan_content(version: PlanVersion, params: Params) -> dict[str, Any]:
    return version_content(version)


def _progress_content(version: PlanVersion, params: Params) -> dict[str, Any]:
    as_of, mode = date.fromisoformat(params["as_of"]), params["mode"]
    progress = compute_progress(plan_version=version, as_of=as_of, mode=mode)
    return progress_content(version, progress)


def progress_content(version: PlanVersion, progress: Progress) -> dict[str, Any]:
    """The figures of a progress report: rows of {name, unit: by star and "total" → cell numbers}, notes, head facts."""
    plan = version.plan
    return {
        "plan_number": version.document_number,
        "plan_issued_on": version.issued_on,
        "plan_title": plan.title,
        "year": plan.year,
        "unit": plan.unit.name,
        "tier": plan.unit.tier,
        "issuer": version.issuer,
        "issuer_parent": version.issuer_parent,
        "place": version.place,
        "signer": {"authority": version.signer_authority, "title": version.signer_title, "name": ""},
        "recipients": list(version.recipient_set.values("text", "purpose")),
        "as_of": progress.as_of,
        "mode": progress.mode,
        "map_date": progress.map_date,
        "path": progress.path,
        "illustration": progress.illustration,
        "totals": _row(progress.totals),
        "rows": [_row(row) for row in progress.rows],
        "outside": [_row(row) for row in (progress.unattributable, progress.unallocated) if row is not None],
        "unattributed": [
            {"name": unit.name, "reason": unit.reason, "committed": unit.committed, "achieved": unit.achieved}
            for unit in progress.unattributed
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    cells = {str(star): _cell(row.stars.get(star, Cell())) for star in STARS}
    total = _cell(row.total) | {"missing": row.missing, "attainment": row.total.attainment}
    return {"name": row.name, "cells": cells, "total": total}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "committed": cell.committed,
        "achieved": cell.achieved,
        "expected": cell.expected,
        "missing": cell.missing,
        "behind": cell.behind,
    }


_CONTENT: dict[DocumentKind, Callable[[PlanVersion, Params], dict[str, Any]]] = {
    DocumentKind.PLAN: _plan_content,
    DocumentKind.PROGRESS: _progress_content,
}
