"""Tasks given out and difficulties: read in the territory, done by the unit's own people."""

from typing import Any

from ocop.accounts.enums import EDITORS, Role
from tests import factories as make

from ..row import Row, readers, signed_in
from ..world import Actor, World
from .plans import issuers, writers

WORKERS = EDITORS | {Role.SIGNER}


def workers(actor: Actor) -> bool:
    """Staff and signer of the commune itself (rules.works_for)."""
    return actor.role in WORKERS and actor.place == "own"


def givers(actor: Actor) -> bool:
    """Who gives out the tasks of the plan (rules.can_give_work)."""
    return writers(actor) or issuers(actor)


def answerers(actor: Actor) -> bool:
    """Staff and signer of the district to which the difficulty was sent."""
    return actor.role in WORKERS and actor.place == "district"


def speakers(actor: Actor) -> bool:
    """Whoever works for a unit that has one above it."""
    return actor.name == "mixed" or (actor.role in WORKERS and actor.place != "nation")


def _work(world: World) -> dict[str, Any]:
    return {"pk": world.work.pk}


def _difficulty(world: World) -> dict[str, Any]:
    return {"pk": world.difficulty.pk}


def _more_work(world: World) -> Any:
    return make.make_work(world.issued)


def _more_difficulties(world: World) -> Any:
    return make.make_difficulty(world.units["own"], world.units["district"])


ROWS = {
    "programs:work_list": Row(get=signed_in, query="?xem=tat-ca", marked=True, sees_mark=readers, more=_more_work),
    "programs:work_detail": Row(get=readers, kwargs=_work, marked=True),
    "programs:work_report": Row(get=workers, post=workers, kwargs=_work, data={"progress": "10"}),
    "programs:work_drop": Row(get=givers, post=givers, kwargs=_work),
    "programs:work_change": Row(get=givers, post=givers, kwargs=_work),
    "programs:work_part": Row(post=workers, kwargs=lambda world: {"pk": world.work_part.pk}),
    "programs:work_evidence": Row(get=readers, kwargs=lambda world: {"pk": world.work_report.pk}),
    "programs:work_give": Row(get=givers, post=givers, kwargs=lambda world: {"slug": world.plan.slug}),
    "programs:difficulty_list": Row(get=signed_in, marked=True, sees_mark=readers, more=_more_difficulties),
    "programs:difficulty_new": Row(get=speakers, post=speakers),
    "programs:difficulty_detail": Row(get=readers, kwargs=_difficulty, marked=True),
    "programs:difficulty_answer": Row(post=answerers, kwargs=_difficulty, data={"answer": "Đồng ý."}),
    "programs:difficulty_pass": Row(post=answerers, kwargs=_difficulty, data={"text": "Kính chuyển."}),
}
