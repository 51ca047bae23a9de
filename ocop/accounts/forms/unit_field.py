"""Choosing one unit out of fifteen thousand: type a part of the name, pick from the list."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ocop.text import fold

SHOWN = 20


def search_units(units: QuerySet[Any], text: str) -> list[Any]:
    """At most SHOWN units whose name (without accents) or code holds the text: in force first, wide before narrow."""
    key = fold(text)
    if len(key) < 2:
        return []
    found = units.filter(Q(fold__contains=key) | Q(code=text.strip()))
    return list(found.order_by("-valid_to", "path", "-valid_from").distinct()[: SHOWN + 1])[:SHOWN]


class UnitPicker(forms.Widget):
    """A search box over a list of radio buttons, renewed by htmx; without it, sending the form shows the list."""

    template_name = "accounts/unit_picker.html"
    use_fieldset = True
    units: QuerySet[Any]
    typed = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = self.units.filter(pk=value).first() if str(value or "").isdigit() else None
        found = [chosen] if chosen else search_units(self.units, self.typed)
        return context | {
            "name": name,
            "typed": self.typed,
            "found": found,
            "chosen": chosen,
            "asked": bool(self.typed),
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        self.typed = str(data.get(f"{name}_tim", ""))[:100]
        return data.get(name)


class UnitField(forms.ModelChoiceField):
    """A unit of any date among `queryset` (the administrator's reach)."""

    widget = UnitPicker
    default_error_messages = {
        "required": _("Hãy tìm rồi chọn một đơn vị trong danh sách."),
        "invalid_choice": _("Đơn vị này không thuộc phạm vi của bạn."),
    }

    def limit(self, units: QuerySet[Any]) -> None:
        """Offer these units."""
        self.queryset = units
        self.widget.units = units
