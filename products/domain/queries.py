"""Reads over several models: where a person may write, lists with filters, current recognitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import Model, OuterRef, Prefetch, Q, QuerySet, Subquery

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import EDITORS
from ocop.text import fold
from ocop.ui.context import read_day
from programs.enums import Tier
from programs.models import Unit, UnitReach

from ..models import Producer, ProducerAttribution, ProducerMember, Product

FIRST_YEAR, LAST_YEAR = 2018, 2100


def writable_units(user: Any) -> QuerySet[Unit]:
    """Communes of any date which the person's writing grants reach today."""
    reached = UnitReach.objects.filter(unit__in=territory_grants(user, EDITORS)).values("member")
    return Unit.objects.filter(pk__in=reached, tier=Tier.COMMUNE)


def writable_producers(user: Any) -> QuerySet[Producer]:
    """Visible producers in the territory where the person writes (by their unit, or by decision after a split)."""
    units = writable_units(user).values("pk")
    placed = ProducerAttribution.objects.filter(unit__in=units).values("producer")
    return Producer.objects.visible_to(user).filter(Q(unit__in=units) | Q(pk__in=placed))


def own_producers(user: Any) -> QuerySet[Producer]:
    """Visible producers for which the account acts today."""
    return Producer.objects.visible_to(user).filter(pk__in=ProducerMember.objects.of(user).values("producer"))


def is_own_producer(user: Any, producer: Producer) -> bool:
    """Whether the account acts for the producer today."""
    return bool(getattr(user, "is_authenticated", False)) and (
        ProducerMember.objects.of(user).filter(producer=producer).exists()
    )


def writable_products(user: Any) -> QuerySet[Product]:
    """Visible products of those producers."""
    return Product.objects.visible_to(user).filter(producer__in=writable_producers(user).values("pk"))


def recognition_model() -> type[Model]:
    """The model behind `product.recognitions`: it lives in the app above, which this app does not import."""
    return Product._meta.get_field("recognitions").related_model  # type: ignore[return-value]


def recognitions() -> QuerySet[Any]:
    """Recognitions without illustration rows when they are switched off."""
    return recognition_model()._default_manager.shown()  # type: ignore[attr-defined,no-any-return]


def with_recognitions(products: QuerySet[Product]) -> QuerySet[Product]:
    """Products with producer, unit and shown recognitions (newest first) in a constant number of queries."""
    return products.select_related("producer__unit").prefetch_related(
        Prefetch("recognitions", queryset=recognitions().select_related("unit"))
    )


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty fields narrow nothing. `unit` is a code or a name, read on `day` when given."""

    text: str = ""
    unit: str = ""
    day: date | None = None
    star: int | None = None
    product_set: int | None = None
    year: int | None = None
    kind: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """Read a url's `q`, `don-vi`, `ngay`, `sao`, `bo`, `nam`, `loai`; a value that says nothing narrows nothing."""
        text = {name: str(query.get(name) or "").strip()[:100] for name in ("q", "don-vi", "ngay", "loai")}
        numbers = {name: _number(str(query.get(name) or "")) for name in ("sao", "bo", "nam")}
        year = numbers["nam"]
        return cls(
            text=text["q"],
            unit=text["don-vi"],
            day=read_day(text["ngay"]),
            star=numbers["sao"],
            product_set=numbers["bo"],
            year=year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None,
            kind=text["loai"],
        )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def matching_units(text: str, day: date | None = None) -> QuerySet[Unit]:
    """Units of that code, or whose name holds the text, accents or not."""
    units = (
        Unit.objects.filter(code=text.strip())
        if text.strip().isdigit()
        else Unit.objects.filter(fold__contains=fold(text))
    )
    return units if day is None else units.on(day)


def at_units(text: str, day: date | None, prefix: str = "") -> Q:
    """Condition on producers (`prefix` leads to them): at those units, below them, or in what went whole to them."""
    reached = UnitReach.objects.filter(unit__in=matching_units(text, day)).values("member")
    placed = ProducerAttribution.objects.filter(unit__in=reached).values("producer")
    key = prefix or "pk"
    path = f"{prefix}__unit__in" if prefix else "unit__in"
    return Q(**{path: reached}) | Q(**{f"{key}__in": placed})


def filter_products(products: QuerySet[Product], filters: Filters) -> QuerySet[Product]:
    """Narrowed products. A star alone means the current recognition; with a year or kind, one of that year and kind."""
    for word in fold(filters.text).split():
        products = products.filter(fold__contains=word)
    if filters.unit:
        products = products.filter(at_units(filters.unit, filters.day, "producer"))
    if filters.product_set:
        products = products.filter(product_set=filters.product_set)
    if filters.year or filters.kind:
        granted = recognitions().filter(
            **{key: value for key, value in (("star", filters.star), ("kind", filters.kind)) if value}
        )
        if filters.year:
            granted = granted.filter(decided_on__year=filters.year)
        return products.filter(pk__in=granted.values("product"))
    if filters.star:
        newest = recognitions().filter(product=OuterRef("pk")).order_by("-decided_on", "-id").values("star")[:1]
        return products.annotate(current_star=Subquery(newest)).filter(current_star=filters.star)
    return products


def filter_producers(producers: QuerySet[Producer], filters: Filters) -> QuerySet[Producer]:
    """Narrowed producers: words of the name or of the unit's name."""
    for word in fold(filters.text).split():
        producers = producers.filter(Q(fold__contains=word) | Q(unit__fold__contains=word))
    if filters.unit:
        producers = producers.filter(at_units(filters.unit, filters.day))
    if filters.kind:
        producers = producers.filter(legal_form=filters.kind)
    return producers
