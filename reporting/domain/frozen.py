"""Data of a document kept as JSON and given back with their types, so that they print the same words later (pure)."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_MARK = "$"


def freeze(value: Any) -> Any:
    """JSON of plain data; days, decimals, tuples and keys that are no text carry a mark. Lazy texts become texts."""
    if value is None or isinstance(value, bool | int | float | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, datetime):
        return {_MARK: "datetime", "v": value.isoformat()}
    if isinstance(value, date):
        return {_MARK: "date", "v": value.isoformat()}
    if isinstance(value, Decimal):
        return {_MARK: "decimal", "v": str(value)}
    if isinstance(value, tuple):
        return {_MARK: "tuple", "v": [freeze(one) for one in value]}
    if isinstance(value, list):
        return [freeze(one) for one in value]
    if isinstance(value, dict):
        return _freeze_dict(value)
    return str(value)  # a lazy translation: what a builder prints of it


def _freeze_dict(value: dict[Any, Any]) -> dict[str, Any]:
    if all(isinstance(key, str) for key in value) and _MARK not in value:
        return {str(key): freeze(one) for key, one in value.items()}
    return {_MARK: "dict", "v": [[freeze(key), freeze(one)] for key, one in value.items()]}


_THAWED: dict[str, Callable[[Any], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "decimal": Decimal,
    "tuple": lambda items: tuple(thaw(one) for one in items),
    "dict": lambda pairs: {thaw(key): thaw(one) for key, one in pairs},
}


def thaw(value: Any) -> Any:
    """What `freeze` was given."""
    if isinstance(value, list):
        return [thaw(one) for one in value]
    if isinstance(value, dict):
        if _MARK in value:
            return _THAWED[value[_MARK]](value["v"])
        return {key: thaw(one) for key, one in value.items()}
    return value
