"""Addresses for notices and their messages, as the REST interface reads and writes them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from .domain.webhook_target import LONGEST
from .enums import DeliveryState, FeedResource
from .models import WebhookDelivery, WebhookEndpoint

URL = _("Địa chỉ https của máy nhận; tên miền phải trỏ vào địa chỉ mạng công khai")
RESOURCES = _("Loại bản ghi được báo; để trống là mọi loại hệ thống được đọc")
AFTER = _("Con trỏ của dòng thay đổi: báo những thay đổi sau vị trí này")


class EndpointLine(serializers.ModelSerializer[WebhookEndpoint]):
    """An address; its key is never read again."""

    resources = serializers.ListField(child=serializers.ChoiceField(FeedResource.choices), help_text=RESOURCES)
    failing_since = serializers.DateTimeField(allow_null=True, help_text=_("Không nhận từ lúc; null là đang nhận"))

    class Meta:
        model = WebhookEndpoint
        fields = (
            "id",
            "url",
            "resources",
            "is_active",
            "failing_since",
            "previous_until",
            "created_at",
            "updated_at",
            "revision",
        )
        extra_kwargs = {
            "id": {"help_text": _("Mã của địa chỉ nhận")},
            "url": {"help_text": URL},
            "is_active": {"help_text": _("Đang gửi; máy nhận trả lời 410 thì tự tắt")},
            "previous_until": {"help_text": _("Khóa ký cũ còn dùng để ký đến lúc")},
            "created_at": {"help_text": _("Lúc đăng ký")},
            "updated_at": {"help_text": _("Lúc sửa")},
            "revision": {"help_text": _("Lần sửa, dùng cho If-Match")},
        }


class EndpointWithSecret(EndpointLine):
    """The answer to a registration or a new key: the one time the key is shown."""

    secret = serializers.CharField(read_only=True, help_text=_("Khóa ký “whsec_…”, chỉ hiện một lần này"))

    class Meta(EndpointLine.Meta):
        fields = (*EndpointLine.Meta.fields, "secret")  # type: ignore[assignment]


class NewEndpoint(serializers.Serializer[Any]):
    """What registers an address."""

    url = serializers.CharField(max_length=LONGEST, help_text=URL)
    resources = serializers.ListField(
        child=serializers.ChoiceField(FeedResource.choices), required=False, default=list, help_text=RESOURCES
    )
    after = serializers.CharField(
        required=False, max_length=100, help_text=_("%s; không ghi thì báo từ lúc đăng ký") % AFTER
    )


class EndpointChange(serializers.Serializer[Any]):
    """What may be changed."""

    url = serializers.CharField(max_length=LONGEST, required=False, help_text=URL)
    resources = serializers.ListField(
        child=serializers.ChoiceField(FeedResource.choices), required=False, help_text=RESOURCES
    )
    is_active = serializers.BooleanField(required=False, help_text=_("Tắt, bật việc gửi; bật lại thì thử gửi ngay"))


class ReplayFrom(serializers.Serializer[Any]):
    """From where messages are sent again."""

    after = serializers.CharField(allow_blank=True, max_length=100, help_text=_("%s; trống là từ đầu") % AFTER)


class DeliveryLine(serializers.ModelSerializer[WebhookDelivery]):
    """A message and how its sending goes."""

    state = serializers.ChoiceField(DeliveryState.choices, help_text=_("Trạng thái"))
    payload = serializers.JSONField(help_text=_("Nội dung thông báo: type, timestamp, data"))

    class Meta:
        model = WebhookDelivery
        fields = (
            "id",
            "state",
            "replay",
            "attempts",
            "created_at",
            "next_at",
            "delivered_at",
            "last_status",
            "last_error",
            "payload",
        )
        extra_kwargs = {
            "id": {"help_text": _("Mã thông báo, cũng là webhook-id, giữ nguyên ở mọi lần gửi")},
            "replay": {"help_text": _("Số thứ tự lần yêu cầu gửi lại; 0 là lần đầu")},
            "attempts": {"help_text": _("Số lần đã gửi")},
            "created_at": {"help_text": _("Lúc lập thông báo")},
            "next_at": {"help_text": _("Lần gửi kế tiếp, khi đang chờ gửi")},
            "delivered_at": {"help_text": _("Lúc máy nhận trả lời 2xx")},
            "last_status": {"help_text": _("Mã HTTP của lần gửi cuối; null là không có trả lời")},
            "last_error": {"help_text": _("Lỗi của lần gửi cuối")},
        }
