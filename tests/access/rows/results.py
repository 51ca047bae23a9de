"""Opened marks: read by council and organisers, led by the chair; results also by who sees the product."""

from typing import Any

from django.utils import timezone

from evaluations.domain.scoring import parse_answers, score
from evaluations.models import EntryRound, ScoreSheet, SessionEntry
from tests import factories as make
from tests.evaluations.scoring_room import FORM, PACK, best

from ..row import Row, readers_and_member, signed_in
from ..world import MARK, Actor, World
from .councils import chair, seers


def told(actor: Actor) -> bool:
    """Who may read a frozen result."""
    return seers(actor) or readers_and_member(actor)


def _entry(world: World) -> dict[str, Any]:
    return {"pk": world.entry.pk}


def _session(world: World) -> dict[str, Any]:
    return {"pk": world.session.pk}


def _result(world: World) -> dict[str, Any]:
    return {"pk": world.result.pk}


def opened_entry(world: World) -> SessionEntry:
    """An entry of the session whose first round is open: one whole sheet, by the member."""
    found = world.session.entries.filter(opened_round=1).first()
    if found is not None:
        return found
    product = make.make_product(world.producer, name=f"Trà {MARK}", product_set=4)
    entry = make.make_entry(world.session, make.make_dossier(product, state="council"), opened_round=1)
    EntryRound.objects.create(entry=entry, number=1, opened_at=timezone.now())
    total = score(PACK, FORM, parse_answers(FORM, best())).total
    facts = {"state": "submitted", "total": total, "submitted_at": timezone.now(), "comment": MARK}
    ScoreSheet.objects.create(entry=entry, member=world.council_member, answers=best(), **facts)
    return entry


def _opened(world: World) -> dict[str, Any]:
    return {"pk": opened_entry(world).pk}


def _more(world: World) -> Any:
    product = make.make_product(make.make_producer(world.units["own"]), product_set=4)
    dossier = make.make_dossier(product, state="evaluated")
    return make.make_result(make.make_entry(world.closed, dossier, opened_round=1, concluded_at=timezone.now()))


LED = {"get": chair, "post": chair, "marked": True, "sees_mark": chair}
TOLD = {"marked": True, "sees_mark": told}

ROWS = {
    "evaluations:entry_detail": Row(get=seers, kwargs=_entry, marked=True, sees_mark=seers),
    "evaluations:entry_open": Row(kwargs=_entry, **LED),
    "evaluations:entry_next_round": Row(kwargs=_opened, **LED),
    "evaluations:entry_conclude": Row(kwargs=_opened, **LED),
    "evaluations:entry_return": Row(kwargs=_opened, **LED),
    "evaluations:session_open_all": Row(kwargs=_session, **LED),
    "evaluations:session_close": Row(kwargs=_session, **LED),
    "evaluations:result_list": Row(get=signed_in, more=_more, **TOLD),
    "evaluations:result_xlsx": Row(get=signed_in, more=_more, **TOLD),
    "evaluations:result_detail": Row(get=told, kwargs=_result, **TOLD),
}
