"""Addresses of pages of other parts."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def optional_url(name: str, *args: Any) -> str:
    """Address of a page, "" while it does not exist."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
