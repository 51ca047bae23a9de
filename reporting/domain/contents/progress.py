"""Progress reports: the figures of reporting.domain.progress on a day, in one of the two ways of reading units."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from programs.models import PlanVersion
from reporting.domain.kinds import Ask, Content, KindSpec, Params
from reporting.domain.progress import compute_progress, default_day
from reporting.domain.progress_types import STARS, Cell, Mode, Progress, Row
from reporting.enums import DocumentKind, SubjectKind

SYMBOL = "BC-UBND"
MODES: tuple[Mode, ...] = ("as-was", "restated")


def _asks(version: PlanVersion) -> tuple[Ask, ...]:
    modes = ((MODES[0], _("theo đơn vị khi đó")), (MODES[1], _("theo đơn vị hiện nay")))
    return (
        Ask("as_of", _("Số liệu đến ngày"), "date", initial=lambda version: default_day(version.plan.year)),
        Ask("mode", _("Cách đọc"), "choice", choices=modes, initial=lambda version: MODES[0]),
    )


def _check(version: PlanVersion, params: dict[str, Any]) -> dict[str, Any]:
    """An empty answer is the default; a day the calendar does not know has been refused before."""
    day = params["as_of"] or default_day(version.plan.year).isoformat()
    return {"as_of": day, "mode": params["mode"] or MODES[0]}


def _content(version: PlanVersion, params: Params) -> Content:
    as_of, mode = date.fromisoformat(params["as_of"]), params["mode"]
    return progress_content(version, compute_progress(plan_version=version, as_of=as_of, mode=mode))


def progress_content(version: PlanVersion, progress: Progress) -> Content:
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
        "symbol": SYMBOL,
        "number": None,
        "issued_on": None,
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


SPECS = {DocumentKind.PROGRESS: KindSpec(SubjectKind.PLAN_VERSION, _content, asks=_asks, check=_check, issuable=True)}
