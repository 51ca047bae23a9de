"""Papers about a producer that apps further up keep: each app says once how its own are erased (as ADR 0004 does)."""

from collections.abc import Callable

Eraser = Callable[[int], list[str]]
"""Producer id → names of stored files to delete; the rows are gone then. Runs inside the caller's transaction."""

_erasers: dict[str, Eraser] = {}


def register_eraser(label: str, eraser: Eraser) -> None:
    """Called once by an app's AppConfig.ready. Raises ValueError when another one took the label."""
    if _erasers.setdefault(label, eraser) is not eraser:
        raise ValueError(f"{label} is registered twice")


def erase_elsewhere(producer_id: int) -> list[str]:
    """Let every app above erase its papers; gives the files that are to go."""
    return [name for label in sorted(_erasers) for name in _erasers[label](producer_id)]
