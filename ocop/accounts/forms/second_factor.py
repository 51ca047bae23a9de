"""Forms of the second factor; every guess of a code is counted in the database (ocop/accounts/guesses.py)."""

from typing import Any

from allauth.core import context
from allauth.mfa.base import forms as base
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from ..domain.logins import record_event
from ..enums import LoginEventKind
from ..guesses import check_codes, one_at_a_time


def code_field(help_text: Any) -> forms.CharField:
    """A field for a code of six digits or a recovery code."""
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    return forms.CharField(
        label=_("Mã xác thực"), max_length=20, help_text=help_text, widget=forms.TextInput(attrs=attrs)
    )


class _CountedMixin:
    user: Any

    def clean_code(self) -> str:
        with one_at_a_time("code", str(self.user.pk)):
            check_codes(context.request, self.user)
            try:
                return super().clean_code()  # type: ignore[misc, no-any-return]
            except forms.ValidationError as error:  # raised below: here it would roll the counted guess back
                wrong = error
        raise wrong


class CodeForm(_CountedMixin, base.AuthenticateForm):
    """The code at login."""

    code = code_field(_("6 chữ số trong ứng dụng xác thực trên điện thoại, hoặc một mã dự phòng."))


class CodeAgainForm(_CountedMixin, base.ReauthenticateForm):
    """The code before a sensitive step."""

    code = code_field(_("6 chữ số trong ứng dụng xác thực trên điện thoại, hoặc một mã dự phòng."))


class ActivateForm(totp.ActivateTOTPForm):
    """The first code, which proves that the phone has the secret."""

    code = code_field(_("6 chữ số mà ứng dụng hiện ra sau khi quét mã."))

    def clean_code(self) -> str:
        check_codes(context.request, self.user)
        try:
            return str(super().clean_code())
        except forms.ValidationError:
            record_event(kind=LoginEventKind.CODE_FAILED, user=self.user, request=context.request)
            raise


class DeactivateForm(totp.DeactivateTOTPForm):
    """Nothing to fill in; refused where the role requires the second factor."""


class RecoveryCodesForm(recovery.GenerateRecoveryCodesForm):
    """Nothing to fill in."""
