"""Money of plans: read with the line, written by the plan's staff; support norms are published."""

from typing import Any

from programs.models import FundingLine, SupportNorm
from tests import factories as make

from ..row import Row, any_editor, readers, signed_in
from ..world import MARK, Actor, World
from .plans import _slug, writers

NORM = {
    "measure": "sản phẩm",
    "amount": 1_000_000,
    "instrument": "Nghị quyết mẫu",
    "valid_from": "2025-01-01",
}


def line(world: World) -> FundingLine:
    """A line of the plan of "own", made when first asked for."""
    facts = {"plan": world.plan, "unit": world.plan.unit, "kind": "commune", "content": f"Tập huấn {MARK}"}
    return FundingLine.objects.get_or_create(**facts)[0]


def _line(world: World) -> dict[str, Any]:
    return {"slug": world.plan.slug, "pk": line(world).pk}


def _table(world: World) -> dict[str, Any]:
    line(world)
    return _slug(world)


def norm(world: World) -> SupportNorm:
    """A norm which "own" issued."""
    return SupportNorm.objects.get_or_create(unit=world.units["own"], title="Hỗ trợ bao bì", defaults=NORM)[0]


def _norm(world: World) -> dict[str, Any]:
    return {"pk": norm(world).pk}


def _more_norms(world: World) -> Any:
    return SupportNorm.objects.create(unit=make.make_unit(), title="Định mức khác", **NORM)


def norm_writers(actor: Actor) -> bool:
    """Staff of the tier of the commune that issued the norm."""
    return writers(actor)


ROWS = {
    "programs:money_xlsx": Row(get=readers, kwargs=_table, marked=True, sees_mark=readers),
    "programs:money_take": Row(post=writers, kwargs=_slug, sees_mark=readers),
    "programs:money_line_new": Row(get=writers, post=writers, kwargs=_slug, marked=True, sees_mark=readers),
    "programs:money_line": Row(get=readers, kwargs=_line, marked=True, sees_mark=readers),
    "programs:money_line_edit": Row(get=writers, post=writers, kwargs=_line, marked=True, sees_mark=readers),
    "programs:money_enter": Row(get=writers, post=writers, kwargs=_line, marked=True, sees_mark=readers),
    "programs:norm_list": Row(get=signed_in, more=_more_norms, sees_mark=readers),
    "programs:norm_new": Row(get=any_editor, post=any_editor, sees_mark=readers),
    "programs:norm_edit": Row(get=norm_writers, post=norm_writers, kwargs=_norm, sees_mark=readers),
}
