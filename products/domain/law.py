"""What this app asks of the law packs, which live in the app above (ADR 0008): evaluations registers the one answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from ..enums import DossierKind, EvidenceKind


@dataclass(frozen=True)
class Requirement:
    """One thing a dossier must show. `key` is "paper:dkkd" or "criterion:1.5" (code within the product's own sheet).

    `star` is the lowest star that needs it (3 = every dossier); `kinds` the kinds of evidence that can show it (any
    one will do; empty = none to attach, as for the self-report's own texts). `min_points` only for gates.
    `text`: shown by texts of the self-report ("report" = all it must have, else a ReportSection). `by_samples`: shown
    by the sample products handed in. `except_forms`: legal forms that need not show it.
    """

    key: str
    title: str
    article: str
    star: int = 3
    kinds: tuple[EvidenceKind, ...] = ()
    is_gate: bool = False
    min_points: int | None = None
    hint: str = ""
    text: str = ""
    by_samples: bool = False
    except_forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoundDates:
    """A round of evaluation: (day, month) before which dossiers are proposed and results decided."""

    proposed_before: tuple[int, int]
    decided_before: tuple[int, int]


@dataclass(frozen=True)
class PackFacts:
    """A law pack as far as dossiers need it: who takes part, how long, which papers are called what."""

    code: str  # "qd-26-2026"
    title: str  # "Quyết định 26/2026/QĐ-TTg"
    valid_from: date
    valid_to: date | None
    has_district: bool
    commune_working_days: int | None  # None: the text at hand gives no limit (rules.md §5)
    articles: dict[str, str]  # step ("submit", "report", …) → citation
    deadlines: dict[str, int | None] = field(default_factory=dict)  # days or working days; None: not in the text
    rounds: tuple[RoundDates, ...] = ()  # the province's rounds (Điều 5), in the order of the year
    finish_by: date | None = None  # last day to finish under an outgoing decision (Điều 12.2)
    finish_article: str = ""
    is_late: bool = False  # that day has passed: the dossier follows this, newer decision


@dataclass(frozen=True)
class SelfLine:
    """One criterion of a self-assessment; `points` None and `label` "" while it is not answered."""

    code: str
    title: str
    label: str
    points: int | None
    note: str = ""


@dataclass(frozen=True)
class SelfScore:
    """The producer's own marks (Mẫu 02, part III) on the sheet of a pack and a set, as the engine counts them.

    `answers` and `notes` by criterion; `total` and `star` None where the sheet cannot be scored, `star` also where 0
    points stop the evaluation.
    """

    law_pack: str
    product_set: int
    answers: Mapping[str, Any]
    notes: Mapping[str, str]
    lines: tuple[SelfLine, ...]
    total: int | None
    star: int | None

    @property
    def count(self) -> int:
        """Criteria of the sheet."""
        return len(self.lines)

    @property
    def answered(self) -> int:
        """Criteria with an answer."""
        return len(self.answers)

    @property
    def is_whole(self) -> bool:
        """Whether every criterion has an answer."""
        return self.answered == self.count


class LawBook(Protocol):
    """The registered law packs."""

    def pack_for(self, kind: DossierKind, submitted_on: date, evaluated_on: date | None = None) -> PackFacts:
        """The pack that rules a dossier (table of rules.md §2); LookupError when none does."""

    def pack(self, code: str) -> PackFacts:
        """A pack by its code; LookupError when unknown."""

    def requirements(self, code: str, product_set: int | None, kind: DossierKind, star: int) -> tuple[Requirement, ...]:
        """What a dossier of that kind must show for that star, in the order of the law (papers, then gates)."""

    def criteria(self, code: str, product_set: int | None) -> tuple[Requirement, ...]:
        """Every criterion of the sheet as something a paper can be shown for; () without a sheet."""

    def self_score(self, code: str, product_set: int | None, stored: Mapping[str, Any]) -> SelfScore | None:
        """`Dossier.assessment` on that sheet, carried over where it was written on another; None without a sheet."""


_books: list[LawBook] = []


def register_law_book(book: LawBook) -> None:
    """Called once by the app that holds the packs when it is ready."""
    _books[:] = [book]


def law_book() -> LawBook:
    """The registered book."""
    return _books[0]
