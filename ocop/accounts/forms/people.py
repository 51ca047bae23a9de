"""Forms of the administration of accounts."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ocop.text import nfc

from ..access import administered_units
from ..enums import PEOPLE
from ..models import User
from .unit_field import UnitField


class DayField(forms.DateField):
    """A day as dd/mm/yyyy: the browser's own date input writes it in the language of the browser."""

    default_error_messages = {"invalid": _("Ngày viết dạng ngày/tháng/năm, ví dụ 05/03/2026.")}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"placeholder": _("ngày/tháng/năm"), "autocomplete": "off", "maxlength": 10}
        widget = forms.DateInput(format="%d/%m/%Y", attrs=attrs)
        super().__init__(input_formats=["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"], widget=widget, **kwargs)


class PersonForm(forms.Form):
    """Who the person is."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    position = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        help_text=_("Dùng để đăng nhập thay cho tên đăng nhập."),
        error_messages={"invalid": _("Thư điện tử viết dạng ten@donvi.gov.vn.")},
    )

    def clean_full_name(self) -> str:
        return nfc(self.cleaned_data["full_name"])

    def clean_position(self) -> str:
        return nfc(self.cleaned_data["position"])


class GrantForm(forms.Form):
    """A role at a unit between two dates."""

    role = forms.ChoiceField(label=_("Vai trò"), choices=lambda: [(role, capfirst(role.label)) for role in PEOPLE])
    unit = UnitField(label=_("Đơn vị"), queryset=None)
    valid_from = DayField(label=_("Từ ngày"), initial=timezone.localdate)
    valid_to = DayField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa định ngày kết thúc."))
    note = forms.CharField(
        label=_("Ghi chú"), max_length=200, required=False, help_text=_("Ví dụ số quyết định phân công.")
    )

    def __init__(self, *args: Any, admin: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.limit(administered_units(admin))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", ValidationError(_("Ngày kết thúc phải sau ngày bắt đầu."), code="order"))
        return data


class NewPersonForm(GrantForm, PersonForm):
    """A new account with its first role: an account without a role would be in nobody's reach."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        help_text=_("Chữ thường không dấu, số, dấu chấm, gạch dưới. Ví dụ: canbo.luuve"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    field_order = ["username", "full_name", "position", "email", "role", "unit", "valid_from", "valid_to", "note"]

    def clean_username(self) -> str:
        name = self.cleaned_data["username"].strip().lower()
        if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{2,59}", name):
            raise ValidationError(
                _("Chỉ dùng chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch dưới; ít nhất 3 ký tự."),
                code="letters",
            )
        return str(name)


class EndGrantForm(forms.Form):
    """The last day of a grant."""

    last_day = DayField(label=_("Ngày cuối cùng có hiệu lực"), initial=timezone.localdate)
