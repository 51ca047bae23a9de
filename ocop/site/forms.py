"""The form of all declared settings."""

from typing import Any

from django import forms

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
