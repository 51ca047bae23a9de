"""From opened marks to frozen results: opening, rounds, gates, conclusions, closing, ranking, proof."""

from .close import close_faults, close_session
from .conclude import Conclusion, conclude, return_entry
from .gates import GateLine, gate_lines, gates_of, outcome_of, stored_conclusions
from .opened import Law, Pair, opened_sheets, opinions_differ, scores_of, spread_of
from .opening import open_all, open_marks, start_next_round
from .ranking import RankRow, ranking
from .rights import may_conclude
from .verify import Verification, verify_results

__all__ = [
    "Conclusion",
    "GateLine",
    "Law",
    "Pair",
    "RankRow",
    "Verification",
    "close_faults",
    "close_session",
    "conclude",
    "gate_lines",
    "gates_of",
    "may_conclude",
    "open_all",
    "open_marks",
    "opened_sheets",
    "opinions_differ",
    "outcome_of",
    "ranking",
    "return_entry",
    "scores_of",
    "spread_of",
    "start_next_round",
    "stored_conclusions",
    "verify_results",
]
