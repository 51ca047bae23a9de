"""What the entrance pages need beyond allauth's own context."""

from typing import Any

from django import template
from django.conf import settings

from ..access import is_national_admin, second_factor_required
from ..models import User

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[User]:
    """Demonstration accounts in the order of DEMO; none outside the demonstration."""
    if not settings.OCOP_DEMO:
        return []
    return list(User.objects.filter(is_demo=True, is_active=True).order_by("pk"))


@register.simple_tag(takes_context=True)
def is_bad_link(context: template.Context) -> bool:
    """Whether allauth refused the link of a new password."""
    return bool(context.get("token_fail"))


@register.simple_tag(takes_context=True)
def must_have_second_factor(context: template.Context) -> bool:
    """Whether the person's roles require the second factor."""
    request: Any = context["request"]
    return second_factor_required(request.user)


@register.simple_tag(takes_context=True)
def sees_everything(context: template.Context) -> bool:
    """Whether the person administers the whole installation."""
    request: Any = context["request"]
    return is_national_admin(request.user)
