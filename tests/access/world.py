"""The small world of the access matrix: two provinces, people of every role at every place, one record of a kind.

All records stand in the commune "own", under the district and province of the same name. Their texts carry MARK, which
must not be read by anyone who may not see that commune. Units are public facts and carry no mark.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from ocop.accounts.enums import TERRITORIAL, Role
from programs.enums import Tier
from programs.models import Unit
from tests import factories as make

MARK = "Kỳ-Lân-Riêng"
PLACES = ("own", "district", "province", "nation", "beside", "elsewhere")
ABOVE = frozenset({"own", "district", "province", "nation"})
"""Places whose territory contains the records."""


@dataclass(frozen=True)
class Actor:
    """Someone who tries: a role at a place, or one of the people without a role."""

    name: str
    role: str = ""
    place: str = ""

    @property
    def is_anonymous(self) -> bool:
        return self.name == "anonymous"

    @property
    def reads(self) -> bool:
        """Whether the records of "own" are in the actor's territory."""
        return self.role in TERRITORIAL and self.place in ABOVE

    def __str__(self) -> str:
        return self.name


ACTORS = (
    Actor("anonymous"),
    Actor("nobody"),
    Actor("member"),
    *(Actor(f"{role}@{place}", role, place) for role in Role.values for place in PLACES),
)


@dataclass
class World:
    """`units` by place, `users` by actor name, `clients` signed in, and the records by name."""

    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, Any] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["records"][name]
        except KeyError:
            raise AttributeError(f"the world has no record {name!r}") from None


def build_world() -> World:
    """Write everything; the caller keeps the database as a template."""
    world = World()
    _build_units(world)
    _build_people(world)
    _build_records(world)
    return world


def _build_units(world: World) -> None:
    nation = make.make_nation()
    province, elsewhere = make.make_unit(Tier.PROVINCE), make.make_unit(Tier.PROVINCE)
    district = make.make_unit(Tier.DISTRICT, province)
    own, beside = make.make_unit(parent=district), make.make_unit(parent=district)
    make.make_unit(parent=make.make_unit(Tier.DISTRICT, elsewhere))
    places = (own, district, province, nation, beside, elsewhere)
    world.units = dict(zip(PLACES, places, strict=True))


def _build_people(world: World) -> None:
    for actor in ACTORS:
        client = Client()
        user: Any = AnonymousUser()
        if not actor.is_anonymous:
            user = make.make_user(actor.role or None, world.units.get(actor.place), username=actor.name)
            client.force_login(user)
        world.users[actor.name], world.clients[actor.name] = user, client


def _build_records(world: World) -> None:
    own, records = world.units["own"], world.records
    records["plan"] = make.make_plan(own, title=f"Kế hoạch {MARK}", slug="ke-hoach-rieng")
    records["issued"] = make.make_version(records["plan"], {3: 2, 4: 1}, abstract=f"Về {MARK}")
    records["draft"] = make.make_version(records["plan"], {3: 1}, state="draft", abstract=f"Về {MARK}")
    records["producer"] = make.make_producer(own, name=f"Hợp tác xã {MARK}")
    records["producer"].users.add(world.users["member"])
    records["product"] = make.make_product(records["producer"], name=f"Bánh gai {MARK}")
    records["recognition"] = make.make_recognition(records["product"], decision_number=f"7/QĐ-{MARK}")
    records["job"] = make.make_job(world.users[f"{Role.COMMUNE_OFFICER}@own"], label=f"Việc {MARK}")
