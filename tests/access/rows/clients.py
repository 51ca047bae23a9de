"""Other systems: the token endpoint, and the pages of administrators about them."""

from typing import Any

from ocop.api.models import ApiCall
from tests.api.tokens import make_client

from ..row import Row, admins, any_admin, nobody, public
from ..world import World


def _client(world: World) -> dict[str, Any]:
    return {"pk": world.api_client.pk}


def _key(world: World) -> dict[str, Any]:
    return {"pk": world.api_client.pk, "key_id": world.api_client.credentials.get().pk}


def _grant(world: World) -> dict[str, Any]:
    return {"pk": world.api_client.pk, "grant_id": world.api_client.user.grants.get().pk}


def _more_clients(world: World) -> Any:
    return make_client(unit=world.units["own"])


def _more_calls(world: World) -> Any:
    return ApiCall.objects.create(client=world.api_client, method="GET", route="api:x", status=200, milliseconds=1)


def _page(**more: Any) -> Row:
    return Row(**{"get": admins, "kwargs": _client, "sees_mark": admins, "marked": True, **more})


def _act(**more: Any) -> Row:
    return Row(**{"post": admins, "kwargs": _client, "sees_mark": admins, **more})


ROWS = {
    "api:token": Row(post=public, post_status=(400,), sees_mark=nobody, is_api=True),
    "api:revoke": Row(post=public, post_status=(400,), sees_mark=nobody, is_api=True),
    "clients:list": Row(get=any_admin, marked=True, sees_mark=admins, more=_more_clients),
    "clients:new": Row(get=any_admin, post=any_admin),
    "clients:client": _page(),
    "clients:edit": _page(post=admins),
    "clients:unit_add": _page(post=admins),
    "clients:key_new": _page(post=admins),
    "clients:calls": _page(more=_more_calls),
    "clients:revoke": _act(),
    "clients:unit_end": _act(kwargs=_grant),
    "clients:key_rotate": _act(kwargs=_key),
    "clients:key_revoke": _act(kwargs=_key),
}
