"""A province with three communes, products recognised in them, people, and a call for the third quarter of 2026."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from programs.enums import Tier
from programs.models import Unit
from reporting.domain.period import Part, Period
from reporting.domain.unit_reports.calls import open_call
from reporting.domain.unit_reports.drafting import draft_figures
from reporting.domain.unit_reports.sending import submit_report
from reporting.models import ReportCall, UnitReport
from tests import factories as make

Q3 = Period(2026, Part.Q3)


@dataclass
class Place:
    """The province, its communes, who calls, who sends from the first commune, and who signs there."""

    province: Unit
    communes: list[Unit]
    coordinator: Any
    officer: Any
    signer: Any

    def call(self, **fields: Any) -> ReportCall:
        """A call of the coordinator's."""
        return open_call(actor=self.coordinator, unit=self.province, **{"period": Q3, **fields})

    def report(self, call: ReportCall, commune: int = 0) -> UnitReport:
        """The report of a commune."""
        return UnitReport.objects.get(call=call, unit=self.communes[commune])

    def send(self, call: ReportCall, commune: int = 0) -> UnitReport:
        """Draft and send the report of a commune by the command line."""
        report = draft_figures(actor=None, report_id=self.report(call, commune).pk)
        return submit_report(actor=None, report_id=report.pk)


def make_place() -> Place:
    """Recognised in July 2026: 2 in the first commune (3 and 4 stars), 1 in the second, none in the third."""
    province = make.make_unit(Tier.PROVINCE)
    communes = [make.make_unit(parent=province, name=f"Xã Thử {word}") for word in ("An", "Bình", "Châu")]
    recognise(communes[0], star=3)
    recognise(communes[0], star=4)
    recognise(communes[1], star=3)
    return Place(
        province,
        communes,
        make.make_user("province_coordinator", province),
        make.make_user("commune_officer", communes[0]),
        make.make_user("signer", communes[0]),
    )


def recognise(commune: Unit, star: int = 3, on: date = date(2026, 7, 20)) -> Any:
    """One more recognised product of a new producer."""
    product = make.make_product(make.make_producer(commune))
    return make.make_recognition(product, star=star, decided_on=on)
