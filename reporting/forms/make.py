"""The form of what a person fills in before a document is made: one field an `Ask` of its kind."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ocop.ui.typed_day import TypedDay
from reporting.domain.kinds import Ask


class MakeForm(forms.Form):
    """Fields of the asks; `tell` puts faults that the domain found beside their fields."""

    use_required_attribute = False

    def __init__(self, *args: Any, asks: Sequence[Ask], record: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ask in asks:
            self.fields[ask.name] = _FIELDS[ask.kind](ask, ask.initial(record))

    def tell(self, error: ValidationError) -> None:
        """Faults beside their fields; what belongs to none on top."""
        faults: dict[Any, Any] = error.error_dict if hasattr(error, "error_dict") else {None: error}
        for name, errors in faults.items():
            self.add_error(name if name in self.fields else None, errors)


def _words(ask: Ask, initial: Any) -> dict[str, Any]:
    return {"label": ask.label, "help_text": ask.help, "required": ask.required, "initial": initial}


def _text(ask: Ask, initial: Any) -> forms.Field:
    return forms.CharField(max_length=ask.limit, **_words(ask, initial))


def _lines(ask: Ask, initial: Any) -> forms.Field:
    text = initial if isinstance(initial, str) else "\n".join(initial)
    rows = min(max(text.count("\n") + 2, 3), 12)
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **_words(ask, text))


def _day(ask: Ask, initial: Any) -> forms.Field:
    return TypedDay(**_words(ask, date.fromisoformat(initial) if initial and isinstance(initial, str) else initial))


def _choice(ask: Ask, initial: Any) -> forms.Field:
    has_empty = any(value == "" for value, _label in ask.choices)
    empty = [] if ask.required or initial or has_empty else [("", "–")]
    return forms.ChoiceField(choices=[*empty, *ask.choices], **_words(ask, initial))


_FIELDS: dict[str, Callable[[Ask, Any], forms.Field]] = {
    "text": _text,
    "lines": _lines,
    "date": _day,
    "choice": _choice,
}
