"""The token endpoint as the OpenAPI document tells of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework import serializers

FORM = "application/x-www-form-urlencoded"


class Way(serializers.Serializer[Any]):
    """Who asks, when not by HTTP Basic."""

    client_id = serializers.CharField(required=False, help_text=_("Mã khóa, nếu không gửi bằng HTTP Basic"))
    client_secret = serializers.CharField(required=False, help_text=_("Bí mật của khóa, nếu không gửi bằng HTTP Basic"))


class TokenRequest(Way):
    """Asking for a token."""

    grant_type = serializers.ChoiceField(choices=["client_credentials"], help_text=_("Luôn là client_credentials"))
    scope = serializers.CharField(
        required=False, help_text=_("Các phạm vi cách nhau bằng dấu cách; bỏ trống thì được mọi phạm vi đã cấp")
    )


class TokenAnswer(serializers.Serializer[Any]):
    """A token."""

    access_token = serializers.CharField(help_text=_("Mã truy cập, gửi ở đầu mục Authorization: Bearer"))
    expires_in = serializers.IntegerField(help_text=_("Dùng được bao nhiêu giây"))
    token_type = serializers.CharField(help_text=_("Luôn là Bearer"))
    scope = serializers.CharField(help_text=_("Các phạm vi được cấp"))


class RevokeRequest(Way):
    """Giving a token back."""

    token = serializers.CharField(help_text=_("Mã truy cập cần hủy"))
    token_type_hint = serializers.CharField(required=False, help_text=_("access_token, hoặc bỏ trống"))


class OAuthError(serializers.Serializer[Any]):
    """An error of RFC 6749, section 5.2."""

    error = serializers.CharField(help_text=_("Mã lỗi theo RFC 6749"))
    error_description = serializers.CharField(required=False, help_text=_("Lời giải thích (ASCII theo RFC 6749)"))


ERRORS = {
    400: OpenApiResponse(OAuthError, description=_("Yêu cầu không hợp lệ")),
    401: OpenApiResponse(OAuthError, description=_("Mã khóa hoặc bí mật không đúng")),
    413: OpenApiResponse(OAuthError, description=_("Nội dung quá lớn")),
    429: OpenApiResponse(OAuthError, description=_("Sai bí mật quá nhiều lần; xem đầu mục Retry-After")),
}
TOKEN: dict[str, Any] = {
    "operation_id": "oauth_token",
    "summary": _("Lấy mã truy cập"),
    "description": _("Đổi mã khóa và bí mật lấy mã truy cập dùng trong một giờ (RFC 6749, mục 4.4)."),
    "tags": ["oauth"],
    "request": {FORM: TokenRequest},
    "responses": {200: TokenAnswer, **ERRORS},
    "examples": [
        OpenApiExample(
            "token",
            value={
                "access_token": "Y2jV0Qh3tF5n8RkLxWzA1s",
                "expires_in": 3600,
                "token_type": "Bearer",
                "scope": "products:read dossiers:read",
            },
            response_only=True,
            status_codes=["200"],
        )
    ],
}
REVOKE: dict[str, Any] = {
    "operation_id": "oauth_revoke",
    "summary": _("Hủy mã truy cập"),
    "description": _("Hủy một mã truy cập của chính hệ thống này; mã không có cũng trả lời 200 (RFC 7009)."),
    "tags": ["oauth"],
    "request": {FORM: RevokeRequest},
    "responses": {200: OpenApiResponse(description=_("Mã không còn dùng được")), **ERRORS},
}
