"""Dossiers and papers by program: read like the pages, written by those who prepare them there."""

from typing import Any

from tests import factories as make

from ..row import Row, readers_and_member, signed_in
from ..world import World
from . import dossiers
from .dossiers import SEEN, dossier, preparers
from .evidence import keepers


def _evidence(world: World) -> dict[str, Any]:
    return {"pk": world.evidence.pk}


def _more_evidence(world: World) -> Any:
    return make.make_evidence(world.producer)


def _more_dossiers(world: World) -> Any:
    return make.make_dossier(make.make_product(world.producer))


SUBMIT = {"step": "submit"}
UNKNOWN = 2_000_000_000
"""An id no record has: in a fresh database the first one of a kind is 1."""
NEW = {"product": UNKNOWN, "kind": "first", "year": 2026, "star_sought": 3}
LINK = {"evidence": UNKNOWN, "requirement": "paper:dkkd"}

ROWS = {
    "api:dossier_list": Row(
        get=signed_in, post=signed_in, data=NEW, post_status=(422,), more=_more_dossiers, is_api=True, **SEEN
    ),
    "api:dossier_detail": Row(
        get=readers_and_member,
        kwargs=dossier,
        changes={"PATCH": preparers},
        change_data={"samples": 5},
        change_status=(412,),
        is_api=True,
        **SEEN,
    ),
    "api:dossier_steps": Row(
        get=readers_and_member,
        post=preparers,
        kwargs=dossier,
        data=SUBMIT,
        post_status=(428,),
        sees_mark=readers_and_member,
        is_api=True,
    ),
    "api:dossier_requirements": Row(get=readers_and_member, kwargs=dossier, sees_mark=readers_and_member, is_api=True),
    "api:dossier_links": Row(post=preparers, kwargs=dossier, data=LINK, post_status=(422,), is_api=True),
    "api:dossier_link": Row(kwargs=dossiers._link, changes={"DELETE": preparers}, change_status=(412,), is_api=True),
    "api:dossier_item": Row(
        kwargs=dossiers._item,
        changes={"PATCH": preparers},
        change_data={"is_done": True},
        change_status=(412,),
        is_api=True,
    ),
    # A paper comes as a form with its file (tests/products/test_api_evidence.py); JSON is not taken.
    "api:evidence_list": Row(
        get=signed_in, post=signed_in, post_status=(415,), more=_more_evidence, is_api=True, **SEEN
    ),
    "api:evidence_detail": Row(
        get=readers_and_member,
        kwargs=_evidence,
        changes={"PATCH": keepers, "DELETE": keepers},
        change_data={"title": "Giấy"},
        change_status=(412,),
        is_api=True,
        **SEEN,
    ),
    "api:evidence_file": Row(get=readers_and_member, kwargs=_evidence, sees_mark=readers_and_member, is_api=True),
}
