"""Verbs on support to producers under a norm, and what about a grant needs an explanation."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.site.registry import get_setting
from ocop.text import fold, format_date
from programs.domain.money.norms import is_in_force, most_of
from programs.domain.money.words import show_amount
from programs.models import FundingLine, SupportNorm

from ...models import Producer, Product, SupportGrant
from ..records import assign, check_producer, lock_record

FIELDS = ("norm", "line", "product", "amount", "on", "paper", "note")


@transaction.atomic
def create_support(
    *,
    actor: Any,
    producer: Producer,
    norm: SupportNorm,
    amount: int,
    on: date,
    paper: str,
    product: Product | None = None,
    line: FundingLine | None = None,
    note: str = "",
    is_illustration: bool = False,
) -> SupportGrant:
    """Record what a producer received (đồng). The same norm, producer, product, day and paper is recorded once.

    Raises ValidationError: outside_territory, future, product (of another producer), explain (see `findings`), twice
    (stored with other facts), field errors.
    """
    locked = lock_record(Producer, producer.pk)
    check_producer(actor, locked)
    paper, note = paper.strip(), note.strip()
    grant = SupportGrant(producer=locked, norm=norm, amount=amount, on=on, paper=paper, product=product, line=line)
    grant.note, grant.is_illustration = note, is_illustration
    same = _twin(grant)
    if same is not None:
        return _same(same, grant)
    _save(grant)
    record_act(verb="grant_support", actor=actor, subject=grant, article=norm.instrument[:200], payload=facts_of(grant))
    return grant


def _twin(grant: SupportGrant) -> SupportGrant | None:
    names = ("norm", "producer", "product", "on", "paper")
    same = SupportGrant.objects.filter(**{name: getattr(grant, name) for name in names})
    return same.exclude(pk=grant.pk).first()


def _same(stored: SupportGrant, wanted: SupportGrant) -> SupportGrant:
    """A form sent twice finds its own first answer; another amount under the same paper is refused."""
    if (stored.amount, stored.line_id, stored.note) == (wanted.amount, wanted.line_id, wanted.note):
        return stored
    raise ValidationError({"paper": ValidationError(_twice(), code="twice")})


def _twice() -> str:
    return _("Khoản hỗ trợ này (cùng định mức, sản phẩm, ngày, chứng từ) đã được ghi với số liệu khác.")


@transaction.atomic
def update_support(*, actor: Any, grant_id: int, revision: int, **values: Any) -> SupportGrant:
    """Correct FIELDS. Raises StaleError, ValidationError (as `create_support`)."""
    grant = lock_record(SupportGrant, grant_id)
    check_producer(actor, grant.producer)
    given: Mapping[str, Any] = {name: value for name, value in values.items() if name in FIELDS}
    before = facts_of(grant)
    if not assign(grant, revision, given):
        return grant
    if _twin(grant) is not None:
        raise ValidationError({"paper": ValidationError(_twice(), code="twice")})
    _save(grant)
    facts = {"before": before, "after": facts_of(grant)}
    record_act(verb="update_support", actor=actor, subject=grant, article=grant.norm.instrument[:200], payload=facts)
    return grant


def _save(grant: SupportGrant) -> None:
    _check(grant)
    grant.full_clean()
    grant.save()


def _check(grant: SupportGrant) -> None:
    faults: dict[str, Any] = {}
    if grant.on > timezone.localdate():
        faults["on"] = ValidationError(_("Chỉ ghi khoản đã chi: ngày chi không thể ở tương lai."), code="future")
    if grant.product is not None and grant.product.producer_id != grant.producer_id:
        faults["product"] = ValidationError(_("Sản phẩm này của chủ thể khác."), code="product")
    found = findings(grant)
    if found and not grant.note:
        found.append(_("Hãy giải trình ở phần ghi chú."))
        faults["note"] = ValidationError(found, code="explain")
    if faults:
        raise ValidationError(faults)


def findings(grant: SupportGrant) -> list[str]:
    """What about the grant does not follow its norm; the note must explain it.

    No text orders the software to stop such a payment: the paper behind it may rest on something else.
    """
    found = []
    norm, most = grant.norm, most_of(grant.norm)
    if not is_in_force(norm, grant.on):
        found.append(_("Ngày %s định mức này không có hiệu lực.") % format_date(grant.on))
    if most is not None and grant.amount > most:
        text = _("Số tiền vượt mức %(most)s đồng của định mức %(excess)s đồng.")
        found.append(text % {"most": show_amount(most), "excess": show_amount(grant.amount - most)})
    earlier = _earlier(grant)
    if earlier is not None:
        text = _("Đã nhận %(amount)s đồng theo cùng định mức ngày %(day)s.")
        found.append(text % {"amount": show_amount(earlier.amount), "day": format_date(earlier.on)})
    return found


def _earlier(grant: SupportGrant) -> SupportGrant | None:
    """The last grant before this one under the same norm to the same producer and product."""
    same = SupportGrant.objects.filter(norm=grant.norm, producer=grant.producer, product=grant.product)
    before = Q(on__lt=grant.on) | Q(on=grant.on, pk__lt=grant.pk) if grant.pk else Q(on__lte=grant.on)
    return same.filter(before).exclude(pk=grant.pk).order_by("-on", "-pk").first()


def facts_of(grant: SupportGrant) -> dict[str, Any]:
    """The grant as the chain of acts keeps it: ids, no name of a person."""
    return {
        "norm": grant.norm_id,
        "producer": grant.producer_id,
        "product": grant.product_id,
        "line": grant.line_id,
        "amount": grant.amount,
        "on": grant.on.isoformat(),
        "paper": grant.paper,
    }


@transaction.atomic
def remove_support(*, actor: Any, grant_id: int) -> None:
    """Take out a grant recorded by mistake; its history stays. Taken out already: nothing. Raises ValidationError."""
    if not SupportGrant.objects.filter(pk=grant_id).exists():
        return
    grant = lock_record(SupportGrant, grant_id)
    check_producer(actor, grant.producer)
    record_act(verb="remove_support", actor=actor, subject=grant, payload=facts_of(grant))
    grant.delete()


def shown_support(user: Any) -> QuerySet[SupportGrant]:
    """Grants the person may see, without illustration rows when they are switched off."""
    found = SupportGrant.objects.visible_to(user)
    return found if get_setting("show_illustration") else found.filter(is_illustration=False)


def filter_support(grants: QuerySet[SupportGrant], *, text: str, year: str, norm: str) -> QuerySet[SupportGrant]:
    """Grants of producers so named, of a year, under a norm (its id); what says nothing narrows nothing."""
    if text:
        grants = grants.filter(producer__found_by__contains=fold(text))
    if year.isdecimal() and len(year) == 4:
        grants = grants.filter(on__year=int(year))
    if norm.isdecimal() and len(norm) < 10:
        grants = grants.filter(norm=int(norm))
    return grants


def sum_support(grants: QuerySet[SupportGrant]) -> int:
    """đồng."""
    return int(grants.aggregate(total=Sum("amount"))["total"] or 0)


def support_by_norm(grants: QuerySet[SupportGrant]) -> list[dict[str, Any]]:
    """[{norm, norm__title, total, producers, grants}], the largest first; one query."""
    sums: Any = {"total": Sum("amount"), "producers": Count("producer", distinct=True), "number": Count("pk")}
    rows: Any = grants.order_by().values("norm", "norm__title").annotate(**sums)
    return list(rows.order_by("-total", "norm"))
