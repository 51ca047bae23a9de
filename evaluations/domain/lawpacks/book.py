"""The law packs as the app below asks for them (products/domain/law.py, ADR 0008)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from products.domain.law import PackFacts, Requirement, RoundDates, SelfScore
from products.enums import DossierKind

from ..self_assessment import self_score
from .load import Pack, load_pack
from .requirements import criteria_of, requirements_of
from .select import select_pack


class PackBook:
    """The law book over the folders of `lawpacks/`."""

    def pack_for(self, kind: DossierKind, submitted_on: date, evaluated_on: date | None = None) -> PackFacts:
        """See LawBook."""
        chosen = select_pack(kind, submitted_on, evaluated_on)
        facts = self.pack(chosen.code)
        return replace(facts, finish_by=chosen.finish_by, finish_article=chosen.article, is_late=chosen.is_late)

    def pack(self, code: str) -> PackFacts:
        """See LawBook."""
        return _facts(load_pack(code))

    def requirements(self, code: str, product_set: int | None, kind: DossierKind, star: int) -> tuple[Requirement, ...]:
        """See LawBook."""
        return requirements_of(load_pack(code), product_set, DossierKind(kind), star)

    def criteria(self, code: str, product_set: int | None) -> tuple[Requirement, ...]:
        """See LawBook."""
        return criteria_of(load_pack(code), product_set)

    def self_score(self, code: str, product_set: int | None, stored: Mapping[str, Any]) -> SelfScore | None:
        """See LawBook."""
        pack = load_pack(code)
        sheet = pack.sheets.get(product_set) if product_set is not None else None
        return self_score(pack, sheet, stored) if sheet is not None else None


def _facts(pack: Pack) -> PackFacts:
    law = pack.manifest
    return PackFacts(
        code=law.code,
        title=law.title,
        valid_from=law.valid_from,
        valid_to=law.valid_to,
        has_district=law.has_district,
        commune_working_days=law.deadlines["commune_working_days"],
        articles={step: law.cite(article) for step, article in law.articles.items()},
        deadlines=dict(law.deadlines),
        rounds=tuple(RoundDates(one.proposed_before, one.decided_before) for one in law.rounds["province"]),
    )
