"""The transition table: every state × step × level, no way around the law, and the page in docs/ printed from it."""

from pathlib import Path

import pytest
from django.conf import settings

from ocop.accounts.enums import Role
from products.enums import CLOSED_STATES, DossierKind, DossierState, DossierStep, Level, ReportSection
from products.rules import (
    EDITABLE,
    LEVEL_ROLES,
    TRANSITIONS,
    WAITING_FOR,
    Transition,
    acting_levels,
    missing_sections,
    required_sections,
    ways,
)

P, C, D, T, H = Level
WITHDRAW = {"withdraw": "pc"}
PLAIN: dict[str, dict[str, str]] = {
    "draft": {"submit": "p", **WITHDRAW},
    "submitted": {"accept": "c", **WITHDRAW},
    "checking": {"ask": "c", "report": "c", **WITHDRAW},
    "supplement": {"resubmit": "p", "report": "c", **WITHDRAW},
    "reported": {"ask": "c", "report": "c", "propose": "c", **WITHDRAW},
    "proposed_district": {"propose": "c", **WITHDRAW},
    "district_accepted": {"propose": "c", **WITHDRAW},
    "proposed": {"receive": "t", **WITHDRAW},
    "received": {"ask": "t", "qualify": "t", "reject": "t", **WITHDRAW},
    "eligible": {"to_council": "t", "reject": "t", **WITHDRAW},
    "council": {"conclude": "h", "return": "h"},
    "evaluated": {},
    "withdrawn": {},
    "rejected": {},
}
"""State → step → levels that take it when no district takes part (QĐ 1489, QĐ 26/2026)."""
DISTRICT = {
    **PLAIN,
    "reported": {"ask": "c", "report": "c", "propose_district": "c", **WITHDRAW},
    "proposed_district": {"accept_district": "d", **WITHDRAW},
    "district_accepted": {"ask": "d", "propose": "d", "qualify": "d", "reject": "d", **WITHDRAW},
    "eligible": {"to_council": "dt", "reject": "dt", **WITHDRAW},
}
"""The same while the district takes part (QĐ 148 until 05/07/2025)."""
LETTERS = {"p": P, "c": C, "d": D, "t": T, "h": H}


@pytest.mark.parametrize("with_district", [False, True])
@pytest.mark.parametrize("state", DossierState.values)
def test_every_state_step_and_level(state: str, with_district: bool) -> None:
    expected = (DISTRICT if with_district else PLAIN)[state]
    for step in DossierStep:
        rows = ways(step, state, with_district=with_district)
        levels = [level for row in rows for level in row.levels]
        assert sorted(levels) == sorted(LETTERS[letter] for letter in expected.get(step, "")), step
    assert len(ways(None, state, with_district=with_district)) == sum(
        len(ways(step, state, with_district=with_district)) for step in DossierStep
    )


def test_nothing_leads_out_of_a_closed_dossier_and_every_open_one_has_a_way_on() -> None:
    for state in DossierState:
        onward = {row.target for row in TRANSITIONS if state in row.sources}
        assert bool(onward) == (state not in CLOSED_STATES), state
    assert {row.target for row in TRANSITIONS} - {None} == set(DossierState) - {DossierState.DRAFT}


def test_what_is_handed_in_is_frozen_and_what_is_received_has_a_number() -> None:
    steps = DossierStep
    handed = {steps.SUBMIT, steps.RESUBMIT, steps.PROPOSE, steps.PROPOSE_DISTRICT}
    assert {row.step for row in TRANSITIONS if row.freezes} == handed
    received = {(row.step, row.receipt) for row in TRANSITIONS if row.receipt}
    assert received == {(steps.ACCEPT, C), (steps.ACCEPT_DISTRICT, D), (steps.RECEIVE, T)}
    needing = {row.step: row.needs for row in TRANSITIONS if row.needs}
    lists = frozenset({"items", "due_on"})
    note = frozenset({"note"})
    report = frozenset({"report"})
    noted = dict.fromkeys((steps.WITHDRAW, steps.REJECT, steps.RETURN), note)
    assert needing == {steps.ASK: lists, steps.REPORT: report, **noted}


def test_a_dossier_waits_for_one_level_in_each_open_state() -> None:
    states = [state for waited in WAITING_FOR.values() for state in waited]
    assert sorted(states) == sorted(set(DossierState) - CLOSED_STATES - {DossierState.COUNCIL})
    assert {DossierState.DRAFT, DossierState.SUPPLEMENT} == EDITABLE


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("is_province", [False, True])
def test_levels_of_roles(role: Role, is_province: bool) -> None:
    expected = {
        (Role.COMMUNE_OFFICER, False): {C},
        (Role.COMMUNE_OFFICER, True): {C},
        (Role.DISTRICT_COORDINATOR, False): {D},
        (Role.DISTRICT_COORDINATOR, True): {D},
        (Role.PROVINCE_COORDINATOR, True): {T},
        (Role.ADMIN, False): {C},
        (Role.ADMIN, True): {C, T},
    }
    assert acting_levels([role], is_province=is_province) == expected.get((role, is_province), set())
    assert {P, H}.isdisjoint(LEVEL_ROLES)


def test_texts_a_dossier_must_have() -> None:
    optional = {ReportSection.ORGANISATION, ReportSection.QUALITY}
    for kind in (DossierKind.UPGRADE, DossierKind.RERANK):
        assert set(required_sections(kind)) == set(ReportSection) - optional
    first = required_sections(DossierKind.FIRST)
    assert set(first) == set(ReportSection) - optional - {ReportSection.CHANGES}
    written = dict.fromkeys(first, "có")
    assert missing_sections("first", written) == []
    assert missing_sections("first", {**written, "plan": " \n", "history": ""}) == ["history", "plan"]


def table_line(row: Transition) -> str:
    """A row of the table of docs/dossiers.md: step, from, to, who, when, article, what it needs and leaves."""
    era = {True: "district takes part", False: "no district", None: ""}[row.district]
    leaves = [*(f"needs {word}" for word in sorted(row.needs)), "submission" if row.freezes else ""]
    leaves.append(f"receipt ({row.receipt.value})" if row.receipt else "")
    cells = [
        f"`{row.step.value}` {row.step.label}",
        ", ".join(state.value for state in DossierState if state in row.sources),
        row.target.value if row.target else "where the request says; a second report: stays",
        ", ".join(sorted(level.value for level in row.levels)),
        era,
        row.article,
        ", ".join(word for word in leaves if word),
    ]
    return f"| {' | '.join(cells)} |"


def test_the_page_in_docs_prints_the_table() -> None:
    page = (Path(settings.BASE_DIR) / "docs" / "dossiers.md").read_text()
    printed = [line for line in page.splitlines() if line.startswith("| `")]
    assert printed == [table_line(row) for row in TRANSITIONS]
