"""The data each kind of document is made from: one module a family of kinds, each with its `SPECS`."""

from reporting.domain.contents import plans, progress
from reporting.domain.kinds import KindSpec

_FAMILIES = (plans, progress)

SPECS: dict[str, KindSpec] = {kind: spec for family in _FAMILIES for kind, spec in family.SPECS.items()}
"""Kind of document → what it needs."""
