"""Reads over several models: where a person may write, lists with filters, current recognitions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Case, CharField, F, Model, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import EDITORS
from ocop.text import fold
from ocop.ui.context import read_day
from programs.enums import Tier
from programs.models import Unit, UnitReach

from ..enums import ProductState
from ..models import Dossier, Producer, ProducerAttribution, ProducerMember, Product, ProductCode
from ..rules import EDITABLE

FIRST_YEAR, LAST_YEAR = 2018, 2100
RERANK_WINDOW = timedelta(days=180)
"""A certificate is near its end from the day on which its renewal can be filed (QĐ 26/2026, Điều 7.6a)."""
SHORTEST = 3
"""Letters of the shortest word with a trigram of its own."""
CODE_BEGUN = re.compile(r"\d{2}-\d{3,5}(?:-\d+)*-?\Z", re.ASCII)


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


def readable_in_full(user: Any) -> QuerySet[Producer]:
    """Producers whose phone and personal tax code the person may take away: where she writes, and her own."""
    return writable_producers(user) | own_producers(user)


def writable_products(user: Any) -> QuerySet[Product]:
    """Visible products of those producers."""
    return Product.objects.visible_to(user).filter(producer__in=writable_producers(user).values("pk"))


def recognition_model() -> type[Model]:
    """The model behind `product.recognitions`: it lives in the app above, which this app does not import."""
    return Product._meta.get_field("recognitions").related_model  # type: ignore[return-value]


def recognitions() -> QuerySet[Any]:
    """Recognitions without illustration rows when they are switched off."""
    return recognition_model()._default_manager.shown()  # type: ignore[attr-defined,no-any-return]


def with_recognitions(products: QuerySet[Product], granted: QuerySet[Any] | None = None) -> QuerySet[Product]:
    """Products with producer, unit and shown recognitions (newest first, with what was issued with them) in a constant
    number of queries."""
    shown = recognitions() if granted is None else granted
    return products.select_related("producer__unit").prefetch_related(
        Prefetch("recognitions", queryset=shown.select_related("unit", "certificate"))
    )


def for_pages(products: QuerySet[Product]) -> QuerySet[Product]:
    """Products as pages show them: with_recognitions and with_state, the setting of illustration read once."""
    granted = recognitions()
    return with_state(with_recognitions(products, granted), granted=granted)


def derive_state(
    in_force_until: date | None, dossier_state: str | None, today: date, *, is_withdrawn: bool = False
) -> ProductState:
    """State of a product from its newest certificate and its dossier under way; never stored, never typed.

    `in_force_until` is the last day of the newest certificate as extension and withdrawal leave it, `dossier_state`
    that of the newest dossier neither closed nor decided by that certificate. A certificate in force comes first, then
    the dossier, then what has lapsed.
    """
    if in_force_until is not None and today <= in_force_until:
        return ProductState.EXPIRING if in_force_until <= today + RERANK_WINDOW else ProductState.VALID
    if dossier_state:
        return ProductState.PREPARING if dossier_state in EDITABLE else ProductState.REVIEW
    if in_force_until is None:
        return ProductState.NEW
    return ProductState.WITHDRAWN if is_withdrawn else ProductState.EXPIRED


IN_FORCE = (ProductState.VALID, ProductState.EXPIRING)


def _standing(today: date) -> Case:
    """State of one recognition with its end (model method `with_end`): in force, near its end, withdrawn or expired."""
    cases = [
        When(in_force_until__gt=today + RERANK_WINDOW, then=Value(ProductState.VALID)),
        When(in_force_until__gte=today, then=Value(ProductState.EXPIRING)),
        When(withdrawn_on__lte=today, then=Value(ProductState.WITHDRAWN)),
    ]
    return Case(*cases, default=Value(ProductState.EXPIRED), output_field=CharField())


def with_state(
    products: QuerySet[Product], today: date | None = None, granted: QuerySet[Any] | None = None
) -> QuerySet[Product]:
    """Products with `current_star`, `current_until`, `dossier_state` and `state`: derive_state said in SQL."""
    today = today or timezone.localdate()
    shown = recognitions() if granted is None else granted
    newest = shown.filter(product=OuterRef("pk")).order_by("-decided_on", "-id")
    ended = newest.with_end()  # type: ignore[attr-defined]
    after = Q(submitted_on=None) | Q(submitted_on__gt=Coalesce(OuterRef("current_since"), date.min))
    under_way = Dossier.objects.open().filter(after, product=OuterRef("pk")).order_by("-year", "-id")
    cases = [
        When(standing__in=IN_FORCE, then=F("standing")),
        When(dossier_state__in=EDITABLE, then=Value(ProductState.PREPARING)),
        When(dossier_state__isnull=False, then=Value(ProductState.REVIEW)),
    ]
    facts = {"current_star": "star", "current_since": "decided_on"}
    products = products.annotate(**{name: Subquery(newest.values(field)[:1]) for name, field in facts.items()})
    products = products.annotate(
        current_until=Subquery(ended.values("in_force_until")[:1]),
        standing=Subquery(ended.annotate(standing=_standing(today)).values("standing")[:1]),
        dossier_state=Subquery(under_way.values("state")[:1]),
    )
    state = Case(*cases, default=Coalesce("standing", Value(ProductState.NEW)), output_field=CharField())
    return products.annotate(state=state)


def _in_state(state: str) -> QuerySet[Any]:
    """Ids of the products in a state. A certificate in force decides alone: then the recognitions are read once, not
    product by product."""
    if state not in IN_FORCE:
        derived: QuerySet[Any] = with_state(Product.objects.all())
        return derived.filter(state=state).values("pk")
    ended: Any = recognitions().newest().with_end()  # type: ignore[attr-defined]
    return ended.annotate(standing=_standing(timezone.localdate())).filter(standing=state).values("product")


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
    state: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """Read a url's `q`, `don-vi`, `ngay`, `sao`, `bo`, `nam`, `loai`, `trang-thai`; nonsense narrows nothing."""
        names = ("q", "don-vi", "ngay", "loai", "trang-thai")
        text = {name: str(query.get(name) or "").replace("\0", "").strip()[:100] for name in names}
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
            state=text["trang-thai"] if text["trang-thai"] in ProductState.values else "",
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


