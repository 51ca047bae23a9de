"""Every url × every role × own, wider and other territory (R8); who tries is chosen by `tried_by`."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from ocop.accounts.enums import PEOPLE

from .row import kind_of, tried_by, wrong_answers
from .rows import ROWS
from .world import ACTORS, World


def url_names(patterns: Any = None, namespace: str = "") -> Iterator[str]:
    """All url names of the project with their namespaces; an unnamed one as its route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from url_names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}" if pattern.name else f"(unnamed) {pattern.pattern}"


NAMES = sorted(set(url_names()))


def test_every_url_has_a_row() -> None:
    missing = [name for name in NAMES if name not in ROWS]
    assert not missing, f"add a row in tests/access/rows/ (docs/testing.md) for: {missing}"


def test_every_row_has_a_url() -> None:
    assert sorted(set(ROWS) - set(NAMES)) == []


def test_each_role_is_tried_at_each_place_somewhere() -> None:
    tried = {actor for name, row in ROWS.items() for actor in tried_by(name, row)}
    assert tried == set(ACTORS)
    for name, row in ROWS.items():
        kinds = {(actor.role, kind_of(actor)) for actor in tried_by(name, row)}
        assert {(role, kind) for role in PEOPLE for kind in ("own", "wider", "other")} <= kinds, name


@pytest.mark.parametrize("name", [name for name in NAMES if name in ROWS])
@pytest.mark.django_db
def test_access(name: str, world: World) -> None:
    wrong = wrong_answers(name, ROWS[name], world, tried_by(name, ROWS[name]))
    assert not wrong, "\n".join(wrong)
