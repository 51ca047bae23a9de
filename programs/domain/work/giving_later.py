"""Giving out many tasks: as a job, a sentence a step, so that nobody waits for a page and nothing is doubled."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from ocop.jobs.domain import Progress, enqueue
from ocop.jobs.models import Job
from programs.enums import Recurrence
from programs.models import FundingLine, PlanVersion, WorkItem

from .giving import Choice, confirmed, give_out
from .periods import periods_of
from .proposals import SENTENCES, Proposal, giving_day

GIVE_WORK = "give_work"
AT_ONCE = 500
"""Tasks made within a request: about a third of a second. 166 communes × 16 sentences are 2,672, × 12 months 34,528."""


def give_out_or_later(
    *, version: PlanVersion, actor: Any, chosen: Mapping[str, Choice], by: str = SENTENCES
) -> list[WorkItem] | Job:
    """The new tasks; or the job that makes them, when they are more than AT_ONCE. Raises like `give_out`."""
    day = giving_day(version)
    wanted = confirmed(version=version, actor=actor, chosen=chosen, by=by, day=day)
    if sum(_tasks(proposal, choice, version.plan.year, day) for proposal, choice in wanted) <= AT_ONCE:
        return give_out(version=version, actor=actor, chosen=chosen, by=by, day=day)
    steps = [_stored(proposal.key, choice) for proposal, choice in wanted]
    params = {"version": version.pk, "by": by, "day": day.isoformat(), "chosen": steps}
    label = _("Giao nhiệm vụ: %s") % version.plan.title
    return enqueue(kind=GIVE_WORK, params=params, user=actor, key=str(version.pk), label=label)


def _tasks(proposal: Proposal, choice: Choice, year: int, day: date) -> int:
    return 1 + max(len(proposal.units), 1) * (1 + len(periods_of(choice.recurrence, year, day)))


def _stored(key: str, choice: Choice) -> dict[str, Any]:
    return {
        "key": key,
        "due_on": choice.due_on.isoformat() if choice.due_on else None,
        "recurrence": str(choice.recurrence),
        "funding": choice.funding.pk if choice.funding else None,
    }


def give_steps(*, params: Mapping[str, Any], actor: Any, tell: Progress) -> int:
    """Give out what `params` says (see `give_out_or_later`), each sentence once over all attempts; how many were new.

    A sentence is given out whole or not at all, with its legal act. Raises like `give_out`."""
    version = PlanVersion.objects.select_related("plan__unit").get(pk=params["version"])
    lines = {line.pk: line for line in FundingLine.objects.filter(plan=version.plan)}
    total, made = len(params["chosen"]), 0
    for done, row in enumerate(params["chosen"]):
        tell(done, total, _("Đang giao nhiệm vụ %(number)s/%(total)s") % {"number": done + 1, "total": total})
        due_on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
        choice = Choice(due_on, Recurrence(row["recurrence"]), lines.get(row["funding"]))
        facts: dict[str, Any] = {"by": params["by"], "day": date.fromisoformat(params["day"])}
        facts |= {"version": version, "actor": actor, "chosen": {row["key"]: choice}}
        made += tell.step(row["key"], partial(_count, facts))
    tell(total, total, "")
    return made


def _count(facts: dict[str, Any]) -> int:
    return len(give_out(**facts))
