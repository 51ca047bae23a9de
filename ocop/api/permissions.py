"""What a token may do: reading an area, or writing it. Whose records they are is said by `visible_to` and the verbs."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from .enums import READ, WRITE
from .errors import Problem


class HasScope(BasePermission):
    """Safe methods need `<area>:read`, others `<area>:write` (`view.area`). People with a session have every scope."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """True, or Problem 403 `scope_missing` which names the scope and nothing of the records."""
        area = getattr(view, "area", None)
        if area is None or not hasattr(view, str(request.method).lower()):
            return True  # no area: whoever may come in at all; no such method: 405 comes next
        needed = needed_scope(str(request.method), area, reads=getattr(view, "only_reads", False))
        if needed in granted_scopes(request):
            return True
        raise Problem(
            "scope_missing",
            _("Khóa kết nối thiếu phạm vi %s.") % needed,
            f"The token lacks the scope {needed}.",
        )


class EveryScope(frozenset[str]):
    """The scopes of a person: all."""

    def __contains__(self, scope: object) -> bool:
        return True


def needed_scope(method: str, area: str, *, reads: bool = False) -> str:
    """ "products:read"; `reads`: a POST that stores nothing (a preview)."""
    return f"{area}:{READ if reads or method in SAFE_METHODS else WRITE}"


def granted_scopes(request: Request) -> frozenset[str]:
    """Scopes of the token at hand; every one for a person with a session, none for a machine without a token."""
    if request.auth is not None:
        return frozenset(str(request.auth.scope).split())
    return frozenset() if getattr(request.user, "is_machine", False) else EveryScope()
