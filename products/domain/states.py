"""The state of the products of one page: what `queries.with_state` says in SQL for any list, told for known rows with
two small queries. A test holds the two together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from ..enums import ProductState
from ..models import Dossier, Product
from .queries import derive_state, recognitions

NEWEST = ("product", "star", "decided_on", "in_force_until", "withdrawn_on")


@dataclass(frozen=True)
class Standing:
    """Star and last day of the newest recognition (None without one), and the derived state."""

    star: int | None
    until: date | None
    state: ProductState


def standings(products: Iterable[Product], today: date | None = None) -> dict[int, Standing]:
    """Product id → its standing on a day (default: today); two queries, none for no products."""
    ids = [product.pk for product in products]
    if not ids:
        return {}
    today = today or timezone.localdate()
    shown: Any = recognitions().filter(product__in=ids)
    rows = shown.with_end().order_by("product", "-decided_on", "-id").distinct("product").values_list(*NEWEST)
    newest = {row[0]: row for row in rows}
    since = {pk: row[2] for pk, row in newest.items()}
    under_way = _under_way(ids, since)
    return {pk: _standing(newest.get(pk), under_way.get(pk), today) for pk in ids}


def _under_way(ids: list[int], since: dict[int, date]) -> dict[int, str]:
    """Product id → state of its newest open dossier which its newest recognition has not decided."""
    found: dict[int, str] = {}
    dossiers = Dossier.objects.open().filter(product__in=ids).order_by("year", "id")
    for pk, state, submitted in dossiers.values_list("product", "state", "submitted_on"):
        if submitted is None or submitted > since.get(pk, date.min):
            found[pk] = state
    return found


def _standing(newest: tuple[Any, ...] | None, under_way: str | None, today: date) -> Standing:
    if newest is None:
        return Standing(None, None, derive_state(None, under_way, today))
    _product, star, _since, until, withdrawn_on = newest
    gone = withdrawn_on is not None and withdrawn_on <= today
    return Standing(star, until, derive_state(until, under_way, today, is_withdrawn=gone))
