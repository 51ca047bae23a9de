"""Templates of plans: pages for those who write templates; one is seen in its territory, changed by its writers."""

from typing import Any

from ocop.accounts.enums import Role
from tests.factories import make_template

from ..row import Row
from ..world import ABOVE, MARK, Actor, World

WRITERS = frozenset({Role.ADMIN, Role.PROVINCE_COORDINATOR})


def writers(actor: Actor) -> bool:
    """Who writes the template of the commune "own" (rules.TEMPLATE_WRITERS)."""
    return actor.role in WRITERS and actor.place in ABOVE


def any_writer(actor: Actor) -> bool:
    """Who writes templates of some place."""
    return actor.role in WRITERS or actor.name == "mixed"


def writers_reading(actor: Actor) -> bool:
    """Who writes templates of some place and reads those of "own"."""
    return any_writer(actor) and actor.reads


def _template(world: World) -> dict[str, Any]:
    from programs.models import PlanTemplate

    found = PlanTemplate.objects.filter(unit=world.plan.unit).first()
    return {"pk": (found or make_template(world.plan.unit, title=f"Mẫu {MARK}")).pk}


def _section(world: World) -> dict[str, Any]:
    from programs.models import SectionTemplate

    pk = _template(world)["pk"]
    section = SectionTemplate.objects.get_or_create(template_id=pk, order=1, number="I", heading="MỤC ĐÍCH")[0]
    return {"pk": pk, "section": section.pk}


def _more(world: World) -> Any:
    return make_template(world.plan.unit, title="Mẫu thêm")


ROWS = {
    "programs:template_list": Row(get=any_writer, sees_mark=writers_reading, more=_more),
    "programs:template_new": Row(get=any_writer, post=any_writer, sees_mark=writers_reading),
    "programs:template_detail": Row(
        get=writers_reading, post=writers, kwargs=_template, marked=True, sees_mark=writers_reading
    ),
    "programs:template_section_new": Row(get=writers, post=writers, kwargs=_template, marked=True, sees_mark=writers),
    "programs:template_section": Row(get=writers, post=writers, kwargs=_section, marked=True, sees_mark=writers),
    "programs:template_preview": Row(post=writers, kwargs=_template, data={"body": "x"}, sees_mark=writers),
    "programs:template_section_remove": Row(post=writers, kwargs=_section, data={"revision": "0"}, sees_mark=writers),
}
