"""The prover's hook: what it found in a version, which of it keeps the version from being issued.

The rules themselves need products, certificates and law packs, so they stand in the app on top (reporting.domain.proof)
and are registered here when that app is ready.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from programs.models import PlanVersion

FAULT, WARNING, NOTE = "fault", "warning", "note"


@dataclass(frozen=True)
class Place:
    """Where something stands: kind ("annex", "section", …), Vietnamese label, address of its page ("" without one).

    `cell` is the stable name of the place within the version: "annex/401/any/5", "base/3/date", "batch/1/to".
    """

    kind: str
    label: str
    url: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Finding:
    """Two places that disagree (`other` None: a place against a rule). `severity`: "fault", "warning" or "note".

    `key` is stable: rule, places and figures; a changed figure gives another key, so that an explanation of the old one
    does not cover it. `article`: the citation behind the rule, "" for mere arithmetic.
    """

    rule: str
    key: str
    message: str
    place: Place
    other: Place | None = None
    severity: str = FAULT
    article: str = ""


Prover = Callable[[PlanVersion, date | None], list[Finding]]
ContentProver = Callable[[Mapping[str, Any], date], list[Finding]]
_provers: list[Prover] = []
_content_provers: list[ContentProver] = []


def register_prover(of_version: Prover, of_content: ContentProver) -> None:
    """Called once by the app that holds the rules when it is ready."""
    _provers[:], _content_provers[:] = [of_version], [of_content]


def all_findings(version: PlanVersion, day: date | None = None) -> list[Finding]:
    """Everything found in a version as of a day (None: its day of issue, else today), explained or not."""
    return [finding for prove in _provers for finding in prove(version, day)]


def content_findings(content: Mapping[str, Any], day: date) -> list[Finding]:
    """What is found in a plan that is not stored: a *content* (see plans_text), as of a day. Reads no database."""
    return [finding for prove in _content_provers for finding in prove(content, day)]


def open_findings(version: PlanVersion, day: date | None = None) -> list[Finding]:
    """The findings nobody has explained."""
    explained = set(version.explanations.values_list("finding", flat=True))
    return [finding for finding in all_findings(version, day) if finding.key not in explained]
