"""Recognitions, exports and imports. An upload belongs to the one who made it."""

from typing import Any

from ocop.accounts.enums import Role
from tests import factories as make

from ..row import Row, any_editor, editors, nobody, readers_and_member, signed_in
from ..world import Actor, World


def uploader(actor: Actor) -> bool:
    """The one who made the upload."""
    return actor.name == f"{Role.COMMUNE_OFFICER}@own"


def _upload(world: World) -> dict[str, Any]:
    return {"pk": world.upload.pk}


def _more(world: World) -> Any:
    return make.make_recognition(make.make_product(make.make_producer(world.units["own"])))


def _more_uploads(world: World) -> Any:
    return make.make_upload(world.upload.uploaded_by)


EXPORT = Row(get=signed_in, marked=True, sees_mark=readers_and_member, more=_more)
OF_UPLOAD = {"kwargs": _upload, "sees_mark": uploader}

ROWS = {
    "evaluations:recognition_list": Row(get=signed_in, marked=True, sees_mark=readers_and_member, more=_more),
    "evaluations:recognition_create": Row(get=any_editor, post=any_editor, sees_mark=editors),
    **{
        f"evaluations:{kind}_{form}": EXPORT
        for kind in ("recognition", "product", "producer")
        for form in ("xlsx", "csv")
    },
    "evaluations:import_home": Row(
        get=any_editor, post=any_editor, marked=True, sees_mark=uploader, more=_more_uploads
    ),
    "evaluations:import_template": Row(get=any_editor, sees_mark=nobody),
    "evaluations:import_detail": Row(get=uploader, marked=True, **OF_UPLOAD),
    "evaluations:import_apply": Row(post=uploader, **OF_UPLOAD),
    "evaluations:import_faults": Row(get=uploader, **OF_UPLOAD),
    "evaluations:import_marked": Row(get=uploader, get_status=(302,), **OF_UPLOAD),
    "evaluations:import_map": Row(get=uploader, post=uploader, get_status=(302,), **OF_UPLOAD),
    "evaluations:import_correct": Row(get=uploader, post=uploader, get_status=(302,), **OF_UPLOAD),
    "evaluations:import_undo": Row(get=uploader, post=uploader, get_status=(302,), **OF_UPLOAD),
}
