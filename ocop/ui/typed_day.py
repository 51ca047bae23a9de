"""A day typed and shown as dd/mm/yyyy."""

from typing import Any

from django import forms


class TypedDay(forms.DateField):
    """A day typed and shown as dd/mm/yyyy (yyyy-mm-dd is read too); also one that is mended."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}
        widget = forms.DateInput(format="%d/%m/%Y", attrs=attrs)
        super().__init__(**{"input_formats": ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"], "widget": widget, **kwargs})
