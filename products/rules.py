"""Who may change producers and products, and the one table of the ways a dossier goes (docs/dossiers.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ocop.accounts.access import has_role
from ocop.accounts.enums import EDITORS, Role

from .enums import CLOSED_STATES, DossierKind, DossierState, DossierStep, Level, ReportSection


def is_editor(user: Any) -> bool:
    """Whether the person holds, today and anywhere, a role that writes records of its territory."""
    return has_role(user, *EDITORS)


@dataclass(frozen=True)
class Transition:
    """One row of the table: `step` leads from one of `sources` to `target`, taken by one of `levels`.

    `target` None: a supplement goes back to where its request says, a second commune report moves nothing. `needs`
    names what the person must give ("note", "items", "due_on"; "report" = done by issuing the commune report).
    `district`: True only while the district takes part, False only without it, None either way. `freezes`: what is
    handed in is kept as a submission. `receipt`: the level whose receipt number is given. `article`: of QĐ 26/2026.
    """

    step: DossierStep
    sources: frozenset[DossierState]
    target: DossierState | None
    levels: frozenset[Level]
    article: str
    needs: frozenset[str] = frozenset()
    district: bool | None = None
    freezes: bool = False
    receipt: Level | None = None


DISTRICTS_UNTIL = date(2025, 7, 5)
"""The last day a district took part: QĐ 1489/QĐ-TTg of 06/07/2025 took it out of the procedure of QĐ 148."""

EDITABLE = frozenset({DossierState.DRAFT, DossierState.SUPPLEMENT})
"""States in which texts and papers of a dossier can change."""

_BEFORE_COUNCIL = frozenset(DossierState) - {DossierState.COUNCIL, *CLOSED_STATES}


def _row(step: DossierStep, sources: str, target: str, levels: str, article: str, **more: Any) -> Transition:
    """A row written with the words of the enums, several parted by blanks; target "" = None."""
    states = frozenset(DossierState(word) for word in sources.split()) or _BEFORE_COUNCIL
    who = frozenset(Level(word) for word in levels.split())
    needs = frozenset(more.pop("needs", "").split())
    return Transition(step, states, DossierState(target) if target else None, who, article, needs, **more)


S = DossierStep
TRANSITIONS: tuple[Transition, ...] = (
    _row(S.SUBMIT, "draft", "submitted", "producer", "Điều 7.1", freezes=True),
    _row(S.ACCEPT, "submitted", "checking", "commune", "Điều 7.2", receipt=Level.COMMUNE),
    _row(S.ASK, "checking reported", "supplement", "commune", "Điều 7.2", needs="items due_on"),
    _row(S.ASK, "district_accepted", "supplement", "district", "", needs="items due_on", district=True),
    _row(S.ASK, "received", "supplement", "province", "Điều 7.3a", needs="items due_on"),
    _row(S.RESUBMIT, "supplement", "", "producer", "Điều 7.1", freezes=True),
    _row(S.REPORT, "checking", "reported", "commune", "Điều 7.2", needs="report"),
    _row(S.REPORT, "reported supplement", "", "commune", "Điều 7.2", needs="report"),
    _row(S.PROPOSE_DISTRICT, "reported", "proposed_district", "commune", "", district=True, freezes=True),
    _row(
        S.ACCEPT_DISTRICT,
        "proposed_district",
        "district_accepted",
        "district",
        "",
        district=True,
        receipt=Level.DISTRICT,
    ),
    # Under QĐ 148 the district sends on what its council gave 70 points or more (rules.md §4).
    _row(S.PROPOSE, "district_accepted", "proposed", "district", "", district=True, freezes=True),
    # A dossier that the end of the districts caught half-way goes on from its commune.
    _row(
        S.PROPOSE,
        "reported proposed_district district_accepted",
        "proposed",
        "commune",
        "Điều 6.2, Điều 7.2",
        district=False,
        freezes=True,
    ),
    _row(S.RECEIVE, "proposed", "received", "province", "Điều 7.3a", receipt=Level.PROVINCE),
    _row(S.QUALIFY, "district_accepted", "eligible", "district", "", district=True),
    _row(S.QUALIFY, "received", "eligible", "province", "Điều 7.3a"),
    _row(S.TO_COUNCIL, "eligible", "council", "district", "", district=True),
    _row(S.TO_COUNCIL, "eligible", "council", "province", "Điều 7.3d"),
    # Taken by closing a session (evaluations): no page of a dossier offers them, no account acts for a council here.
    _row(S.CONCLUDE, "council", "evaluated", "council", "Điều 7.3d"),
    _row(S.RETURN, "council", "eligible", "council", "Điều 7.3d", needs="note"),
    _row(S.WITHDRAW, "", "withdrawn", "producer commune", "", needs="note"),
    # "Hồ sơ bị loại khi" stands on the head of each sheet (Phụ lục II): for those who evaluate, with the reason.
    _row(S.REJECT, "district_accepted eligible", "rejected", "district", "", needs="note", district=True),
    _row(S.REJECT, "received eligible", "rejected", "province", "Phụ lục II", needs="note"),
)
"""Every way of a dossier. The law pack's own citation (`PackFacts.articles`) goes before the article of this table."""

