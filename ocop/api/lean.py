"""Lines of long lists without the package's machinery for each value."""

from typing import Any

from rest_framework import serializers


class Lean(serializers.BaseSerializer[Any]):
    """Mixed in before a serializer whose fields document the line: `row` makes all values at once, in the same shape
    as the fields would. A test holds the two together."""

    def row(self, record: Any) -> dict[str, Any]:
        """Every field of the line as JSON takes it."""
        raise NotImplementedError

    def to_representation(self, record: Any) -> dict[str, Any]:
        """The fields that are left (`?fields=`)."""
        row, wanted = self.row(record), self.fields  # type: ignore[attr-defined]
        return row if len(wanted) == len(row) else {name: row[name] for name in row if name in wanted}


class Labels(dict[Any, dict[str, Any]]):
    """{stored word: {"value", "label"}} of an enum, each made once."""

    def __init__(self, choices: Any) -> None:
        super().__init__({value: {"value": value, "label": str(label)} for value, label in choices.choices})
