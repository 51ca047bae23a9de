"""Who may change producers and products. Where they may is a matter of territory (domain/queries.py)."""

from typing import Any

from ocop.accounts.access import has_role
from ocop.accounts.enums import EDITORS


def is_editor(user: Any) -> bool:
    """Whether the person holds, today and anywhere, a role that writes records of its territory."""
    return has_role(user, *EDITORS)
