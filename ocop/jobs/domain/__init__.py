"""Verbs of jobs; `enqueue`, `cancel` and `retry` are for everyone, the rest is the engine's own."""

from .progress import Cancelled, LostLease, Progress
from .verbs import cancel, enqueue, retry

__all__ = ["Cancelled", "LostLease", "Progress", "cancel", "enqueue", "retry"]
