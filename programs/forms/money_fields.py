"""Fields of forms about money and activities: an amount in đồng, a unit by its name, a row that may stay blank."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programs.domain.money.words import read_amount, show_amount
from programs.domain.place_names import NameIndex
from programs.models import Unit


class AmountField(forms.CharField):
    """ "1.250.000" ↔ 1250000 đồng; "" ↔ None."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "1.250.000"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Dots between thousands."""
        return show_amount(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """đồng. Raises ValidationError."""
        text = super().clean(value)
        return read_amount(text) if text else None


class CountField(forms.IntegerField):
    """A number of people or pieces; blank means `blank`."""

    def __init__(self, *, blank: int = 0, **kwargs: Any) -> None:
        self.blank = blank
        super().__init__(min_value=0, max_value=1_000_000, required=False, **kwargs)
        self.widget.is_localized = False

    def clean(self, value: Any) -> int:
        """The number typed, else `blank`."""
        number = super().clean(value)
        return self.blank if number is None else number


class UnitNameField(forms.CharField):
    """A unit of a day by its name ("Xã Lưu Vệ"; with the unit above or the code where two have it) → Unit."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **{"label": _("Đơn vị"), "help_text": _("Ví dụ “Xã Lưu Vệ”."), **kwargs})
        self.within: Unit | None = None

    def unit(self, text: str, day: date | None = None) -> Unit:
        """The unit of that name on the day (today). Raises PlaceError."""
        name, _bracket, code = text.partition("(")
        return NameIndex.load(day or timezone.localdate(), self.within).find(name.strip(), code.strip(" )"))

    def clean(self, value: Any) -> Any:
        """The unit; None for a blank. Raises ValidationError."""
        text = super().clean(value)
        return self.unit(text) if text else None


def unit_label(unit: Unit) -> str:
    """ "Xã Lưu Vệ (16438)": what the field reads back whatever other units are called."""
    return f"{unit.name} ({unit.code})"
