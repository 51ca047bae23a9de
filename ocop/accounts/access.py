"""Who holds which role where: the only reader of grants for other apps."""

from typing import Any

from django.utils import timezone

from .enums import TERRITORIAL, Role
from .models import Grant


def grants_of(user: Any) -> list[Grant]:
    """Grants of the user in force today, read once per user object."""
    if not getattr(user, "is_authenticated", False):
        return []
    if not hasattr(user, "_grants_today"):
        user._grants_today = list(Grant.objects.of(user).select_related("unit"))
    return user._grants_today


def roles_of(user: Any) -> set[str]:
    """Roles held today, at any unit."""
    return {grant.role for grant in grants_of(user)}


def has_role(user: Any, *roles: Role) -> bool:
    """Whether the user holds one of the roles today, at any unit."""
    return bool(roles_of(user) & set(roles))


def territory_grants(user: Any, roles: frozenset[Role] = TERRITORIAL) -> Any:
    """Subquery of unit ids at which the user holds one of the roles today; empty scope means nothing."""
    if not getattr(user, "is_authenticated", False):
        return Grant.objects.none().values("unit")
    return Grant.objects.filter(user=user, role__in=roles).on(timezone.localdate()).values("unit")
