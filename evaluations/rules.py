"""Who recognises what on which day (rules.md §0.5, §2, §3.3): a table of the law, and predicates over it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ocop.accounts.access import has_role
from ocop.accounts.enums import EDITORS

from .enums import RecognitionBody

DISTRICT, PROVINCE, CENTRAL = RecognitionBody.DISTRICT, RecognitionBody.PROVINCE, RecognitionBody.CENTRAL
STARS = (3, 4, 5)
"""No decision and no certificate for one or two stars (QĐ 26/2026, Điều 4.1)."""


@dataclass(frozen=True)
class Competence:
    """Who recognises three stars from `since` on; four stars are always the province's, five the ministry's."""

    since: date
    three_stars: frozenset[RecognitionBody]
    article: str


COMPETENCES = (
    Competence(date.min, frozenset({PROVINCE}), "Quyết định 1048/QĐ-TTg (sửa đổi bởi Quyết định 781/QĐ-TTg)"),
    Competence(date(2023, 2, 24), frozenset({DISTRICT}), "Quyết định 148/QĐ-TTg"),
    # No district exists from 01/07/2025, and QĐ 1489 begins on 06/07/2025: five days without a body for three stars.
    Competence(
        date(2025, 7, 1),
        frozenset(),
        "Quyết định 148/QĐ-TTg: từ 01/07/2025 không còn cấp huyện, Quyết định 1489/QĐ-TTg có hiệu lực từ 06/07/2025",
    ),
    Competence(date(2025, 7, 6), frozenset({PROVINCE}), "Quyết định 148/QĐ-TTg, sửa đổi bởi Quyết định 1489/QĐ-TTg"),
    Competence(date(2026, 5, 22), frozenset({PROVINCE}), "Điều 4 Quyết định 26/2026/QĐ-TTg"),
)


def competence_on(day: date) -> Competence:
    """The rule in force on the day of the decision."""
    return next(rule for rule in reversed(COMPETENCES) if rule.since <= day)


def competent_bodies(star: int, day: date) -> frozenset[RecognitionBody]:
    """Bodies that may recognise the star on the day; empty where the law names none that existed."""
    if star == 5:
        return frozenset({CENTRAL})
    if star == 4:
        return frozenset({PROVINCE})
    return competence_on(day).three_stars


def is_competent(body: str, star: int, day: date) -> bool:
    """Whether the body may recognise the star on the day."""
    return body in competent_bodies(star, day)


def can_record(user: Any) -> bool:
    """Whether the person holds a role that writes records of its territory."""
    return has_role(user, *EDITORS)
