"""How the OpenAPI document names the ways in: a machine's token, a person's session."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension

from .enums import scopes

TOKEN_URL = "/api/v1/oauth/token/"


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """OAuth2 client credentials with the scopes and their words."""

    target_class = "ocop.api.auth.ClientToken"
    name = "oauth2"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """The flow of machines; there is no other."""
        return {
            "type": "oauth2",
            "description": _("Khóa của hệ thống kết nối đổi lấy mã truy cập; gửi mã ở đầu mục Authorization: Bearer."),
            "flows": {"clientCredentials": {"tokenUrl": TOKEN_URL, "scopes": scopes()}},
        }


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session of the web pages."""

    target_class = "ocop.api.auth.SessionOnly"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """The session cookie."""
        text = _("Phiên đăng nhập của trang web; ghi dữ liệu thì gửi kèm X-CSRFToken.")
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME, "description": text}
