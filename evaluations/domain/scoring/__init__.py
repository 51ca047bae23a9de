"""The scoring engine: pure functions from a sheet and answers to a rank (docs/scoring.md)."""

from .advice import Mend, Path, Step, mends, nearest_path
from .answers import Answer, AnswerError, AnswerFault, Answers, CaseAnswer, Flags, parse_answers, parse_flags
from .council import (
    ConclusionError,
    Conclusions,
    CouncilScore,
    GateMajority,
    GroundMajority,
    council_score,
    exclusion,
    gate_majorities,
    ground_majorities,
    majority_conclusions,
    shown_total,
    spread_pairs,
)
from .engine import Bands, Excluded, FailedGate, Law, Score, SheetIncompleteError, band_star, score, star_of
from .result import as_json

__all__ = [
    "Answer",
    "AnswerError",
    "AnswerFault",
    "Answers",
    "Bands",
    "CaseAnswer",
    "ConclusionError",
    "Conclusions",
    "CouncilScore",
    "Excluded",
    "FailedGate",
    "Flags",
    "GateMajority",
    "GroundMajority",
    "Law",
    "Mend",
    "Path",
    "Score",
    "SheetIncompleteError",
    "Step",
    "as_json",
    "band_star",
    "council_score",
    "exclusion",
    "gate_majorities",
    "ground_majorities",
    "majority_conclusions",
    "mends",
    "nearest_path",
    "parse_answers",
    "parse_flags",
    "score",
    "shown_total",
    "spread_pairs",
    "star_of",
]
