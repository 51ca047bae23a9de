"""Makes messages of changes and sends them: at least once, in order, one address never in the way of another.

Any number of processes may do a round at once: an address is worked on by whoever holds its row (SKIP LOCKED), a
message that is being sent is due again only after LEASE. Killed after the answer and before it is written, the message
goes again with the same id.
"""

import json
import logging
import random
import time
from bisect import bisect_right
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from uuid import UUID

from django.db import connections, transaction
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from standardwebhooks import Webhook

from ..enums import DeliveryState
from ..models import WebhookDelivery, WebhookEndpoint
from .webhook_messages import behind, collect, live
from .webhook_send import Answer, Line
from .webhooks import PING

logger = logging.getLogger(__name__)
MINUTE, HOUR = 60, 3600
WAITS = (5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR)
"""Seconds between attempts, as Standard Webhooks suggests; by how long the address has been failing."""
_SINCE = tuple(accumulate(WAITS, initial=0))[:-1]
JITTER = 0.1
GIVE_UP_AFTER = timedelta(days=3)
LEASE = timedelta(seconds=60)
"""Longer than any attempt: looking up, connecting and sending end within 20 seconds."""
DRAIN_SECONDS = 10.0
GONE = 410


def dispatch(*, threads: int = 1, looks_at_reach: bool = True) -> int:
    """One round: messages of what changed, then what is due is sent. Returns the number of attempts.

    `looks_at_reach`: also asks what each client sees, a few queries a client."""
    _for_each(collect, behind(looks_at_reach=looks_at_reach), 1)
    due = WebhookDelivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=timezone.now())
    waiting = due.filter(live("endpoint__")).values_list("endpoint", flat=True).distinct()
    return sum(_for_each(drain, list(waiting), threads))


def _for_each(work: Callable[[UUID], int], found: list[UUID], threads: int) -> list[int]:
    """Results; a fault at one address is logged and leaves the others alone."""

    def alone(pk: UUID) -> int:
        try:
            return work(pk)
        except Exception:
            logger.exception("notices of %s stopped", pk)
            return 0
        finally:
            if threads > 1:
                connections.close_all()

    if threads == 1 or len(found) < 2:
        return [alone(pk) for pk in found]
    with ThreadPoolExecutor(min(threads, len(found)), thread_name_prefix="webhook") as pool:
        return list(pool.map(alone, found))


def drain(pk: UUID) -> int:
    """Send what is due at one address, in order, until one is not taken or DRAIN_SECONDS are over; the attempts."""
    until, made = time.monotonic() + DRAIN_SECONDS, 0
    message = claim(pk)
    while message is not None:
        url = message.endpoint.url
        with Line(url) as line:
            while message is not None and message.endpoint.url == url:
                made += 1
                goes_on = settle(message, line.post(headers(message), body(message)))
                if not goes_on or time.monotonic() > until:
                    return made
                message = claim(pk)
    return made


def body(message: WebhookDelivery) -> bytes:
    """What is signed and sent: JSON, the same in every attempt."""
    return json.dumps(message.payload, ensure_ascii=False, separators=(",", ":")).encode()


def headers(message: WebhookDelivery) -> dict[str, str]:
    """Standard Webhooks; signed anew in every attempt, by the old key too while it is good."""
    now, endpoint = timezone.now().astimezone(UTC), message.endpoint
    keys = [endpoint.secret]
    if endpoint.previous_until is not None and now < endpoint.previous_until:
        keys.append(endpoint.previous_secret)
    text = body(message).decode()
    return {
        "Content-Type": "application/json",
        "User-Agent": "OCOP-Webhooks/1",
        "webhook-id": str(message.pk),
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Webhook(key).sign(str(message.pk), now, text) for key in keys),
    }


