"""Background work: seen by the one who asked and by administrators above."""

from typing import Any

from tests import factories as make

from ..row import Row, asked_for_it, signed_in
from ..world import World


def _job(world: World) -> dict[str, Any]:
    return {"job_id": world.job.pk}


def _more(world: World) -> Any:
    return make.make_job(world.job.requested_by)


ROWS = {
    "jobs:list": Row(get=signed_in, marked=True, sees_mark=asked_for_it, more=_more),
    "jobs:badge": Row(get=signed_in, sees_mark=asked_for_it),
    "jobs:detail": Row(get=asked_for_it, kwargs=_job, marked=True, sees_mark=asked_for_it),
    "jobs:fragment": Row(get=asked_for_it, kwargs=_job, sees_mark=asked_for_it),
    "jobs:retry": Row(post=asked_for_it, kwargs=_job),
    "jobs:cancel": Row(post=asked_for_it, kwargs=_job),
}
