"""Lists of results."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Q, QuerySet

from ocop.text import fold

from ...models import EvaluationResult

KINDS = ("dat", "khong-dat", "loai")
"""Three stars or more; one or two; excluded."""


@dataclass(frozen=True)
class ResultFilters:
    """What the list is narrowed to: `q` words of product or producer, `sao`, `ket-qua` (KINDS), `nam`, `phien`."""

    text: str = ""
    star: int | None = None
    kind: str = ""
    year: int | None = None
    session: int | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """Read a url; nonsense narrows nothing."""
        numbers = {name: _number(query.get(name)) for name in ("sao", "nam", "phien")}
        kind = str(query.get("ket-qua") or "")
        text = str(query.get("q") or "").replace("\0", "").strip()[:100]
        return cls(text, numbers["sao"], kind if kind in KINDS else "", numbers["nam"], numbers["phien"])


def filter_results(results: QuerySet[EvaluationResult], filters: ResultFilters) -> QuerySet[EvaluationResult]:
    """The results left."""
    for word in fold(filters.text).split():
        results = results.filter(dossier__product__fold__contains=word)
    if filters.star is not None:
        results = results.filter(star=filters.star)
    if filters.year is not None:
        results = results.filter(decided_on__year=filters.year)
    if filters.session is not None:
        results = results.filter(entry__session=filters.session)
    conditions = {"dat": Q(star__gte=3), "khong-dat": Q(star__lte=2), "loai": Q(star=None)}
    return results.filter(conditions.get(filters.kind, Q()))


def _number(value: Any) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
