"""All rules of the prover, in the order their findings are shown."""

from collections.abc import Callable, Iterable

from programs.domain.proof import Finding

from . import batches, beside, bodies, head, law, sums, texts
from .facts import ProofFacts

Rule = Callable[[ProofFacts], Iterable[Finding]]
RULES: tuple[Rule, ...] = (
    sums.annex_rows,
    sums.printed_totals,
    sums.working_figures,
    sums.annex_units,
    texts.text_numbers,
    texts.activity_numbers,
    texts.activity_ranges,
    texts.number_of_batches,
    texts.named_products,
    texts.quoted_products,
    texts.producers_in_text,
    batches.batch_totals,
    batches.batch_stars,
    batches.batch_kinds,
    batches.kind_lists,
    batches.listed_counts,
    batches.product_kinds,
    batches.windows,
    batches.window_order,
    batches.months_in_text,
    beside.plan_above,
    beside.plans_below,
    beside.products_on_record,
    beside.expiring_listed,
    law.bases,
    law.citation_dates,
    law.base_days,
    law.evaluation_after_lapse,
    law.text_lapsed,
    bodies.bodies_exist,
    bodies.district_in_text,
    bodies.parts_in_text,
    bodies.coordination_named,
    bodies.recipients,
    head.years,
    head.unit_names,
    head.named_units,
    head.section_numbers,
    head.orders,
    head.number_and_date,
    head.signature,
    head.signer_on_record,
)
_RANKS = {"fault": 0, "warning": 1, "note": 2}


def prove(facts: ProofFacts) -> list[Finding]:
    """Every finding, each once: faults first, then warnings and notes, in the order of the rules."""
    found: dict[str, Finding] = {}
    for rule in RULES:
        for finding in rule(facts):
            found.setdefault(finding.key, finding)
    return sorted(found.values(), key=lambda finding: _RANKS[finding.severity])
