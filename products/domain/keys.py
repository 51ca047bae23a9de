"""Search keys of producers and products hold every name of their unit: kept in step when units or lineage change."""

from typing import TypeVar

from django.db.models import F, QuerySet

from ..models import Producer, Product

K = TypeVar("K", Producer, Product)
BULK = 1_000


def refresh_keys() -> int:
    """Rewrite the keys that do not end with the present names of the unit; returns how many records were rewritten.

    Verbs keep the keys themselves; this is for `programs.domain.kin.rebuild_kin` and writers that went around them.
    """
    producers = Producer.objects.exclude(found_by__endswith=F("unit__kin_fold"), core__gt="").select_related("unit")
    products = Product.objects.exclude(fold__endswith=F("producer__unit__kin_fold"), core__gt="")
    return _rewrite(producers, ["fold", "sort_key", "core", "found_by"]) + _rewrite(
        products.select_related("producer__unit"), ["fold", "sort_key", "core"]
    )


def rekey_products(products: QuerySet[Product]) -> int:
    """Rewrite the keys of these products, after their producer got another name or unit."""
    return _rewrite(products.select_related("producer__unit"), ["fold", "sort_key", "core"])


def _rewrite(records: QuerySet[K], fields: list[str]) -> int:
    stale = [record.set_keys() for record in records]
    records.model._default_manager.bulk_update(stale, fields, BULK)
    return len(stale)
