"""The ministry's product table: read like the products; open data: for everybody."""

from typing import Any

from evaluations.domain.open_data import publish
from ocop.site.models import SiteSetting
from tests import factories as make

from ..row import Row, public, readers_and_member, signed_in
from ..world import World


def _more(world: World) -> Any:
    return make.make_recognition(make.make_product(make.make_producer(world.units["own"])))


def _published(world: World) -> dict[str, Any]:
    """A dump of this world; what is asked for is its text without records."""
    SiteSetting.objects.update_or_create(key="open_data_licence", defaults={"value": "CC0-1.0"})
    assert publish() is not None
    return {"name": "README.md"}


READ = Row(get=signed_in, marked=True, sees_mark=readers_and_member, more=_more)

ROWS = {
    "evaluations:exchange_table": READ,
    "evaluations:exchange_xlsx": READ,
    "evaluations:exchange_csv": READ,
    "evaluations:open_data": Row(get=public, sees_mark=public),
    "evaluations:open_data_file": Row(get=public, kwargs=_published, sees_mark=public),
    "api:exchange_ptnt": Row(get=signed_in, marked=True, sees_mark=readers_and_member, more=_more, is_api=True),
    "api:open_data": Row(get=public, sees_mark=public, is_api=True),
    "api:open_data_file": Row(get=public, kwargs=_published, sees_mark=public, is_api=True),
}
