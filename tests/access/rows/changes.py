"""The change feed: everybody who came in reads what the own territory shows."""

from typing import Any

from tests import factories as make

from ..row import Row, readers_and_member, signed_in
from ..world import World


def _more_products(world: World) -> Any:
    return make.make_product(world.producer)


ROWS = {
    "api:changes": Row(
        get=signed_in,
        marked=True,
        sees_mark=readers_and_member,
        more=_more_products,
        query="?resource=products",
        is_api=True,
    ),
}
