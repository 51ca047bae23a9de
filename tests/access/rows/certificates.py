"""The public lookup: open to everybody, and everybody reads the same."""

from typing import Any

from evaluations.domain.certificates import public_code
from tests import factories as make

from ..row import Row, public
from ..world import World


def _code(world: World) -> dict[str, Any]:
    return {"code": public_code(world.recognition.pk)}


def _more_recognised(world: World) -> Any:
    return make.make_recognition(make.make_product(world.producer, name=f"Bánh gai {world.producer.name}"))


ROWS = {
    "evaluations:lookup": Row(get=public, query="?q=banh+gai", marked=True, sees_mark=public, more=_more_recognised),
    "evaluations:lookup_detail": Row(get=public, kwargs=_code, marked=True, sees_mark=public),
}
