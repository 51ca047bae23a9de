"""A task that is done by others: its state is a function of theirs, stored under lock whenever one of them changes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from programs.enums import WorkState
from programs.models import WorkItem


class Gathered(NamedTuple):
    """What is stored of a gathered task."""

    state: WorkState
    progress: int
    done_at: datetime | None = None
    drop_reason: str = ""


def gather(children: Sequence[Any]) -> Gathered:
    """State and progress (whole per cent, rounded down) of at least one child with state, progress and done_at.

    Those given up do not count; all given up: given up. All done: done, at the last one's time. Any begun: under way.
    """
    live = [child for child in children if child.state != WorkState.DROPPED]
    if not live:
        return Gathered(WorkState.DROPPED, 0, drop_reason=_("Mọi phần của nhiệm vụ đều thôi thực hiện."))
    if all(child.state == WorkState.DONE for child in live):
        return Gathered(WorkState.DONE, 100, max(child.done_at for child in live))
    if all(child.state == WorkState.OPEN for child in live):
        return Gathered(WorkState.OPEN, 0)
    return Gathered(WorkState.DOING, min(99, sum(child.progress for child in live) // len(live)))


def lock_chain(item: WorkItem) -> list[WorkItem]:
    """The item under lock with all it is gathered into, the root first: two who report wait, they never block each
    other."""
    chain, above = [item.pk], item.parent_id
    while above is not None:
        chain.append(above)
        above = WorkItem.objects.values_list("parent", flat=True).get(pk=above)
    rows = WorkItem.objects.select_for_update(of=("self",)).select_related("unit", "plan__unit")
    return [rows.get(pk=pk) for pk in reversed(chain)]


def refresh(above: Sequence[WorkItem]) -> None:
    """Store what the locked tasks above (root first) gather from their children, from below up."""
    for item in reversed(above):
        found = gather(list(item.children.only("state", "progress", "done_at")))
        stored = (item.state, item.progress, item.done_at, item.drop_reason)
        if stored != found:
            item.state, item.progress, item.done_at, item.drop_reason = found
            item.revision += 1
            item.save()
