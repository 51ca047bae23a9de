"""How allauth behaves here: nobody signs up, messages are Vietnamese, guesses are counted, secrets are encrypted."""

import base64
import io
import secrets
import time
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import InvalidToken
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .access import second_factor_required
from .guesses import account_key, one_at_a_time
from .middleware import SIGNED_IN_AT
from .net import client_ip
from .sealing import safe

WRONG = _("Tên đăng nhập hoặc mật khẩu không đúng.")
FRESH_SECONDS = 300
"""A login this recent need not be repeated before the second factor is changed."""
SECOND_FACTOR_SEEDS = b"ocop second factor"
"""What seeds are sealed for."""

MESSAGES = {
    "account/messages/password_changed.txt": _("Đã đổi mật khẩu. Các phiên làm việc khác của bạn đã được đăng xuất."),
    "mfa/messages/totp_activated.txt": _("Đã bật xác thực hai lớp."),
    "mfa/messages/totp_deactivated.txt": _("Đã tắt xác thực hai lớp."),
    "mfa/messages/recovery_codes_generated.txt": _("Đã tạo bộ mã dự phòng mới; bộ cũ không còn dùng được."),
}
"""What is told after allauth's own steps; steps that are not listed tell nothing."""


class AccountAdapter(DefaultAccountAdapter):
    """Entrance of accounts."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đã ngừng hoạt động."),
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "enter_current_password": _("Mật khẩu hiện tại không đúng."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "incorrect_code": _("Mã không đúng hoặc đã hết hạn. Mã trên điện thoại đổi mỗi 30 giây."),
        "invalid_password_reset": _("Liên kết không đúng hoặc đã được dùng."),
        "too_many_login_attempts": _("Thử sai quá nhiều lần. Hãy đợi vài phút."),
        "rate_limited": _("Thử quá nhanh. Hãy đợi vài phút."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        with one_at_a_time("password", account_key(request, credentials), client_ip(request)):
            return super().authenticate(request, **credentials)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request) or "unix"

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or MESSAGES.get(message_template or "")
        if text:
            super().add_message(request, level, message=str(text), extra_tags=extra_tags)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is mailed: the log of logins tells it."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        request = context.request
        age = time.time() - request.session.get(SIGNED_IN_AT, 0) if request is not None else FRESH_SECONDS
        return age >= FRESH_SECONDS and super().is_reauthentication_required(app=app, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("Vai trò của bạn bắt buộc có xác thực hai lớp, không tắt được."),
        "cannot_generate_recovery_codes": _("Hãy bật xác thực hai lớp trước khi tạo mã dự phòng."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The QR code as an SVG without styles (the page's policy forbids inline ones)."""
        out = io.BytesIO()
        segno.make(url, error="m").save(
            out, kind="svg", scale=5, border=2, xmldecl=False, svgclass=None, lineclass=None
        )
        return out.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not second_factor_required(authenticator.user)

    def encrypt(self, text: str) -> str:
        return safe(SECOND_FACTOR_SEEDS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; with another SECRET_KEY than it was written with, a random one that no code fits."""
        try:
            return safe(SECOND_FACTOR_SEEDS).decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()
