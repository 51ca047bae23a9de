"""Bodies on a day: is one there, what became of it, and is a name in a plan the name of a body existing that day."""

from dataclasses import dataclass
from datetime import date

from programs.models import Body, Unit


@dataclass(frozen=True)
class BodyOnDay:
    """What is known of a name on a day. `known` False: nothing says anything (`exists` is then True)."""

    known: bool
    exists: bool
    successor_name: str = ""
    reason: str = ""


def body_on(body: Body, day: date) -> Body | None:
    """The body itself when it is there on the day, else the one that succeeded it by then; None when there is none or
    it was split among several."""
    raise NotImplementedError


def exists_on(name: str, unit: Unit, day: date) -> BodyOnDay:
    """Whether the body a plan of the unit names ("Sở NN & PTNT", "UBND các huyện") exists on the day."""
    raise NotImplementedError