def holds_words(text: str, column: str = "fold") -> Q:
    """Condition: each word of the text, accents or not, stands in the folded column.

    The trigram index answers all of it: one or two letters hold no trigram unless they begin a word, so they must.
    """
    wanted = Q()
    for word in fold(text).split():
        if len(word) >= SHORTEST:
            wanted &= Q(**{f"{column}__contains": word})
        else:
            wanted &= Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"})
    return wanted


def search_products(products: QuerySet[Product], text: str) -> QuerySet[Product]:
    """Products with these words in their name, producer or any name of the unit, or with an official code so begun."""
    if CODE_BEGUN.match(text.strip()):
        codes = ProductCode.objects.filter(code__startswith=text.strip())
        return products.filter(pk__in=codes.values("product"))
    return products.filter(holds_words(text))


def filter_products(products: QuerySet[Product], filters: Filters) -> QuerySet[Product]:
    """Narrowed products. A star alone means the current recognition; with a year or kind, one of that year and kind."""
    products = search_products(products, filters.text)
    if filters.state:
        products = products.filter(pk__in=_in_state(filters.state))
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
        return products.alias(newest_star=Subquery(newest)).filter(newest_star=filters.star)
    return products


def filter_producers(producers: QuerySet[Producer], filters: Filters) -> QuerySet[Producer]:
    """Narrowed producers: words of the name or of any name of the unit."""
    producers = producers.filter(holds_words(filters.text, "found_by"))
    if filters.unit:
        producers = producers.filter(at_units(filters.unit, filters.day))
    if filters.kind:
        producers = producers.filter(legal_form=filters.kind)
    return producers
