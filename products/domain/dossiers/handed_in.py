"""What was handed in last, for those who judge it: frozen words and papers, never identity cards or sensitive ones.

The callers (the app above) check who judges; the vault's own gate is not asked: a submitted paper may have left it.
"""

from dataclasses import dataclass
from typing import Any

from django.core.files import File
from django.db.models import QuerySet

from ...enums import SENSITIVE_KINDS
from ...models import Dossier, Evidence, Submission, SubmittedPaper
from ..evidence.blobs import open_blob


@dataclass(frozen=True)
class HandedIn:
    """The newest submission of a dossier; `papers` by requirement, in the order they were put in."""

    submission: Submission
    papers: dict[str, list[Evidence]]

    @property
    def content(self) -> dict[str, Any]:
        """The frozen words (freeze.py)."""
        found: dict[str, Any] = self.submission.content
        return found


def handed_in(dossier: Dossier) -> HandedIn | None:
    """The newest submission with its papers, two queries; None while nothing was handed in."""
    submission = dossier.submissions.order_by("-number").first()
    if submission is None:
        return None
    papers: dict[str, list[Evidence]] = {}
    for row in _shown(submission.pk).select_related("evidence__stored").order_by("pk"):
        papers.setdefault(row.requirement, []).append(row.evidence)
    return HandedIn(submission, papers)


def open_handed_in(dossier: Dossier, evidence_id: int) -> tuple[Evidence, File]:
    """A paper of the newest submission and its bytes. Evidence.DoesNotExist when it is not among them, OSError when
    the bytes are gone."""
    newest = dossier.submissions.order_by("-number").values("pk")[:1]
    row = _shown(newest).filter(evidence=evidence_id).select_related("evidence__stored").first()
    if row is None:
        raise Evidence.DoesNotExist
    return row.evidence, open_blob(row.evidence.stored)


def _shown(submission: Any) -> QuerySet[SubmittedPaper]:
    rows = SubmittedPaper.objects.filter(submission=submission, evidence__is_sensitive=False)
    return rows.exclude(evidence__kind__in=SENSITIVE_KINDS)
