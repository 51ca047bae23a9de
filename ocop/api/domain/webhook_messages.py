"""From the change feed to messages that wait: what the client may see and has scopes for, thin, in order."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ocop.site.registry import get_setting, read_once

from ..enums import DeliveryState, FeedResource
from ..models import Change, FeedHorizon, WebhookDelivery, WebhookEndpoint
from .feed import Item, changes_for
from .feed_cursor import Cursors, reach_mark
from .feed_sequence import give_positions

CLEAR = "api.messages_clear"
BACKLOG = 1000
"""Messages of an address that may wait; further changes wait in the feed itself."""


def live(prefix: str = "") -> Q:
    """Addresses in use, of clients that may come in."""
    day = timezone.localdate()
    client = f"{prefix}client__"
    in_time = Q(**{f"{client}expires_on": None}) | Q(**{f"{client}expires_on__gte": day})
    in_use = {f"{prefix}removed_at": None, f"{client}revoked_at": None, f"{client}user__is_active": True}
    return Q(**in_use) & in_time


def last_position() -> int:
    """The end of the feed now."""
    give_positions()
    return Change.objects.order_by("-position").values_list("position", flat=True).first() or 0


def behind(*, looks_at_reach: bool = True) -> list[UUID]:
    """Addresses for which something may have changed: records, or (asked of each client) what the client sees."""
    active = WebhookEndpoint.objects.filter(live(), is_active=True)
    if not active.exists():
        return []
    newest = last_position()
    if not looks_at_reach:
        return list(active.filter(cursor__lt=newest).values_list("pk", flat=True))
    with read_once():
        found = active.select_related("client__user").order_by("pk")
        return [one.pk for one in found if one.cursor < newest or one.reach != reach_mark(one.client.user)]


@transaction.atomic
def collect(pk: UUID) -> int:
    """Messages of what changed after the address's cursor, and the cursor after them, in one transaction: a change has
    its message once (webhook_message_once). Returns the number; 0 when the address is at work elsewhere."""
    found = WebhookEndpoint.objects.filter(live(), pk=pk, is_active=True).select_related("client__user")
    endpoint = found.select_for_update(of=("self",), skip_locked=True).first()
    if endpoint is None:
        return 0
    room = BACKLOG - endpoint.deliveries.filter(state=DeliveryState.WAITING).count()
    if room <= 0:
        return 0
    client = endpoint.client
    cursors = Cursors(client.user)
    rows = [*_lost_history(endpoint), *_other_reach(endpoint, cursors.reach)]
    resources = endpoint.resources or list(FeedResource)
    page = changes_for(client.user, after=endpoint.cursor, limit=room, resources=resources, scopes=client.scopes)
    rows += [_message(endpoint, item.position, payload(item, cursors)) for item in page.items]
    WebhookDelivery.objects.bulk_create(rows, ignore_conflicts=True)
    WebhookEndpoint.objects.filter(pk=pk).update(cursor=page.next_after, replays=endpoint.replays, reach=endpoint.reach)
    return len(rows)


def _message(endpoint: WebhookEndpoint, position: int, content: dict[str, Any]) -> WebhookDelivery:
    return WebhookDelivery(endpoint=endpoint, position=position, replay=endpoint.replays, payload=content)


def _lost_history(endpoint: WebhookEndpoint) -> list[WebhookDelivery]:
    """One message that says so when records may have gone away untold: the address stood still for longer than the feed
    keeps its history, so the receiver must read everything anew."""
    horizon = FeedHorizon.objects.values_list("position", flat=True).first() or 0
    return _begin_anew(endpoint, "feed.expired") if 0 < endpoint.cursor < horizon else []


def _other_reach(endpoint: WebhookEndpoint, reach: int) -> list[WebhookDelivery]:
    """One message when the client sees other records than when it was last told (grants, map, illustration data):
    records came and went without having changed, so the receiver must read everything anew. At the very beginning
    of the feed nothing has been told: it waits for the next round."""
    known = endpoint.reach
    if known is not None and known != reach and not endpoint.cursor:
        return []
    endpoint.reach = reach
    return [] if known in (None, reach) else _begin_anew(endpoint, "reach.changed")


def _begin_anew(endpoint: WebhookEndpoint, kind: str) -> list[WebhookDelivery]:
    """A message between two positions: it stands at the last one told, as if that had been asked for again."""
    endpoint.replays += 1
    content = {"type": kind, "timestamp": timezone.now().isoformat(), "data": {"webhook": str(endpoint.pk)}}
    return [_message(endpoint, endpoint.cursor, content)]


def payload(item: Item, cursors: Cursors) -> dict[str, Any]:
    """{"type": "products.saved", "timestamp", "data": {"resource", "id", "kind", "url", "cursor"}}: what to read anew
    and where, no content; the receiver reads it with its own token."""
    return {
        "type": f"{item.resource}.{item.kind}",
        "timestamp": json.loads(item.at),
        "data": {
            "resource": item.resource,
            "id": item.object_id,
            "kind": item.kind,
            "url": f"{settings.PUBLIC_URL}{item.url}",
            "cursor": cursors.at(item.position, item.mark),
        },
    }


def clear_messages() -> int:
    """Drop messages of the log older than the setting `api_log_days`; those that wait stay. Returns how many went."""
    past = timezone.now() - timedelta(days=int(get_setting("api_log_days")))
    old = WebhookDelivery.objects.filter(created_at__lt=past).exclude(state=DeliveryState.WAITING)
    return old.delete()[0]
