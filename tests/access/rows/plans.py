"""Plans: read in the territory, written by the staff of the plan's tier, issued by its own signer."""

from collections.abc import Callable
from typing import Any

from ocop.accounts.enums import Role
from tests import factories as make

from ..row import Row, any_editor, readers, signed_in
from ..world import ABOVE, Actor, World

WRITERS = frozenset({Role.ADMIN, Role.COMMUNE_OFFICER})


def writers(actor: Actor) -> bool:
    """Staff who write a commune's plan (rules.PLAN_WRITERS)."""
    return actor.role in WRITERS and actor.place in ABOVE


def issuers(actor: Actor) -> bool:
    """Who issues a commune's plan: its own signer (rules.PLAN_ISSUERS)."""
    return actor.role == Role.SIGNER and actor.place == "own"


def _slug(world: World) -> dict[str, Any]:
    return {"slug": world.plan.slug}


def _part(model: str) -> Callable[[World], dict[str, Any]]:
    """A part of the draft of "own", made when first asked for."""

    def kwargs(world: World) -> dict[str, Any]:
        from programs.models import Batch, Body, Section, Task

        draft = world.draft
        if model == "section":
            part: Any = Section.objects.get_or_create(version=draft, order=1, number="I", heading="MỤC ĐÍCH")[0]
        elif model == "batch":
            part = Batch.objects.get_or_create(version=draft, order=1, number="1", label="Đợt 1")[0]
        else:
            body = Body.objects.get_or_create(unit=world.plan.unit, fold="so y te", defaults={"name": "Sở Y tế"})[0]
            part = Task.objects.get_or_create(version=draft, order=1, body=body, heading="Sở Y tế")[0]
        return {"slug": world.plan.slug, "pk": part.pk}

    return kwargs


def _more(world: World) -> Any:
    return make.make_version(make.make_plan(world.plan.unit, 2020 + world.plan.unit.plans.count()), {3: 1})


def _read() -> Row:
    return Row(get=readers, kwargs=_slug, marked=True, sees_mark=readers)


def _edit(kwargs: Callable[[World], dict[str, Any]] = _slug) -> Row:
    return Row(get=writers, post=writers, kwargs=kwargs, marked=True, sees_mark=readers)


def _act(kwargs: Callable[[World], dict[str, Any]] = _slug, **fields: Any) -> Row:
    return Row(post=writers, kwargs=kwargs, data={"revision": "0"}, sees_mark=readers, **fields)


ROWS = {
    "programs:plan_list": Row(get=signed_in, marked=True, sees_mark=readers, more=_more),
    "programs:plan_new": Row(get=any_editor, post=any_editor, sees_mark=readers),
    **{
        f"programs:{name}": _read()
        for name in ("plan_detail", "plan_targets", "plan_batches", "plan_tasks", "plan_funding", "plan_versions")
    },
    **{
        f"programs:{name}": _edit()
        for name in (
            "plan_edit",
            "plan_section_new",
            "plan_whole",
            "plan_bases",
            "plan_activities",
            "plan_money",
            "plan_recipients",
            "plan_targets_edit",
            "plan_batch_new",
            "plan_task_new",
        )
    },
    **{
        f"programs:{name}": Row(get=writers, kwargs=_slug, marked=True, sees_mark=readers)
        for name in ("plan_sections", "plan_batches_edit", "plan_tasks_edit")
    },
    "programs:plan_preview": _act(),
    "programs:plan_whole_preview": _act(),
    "programs:plan_section": _edit(_part("section")),
    "programs:plan_batch": _edit(_part("batch")),
    "programs:plan_task": _edit(_part("task")),
    "programs:plan_section_remove": _act(_part("section")),
    "programs:plan_batch_remove": _act(_part("batch")),
    "programs:plan_task_remove": _act(_part("task")),
    "programs:plan_issue": Row(get=issuers, post=issuers, kwargs=_slug, marked=True, sees_mark=readers),
}
