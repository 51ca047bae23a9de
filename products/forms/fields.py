"""A unit typed by name or code with suggestions, and faults of the domain put at their fields."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop.text import fold
from programs.models import Unit

from ..domain.queries import writable_units

CODE = re.compile(r"\((\w{1,8})\)\s*\Z|^\s*(\d{4,8})\s*\Z")
MAX_SUGGESTIONS = 300


def unit_text(unit: Unit | None) -> str:
    """ "Xã Lưu Vệ (16438)": what the field shows and reads."""
    return f"{unit.name} ({unit.code})" if unit else ""


class SuggestInput(forms.TextInput):
    """A text field with a list of suggestions; works without script."""

    template_name = "products/widgets/suggest.html"
    suggestions: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}-goi-y"
        context["widget"]["attrs"]["list"] = list_id
        context["widget"] |= {"list_id": list_id, "suggestions": self.suggestions}
        return context


class UnitField(forms.CharField):
    """Text → a commune where the person may write today (or `kept`, the unit the record has)."""

    widget = SuggestInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("Xã, phường"),
            max_length=160,
            help_text=gettext_lazy("Gõ tên hoặc mã, rồi chọn trong danh sách gợi ý."),
            **kwargs,
        )
        self.user: Any = None
        self.kept: Unit | None = None
        self.day: date | None = None

    def bind(self, user: Any, kept: Unit | None = None, day: date | None = None) -> None:
        """Give the person, the present unit and the day of the map (today when none is given); fills suggestions, and
        the value when there is one choice only."""
        self.user, self.kept, self.day = user, kept, day
        names = list(self._choices().order_by("sort_key", "pk")[: MAX_SUGGESTIONS + 1])
        self.widget.suggestions = [unit_text(unit) for unit in names] if len(names) <= MAX_SUGGESTIONS else []
        self.initial = unit_text(kept) if kept else unit_text(names[0]) if len(names) == 1 else ""

    def _choices(self) -> Any:
        day = self.day or timezone.localdate()
        today = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
        return writable_units(self.user).filter(today)

    def clean(self, value: Any) -> Unit | None:
        text = super().clean(value)
        if not text:
            return None
        if self.kept is not None and text == unit_text(self.kept):
            return self.kept
        match = CODE.search(text)
        wanted = Q(code=match[1] or match[2]) if match else Q(fold=fold(text)) | Q(fold__endswith=f" {fold(text)}")
        found = list(self._choices().filter(wanted)[:5])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                _("Không có xã, phường “%(text)s” trong địa bàn của bạn.") % {"text": text}, "unknown_unit"
            )
        names = "; ".join(unit_text(unit) for unit in found)
        raise ValidationError(
            _("Có nhiều đơn vị cùng tên: %(names)s. Hãy ghi cả mã.") % {"names": names}, "ambiguous_unit"
        )


class DayField(forms.DateField):
    """A day typed and shown as dd/mm/yyyy (yyyy-mm-dd is read too)."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}
        widget = forms.DateInput(format="%d/%m/%Y", attrs=attrs)
        super().__init__(**{"input_formats": ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"], "widget": widget, **kwargs})


def add_faults(form: forms.BaseForm, error: ValidationError, rename: Mapping[str, str] | None = None) -> None:
    """Faults of a domain verb at the form's fields; what belongs to none goes to the summary."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        field = (rename or {}).get(name, name)
        form.add_error(field if field in form.fields else None, errors)
