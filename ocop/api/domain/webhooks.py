"""What a client does with its addresses for notices: make, change, remove, a new key, from a cursor again, a test.

Signed as Standard Webhooks says: the id of a message is that of its row, the same in every attempt; keys are
"whsec_" + base64; after a new key both sign for a while.
"""

import base64
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.site.registry import get_setting

from ..enums import READ, DeliveryState, FeedResource
from ..models import ApiClient, WebhookDelivery, WebhookEndpoint
from .feed_cursor import reach_mark
from .webhook_target import check_target

MOST = 5
"""Live addresses of one client."""
PING = 0
"""The position of a test message: no change stands there."""


def new_secret() -> str:
    """A signing key as Standard Webhooks writes it: 32 random bytes."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def _refuse(field: str, code: str, words: str) -> ValidationError:
    return ValidationError({field: ValidationError(words, code=code)})


@transaction.atomic
def create_endpoint(
    *, client: ApiClient | None, url: str, resources: Sequence[str] = (), after: int
) -> WebhookEndpoint:
    """A new address, told of what comes after a position of the feed. `resources`: values of FeedResource, none = all.

    Raises ValidationError: not_allowed (a person has no notices), for "url" the codes of check_target, taken and
    too_many, for "resources" scope (the client may not read it).
    """
    if client is None:
        raise ValidationError(_("Chỉ hệ thống kết nối mới đăng ký nhận thông báo."), code="not_allowed")
    check_target(url)
    client = ApiClient.objects.select_for_update(of=("self",)).get(pk=client.pk)
    live = list(client.endpoints.filter(removed_at=None).values_list("url", flat=True))
    _check_free(url, live)
    if len(live) >= MOST:
        raise _refuse("url", "too_many", _("Mỗi hệ thống đăng ký tối đa %d địa chỉ nhận.") % MOST)
    told = {"resources": _clean_resources(client, resources), "cursor": after, "reach": reach_mark(client.user)}
    return WebhookEndpoint.objects.create(client=client, url=url, secret=new_secret(), **told)


def _check_free(url: str, taken: Sequence[str]) -> None:
    if url in taken:
        raise _refuse("url", "duplicate", _("Địa chỉ này đã đăng ký."))


def _clean_resources(client: ApiClient, resources: Sequence[str]) -> list[str]:
    """In the order of the feed; each must be known and in the client's scopes."""
    for resource in resources:
        if resource not in FeedResource.values or f"{resource}:{READ}" not in client.scopes:
            words = _("Hệ thống không có phạm vi đọc loại “%s”.") % resource
            raise _refuse("resources", "scope", words)
    return [resource for resource in FeedResource.values if resource in resources]


def lock_endpoint(pk: UUID) -> WebhookEndpoint:
    """The row under lock, with its client; DoesNotExist once it is removed."""
    locked = WebhookEndpoint.objects.select_for_update(of=("self",)).select_related("client__user")
    return locked.get(pk=pk, removed_at=None)


def _save(endpoint: WebhookEndpoint) -> WebhookEndpoint:
    endpoint.revision += 1
    endpoint.save()
    return endpoint


def _due_now(endpoint: WebhookEndpoint) -> None:
    """What waits is tried at the next round."""
    endpoint.deliveries.filter(state=DeliveryState.WAITING).update(next_at=timezone.now())


@transaction.atomic
def change_endpoint(*, endpoint: WebhookEndpoint, revision: int, **values: Any) -> WebhookEndpoint:
    """Change `url`, `resources`, `is_active`; a new address, or one that is switched on again, is tried at once.

    Raises ValidationError as create_endpoint does, and stale when another revision is stored and the values differ.
    """
    if "url" in values and values["url"] != endpoint.url:
        check_target(values["url"])
    row = lock_endpoint(endpoint.pk)
    if "resources" in values:
        values["resources"] = _clean_resources(row.client, values["resources"])
    if all(getattr(row, name) == value for name, value in values.items()):
        return row
    if row.revision != revision:
        raise ValidationError(_("Địa chỉ nhận này vừa được sửa; hãy đọc lại."), code="stale")
    others = row.client.endpoints.filter(removed_at=None).exclude(pk=row.pk)
    if values.get("url", row.url) != row.url:
        _check_free(values["url"], list(others.values_list("url", flat=True)))
    begins_anew = values.get("url", row.url) != row.url or (values.get("is_active") and not row.is_active)
    for name, value in values.items():
        setattr(row, name, value)
    if begins_anew:
        row.failing_since = None
        _due_now(row)
    return _save(row)


