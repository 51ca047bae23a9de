"""All declared settings, and the values in force."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from ..models import SiteSetting
from . import dossiers, evaluation, exchange, general, plans, reports
from .declared import Declared

AREAS = (general, plans, dossiers, evaluation, reports, exchange)
"""In the order of the page."""
DECLARED: dict[str, Declared] = {setting.key: setting for area in AREAS for setting in area.SETTINGS}


def get_setting(key: str) -> Any:
    """The value in force of a declared setting; KeyError for an undeclared key."""
    return get_settings(key)[0]


_read: ContextVar[dict[str, Any] | None] = ContextVar("settings_read_once", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Inside, all settings are read by one query, when the first is asked for: for what asks for the same ones again
    and again."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def get_settings(*keys: str) -> list[Any]:
    """The values in force of several declared settings, in one query; KeyError for an undeclared key."""
    defaults = [DECLARED[key].default for key in keys]
    stored = _read.get()
    if stored is None:
        stored = dict(SiteSetting.objects.filter(key__in=keys).values_list("key", "value"))
    elif not stored:
        stored |= {"": None, **dict(SiteSetting.objects.values_list("key", "value"))}  # "": they were read
    return [stored.get(key, default) for key, default in zip(keys, defaults, strict=True)]
