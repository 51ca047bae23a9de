"""Which recognition counts for what in a period (pure; docs/reports.md says why).

«Lũy kế» counts a product once, however often it was recognised; «còn hiệu lực» are products whose last decided
recognition is in force on the day. A product expires on the first day on which it is no longer in force, unless a new
decision or a withdrawal came first.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from .types import DossierFact, Fact, Figures

DAY = timedelta(days=1)
SOON = timedelta(days=180)
"""Near the end from the day on which the renewal can be filed (QĐ 26/2026/QĐ-TTg, Điều 7.6a)."""


def sort_facts(facts: Sequence[Fact], *, first: date, as_of: date) -> Figures:
    """Facts of products (all recognitions of each one decided by `as_of`) → what they count for, inside the territory.

    `facts` must stand by product, then by day of decision and order of entering.
    """
    found = Figures()
    for _product, chain in groupby(facts, key=lambda fact: fact.product):
        _sort_chain(list(chain), found, first, as_of)
    new_year = date(as_of.year, 1, 1)
    for fact in facts:
        if not fact.is_inside:
            continue
        is_gone = fact.withdrawn_on is not None and fact.withdrawn_on <= as_of
        if fact.decided_on >= first:
            found.recognised.append(fact)
        if fact.decided_on >= new_year and not is_gone:
            found.year.append(fact)
        if is_gone and fact.withdrawn_on is not None and fact.withdrawn_on >= first:
            found.withdrawn.append(fact)
    return found


def _sort_chain(chain: list[Fact], found: Figures, first: date, as_of: date) -> None:
    """The last recognition gives the product its rank; each one may have lapsed before the next came."""
    last = chain[-1]
    if last.is_inside:
        found.ever.append(last)
        if last.in_force_until >= as_of:
            found.in_force.append(last)
            if last.in_force_until <= as_of + SOON:
                found.expiring.append(last)
    for place, fact in enumerate(chain):
        later = chain[place + 1].decided_on if fact is not last else None
        if fact.is_inside and first <= fact.in_force_until + DAY <= as_of and has_expired(fact, later):
            found.expired.append(fact)


def has_expired(fact: Fact, replaced_on: date | None) -> bool:
    """Whether it ended by time: not replaced on the day after its last one or before, and not ended by withdrawal."""
    lapsed = fact.in_force_until + DAY
    return (replaced_on is None or replaced_on > lapsed) and fact.withdrawn_on != lapsed


def in_span(facts: Iterable[DossierFact], step: str, first: date, last: date) -> list[DossierFact]:
    """Dossiers whose day of a step ("submitted_on", …) lies in the span."""
    return [fact for fact in facts if (day := getattr(fact, step)) is not None and first <= day <= last]


def potential(facts: Iterable[DossierFact], day: date) -> list[DossierFact]:
    """«Tiềm năng 5 sao»: a province's result of five stars, the Ministry has not answered by the day (Điều 7.3e)."""
    return [
        fact
        for fact in facts
        if fact.potential_since is not None
        and fact.potential_since <= day
        and (fact.potential_until is None or day < fact.potential_until)
    ]