@transaction.atomic
def remove_endpoint(*, endpoint: WebhookEndpoint, revision: int | None = None) -> WebhookEndpoint:
    """Nothing is sent there any more; what was sent stays in the log. Removed twice is removed once."""
    row = WebhookEndpoint.objects.select_for_update(of=("self",)).get(pk=endpoint.pk)
    if row.removed_at is not None:
        return row
    if revision is not None and row.revision != revision:
        raise ValidationError(_("Địa chỉ nhận này vừa được sửa; hãy đọc lại."), code="stale")
    row.removed_at, row.is_active = timezone.now(), False
    waiting = row.deliveries.filter(state=DeliveryState.WAITING)
    waiting.update(state=DeliveryState.GIVEN_UP, last_error=_("Địa chỉ nhận đã bỏ."))
    return _save(row)


@transaction.atomic
def rotate_secret(*, endpoint: WebhookEndpoint) -> WebhookEndpoint:
    """A new key; the old one signs beside it for the hours of the setting `api_rotation_hours`."""
    row = lock_endpoint(endpoint.pk)
    row.previous_secret, row.secret = row.secret, new_secret()
    row.previous_until = timezone.now() + timedelta(hours=get_setting("api_rotation_hours"))
    return _save(row)


@transaction.atomic
def replay(*, endpoint: WebhookEndpoint, after: int) -> WebhookEndpoint:
    """Tell everything after a position of the feed again, as messages of their own; what waits is tried at once.

    Waiting messages that were never tried are dropped: they are made again in their turn.
    """
    row = lock_endpoint(endpoint.pk)
    row.deliveries.filter(state=DeliveryState.WAITING, attempts=0, position__gt=max(after, PING)).delete()
    row.cursor, row.replays = after, row.replays + 1
    _due_now(row)
    return _save(row)


@transaction.atomic
def ping(*, endpoint: WebhookEndpoint) -> WebhookDelivery:
    """A test message. It goes before all others and is sent once; when it is taken, what waits is tried at once."""
    row = lock_endpoint(endpoint.pk)
    earlier = row.deliveries.filter(position=PING).order_by("-replay").values_list("replay", flat=True).first() or 0
    now = timezone.now()
    return row.deliveries.create(
        position=PING,
        replay=earlier + 1,
        created_at=now,
        payload={"type": "ping", "timestamp": now.isoformat(), "data": {"webhook": str(row.pk)}},
    )


@transaction.atomic
def send_again(*, delivery: WebhookDelivery) -> WebhookDelivery:
    """Send a message of the log once more, with its id; one that waits is tried at once.

    Raises ValidationError wrong_state when its address is removed or switched off."""
    row = lock_endpoint_or_refuse(delivery)
    message = row.deliveries.select_for_update().get(pk=delivery.pk)
    if message.state != DeliveryState.WAITING or message.next_at > timezone.now():
        message.state, message.next_at = DeliveryState.WAITING, timezone.now()
        message.save(update_fields=["state", "next_at"])
    return message


def lock_endpoint_or_refuse(delivery: WebhookDelivery) -> WebhookEndpoint:
    """The address of a message under lock."""
    row = WebhookEndpoint.objects.select_for_update(of=("self",)).get(pk=delivery.endpoint_id)
    if row.removed_at is not None or not row.is_active:
        raise ValidationError(_("Địa chỉ nhận này đã bỏ hoặc đang tắt."), code="wrong_state")
    return row
