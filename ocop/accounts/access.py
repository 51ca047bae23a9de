"""Who holds which role where: the only reader of grants for other apps."""

from typing import Any

from django.utils import timezone

from ocop.site.registry import get_setting

from .enums import SECOND_FACTOR, TERRITORIAL, Role
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


def is_admin(user: Any) -> bool:
    """Whether the user administers accounts somewhere today."""
    return has_role(user, Role.ADMIN)


def is_national_admin(user: Any) -> bool:
    """Whether the user administers the whole installation today (a grant at the whole country)."""
    return any(grant.role == Role.ADMIN and grant.unit.path == "" for grant in grants_of(user))


def administered_units(user: Any) -> Any:
    """Unit versions (any date) at which the user may grant roles today.

    The unit model is reached through the grant's own foreign key: accounts need not import the app above them."""
    units = Grant._meta.get_field("unit").related_model.objects
    return units.filter(reached_by__unit__in=territory_grants(user, frozenset({Role.ADMIN}))).distinct()


def second_factor_required(user: Any) -> bool:
    """Whether one of today's roles signs, scores or administers and the installation asks a second factor of those."""
    return bool(roles_of(user) & SECOND_FACTOR) and bool(get_setting("mfa_required"))
