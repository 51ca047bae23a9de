"""From frozen results to decisions, recognitions, certificates and the way to the Ministry (docs/recognition.md)."""

from .drafts import discard_decision, draft_decision, update_decision
from .issue import issue_decision
from .pending import pending_results
from .referrals import record_outcome, refer_to_ministry, update_referral

__all__ = [
    "discard_decision",
    "draft_decision",
    "issue_decision",
    "pending_results",
    "record_outcome",
    "refer_to_ministry",
    "update_decision",
    "update_referral",
]
