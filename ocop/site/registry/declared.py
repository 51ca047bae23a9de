"""What a setting declares."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Declared:
    """One setting: `kind` is bool, int (within `bounds`) or choice (then `choices` lists value and label)."""

    key: str
    label: Any
    help: Any
    kind: str
    default: Any
    choices: tuple[tuple[str, Any], ...] = ()
    bounds: tuple[int, int] = (0, 1000)
