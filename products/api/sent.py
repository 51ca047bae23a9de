"""What programs send: a unit by its code on a day, texts of a limited length."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from ocop.api.errors import Unprocessable
from programs.enums import Tier
from programs.models import Unit


class PlaceAsk(serializers.Serializer[Any]):
    """A commune by the code it has on a day."""

    code = serializers.CharField(max_length=10, help_text=_("Mã xã, phường, thị trấn"))
    on = serializers.DateField(required=False, help_text=_("Mã của ngày này; bỏ trống là hôm nay"))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A place without its code is none, in a PATCH too, where the package asks for no field."""
        if "code" not in attrs:
            raise serializers.ValidationError({"code": [ErrorDetail("", "required")]})
        return attrs


def commune(asked: dict[str, Any], field: str = "unit") -> Unit:
    """The commune that has the code on the day; Unprocessable names the field."""
    day = asked.get("on") or timezone.localdate()
    unit = Unit.objects.on(day).filter(code=asked["code"], tier=Tier.COMMUNE).first()
    if unit is None:
        words = _("Không có xã, phường, thị trấn mang mã này vào ngày đó.")
        raise Unprocessable({field: {"code": [ErrorDetail(str(words), "unknown_unit")]}})
    return unit


def text_sent(help_text: Any, limit: int, **options: Any) -> serializers.CharField:
    """A text that may be left out or empty."""
    return serializers.CharField(required=False, allow_blank=True, max_length=limit, help_text=help_text, **options)
