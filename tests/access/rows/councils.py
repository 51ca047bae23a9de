"""Councils and sessions: seen by their members, organisers and signers of the unit; prepared by organisers only."""

from typing import Any

from evaluations.models import InterestDeclaration
from evaluations.models.council import ORGANISERS, READERS
from ocop.accounts.enums import Role
from tests import factories as make

from ..row import Row, signed_in
from ..world import Actor, World

HIGH = frozenset({"province", "nation"})
"""Places whose territory contains the council's unit, the province."""


def organisers(actor: Actor) -> bool:
    """Those who prepare the council."""
    return actor.role in ORGANISERS and actor.place in HIGH


def any_organiser(actor: Actor) -> bool:
    """Those who prepare councils somewhere."""
    return actor.role in ORGANISERS or actor.name == "mixed"


def chair(actor: Actor) -> bool:
    return actor.name == f"{Role.COUNCIL_MEMBER}@province"


def members(actor: Actor) -> bool:
    """The chair and a member."""
    return chair(actor) or actor.name == f"{Role.COUNCIL_MEMBER}@own"


def seers(actor: Actor) -> bool:
    """Members, organisers, signers."""
    return members(actor) or (actor.role in READERS and actor.place in HIGH)


def roll_keepers(actor: Actor) -> bool:
    """Organisers and the chair (the secretary has no account here)."""
    return organisers(actor) or chair(actor)


def declarers(actor: Actor) -> bool:
    """Members for themselves, organisers for anybody."""
    return organisers(actor) or members(actor)


def _council(world: World) -> dict[str, Any]:
    return {"pk": world.council.pk}


def _member(world: World) -> dict[str, Any]:
    return {"pk": world.council_member.pk}


def _preparing(world: World) -> dict[str, Any]:
    return {"pk": world.preparing.pk}


def _session(world: World) -> dict[str, Any]:
    return {"pk": world.session.pk}


def _entry(world: World) -> dict[str, Any]:
    return {"pk": world.entry.pk}


def _prepared_entry(world: World) -> dict[str, Any]:
    entry = world.preparing.entries.first() or make.make_entry(world.preparing, world.dossier)
    return {"pk": entry.pk}


def _interest(world: World) -> dict[str, Any]:
    """The member's own declaration."""
    facts = {"entry": world.entry, "member": world.council_member, "ground": "declared"}
    return {"pk": InterestDeclaration.objects.get_or_create(**facts)[0].pk}


def _more_councils(world: World) -> Any:
    return make.make_council(world.units["province"])


def _more_sessions(world: World) -> Any:
    return make.make_entry(make.make_session(world.council, state="scoring"))


SEEN = {"marked": True, "sees_mark": seers}
SEEN_BY_ORGANISERS = {"marked": True, "sees_mark": organisers}

ROWS = {
    "evaluations:council_list": Row(get=signed_in, more=_more_councils, **SEEN),
    "evaluations:council_create": Row(get=any_organiser, post=any_organiser, sees_mark=organisers),
    "evaluations:council_detail": Row(get=seers, kwargs=_council, **SEEN),
    "evaluations:council_edit": Row(kwargs=_council, get=organisers, post=organisers, **SEEN_BY_ORGANISERS),
    "evaluations:council_end": Row(kwargs=_council, get=organisers, post=organisers, **SEEN_BY_ORGANISERS),
    "evaluations:council_rules": Row(kwargs=_council, get=organisers, post=organisers, **SEEN_BY_ORGANISERS),
    "evaluations:council_member_add": Row(kwargs=_council, get=organisers, post=organisers, **SEEN_BY_ORGANISERS),
    "evaluations:council_member_edit": Row(kwargs=_member, get=organisers, post=organisers, **SEEN_BY_ORGANISERS),
    "evaluations:council_member_end": Row(kwargs=_member, get=organisers, post=organisers, **SEEN_BY_ORGANISERS),
    "evaluations:session_list": Row(get=signed_in, more=_more_sessions, **SEEN),
    "evaluations:session_create": Row(
        get=any_organiser, post=any_organiser, get_status=(200, 302), sees_mark=organisers
    ),
    "evaluations:session_detail": Row(get=seers, kwargs=_session, **SEEN),
    "evaluations:session_progress": Row(get=seers, kwargs=_session, **SEEN),
    "evaluations:session_edit": Row(kwargs=_preparing, get=organisers, post=organisers, **SEEN_BY_ORGANISERS),
    "evaluations:session_cancel": Row(kwargs=_session, get=organisers, post=organisers, **SEEN_BY_ORGANISERS),
    "evaluations:session_batch": Row(kwargs=_preparing, get=organisers, post=organisers, **SEEN_BY_ORGANISERS),
    "evaluations:session_roll": Row(
        kwargs=_session, get=roll_keepers, post=roll_keepers, marked=True, sees_mark=roll_keepers
    ),
    "evaluations:session_begin": Row(
        kwargs=_preparing, get=roll_keepers, post=roll_keepers, marked=True, sees_mark=roll_keepers
    ),
    "evaluations:entry_remove": Row(post=organisers, kwargs=_prepared_entry),
    "evaluations:interest_declare": Row(kwargs=_entry, get=declarers, post=declarers, marked=True, sees_mark=declarers),
    "evaluations:interest_withdraw": Row(
        kwargs=_interest,
        post=lambda actor: organisers(actor) or actor.name == f"{Role.COUNCIL_MEMBER}@own",
    ),
}
