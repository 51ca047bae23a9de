"""Progress as plain data for scripts, the API and chart tables. The shape is stable: docs/commands.md."""

from typing import Any

from .progress_types import STARS, BatchLine, Cell, Progress, Row


def progress_as_data(progress: Progress) -> dict[str, Any]:
    """JSON-ready data: see `manage.py progress --help` and docs/commands.md for every key."""
    return {
        "plan": _plan(progress),
        "as_of": progress.as_of.isoformat(),
        "mode": progress.mode,
        "map_date": progress.map_date.isoformat(),
        "expected_path": progress.path,
        "expected_share": round(progress.share, 6),
        "counted_kinds": {str(star): kinds for star, kinds in progress.counts_kinds.items()},
        "illustration": progress.illustration,
        "totals": _row(progress.totals),
        "rows": [_unit_row(row) for row in progress.rows],
        "unattributable": _apart(progress),
        "unallocated": _row(progress.unallocated) if progress.unallocated else None,
        "months": [_month(month) for month in progress.months],
        "batches": [_batch(line) for line in progress.batches],
        "carried_over": {str(year): number for year, number in progress.carried.items()},
        "adjustments": [{"number": key, "committed": change} for key, change in progress.decisions.items()],
    }


def _plan(progress: Progress) -> dict[str, Any]:
    version = progress.version
    return {
        "slug": version.plan.slug,
        "number": version.document_number,
        "year": version.plan.year,
        "unit": {"code": version.plan.unit.code, "name": version.plan.unit.name},
        "state": version.state,
        "issued_on": version.issued_on.isoformat() if version.issued_on else None,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "committed": cell.committed,
        "working": cell.working,
        "achieved": cell.achieved,
        "expected": float(cell.expected),
        "missing": cell.missing,
    }


def _row(row: Row) -> dict[str, Any]:
    stars = {str(star): _cell(row.stars[star]) for star in STARS}
    kinds: dict[str, dict[str, Any]] = {}
    for (star, kind), cell in row.parts.items():
        kinds.setdefault(kind, {})[str(star)] = _cell(cell)
    total = {**_cell(row.total), "missing": row.missing}
    return {"total": total, "stars": stars, "kinds": kinds, "illustration": row.illustration}


def _unit_row(row: Row) -> dict[str, Any]:
    return {"code": row.code, "name": row.name, "lat": row.lat, "lon": row.lon, **_row(row)}


def _apart(progress: Progress) -> dict[str, Any] | None:
    if progress.unattributable is None:
        return None
    keys = ("name", "reason", "committed", "achieved")
    units = [{key: getattr(item, key) for key in keys} for item in progress.unattributed]
    return {"name": progress.unattributable.name, **_row(progress.unattributable), "units": units}


def _month(month: Any) -> dict[str, Any]:
    achieved = None if month.achieved is None else {str(star): month.achieved[star] for star in STARS}
    return {"last_day": month.last_day.isoformat(), "achieved": achieved, "expected_share": round(month.share, 6)}


def _batch(line: BatchLine) -> dict[str, Any]:
    """A batch, or what no batch names (number "")."""
    return {
        "number": line.number,
        "label": line.label,
        "window_from": line.window_from.isoformat() if line.window_from else None,
        "window_to": line.window_to.isoformat() if line.window_to else None,
        "capacity": line.capacity,
        "joined": line.joined,
        "total": _cell(line.total),
        "stars": {str(star): _cell(line.stars[star]) for star in STARS},
    }
