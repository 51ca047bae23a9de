"""Pieces that resources of several apps show: a chosen word with its label, a unit, a number or day with its words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers


class Chosen(serializers.Field[Any, Any, Any, Any]):
    """A stored word of an enum as {"value", "label"}: for programs and for people. Null when nothing is chosen."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Any) -> dict[str, Any] | None:
        """None for what is empty."""
        return None if value in (None, "") else {"value": value, "label": str(self.choices(value).label)}


def chosen_shape(pairs: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """{"value": one of the words, "label": its Vietnamese}, as the document tells it."""
    found = [(value, label) for value, label in pairs if value not in (None, "")]
    words = "\n".join(f"* `{value}` - {label}" for value, label in found)
    kind = "integer" if all(isinstance(value, int) for value, _label in found) else "string"
    value = {"type": kind, "enum": [value for value, _label in found], "description": words}
    label = {"type": "string", "description": str(_("Tên tiếng Việt"))}
    return {"type": "object", "required": ["value", "label"], "properties": {"value": value, "label": label}}


class ChosenSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """The words an enum has, with their labels, as one component of the schema for each enum."""

    target_class = Chosen

    def get_name(self) -> str:
        """ "PlanStageChosen"."""
        return f"{self.target.choices.__name__}Chosen"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        """{"value": one of the words, "label": its Vietnamese}."""
        return chosen_shape(self.target.choices.choices)


class UnitRef(serializers.Serializer[Any]):
    """A version of a unit where another record names it."""

    code = serializers.CharField(help_text=_("Mã đơn vị hành chính"))
    name = serializers.CharField(help_text=_("Tên đơn vị"))
    valid_from = serializers.DateField(help_text=_("Đơn vị có từ ngày"))
    valid_to = serializers.DateField(allow_null=True, help_text=_("Ngày cuối cùng; trống khi vẫn còn"))
