"""Row history by database triggers: bulk writes and COPY are caught too (ADR 0005)."""

from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def track(model: M, *, exclude: tuple[str, ...] = ()) -> M:
    """Class decorator: every insert, update and delete of the model's rows is kept in its event table, which itself can
    neither be changed nor thinned out (erasing a person's data is the one reason to lift that trigger)."""
    # Trackers keep what they learn of their model: each model needs its own.
    level = pghistory.Statement  # a bulk load pays for one trigger call a statement, not a row
    trackers = (
        pghistory.InsertEvent(level=level),
        pghistory.UpdateEvent(level=level),
        pghistory.DeleteEvent(level=level),
    )
    return pghistory.track(*trackers, exclude=list(exclude) or None, append_only=True)(model)  # type: ignore[no-any-return]
