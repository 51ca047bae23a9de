"""Units are public facts for everyone with an account; a reform belongs to the province's office and those above it."""

from datetime import date
from typing import Any

from ocop.accounts.enums import Role
from programs.domain.reform import apply_reform, worklist
from programs.enums import Extent, Tier
from programs.models import Instrument, Reform, Unit, UnitLineage
from tests import factories as make

from ..row import Row, signed_in
from ..world import MARK, Actor, World

RUNNERS = frozenset({Role.ADMIN, Role.PROVINCE_COORDINATOR})
CODE, EVE, DAY = "NQ-9", date(2025, 6, 30), date(2025, 7, 1)


def any_runner(actor: Actor) -> bool:
    """Who runs reforms of some province or place."""
    return actor.role in RUNNERS or actor.name == "mixed"


def runners(actor: Actor) -> bool:
    """Who runs the reform of the province of "own"."""
    return actor.role in RUNNERS and actor.place in ("province", "nation")


def _unit(world: World) -> dict[str, Any]:
    return {"code": world.units["own"].code}


def make_reform(province: Unit, number: int) -> Unit:
    """A resolution that ended a district and split a commune of it in two; returns the split commune."""
    act = Instrument.objects.create(number=f"{number}/NQ-THU", effective_on=DAY)
    ended = {"instrument_to": act, "valid_to": EVE}
    district = make.make_unit(Tier.DISTRICT, province, **ended)
    split = make.make_unit(parent=district, **ended)
    for is_default in (True, False):
        heir = make.make_unit(parent=province, instrument_from=act, valid_from=DAY)
        UnitLineage.objects.create(
            predecessor=split,
            successor=heir,
            extent=Extent.PART,
            is_default=is_default,
            instrument=act,
            effective_on=DAY,
        )
    return split


def _reform(world: World) -> dict[str, Any]:
    """The applied reform of the province of "own" with a producer that waits for a decision."""
    if not Reform.objects.filter(code=CODE).exists():
        make.make_producer(make_reform(world.units["province"], 9), name=f"Tổ hợp tác {MARK}")
        apply_reform(reform_code=CODE)
    return {"code": CODE}


def _item(world: World) -> dict[str, Any]:
    code = _reform(world)
    return code | {"item_id": worklist(Reform.objects.get(code=CODE)).get().pk}


def _more_reforms(world: World) -> Any:
    return make_reform(make.make_unit(Tier.PROVINCE), 10 + Instrument.objects.count())


def _one_reform(world: World) -> dict[str, Any]:
    _reform(world)
    return {}


ROWS = {
    "programs:unit_list": Row(get=signed_in, more=lambda world: make.make_unit(Tier.PROVINCE)),
    "programs:unit_detail": Row(get=signed_in, kwargs=_unit),
    "programs:reform_list": Row(get=any_runner, kwargs=_one_reform, sees_mark=runners, more=_more_reforms),
    "programs:reform_detail": Row(get=runners, kwargs=_reform, marked=True, sees_mark=runners),
    "programs:reform_apply": Row(post=runners, kwargs=_reform),
    "programs:reform_revert": Row(post=runners, kwargs=_reform),
    "programs:reform_confirm": Row(post=runners, kwargs=_reform),
    "programs:reform_decide": Row(post=runners, kwargs=_item),
}
