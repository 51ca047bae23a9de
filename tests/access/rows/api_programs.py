"""REST: units and bodies are public facts; plans and tasks go by territory, progress of a task by who does it."""

from typing import Any

from tests import factories as make

from ..row import Row, readers, signed_in
from ..world import World
from .bodies import _body, _more
from .reporting import _more_plans
from .work import workers


def _unit(world: World) -> dict[str, Any]:
    return {"code": world.units["own"].code}


def _plan(world: World) -> dict[str, Any]:
    return {"slug": world.plan.slug}


def _work(world: World) -> dict[str, Any]:
    return {"pk": world.work.pk}


def _more_units(world: World) -> Any:
    return make.make_unit(parent=world.units["district"])


def _more_work(world: World) -> Any:
    return make.make_work(world.issued)


ROWS = {
    "api:unit_list": Row(get=signed_in, more=_more_units, is_api=True),
    "api:unit_detail": Row(get=signed_in, kwargs=_unit, is_api=True),
    "api:unit_lineage": Row(get=signed_in, kwargs=_unit, is_api=True),
    "api:unit_became": Row(get=signed_in, kwargs=_unit, is_api=True),
    "api:body_list": Row(get=signed_in, more=_more, is_api=True),
    "api:body_detail": Row(get=signed_in, kwargs=_body, is_api=True),
    "api:plan_list": Row(get=signed_in, marked=True, more=_more_plans, is_api=True),
    "api:plan_detail": Row(get=readers, kwargs=_plan, marked=True, is_api=True),
    "api:plan_targets": Row(get=readers, kwargs=_plan, is_api=True),
    "api:plan_batches": Row(get=readers, kwargs=_plan, is_api=True),
    "api:task_list": Row(get=signed_in, marked=True, more=_more_work, is_api=True),
    "api:task_detail": Row(
        get=readers,
        kwargs=_work,
        marked=True,
        changes={"PATCH": workers},
        change_data={"progress": 40, "text": "Đã họp thôn"},
        is_api=True,
    ),
    "api:task_done": Row(
        post=workers, kwargs=_work, data={"text": "Đã rà soát xong"}, post_status=(200, 409, 422, 428), is_api=True
    ),
}
