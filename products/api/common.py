"""Parts that several resources show."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

from ocop.api.parts import chosen_shape
from programs.models import Unit


class UnitPart(serializers.ModelSerializer[Unit]):
    """A unit as it was on the day of the record: code, name, first and last day."""

    class Meta:
        model = Unit
        fields = ("code", "name", "valid_from", "valid_to")
        extra_kwargs = {"valid_to": {"allow_null": True}}


class Labelled(serializers.Field[Any, Any, Any, Any]):
    """A choice as {"value", "label"}: the stored word and the Vietnamese one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def bind(self, field_name: str, parent: Any) -> None:
        """Take the name of the model's field when the resource gives no other."""
        super().bind(field_name, parent)
        self.column = self.source
        self.source, self.source_attrs = "*", []

    def to_representation(self, value: Any) -> dict[str, Any] | None:
        """None when nothing is chosen."""
        chosen = getattr(value, self.column)
        if chosen in (None, ""):
            return None
        return {"value": chosen, "label": str(getattr(value, f"get_{self.column}_display")())}


class LabelledSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """The words the model's field has."""

    target_class = Labelled

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        """{"value": one of the words, "label": its Vietnamese}, or null."""
        column = self.target.parent.Meta.model._meta.get_field(self.target.column)
        return chosen_shape(column.flatchoices) | {"nullable": True}
