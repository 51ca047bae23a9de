"""Search over everything a person may see: units of both eras, plans, producers, products."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.text import fold, format_date, parse_document_number
from products.domain.queries import holds_words, search_products
from products.models import Producer, Product
from programs.domain.units import search_units
from programs.models import Plan, PlanVersion

MOST = 8


@dataclass(frozen=True)
class Hit:
    """One found record: its name, what tells it apart, and its page."""

    name: str
    note: str
    url: str


@dataclass(frozen=True)
class Group:
    """Hits of one kind; `more` is the list page that holds the rest, empty when all are shown."""

    name: str
    icon: str
    hits: list[Hit]
    more: str = ""


def search_everything(text: str, user: Any) -> list[Group]:
    """Groups with at least one hit, each at most 8; accents do not matter. An empty text finds nothing."""
    key = fold(text)
    if not key:
        return []
    groups = [_plans(text, key, user), _products(text, user), _producers(text, user), _units(text)]
    return [group for group in groups if group.hits]


def _plans(text: str, key: str, user: Any) -> Group:
    number = parse_document_number(text)
    versions = PlanVersion.objects.visible_to(user)
    by_number = versions.filter(number=number[0], symbol__iexact=number[1]) if number else versions.none()
    wanted = Q(title__icontains=text) | Q(slug__icontains=key.replace(" ", "-")) | Q(unit__fold__contains=key)
    plans = Plan.objects.visible_to(user).filter(wanted | Q(versions__in=by_number)).select_related("unit").distinct()
    hits = [Hit(plan.title, plan.unit.name, f"/ke-hoach/{plan.slug}/") for plan in plans[:MOST]]
    return Group(_("Kế hoạch"), "journal-text", hits)


def _products(text: str, user: Any) -> Group:
    found = search_products(Product.objects.visible_to(user), text).select_related("producer__unit")
    rows = list(found.order_by("sort_key", "pk")[: MOST + 1])
    hits = [Hit(p.name, f"{p.producer.name}, {p.producer.unit.name}", f"/san-pham/{p.pk}/") for p in rows[:MOST]]
    return Group(_("Sản phẩm"), "box-seam", hits, "/san-pham/" if len(rows) > MOST else "")


def _producers(text: str, user: Any) -> Group:
    found = Producer.objects.visible_to(user).filter(holds_words(text, "found_by")).select_related("unit")
    rows = list(found.order_by("sort_key", "pk")[: MOST + 1])
    hits = [Hit(p.name, p.unit.name, f"/chu-the/{p.pk}/") for p in rows[:MOST]]
    return Group(_("Chủ thể"), "shop", hits, "/chu-the/" if len(rows) > MOST else "")


def _units(text: str) -> Group:
    """Units of any date; two may share a name, so the dates and what lies above tell them apart."""
    today = timezone.localdate()
    hits = []
    found = search_units(text, limit=MOST + 1)
    for item in found[:MOST]:
        unit = item.unit
        until = _("đến %s") % format_date(unit.valid_to) if unit.valid_to else ""
        state = until if unit.valid_to and unit.valid_to < today else _("hiện nay")
        note = ", ".join(part for part in (item.above, state) if part)
        hits.append(Hit(f"{unit.name} ({unit.code})", note, f"/don-vi/{unit.code}/?ngay={unit.valid_from.isoformat()}"))
    return Group(_("Đơn vị hành chính"), "geo-alt", hits, "/don-vi/" if len(found) > MOST else "")
