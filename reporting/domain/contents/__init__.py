"""The data each kind of document is made from: one module a family of kinds, each with its `SPECS`."""

from reporting.domain.contents import (
    binder,
    communes,
    councils,
    dossiers,
    expiry,
    period,
    plans,
    progress,
    proposals,
    recognitions,
    sheets,
)
from reporting.domain.kinds import KindSpec

_FAMILIES = (binder, communes, councils, dossiers, expiry, period, plans, progress, proposals, recognitions, sheets)

SPECS: dict[str, KindSpec] = {kind: spec for family in _FAMILIES for kind, spec in family.SPECS.items()}
"""Kind of document → what it needs."""
