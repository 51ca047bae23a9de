"""What a frozen result holds: everything it was computed from, as canonical JSON (docs/sessions.md)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from django.db.models import F

from products.models import Submission

from ...enums import SheetState
from ...models import CouncilSession, EntryRound, GateConclusion, ScoreSheet, SessionEntry
from ..scoring import CouncilScore
from ..sheets import sheet_facts

FORMAT = 1


def frozen_content(
    session: CouncilSession,
    entry: SessionEntry,
    sheets: Sequence[ScoreSheet],
    conclusions: Sequence[GateConclusion],
    outcome: CouncilScore,
    submission: str,
) -> dict[str, Any]:
    """The content of one result. `sheets`: handed in, of every opened round; `submission`: hash of the newest one."""
    dossier = entry.dossier
    return {
        "format": FORMAT,
        "entry": entry.pk,
        "dossier": {
            "id": dossier.pk,
            "kind": dossier.kind,
            "year": dossier.year,
            "submission": submission,
            "product": {"id": dossier.product_id, "name": dossier.product.name},
            "producer": {"id": dossier.product.producer_id, "name": dossier.product.producer.name},
        },
        "session": _session(session),
        "pack": {"code": entry.law_pack, "sha256": entry.pack_sha256, "product_set": entry.product_set},
        "rounds": _rounds(entry, sheets),
        "conclusions": [conclusion_facts(row) for row in conclusions],
        "note": entry.note,
        "spread_note": entry.spread_note,
        "outcome": outcome_facts(outcome),
    }


def conclusion_facts(row: GateConclusion) -> dict[str, Any]:
    """One conclusion; `mean` exact ("26/9")."""
    names = ("criterion", "kind", "star", "is_met", "majority_met", "mean", "reason")
    return {name: getattr(row, name) for name in names}


def outcome_facts(outcome: CouncilScore) -> dict[str, Any]:
    """The rank and its parts; fractions exact, as text."""
    return {
        "points_sum": outcome.points_sum,
        "sheet_count": outcome.count,
        "mean": str(outcome.total),
        "parts": {code: str(points) for code, points in outcome.parts.items()},
        "band_star": outcome.band_star,
        "star": outcome.star,
        "failed_gates": failed_facts(outcome),
        "excluded": excluded_facts(outcome),
    }


def failed_facts(outcome: CouncilScore) -> list[dict[str, Any]]:
    """`failed_gates` as stored: {"criterion", "star", "needs", "has" (exact mean)}."""
    return [
        {"criterion": gate.criterion, "star": gate.star, "needs": gate.needs, "has": str(Fraction(gate.has))}
        for gate in outcome.failed_gates
    ]


def excluded_facts(outcome: CouncilScore) -> dict[str, Any] | None:
    """`excluded` as stored: {"kind", "criterion", "reason"} or None."""
    ground = outcome.excluded
    return {"kind": ground.kind, "criterion": ground.criterion, "reason": ground.reason} if ground else None


def opened_rounds(entries: Iterable[SessionEntry]) -> dict[int, list[ScoreSheet]]:
    """Sheets handed in, of every opened round, by entry id: by round, then by the order of the members; one query."""
    found: dict[int, list[ScoreSheet]] = defaultdict(list)
    opened = ScoreSheet.objects.filter(entry__in=entries, round__lte=F("entry__opened_round"))
    handed_in = opened.filter(state=SheetState.SUBMITTED).select_related("member")
    for sheet in handed_in.order_by("round", "member__order", "member_id"):
        found[sheet.entry_id].append(sheet)
    return found


def newest_submissions(entries: Iterable[SessionEntry]) -> dict[int, str]:
    """Dossier id → hash of what was handed in last; one query."""
    rows = Submission.objects.filter(dossier__in=[entry.dossier_id for entry in entries]).order_by("number")
    return dict(rows.values_list("dossier", "sha256"))


def _session(session: CouncilSession) -> dict[str, Any]:
    council = session.council
    return {
        "id": session.pk,
        "number": f"{session.number}/{session.year}",
        "mode": session.mode,
        "held_on": session.held_on.isoformat(),
        "council": {"id": council.pk, "name": council.name, "level": council.level},
        "seats": [
            {"member": seat.member_id, "name": seat.member.name, "role": seat.role, "is_present": seat.is_present}
            for seat in session.seats.all()
        ],
        "rules": {
            "quorum_percent": session.quorum_percent,
            "needs_chair": session.needs_chair,
            "max_spread": session.max_spread,
            "source": session.rules_source,
        },
    }


def _rounds(entry: SessionEntry, sheets: Sequence[ScoreSheet]) -> list[dict[str, Any]]:
    held = {row.number: row for row in entry.rounds.all()}
    interests = [{"member": one.member_id, "ground": one.ground} for one in entry.interests.all()]
    return [
        {
            "number": number,
            "interests": interests,
            **_opening(held[number]),
            "sheets": [_sheet(sheet) for sheet in sheets if sheet.round == number],
        }
        for number in range(1, entry.opened_round + 1)
    ]


def _opening(held: EntryRound) -> dict[str, Any]:
    return {
        "reason": held.reason,
        "opened_at": _instant(held.opened_at),
        "missing": sorted(member.pk for member in held.missing.all()),
        "open_reason": held.open_reason,
    }


def _sheet(sheet: ScoreSheet) -> dict[str, Any]:
    member = sheet.member
    return {
        **sheet_facts(sheet),
        "id": sheet.pk,
        "name": member.name,
        "position": member.position,
        "body": member.body,
        "total": sheet.total,
        "sha256": sheet.sha256,
        "submitted_at": _instant(sheet.submitted_at),
    }


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None
