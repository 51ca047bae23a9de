"""Producers, products, evidence and dossiers in the change feed.

Records are flat and hold what is stored: what follows from the day (the state of a product, days left) is told by the
record's own address. Personal data of households and persons are left out, as lists mask them.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import EDITORS
from ocop.api.domain.feed_registry import Feed, register_feed, register_stamp
from ocop.api.enums import FeedResource
from programs.domain.feed import reached
from programs.models import UnitReach

from ..enums import PERSONAL_FORMS
from ..models import Dossier, Evidence, Producer, ProducerMember, Product
from ..validators import PERSONAL_NUMBER

_IS_PERSON = Q(legal_form__in=sorted(PERSONAL_FORMS))


def _unless(condition: Q, column: str) -> Case:
    return Case(When(condition, then=Value("")), default=F(column), output_field=CharField())


def _producer() -> dict[str, Any]:
    columns = ("id", "revision", "name", "legal_form", "unit_id", "founded_on", "source_note", "is_illustration")
    personal_code = _IS_PERSON | Q(tax_code__regex="^" + PERSONAL_NUMBER.pattern.replace(r"\Z", "$"))
    return {name: name for name in (*columns, "updated_at")} | {
        "unit_code": "unit__code",
        "address": _unless(_IS_PERSON, "address"),
        "registration_number": _unless(_IS_PERSON, "registration_number"),
        "tax_code": _unless(personal_code, "tax_code"),
    }


def _product() -> dict[str, Any]:
    columns = ("id", "revision", "name", "producer_id", "product_set", "product_set_1048", "official_code")
    more = ("description", "source_note", "is_illustration")
    return {name: name for name in (*columns, *more, "updated_at")} | {
        "producer_name": "producer__name",
        "unit_id": "producer__unit_id",
        "unit_code": "producer__unit__code",
    }


def _evidence() -> dict[str, Any]:
    columns = ("id", "revision", "producer_id", "kind", "title", "issuer", "number", "issued_on", "expires_on")
    return {name: name for name in (*columns, "is_sensitive", "updated_at")} | {
        "content_type": "stored__content_type",
        "size": "stored__size",
        "pages": "stored__pages",
        "sha256": "stored__sha256",
    }


def _dossier() -> dict[str, Any]:
    columns = ("id", "revision", "product_id", "unit_id", "kind", "year", "star_sought", "law_pack", "state", "samples")
    dates = ("certificate_expires_on", "submitted_on", "clock_kind", "clock_due_on", "is_illustration")
    return {name: name for name in (*columns, *dates, "updated_at")} | {"unit_code": "unit__code"}


def seen_at(user: Any, places: Collection[int]) -> Iterable[int]:
    """Units of the user's reach, and the producers the account acts for (models/producer.py: negative ids)."""
    own = ProducerMember.objects.of(user).filter(producer__in=[-place for place in places if place < 0])
    return (*reached(user, places), *(-pk for pk in own.values_list("producer", flat=True)))


def _own_producers(user: Any) -> str:
    """Which producers the account acts for today."""
    return str(sorted(ProducerMember.objects.of(user).values_list("producer", flat=True)))


def _papers(user: Any) -> QuerySet[Evidence]:
    """Those still in the vault."""
    return Evidence.objects.visible_to(user).current()


def _reached_by_keepers(user: Any, units: Collection[int]) -> Iterable[int]:
    """Whoever only reads is not told that a paper went: it may have been one never shown to him or her."""
    kept = UnitReach.objects.filter(unit__in=territory_grants(user, EDITORS), member__in=units)
    own = [place for place in seen_at(user, units) if place < 0]
    return (*kept.values_list("member", flat=True), *own)


def register() -> None:
    """Called when the app is ready."""
    own, of_product = FeedResource.PRODUCERS, FeedResource.PRODUCTS
    register_feed(Feed(own, Producer, Producer.objects.visible_to, _producer, seen_at))
    register_feed(Feed(of_product, Product, Product.objects.visible_to, _product, seen_at, {own: "producer"}))
    register_feed(
        Feed(FeedResource.EVIDENCE, Evidence, _papers, _evidence, _reached_by_keepers, {own: "producer"}),
    )
    under = {own: "product__producer", of_product: "product"}
    register_feed(Feed(FeedResource.DOSSIERS, Dossier, Dossier.objects.visible_to, _dossier, seen_at, under))
    register_stamp(_own_producers)
