"""Addresses for notices: a person sees those of the systems she administers, and registers none herself."""

from dataclasses import replace
from typing import Any

from ocop.api.models import WebhookDelivery, WebhookEndpoint

from ..row import Row, admins, signed_in
from ..world import Actor, World


def _owners(actor: Actor) -> bool:
    """The system itself, and its administrators."""
    return admins(actor) or actor.name == "machine@own"


def _pk(world: World) -> dict[str, Any]:
    return {"pk": world.webhook.pk}


def _more_addresses(world: World) -> Any:
    number = WebhookEndpoint.objects.count()
    return WebhookEndpoint.objects.create(client=world.api_client, url=f"https://cong.example/{number}", secret="x")


def _more_messages(world: World) -> Any:
    number = WebhookDelivery.objects.count()
    return WebhookDelivery.objects.create(endpoint=world.webhook, position=number + 10, payload={})


def _of(name: str) -> Any:
    return lambda world: {"client_id": world.api_client.pk, "pk": world.records[name].pk}


LIST = Row(get=signed_in, post=signed_in, marked=True, sees_mark=_owners, is_api=True)
RECORD = Row(kwargs=_pk, sees_mark=_owners, is_api=True)

ROWS = {
    "api:webhook_list": replace(LIST, more=_more_addresses, data={"url": "https://8.8.8.8/"}, post_status=(201, 403)),
    "api:webhook_detail": replace(
        RECORD,
        get=_owners,
        marked=True,
        changes={"PATCH": _owners, "DELETE": _owners},
        change_data={"is_active": False},
    ),
    "api:webhook_deliveries": replace(RECORD, get=_owners, marked=True, more=_more_messages),
    "api:webhook_rotate": replace(RECORD, post=_owners),
    "api:webhook_replay": replace(RECORD, post=_owners, data={"after": ""}),
    "api:webhook_ping": replace(RECORD, post=_owners, post_status=(202,)),
    "notices:log": Row(
        get=admins,
        kwargs=lambda world: {"client_id": world.api_client.pk},
        marked=True,
        sees_mark=admins,
        more=_more_messages,
    ),
    "notices:again": Row(post=admins, kwargs=_of("webhook_delivery")),
    "notices:test": Row(post=admins, kwargs=_of("webhook")),
    "notices:switch": Row(post=admins, kwargs=_of("webhook"), data={"bat": "0"}),
}
