"""Reports of units on periods: whose territory holds the unit."""

from typing import Any

from tests import factories as make

from ..row import Row, readers, signed_in
from ..world import World

PERIOD = {"period": "2025-nam"}


def _unit(world: World) -> dict[str, Any]:
    return {"code": world.units["own"].code, **PERIOD}


def _figure(world: World) -> dict[str, Any]:
    return {**_unit(world), "figure": "luy-ke.tung.tong"}


def _sheet(world: World) -> dict[str, Any]:
    return {**_unit(world), "table": "het-han"}


def _more_reports(world: World) -> Any:
    own = world.units["own"]
    return make.make_document(None, kind="period_report", subject="unit", subject_id=own.pk, unit=own, year=2025)


ROWS = {
    "reporting:report_list": Row(get=signed_in, more=_more_reports),
    "reporting:report": Row(get=readers, kwargs=_unit),
    "reporting:report_rows": Row(get=readers, kwargs=_figure, marked=True),
    "reporting:report_sheet": Row(get=readers, kwargs=_sheet),
    "reporting:report_create": Row(get=readers, post=readers, kwargs=_unit, data={"part": "nam", "year": "2025"}),
}
