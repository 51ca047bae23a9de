"""The evidence vault: read in the territory; papers are put in by editors and the producer's own account; an upload is
its owner's alone, and a link to bytes opens for the one it was made for."""

import itertools
from typing import Any

from ocop.accounts.enums import Role
from products.domain.evidence import make_link
from products.models import Upload
from tests import factories as make

from ..row import Row, editors, readers_and_member
from ..world import Actor, World

OWNER = f"{Role.COMMUNE_OFFICER}@own"
_kinds = itertools.cycle(["shtt", "bvmt", "lao_dong"])


def keepers(actor: Actor) -> bool:
    """Editors of the territory, and the producer's own account."""
    return editors(actor) or actor.name == "member"


def owner(actor: Actor) -> bool:
    """The officer who began the upload, or asked for the link."""
    return actor.name == OWNER


def _producer(world: World) -> dict[str, Any]:
    return {"pk": world.producer.pk}


def _evidence(world: World) -> dict[str, Any]:
    return {"pk": world.evidence.pk}


def _upload(world: World) -> dict[str, Any]:
    facts = {"producer": world.producer, "user": world.users[OWNER], "file_name": "giay.pdf", "size": 9}
    return {"upload_id": Upload.objects.get_or_create(**facts)[0].pk}


def _token(world: World) -> dict[str, Any]:
    return {"token": make_link(user=world.users[OWNER], evidence=world.evidence)}


def _more(world: World) -> Any:
    return make.make_evidence(world.producer, kind=next(_kinds))


FACTS = {"kind": "dkkd", "title": "Giấy", "file_name": "giay.pdf", "size": "9"}
SEEN = {"marked": True, "sees_mark": readers_and_member}

ROWS = {
    "products:vault": Row(get=readers_and_member, post=keepers, kwargs=_producer, more=_more, **SEEN),
    "products:upload_open": Row(post=keepers, kwargs=_producer, data=FACTS, post_status=(201,)),
    "products:upload_piece": Row(get=owner, post=owner, kwargs=_upload),
    "products:upload_finish": Row(post=owner, kwargs=_upload, post_status=(409,)),
    "products:evidence_detail": Row(get=readers_and_member, kwargs=_evidence, **SEEN),
    "products:evidence_edit": Row(get=keepers, post=keepers, kwargs=_evidence, marked=True, sees_mark=keepers),
    "products:evidence_remove": Row(post=keepers, kwargs=_evidence, post_status=(302,)),
    "products:evidence_file": Row(get=readers_and_member, kwargs=_evidence, get_status=(302,)),
    "products:evidence_bytes": Row(get=owner, kwargs=_token),
}
