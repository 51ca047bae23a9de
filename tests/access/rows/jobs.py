"""Background work: seen by the one who asked and by administrators above."""

from ..row import Row, asked_for_it, signed_in


def _job(world):
    return {"job_id": world.job.pk}


ROWS = {
    "jobs:list": Row(get=signed_in, marked=True, sees_mark=asked_for_it),
    "jobs:badge": Row(get=signed_in, sees_mark=asked_for_it),
    "jobs:detail": Row(get=asked_for_it, kwargs=_job, marked=True, sees_mark=asked_for_it),
    "jobs:fragment": Row(get=asked_for_it, kwargs=_job, sees_mark=asked_for_it),
    "jobs:retry": Row(post=asked_for_it, kwargs=_job),
    "jobs:cancel": Row(post=asked_for_it, kwargs=_job),
}
