"""Reading a plan in: for those who write records somewhere; a reading is its own reader's only."""

from typing import Any

from ocop.accounts.enums import Role
from tests import factories as make

from ..row import Row, any_editor
from ..world import MARK, Actor, World


def reader(actor: Actor) -> bool:
    """The one who sent the file."""
    return actor.name == f"{Role.COMMUNE_OFFICER}@own"


def _reading(world: World) -> dict[str, Any]:
    return {"pk": world.records["reading"].pk}


def _more(world: World) -> Any:
    return make.make_reading(world.records["reading"].user, file_name=f"thêm {MARK}.txt")


ROWS = {
    "programs:reading_list": Row(get=any_editor, post=any_editor, marked=True, sees_mark=reader, more=_more),
    "programs:reading_detail": Row(get=reader, kwargs=_reading, marked=True, sees_mark=reader),
    "programs:reading_save": Row(post=reader, kwargs=_reading),
    "programs:reading_drop": Row(post=reader, kwargs=_reading),
}
