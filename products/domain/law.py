"""What this app asks of the law packs, which live in the app above (ADR 0008): evaluations registers the one answer."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ..enums import DossierKind, EvidenceKind


@dataclass(frozen=True)
class Requirement:
    """One thing a dossier must show. `key` is "paper:dkkd" or "criterion:1.5" (code within the product's own sheet).

    `star` is the lowest star that needs it (3 = every dossier); `kinds` the kinds of evidence that can show it (any
    one will do; empty = none to attach, as for the self-report's own texts). `min_points` only for gates.
    """

    key: str
    title: str
    article: str
    star: int = 3
    kinds: tuple[EvidenceKind, ...] = ()
    is_gate: bool = False
    min_points: int | None = None
    hint: str = ""


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


class LawBook(Protocol):
    """The registered law packs."""

    def pack_for(self, kind: DossierKind, submitted_on: date, evaluated_on: date | None = None) -> PackFacts:
        """The pack that rules a dossier (table of rules.md §2); LookupError when none does."""

    def pack(self, code: str) -> PackFacts:
        """A pack by its code; LookupError when unknown."""

    def requirements(self, code: str, product_set: int | None, kind: DossierKind, star: int) -> tuple[Requirement, ...]:
        """What a dossier of that kind must show for that star, in the order of the law (papers, then gates)."""


_books: list[LawBook] = []


def register_law_book(book: LawBook) -> None:
    """Called once by the app that holds the packs when it is ready."""
    _books[:] = [book]


def law_book() -> LawBook:
    """The registered book."""
    return _books[0]
