"""A score as the JSON other programs read (docs/commands.md)."""

from typing import Any

from .engine import Score


def as_json(score: Score) -> dict[str, Any]:
    """{"total": "73", "parts": {"A": "30", …}, "band_star": 4, "star": 3, "failed_gates": [{"criterion", "star",
    "needs", "has"}], "excluded": None | {"kind", "criterion"}}; points as text, so that no reader makes floats of them.
    """
    ground = score.excluded
    return {
        "total": str(score.total),
        "parts": {code: str(points) for code, points in score.parts.items()},
        "band_star": score.band_star,
        "star": score.star,
        "failed_gates": [
            {"criterion": gate.criterion, "star": gate.star, "needs": gate.needs, "has": gate.has}
            for gate in score.failed_gates
        ],
        "excluded": {"kind": ground.kind, "criterion": ground.criterion} if ground else None,
    }
