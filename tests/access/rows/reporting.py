"""Progress and documents of plans."""

import itertools
from typing import Any

from tests import factories as make

from ..row import Row, readers, readers_and_member, signed_in
from ..world import Actor, World
from .councils import members

_YEARS = itertools.count(30)


def _document(world: World) -> dict[str, Any]:
    return {"pk": world.document.pk}


def _plan(world: World) -> dict[str, Any]:
    return {"slug": world.plan.slug}


def _making(world: World) -> dict[str, Any]:
    return {"kind": "progress", "pk": world.document.subject_id}


def _subject(world: World) -> dict[str, Any]:
    return {"subject": world.document.subject, "pk": world.document.subject_id}


def _more_documents(world: World) -> Any:
    return make.make_document(world.plan)


def _unit(world: World) -> dict[str, Any]:
    return {**_plan(world), "code": world.units["own"].code}


def _more_plans(world: World) -> Any:
    year = 2000 + next(_YEARS)
    return make.make_version(make.make_plan(world.units["own"], year, slug=f"ke-hoach-{year}"), {3: 1})


def _more_recognitions(world: World) -> Any:
    return make.make_recognition(make.make_product(world.producer))


def home_readers(actor: Actor) -> bool:
    """Whoever reads the records, and council members: their sheets and sessions wait there."""
    return readers_and_member(actor) or members(actor)


ROWS = {
    "reporting:document_list": Row(get=signed_in, marked=True, more=_more_documents),
    "reporting:document_detail": Row(get=readers, kwargs=_document, marked=True),
    "reporting:document_pdf": Row(get=readers, kwargs=_document),
    "reporting:document_docx": Row(get=readers, kwargs=_document),
    "reporting:document_create": Row(get=readers, post=readers, kwargs=_making),
    "reporting:subject_documents": Row(get=readers, kwargs=_subject, marked=True),
    "reporting:plan_document_create": Row(post=readers, kwargs=_plan),
    "reporting:progress_document_create": Row(post=readers, kwargs=_plan),
    "home": Row(get=signed_in, sees_mark=home_readers),
    "reporting:inbox": Row(get=signed_in, sees_mark=home_readers),
    "reporting:search": Row(
        get=signed_in, query="?q=ky+lan+rieng", marked=True, sees_mark=readers_and_member, more=_more_recognitions
    ),
    "reporting:progress_chooser": Row(get=signed_in, marked=True, sees_mark=readers, more=_more_plans),
    "reporting:progress": Row(get=readers, kwargs=_plan, marked=True),
    "reporting:progress_export": Row(get=readers, kwargs=_plan),
    "reporting:progress_unit": Row(get=readers, kwargs=_unit, marked=True),
}
