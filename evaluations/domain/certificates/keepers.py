"""Who records what happens to a certificate: those who act for the province or the nation in which it was given."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import Role
from programs.enums import Tier
from programs.models import UnitReach

from ...models import Recognition

KEEPERS = frozenset({Role.ADMIN, Role.PROVINCE_COORDINATOR, Role.SIGNER})
"""Chủ tịch UBND tỉnh decides, the advising agency verifies and submits (QĐ 26/2026, Điều 8); no district since 2025."""
HIGH = (Tier.PROVINCE, Tier.NATION)


def kept_by(user: Any) -> QuerySet[Recognition]:
    """Visible recognitions whose extension and withdrawal the person records."""
    high = territory_grants(user, KEEPERS).filter(unit__tier__in=HIGH)
    held = UnitReach.objects.filter(unit__in=high).values("member")
    return Recognition.objects.visible_to(user).filter(unit__in=held)


def lock_kept(actor: Any, recognition_id: int) -> Recognition:
    """The recognition under lock; ValidationError for who may not. Actor None is the command line."""
    recognition = Recognition.objects.select_for_update(of=("self",)).select_related("product").get(pk=recognition_id)
    if actor is not None and not kept_by(actor).filter(pk=recognition_id).exists():
        raise ValidationError(_("Công nhận này ngoài thẩm quyền của bạn."), code="not_allowed")
    return recognition
