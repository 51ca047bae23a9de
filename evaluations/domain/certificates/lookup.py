"""What the public reads without a login: a certificate by its code, products by words. No personal data but the name
under which the product is recognised; of places only the commune."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from ocop.text import nfc
from products.domain.places import present_units
from products.domain.queries import search_products
from products.models import Product, ProductCode
from products.validators import OFFICIAL_CODE
from programs.domain.units import full_name

from ...enums import WithdrawalState
from ...models import Recognition, Withdrawal
from .chains import Link, link_of
from .codes import parse_public_code, public_code

_DASHES = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
_NUMBER = re.compile(r"\d+/")
LONGEST = 100
"""Characters of a search that are read."""


def is_too_often(address: str) -> bool:
    """Count one look-up from a network address, by page or program: LOOKUP_LIMIT in LOOKUP_SECONDS are answered."""
    key = f"lookup:{address}"
    cache.add(key, 0, settings.LOOKUP_SECONDS)
    try:
        count = cache.incr(key)
    except ValueError:  # it ended between the two
        count = 1
    return bool(count > settings.LOOKUP_LIMIT)


def public_recognitions() -> QuerySet[Any]:
    """What anybody may read: shown recognitions of shown products, with their life."""
    shown: Any = Recognition.objects.shown().filter(product__in=Product.objects.shown())
    return shown.with_life().select_related("product__producer__unit", "unit", "certificate")


def find_certificate(text: str) -> Recognition | None:
    """The recognition of a public code, else the last one decided on the product that carries the official code."""
    pk = parse_public_code(text)
    found = public_recognitions().filter(pk=pk).first() if pk is not None else None
    if found is not None:
        return found
    code = official_code(text)
    if not code:
        return None
    products = list(ProductCode.objects.filter(code=code).values_list("product", flat=True))
    if not products:  # a code noted on the product alone
        products = list(Product.objects.filter(official_code=code).values_list("pk", flat=True)[:2])
    return public_recognitions().filter(product__in=products).order_by("-decided_on", "-pk").first()


def lookup_address(pk: int) -> str:
    """Where anybody reads about a recognition, as printed behind the QR of its certificate."""
    return f"{settings.PUBLIC_URL}{reverse('evaluations:lookup_detail', args=[public_code(pk)])}"


def official_code(text: str) -> str:
    """ "38 16438 1 2026" → "38-16438-1-2026"; "" for what is no official code."""
    code = _DASHES.sub("-", text.strip())
    return code if OFFICIAL_CODE.match(code) else ""


def search_public(text: str) -> QuerySet[Product]:
    """Recognised products by words of product, producer and commune (present and former names, accents or not), by a
    number of decision ("36/QĐ-UBND") or by an official code; `recognitions` are read with their life, newest first."""
    text = nfc(text.replace("\0", ""))[:LONGEST]
    recognised = Recognition.objects.shown().filter(product=OuterRef("pk"))
    products: QuerySet[Product] = Product.objects.shown().filter(Exists(recognised))
    if _NUMBER.match(text):
        products = products.filter(pk__in=_decided_by(text))
    elif text.strip().isdecimal():  # "3025": a decision, or a number in a name
        named = search_products(products, text).values("pk")
        products = products.filter(Q(pk__in=_decided_by(f"{text.strip()}/")) | Q(pk__in=named))
    else:
        products = search_products(products, official_code(text) or text)
    lives = public_recognitions().order_by("-decided_on", "-pk")
    return products.select_related("producer__unit").prefetch_related(Prefetch("recognitions", lives))


def _decided_by(number: str) -> QuerySet[Any, Any]:
    """Products with a decision whose number begins so."""
    return Recognition.objects.shown().filter(decision_number__startswith=number.upper()).values("product")


@dataclass(frozen=True)
class Shown:
    """A certificate as the public reads it. `latest`: code of the recognition that took its place, "" for none.

    `place_then`, `place_now`: commune with what stands above; `place_now` None when its commune was split and nobody
    has decided, or when nothing changed.
    """

    link: Link
    code: str
    certificate_number: str
    place_then: str
    place_now: str | None
    withdrawal: Withdrawal | None
    latest: str


def show_certificate(recognition: Any, day: date) -> Shown:
    """Everything of the public page; a constant number of queries."""
    producer = recognition.product.producer
    unit = present_units([producer], day)[producer.pk]
    then = full_name(recognition.unit, recognition.decided_on)
    now = full_name(unit, day) if unit is not None else None
    latest = None
    if recognition.replaced_on is not None:
        newer = Recognition.objects.shown().filter(product=recognition.product)
        latest = newer.order_by("-decided_on", "-pk").first()
    decided = Withdrawal.objects.filter(recognition=recognition, state=WithdrawalState.DECIDED)
    return Shown(
        link=link_of(recognition, day),
        code=public_code(recognition.pk),
        certificate_number=recognition.certificate.number if hasattr(recognition, "certificate") else "",
        place_then=then,
        place_now=now if now != then else None,
        withdrawal=decided.first() if recognition.withdrawn_on is not None else None,
        latest=public_code(latest.pk) if latest is not None else "",
    )
