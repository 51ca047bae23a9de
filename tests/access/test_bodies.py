"""Ids in queries and bodies: a form open to somebody must not write into another's territory (R8)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from .row import Audience, Row, admins, ask, editors
from .rows.councils import organisers
from .rows.money import norm
from .rows.plans import writers
from .rows.site import national_admins
from .rows.templates import writers as template_writers
from .world import ACTORS, Actor, World

Making = Callable[[World], dict[str, Any]]


def product(world: World) -> dict[str, Any]:
    """A product of the producer of "own"."""
    return {"query": f"?chu-the={world.producer.pk}", "data": {"name": "Chè lam"}}


def producer(world: World) -> dict[str, Any]:
    """A producer in the commune "own"."""
    unit = world.units["own"]
    return {"data": {"name": "Tổ hợp tác Mới", "legal_form": "tht", "place": f"{unit.name} ({unit.code})"}}


def recognition(world: World) -> dict[str, Any]:
    """A recognition of the product of "own"."""
    data = {"star": 3, "kind": "new", "decision_number": "9/QĐ-UBND", "decided_on": "01/08/2025", "body": "province"}
    return {"query": f"?san-pham={world.product.pk}", "data": data}


def plan(world: World) -> dict[str, Any]:
    """A plan of the commune "own"."""
    return {"data": {"unit": world.units["own"].name, "year": 2026}}


def template(world: World) -> dict[str, Any]:
    """A template of plans of the commune "own"."""
    unit = world.units["own"]
    return {"data": {"tier": "commune", "title": "Mẫu mới", "valid_from": "01/06/2026", "unit": unit.pk}}


def writes_templates_there(actor: Actor) -> bool:
    """Who holds a role that writes templates at "own" itself: the form offers the units of one's grants."""
    return template_writers(actor) and actor.place == "own"


def grant(world: World, place: str) -> dict[str, Any]:
    """A role for the person of "own" at a place."""
    data = {"role": "viewer", "unit": world.units[place].pk, "valid_from": "01/01/2026", "note": ""}
    return {"kwargs": {"user_id": world.person.pk}, "data": data}


def person(world: World) -> dict[str, Any]:
    """A new account at "own"."""
    made = grant(world, "own")
    return {"data": {**made["data"], "username": "nguoi.moi", "full_name": "Người Mới"}}


def session(world: World) -> dict[str, Any]:
    """A session of the council of the province."""
    return {"data": {"council": world.council.pk, "mode": "meeting", "held_on": "15/07/2026"}}


def council_member(world: World) -> dict[str, Any]:
    """A place in the council of the province for somebody of "own"."""
    data = {"name": "Người Mới", "role": "member", "valid_from": "15/07/2026"}
    return {"kwargs": {"pk": world.council.pk}, "query": f"?nguoi={world.person.pk}", "data": data}


def held_activity(world: World) -> dict[str, Any]:
    """An activity of the commune "own"."""
    unit = world.units["own"]
    data = {"revision": 0, "kind": "training", "title": "Lớp", "starts_on": "05/05/2025"}
    return {"data": {**data, "unit": f"{unit.name} ({unit.code})"}}


def point_of_sale(world: World) -> dict[str, Any]:
    """A point of sale of the commune "own"."""
    unit = world.units["own"]
    data = {"revision": 0, "name": "Điểm mới", "opened_on": "05/05/2025"}
    return {"data": {**data, "unit": f"{unit.name} ({unit.code})"}}


def support_norm(world: World) -> dict[str, Any]:
    """A norm issued by the commune "own"."""
    unit = world.units["own"]
    data = {"revision": 0, "title": "Bao bì", "measure": "sản phẩm", "share": 50, "instrument": "Nghị quyết mẫu"}
    return {"data": {**data, "valid_from": "05/05/2025", "unit": f"{unit.name} ({unit.code})"}}


def support(world: World) -> dict[str, Any]:
    """Support to the producer of "own"."""
    data = {"amount": "1.000", "on": "05/05/2025", "paper": "UNC 1", "producer": f"X [{world.producer.pk}]"}
    return {"data": {**data, "norm": norm(world).pk}}


BODIES: dict[str, tuple[str, Making, Audience]] = {
    "a product for another's producer": ("products:product_create", product, editors),
    "a producer in another commune": ("products:producer_create", producer, editors),
    "a recognition of another's product": ("evaluations:recognition_create", recognition, editors),
    "a plan of another commune": ("programs:plan_new", plan, writers),
    "a template of another commune": ("programs:template_new", template, writes_templates_there),
    "a role in one's reach": ("accounts:grant_new", lambda world: grant(world, "district"), admins),
    "a role outside one's reach": ("accounts:grant_new", lambda world: grant(world, "elsewhere"), national_admins),
    "an account in another commune": ("accounts:person_new", person, admins),
    "an activity of another commune": ("programs:held_new", held_activity, editors),
    "a point of sale of another commune": ("programs:point_new", point_of_sale, editors),
    "a norm of another commune": ("programs:norm_new", support_norm, writers),
    "support to another's producer": ("products:support_new", support, editors),
    "a session of another's council": ("evaluations:session_create", session, organisers),
    "a place in another's council": ("evaluations:council_member_add", council_member, organisers),
}
ABOVE_DISTRICT = {"a role in one's reach": {"admin@own"}}
"""Who is above the record, yet not above what the body asks for."""


@pytest.mark.parametrize("case", BODIES)
@pytest.mark.django_db
def test_only_those_above_write(case: str, world: World) -> None:
    name, making, may_write = BODIES[case]
    made = making(world)
    url = reverse(name, kwargs=made.get("kwargs")) + made.get("query", "")
    wrong = []
    for actor in ACTORS:
        cache.clear()
        _, writes = ask(world.client(actor.name), "POST", url, Row(data=made["data"]))
        expected = may_write(actor) and actor.name not in ABOVE_DISTRICT.get(case, set())
        if bool(writes) != expected:
            wrong.append(f"{actor}: {'wrote ' + ', '.join(writes) if writes else 'could not write'}")
    assert wrong == []
