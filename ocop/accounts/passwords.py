"""Rules of passwords, as Django's, with whole Vietnamese messages (Django's own are translated in part)."""

from typing import Any

from django.contrib.auth import password_validation as rules
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class NotLikeThePerson(rules.UserAttributeSimilarityValidator):
    """Refuses a password close to the person's name, user name or e-mail."""

    DEFAULT_USER_ATTRIBUTES = ("username", "full_name", "email")

    def __init__(self) -> None:
        super().__init__(user_attributes=self.DEFAULT_USER_ATTRIBUTES)

    def validate(self, password: str, user: Any = None) -> None:
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError(self.get_help_text(), code="password_too_similar") from None

    def get_help_text(self) -> str:
        return _("Mật khẩu không được giống tên, tên đăng nhập hay thư điện tử của bạn.")


class LongEnough(rules.MinimumLengthValidator):
    """Refuses passwords shorter than `min_length` characters."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < self.min_length:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        return _("Mật khẩu phải có ít nhất %d ký tự.") % self.min_length


class NotCommon(rules.CommonPasswordValidator):
    """Refuses the 20,000 most used passwords."""

    def validate(self, password: str, user: Any = None) -> None:
        if password.lower().strip() in self.passwords:
            raise ValidationError(self.get_help_text(), code="password_too_common")

    def get_help_text(self) -> str:
        return _("Mật khẩu không được là mật khẩu phổ biến.")


class NotOnlyDigits(rules.NumericPasswordValidator):
    """Refuses passwords made of digits only."""

    def validate(self, password: str, user: Any = None) -> None:
        if password.isdigit():
            raise ValidationError(self.get_help_text(), code="password_entirely_numeric")

    def get_help_text(self) -> str:
        return _("Mật khẩu không được chỉ gồm chữ số.")
