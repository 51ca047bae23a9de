"""Forms of the entrance: allauth's, with Vietnamese words (allauth has no Vietnamese catalogue)."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DIFFERENT = _("Hai lần nhập mật khẩu mới không giống nhau.")


def password_field(label: Any, autocomplete: str, **kwargs: Any) -> forms.CharField:
    """A field for a password, kept exactly as typed."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=128, widget=widget, **kwargs)


class LoginForm(allauth_forms.LoginForm):
    """Name or e-mail, and password."""

    password = password_field(_("Mật khẩu"), "current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})
        self.fields["login"] = forms.CharField(label=_("Tên đăng nhập hoặc thư điện tử"), max_length=254, widget=login)
        self.order_fields(["login", "password"])


class _TwiceMixin(forms.Form):
    """Two fields of a new password, checked by the rules and against each other."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = " ".join(password_validators_help_texts())
        self.fields["password1"] = password_field(_("Mật khẩu mới"), "new-password", help_text=rules)
        self.fields["password2"] = password_field(_("Nhập lại mật khẩu mới"), "new-password")

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean_password2(self) -> str:
        first, second = self.cleaned_data.get("password1"), self.cleaned_data["password2"]
        if first and first != second:
            raise ValidationError(DIFFERENT, code="different")
        return str(second)


class ChangePasswordForm(_TwiceMixin, allauth_forms.ChangePasswordForm):
    """The present password and the new one twice."""

    oldpassword = password_field(_("Mật khẩu hiện tại"), "current-password")


class NewPasswordForm(_TwiceMixin, allauth_forms.ResetPasswordKeyForm):
    """The new password twice, behind a link an administrator handed over."""


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """The password once more before a sensitive step."""

    password = password_field(_("Mật khẩu"), "current-password")
