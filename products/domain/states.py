"""The state of the products of one page: what `queries.with_state` says in SQL for any list, told for known rows with
two small queries. A test holds the two together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from ocop.site.registry import get_setting

from ..enums import ProductState
from ..models import Dossier
from .queries import derive_state, recognitions

MARK = object()
IDS = RawSQL("SELECT unnest(%s::bigint[])", [MARK])
"""Stands for the ids in a query composed once."""
NEWEST = ("product", "star", "decided_on", "in_force_until", "withdrawn_on")


@dataclass(frozen=True)
class Standing:
    """Star and last day of the newest recognition (None without one), and the derived state."""

    star: int | None
    until: date | None
    state: ProductState


def standings(products: Iterable[Any], today: date | None = None) -> dict[int, Standing]:
    """Product id → its standing on a day (default: today) of rows with an `id`; two queries, none for no products."""
    ids = [product.id for product in products]
    if not ids:
        return {}
    today = today or timezone.localdate()
    newest = {row[0]: row for row in _asked(_newest(get_setting("show_illustration")), ids)}
    since = {pk: row[2] for pk, row in newest.items()}
    under_way = _under_way(ids, since)
    return {pk: _standing(newest.get(pk), under_way.get(pk), today) for pk in ids}


def _under_way(ids: list[int], since: dict[int, date]) -> dict[int, str]:
    """Product id → state of its newest open dossier which its newest recognition has not decided."""
    found: dict[int, str] = {}
    for pk, state, submitted in _asked(_open_dossiers(), ids):
        if submitted is None or submitted > since.get(pk, date.min):
            found[pk] = state
    return found


@cache
def _newest(_shown: bool) -> tuple[str, list[Any]]:
    """SQL of the newest recognition of each product, composed once: composing costs more than asking."""
    rows: Any = recognitions().filter(product__in=IDS).with_end()  # type: ignore[attr-defined]
    return _composed(rows.order_by("product", "-decided_on", "-id").distinct("product").values_list(*NEWEST))


@cache
def _open_dossiers() -> tuple[str, list[Any]]:
    rows = Dossier.objects.open().filter(product__in=IDS).order_by("year", "id")
    return _composed(rows.values_list("product", "state", "submitted_on"))


def _composed(rows: QuerySet[Any, Any]) -> tuple[str, list[Any]]:
    sql, params = rows.query.sql_with_params()
    return sql, list(params)


def _asked(composed: tuple[str, list[Any]], ids: list[int]) -> list[tuple[Any, ...]]:
    """Rows of a composed query for these products."""
    sql, params = composed
    with connection.cursor() as cursor:
        cursor.execute(sql, [ids if value is MARK else value for value in params])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _standing(newest: tuple[Any, ...] | None, under_way: str | None, today: date) -> Standing:
    if newest is None:
        return Standing(None, None, derive_state(None, under_way, today))
    _product, star, _since, until, withdrawn_on = newest
    gone = withdrawn_on is not None and withdrawn_on <= today
    return Standing(star, until, derive_state(until, under_way, today, is_withdrawn=gone))
