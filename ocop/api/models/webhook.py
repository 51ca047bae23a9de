"""Where another system wants to be told of changes, and what was told."""

import uuid
from functools import partial
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record

from ..enums import DeliveryState
from .client import ApiClient


class WebhookEndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    def visible_to(self, user: Any) -> Self:
        """A client's own; those of visible clients for their administrators."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(models.Q(client__user=user) | models.Q(client__in=ApiClient.objects.visible_to(user)))


@partial(track, exclude=("secret", "previous_secret", "cursor", "reach"))
class WebhookEndpoint(Record):
    """An address of a client that is told of changes. `cursor`: the last position of the feed it has messages for;
    `replays` counts how often it was set back; `reach`: what the client saw when it was last told (a mark, None: not
    known)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="endpoints", verbose_name=_("hệ thống"))
    url = models.CharField(_("địa chỉ nhận"), max_length=500)
    secret = models.CharField(_("khóa ký"), max_length=120)
    previous_secret = models.CharField(_("khóa ký trước"), max_length=120, blank=True)
    previous_until = models.DateTimeField(_("khóa trước dùng đến"), null=True, blank=True)
    resources = ArrayField(models.CharField(max_length=20), verbose_name=_("loại thay đổi"), default=list)
    is_active = models.BooleanField(_("đang gửi"), default=True)
    cursor = models.BigIntegerField(_("vị trí"), default=0)
    replays = models.PositiveIntegerField(_("số lần yêu cầu gửi lại"), default=0)
    reach = models.BigIntegerField(null=True, editable=False)
    failing_since = models.DateTimeField(_("không nhận từ lúc"), null=True, blank=True)
    removed_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)

    objects = WebhookEndpointQuerySet.as_manager()

    class Meta:
        verbose_name = _("địa chỉ nhận thông báo")

    def __str__(self) -> str:
        return self.url


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def visible_to(self, user: Any) -> Self:
        """Messages to visible endpoints."""
        return self.filter(endpoint__in=WebhookEndpoint.objects.visible_to(user))


class WebhookDelivery(models.Model):
    """One message. Its id stays the same in every attempt, so that a receiver knows a duplicate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    endpoint = models.ForeignKey(WebhookEndpoint, models.CASCADE, related_name="deliveries", verbose_name=_("nơi nhận"))
    position = models.BigIntegerField(_("vị trí"))
    replay = models.PositiveIntegerField(_("lần gửi lại"), default=0)
    payload = models.JSONField(_("nội dung"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveIntegerField(_("số lần gửi"), default=0)
    created_at = models.DateTimeField(_("lúc tạo"), default=timezone.now)
    next_at = models.DateTimeField(_("gửi lúc"), default=timezone.now)
    delivered_at = models.DateTimeField(_("nhận lúc"), null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(_("kết quả lần cuối"), null=True, blank=True)
    last_error = models.CharField(_("lỗi lần cuối"), max_length=300, blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("thông báo")
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "position", "replay"], name="webhook_message_once"),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="webhook_waiting", condition=models.Q(state=DeliveryState.WAITING)),
            models.Index(fields=["endpoint", "-position"], name="webhook_of_endpoint"),
        ]

    def __str__(self) -> str:
        return f"{self.endpoint} {self.position}"
