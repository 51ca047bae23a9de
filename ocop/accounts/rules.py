"""Who may administer whom and what."""

from typing import Any

from .access import administered_units
from .models import User


def can_manage(admin: Any, user: User) -> bool:
    """An administrator changes accounts whose every grant lies inside the administrator's reach."""
    return User.objects.visible_to(admin).filter(pk=user.pk).exists()


def can_grant(admin: Any, unit: Any) -> bool:
    """Roles are granted only at units inside the administrator's reach."""
    return administered_units(admin).filter(pk=unit.pk).exists()
