"""Reports up the chain: a draft is its own unit's only; what was sent is read above; calls are the province's."""

from typing import Any

from django.utils import timezone

from ocop.accounts.enums import TERRITORIAL, Role
from reporting.domain.period import Part, Period
from reporting.domain.unit_reports.calls import open_call
from reporting.domain.unit_reports.drafting import draft_figures
from reporting.domain.unit_reports.sending import submit_report
from reporting.models import ReportCall, UnitReport

from ..row import Row, readers, signed_in
from ..world import MARK, Actor, World

PERIOD = Period(2025, Part.YEAR)
SENT, DRAFTED = "sent", "drafted"


def commune_people(actor: Actor) -> bool:
    """Who reads drafts of the commune: by a role at the commune itself."""
    return actor.name == "mixed" or (actor.role in TERRITORIAL and actor.place == "own")


def commune_writers(actor: Actor) -> bool:
    """Who drafts and corrects."""
    return actor.place == "own" and actor.role in {Role.ADMIN, Role.COMMUNE_OFFICER}


def commune_senders(actor: Actor) -> bool:
    """Who submits."""
    return commune_writers(actor) or (actor.place == "own" and actor.role == Role.SIGNER)


def above_commune(actor: Actor) -> bool:
    """Whose territory holds the province."""
    return actor.role in TERRITORIAL and actor.place in {"province", "nation"}


def leaders(actor: Actor) -> bool:
    """Who calls, returns and accepts for the province."""
    return actor.place == "province" and actor.role in {Role.ADMIN, Role.PROVINCE_COORDINATOR}


def any_leader(actor: Actor) -> bool:
    """Who calls for reports of some province or of the provinces."""
    places = {"province", "elsewhere", "nation"}
    called = actor.place in places and actor.role in {Role.ADMIN, Role.PROVINCE_COORDINATOR}
    return called or actor.name == "mixed"


def call_of(world: World, word: str = SENT) -> ReportCall:
    """The call to the commune "own"; its report was sent, or only drafted."""
    title = f"Báo cáo {word} {MARK}"
    found = ReportCall.objects.filter(title=title).first()
    if found is not None:
        return found
    own = world.units["own"]
    call = open_call(actor=None, unit=world.units["province"], period=PERIOD, title=title, units=[own.pk])
    report = draft_figures(actor=None, report_id=call.reports.get().pk)
    UnitReport.objects.filter(pk=report.pk).update(texts={"proposals": f"Kiến nghị {MARK}"})
    if word == SENT:
        submit_report(actor=None, report_id=report.pk)
    return call


def _call(world: World) -> dict[str, Any]:
    return {"pk": call_of(world).pk}


def _sent(world: World) -> dict[str, Any]:
    return {"pk": call_of(world).reports.get().pk}


def _draft(world: World) -> dict[str, Any]:
    return {"pk": call_of(world, DRAFTED).reports.get().pk}


def _more_calls(world: World) -> Any:
    number = ReportCall.objects.count()
    return call_of(world, f"{SENT} {number}")


CALL = {"part": "nam", "year": str(timezone.localdate().year - 1)}
SEND = {"paper": "", "revision": "1"}

ROWS = {
    "reporting:call_list": Row(get=signed_in, more=_more_calls),
    "reporting:call_new": Row(get=any_leader, post=any_leader, data=CALL),
    "reporting:call_detail": Row(get=readers, kwargs=_call, marked=True),
    "reporting:call_remind": Row(post=leaders, kwargs=_call),
    "reporting:call_whole": Row(get=above_commune, kwargs=_call, marked=False, sees_mark=above_commune),
    "reporting:call_export": Row(get=above_commune, kwargs=_call, sees_mark=above_commune),
    "reporting:call_freeze": Row(post=leaders, kwargs=_call),
    "reporting:unit_report": Row(get=readers, kwargs=_sent, marked=True),
    "reporting:unit_report_edit": Row(
        get=commune_writers, post=commune_writers, kwargs=_draft, marked=True, sees_mark=commune_writers
    ),
    "reporting:unit_report_draft": Row(post=commune_writers, kwargs=_draft),
    "reporting:unit_report_sums": Row(post=commune_writers, kwargs=_draft),
    "reporting:unit_report_send": Row(post=commune_senders, kwargs=_draft, data=SEND),
    "reporting:unit_report_return": Row(post=leaders, kwargs=_sent, data={"reason": "Thiếu"}),
    "reporting:unit_report_accept": Row(post=leaders, kwargs=_sent),
}
