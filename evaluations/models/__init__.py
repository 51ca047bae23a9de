"""Councils, sessions, sheets, results; decisions, recognitions, certificates and their life."""

from .certificate import Certificate, CertificateExtension, ExpiryReminder, Withdrawal
from .council import Council, CouncilMember, CouncilRules
from .decision import DecisionItem, MinistryReferral, RecognitionDecision
from .exchange import ExchangeLine
from .recognition import Recognition
from .result import EvaluationResult
from .session import CouncilSession, EntryRound, GateConclusion, InterestDeclaration, Seat, SessionEntry
from .sheet import Mark, ScoreSheet

__all__ = [
    "Certificate",
    "CertificateExtension",
    "Council",
    "CouncilMember",
    "CouncilRules",
    "CouncilSession",
    "DecisionItem",
    "EntryRound",
    "EvaluationResult",
    "ExchangeLine",
    "ExpiryReminder",
    "GateConclusion",
    "InterestDeclaration",
    "Mark",
    "MinistryReferral",
    "Recognition",
    "RecognitionDecision",
    "ScoreSheet",
    "Seat",
    "SessionEntry",
    "Withdrawal",
]