@transaction.atomic
def claim(pk: UUID) -> WebhookDelivery | None:
    """The first waiting message of an address when it is due, counted as tried and nobody else's for LEASE.

    A test message goes first, also to an address that is switched off. None when there is none or the address is at
    work elsewhere.
    """
    locked = WebhookEndpoint.objects.filter(live(), pk=pk).select_for_update(of=("self",), skip_locked=True)
    endpoint = locked.first()
    if endpoint is None:
        return None
    waiting = endpoint.deliveries.filter(state=DeliveryState.WAITING)
    if not endpoint.is_active:
        waiting = waiting.filter(position=PING)
    is_change = ExpressionWrapper(Q(position__gt=PING), BooleanField())
    message = waiting.order_by(is_change, "replay", "position").first()
    now = timezone.now()
    if message is None or message.next_at > now:
        return None
    message.endpoint = endpoint
    message.attempts, message.next_at = message.attempts + 1, now + LEASE
    message.save(update_fields=["attempts", "next_at"])
    return message


@transaction.atomic
def settle(message: WebhookDelivery, answer: Answer) -> bool:
    """Write how an attempt ended, unless another one has begun since; True when the next message may go."""
    endpoint = WebhookEndpoint.objects.select_for_update(of=("self",)).get(pk=message.endpoint_id)
    mine = endpoint.deliveries.filter(pk=message.pk, state=DeliveryState.WAITING, attempts=message.attempts)
    row, now = mine.first(), timezone.now()
    if row is None:
        return False
    row.last_status, row.last_error = answer.status, _error(answer)[:300]
    if answer.is_taken:
        row.state, row.delivered_at, goes_on = DeliveryState.DELIVERED, now, True
        _recovered(endpoint, row)
    elif row.position == PING:
        row.state, goes_on = DeliveryState.GIVEN_UP, True
    else:
        goes_on = _failed(endpoint, row, now, is_gone=answer.status == GONE)
    row.save()
    return goes_on


def _error(answer: Answer) -> str:
    if answer.status is None or answer.is_taken:
        return answer.error
    return _("Máy nhận trả lời %d.") % answer.status


def _recovered(endpoint: WebhookEndpoint, row: WebhookDelivery) -> None:
    """The address takes messages again; after a test message, what waits is due."""
    if endpoint.failing_since is not None:
        endpoint.failing_since = None
        endpoint.save(update_fields=["failing_since", "updated_at"])
    if row.position == PING:
        endpoint.deliveries.filter(state=DeliveryState.WAITING).update(next_at=timezone.now())


def _failed(endpoint: WebhookEndpoint, row: WebhookDelivery, now: datetime, *, is_gone: bool) -> bool:
    """Wait longer, or give up; 410 switches the address off. True when the next message gets its try at once."""
    endpoint.failing_since = endpoint.failing_since or now
    if is_gone:
        endpoint.is_active, endpoint.revision = False, endpoint.revision + 1
        row.next_at = now
        endpoint.save(update_fields=["is_active", "failing_since", "revision", "updated_at"])
        return False
    endpoint.save(update_fields=["failing_since", "updated_at"])
    past = now - GIVE_UP_AFTER
    if endpoint.failing_since > past or row.created_at > past:
        row.next_at = now + wait(now - endpoint.failing_since)
        return False
    row.state = DeliveryState.GIVEN_UP
    if row.attempts > 1:
        return True  # perhaps this message alone cannot be taken
    old = endpoint.deliveries.filter(state=DeliveryState.WAITING, created_at__lte=past).exclude(pk=row.pk)
    old.update(state=DeliveryState.GIVEN_UP, last_error=_("Máy nhận không nhận thông báo trong 3 ngày."))
    return False


def wait(failing: timedelta) -> timedelta:
    """How long until the next attempt at an address that has been failing so long: WAITS, and up to a tenth more so
    that receivers which fell together are not asked together."""
    step = bisect_right(_SINCE, failing.total_seconds()) - 1
    return timedelta(seconds=WAITS[step] * (1 + JITTER * random.random()))
