"""Things of other apps that stand at units: their apps register here, programs imports none of them (ADR 0004)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple


class LocatedThing(NamedTuple):
    """One record at a unit: its id, what to call it, the unit's id."""

    object_id: int
    caption: str
    unit_id: int


@dataclass(frozen=True)
class LocatedKind:
    """How the reform reads and writes one kind of located record.

    `label` is the model's label ("products.producer"); `at(unit_ids)` gives the records at those units;
    `attribute(object_id, reform, unit, actor)` stores a person's decision, `forget(object_ids, reform)` takes it back.
    `rekey()` rewrites stored search keys after names or lineage of units changed.
    """

    label: str
    name: Any
    at: Callable[[Iterable[int]], Iterable[LocatedThing]]
    attribute: Callable[[int, Any, Any, Any], None]
    forget: Callable[[Iterable[int], Any], None]
    rekey: Callable[[], Any] = lambda: None


_kinds: dict[str, LocatedKind] = {}


def register_located(kind: LocatedKind) -> None:
    """Called once by an app's AppConfig.ready. Raises ValueError when another kind took the label."""
    if _kinds.setdefault(kind.label, kind) is not kind:
        raise ValueError(f"{kind.label} is registered twice")


def located_kinds() -> list[LocatedKind]:
    """Registered kinds by label."""
    return [_kinds[label] for label in sorted(_kinds)]


def located_kind(label: str) -> LocatedKind:
    """One kind. Raises KeyError when its app has not registered it."""
    return _kinds[label]
