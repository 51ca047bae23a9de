"""Which function does which kind of job. Apps register theirs in `<app>/tasks.py`, which is imported at start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .domain.progress import Progress
    from .models import Job

Handler = Callable[["Job", "Progress"], dict[str, Any] | None]


class JobError(Exception):
    """The job cannot be done and trying again would not help; the text is a Vietnamese sentence for the person."""


@dataclass(frozen=True)
class Kind:
    """`label` names the job when the one who asks gives no better name; `attempts` counts unexpected ends too.

    `daily`: beat asks for one every night."""

    name: str
    run: Handler
    label: str
    attempts: int
    daily: bool = False


KINDS: dict[str, Kind] = {}


def job_handler(name: str, *, label: str = "", attempts: int = 3, daily: bool = False) -> Callable[[Handler], Handler]:
    """Register `handler(job, progress) -> dict | None`. The dict is stored as the result; its "url" (a path of this
    site) becomes the link to it. A handler may be started again after it was killed: effects belong in
    `progress.step(name, work)`, which runs `work` at most once and commits with it."""

    def register(run: Handler) -> Handler:
        if name in KINDS and KINDS[name].run.__qualname__ != run.__qualname__:
            raise ValueError(f"two handlers for jobs of kind {name!r}")
        KINDS[name] = Kind(name, run, label or name, attempts, daily)
        return run

    return register
