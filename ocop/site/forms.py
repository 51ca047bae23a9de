"""The form of all declared settings, and those of the working calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .registry import DECLARED, Declared, get_setting


def _field(declared: Declared) -> forms.Field:
    words = {"label": declared.label, "help_text": declared.help}
    if declared.kind == "bool":
        return forms.BooleanField(required=False, **words)
    if declared.kind == "int":
        least, most = declared.bounds
        return forms.IntegerField(min_value=least, max_value=most, **words)
    return forms.ChoiceField(choices=declared.choices, widget=forms.RadioSelect, **words)


class SettingsForm(forms.Form):
    """One field a declared setting, with the reason as its help."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {key: get_setting(key) for key in DECLARED}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields.update({key: _field(declared) for key, declared in DECLARED.items()})


class CalendarDayForm(forms.Form):
    """What an exception says of its day; `revision` is the one the person saw."""

    is_working = forms.TypedChoiceField(
        label=_("Ngày này"),
        choices=(("0", _("được nghỉ")), ("1", _("làm việc"))),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="0",
    )
    reason = forms.CharField(
        label=_("Căn cứ"),
        max_length=200,
        help_text=_("Văn bản cho nghỉ, hoán đổi hoặc làm bù, ví dụ số và ngày của thông báo."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NewCalendarDayForm(CalendarDayForm):
    """An exception for a day that has none."""

    day = forms.DateField(
        label=_("Ngày"),
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"],
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"placeholder": _("ngày/tháng/năm"), "autocomplete": "off", "maxlength": 10}
        ),
        error_messages={"invalid": _("Ngày viết dạng ngày/tháng/năm, ví dụ 05/03/2026.")},
    )
    field_order = ("day", "is_working", "reason")
