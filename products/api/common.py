"""Parts that several resources show."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

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


extend_schema_field(
    {
        "type": "object",
        "nullable": True,
        "properties": {"value": {"oneOf": [{"type": "string"}, {"type": "integer"}]}, "label": {"type": "string"}},
    }
)(Labelled)