LEVEL_ROLES: dict[Level, frozenset[Role]] = {
    Level.COMMUNE: frozenset({Role.COMMUNE_OFFICER, Role.ADMIN}),
    Level.DISTRICT: frozenset({Role.DISTRICT_COORDINATOR}),
    Level.PROVINCE: frozenset({Role.PROVINCE_COORDINATOR, Role.ADMIN}),
}
"""Roles that act for a level; the province only by a grant at a province or the nation (domain/dossiers/steps.py)."""

WAITING_FOR: dict[Level, frozenset[DossierState]] = {
    Level.PRODUCER: EDITABLE,
    Level.COMMUNE: frozenset({DossierState.SUBMITTED, DossierState.CHECKING, DossierState.REPORTED}),
    Level.DISTRICT: frozenset({DossierState.PROPOSED_DISTRICT, DossierState.DISTRICT_ACCEPTED}),
    Level.PROVINCE: frozenset({DossierState.PROPOSED, DossierState.RECEIVED, DossierState.ELIGIBLE}),
}
"""In which states a dossier waits for a level."""


def ways(step: DossierStep | None, state: str, *, with_district: bool) -> list[Transition]:
    """Rows that lead on from a state (of one step, or of all when None)."""
    return [
        row
        for row in TRANSITIONS
        if (step is None or row.step == step) and state in row.sources and row.district in (None, with_district)
    ]


_OPTIONAL = frozenset({ReportSection.ORGANISATION, ReportSection.QUALITY, ReportSection.CHANGES})


def required_sections(kind: str) -> list[ReportSection]:
    """Texts of Mẫu 02 which a dossier of that kind must have when it is handed in.

    "Nâng hạng" and "phân hạng lại" must tell what changed (QĐ 26/2026, Điều 6.1); the structure of the producer and a
    change of quality are told where there is one.
    """
    told = {ReportSection.CHANGES} if kind != DossierKind.FIRST else set()
    return [section for section in ReportSection if section not in _OPTIONAL or section in told]


def missing_sections(kind: str, report: dict[str, str]) -> list[ReportSection]:
    """Those of them that are empty."""
    return [section for section in required_sections(kind) if not str(report.get(section, "")).strip()]


def acting_levels(roles: Iterable[str], *, is_province: bool) -> set[Level]:
    """Levels for which somebody with these roles over the dossier's unit acts; `is_province`: by a grant so high."""
    held = set(roles)
    found = {level for level, able in LEVEL_ROLES.items() if held & able}
    return found if is_province else found - {Level.PROVINCE}
