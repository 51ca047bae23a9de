"""REST: documents, progress and reports go by territory; jobs are one's own."""

from typing import Any

from ocop.accounts.enums import Role
from reporting.domain.unit_reports.sending import submit_report
from reporting.models import UnitReport

from ..row import Row, readers, signed_in
from ..world import Actor, World
from .jobs import _more as _more_jobs
from .period import _unit as _period
from .reporting import _more_documents
from .unit_reports import SENT, call_of


def asked_it(actor: Actor) -> bool:
    """The one who asked for the job; administrators look after those of others on the pages."""
    return actor.name == f"{Role.COMMUNE_OFFICER}@own"


def _plan(world: World) -> dict[str, Any]:
    return {"slug": world.plan.slug}


def _document(world: World) -> dict[str, Any]:
    return {"pk": world.document.pk}


def _job(world: World) -> dict[str, Any]:
    return {"pk": world.job.pk}


def _report(world: World) -> dict[str, Any]:
    return {"pk": call_of(world).reports.get().pk}


def _more_reports(world: World) -> Any:
    report = call_of(world, f"{SENT} {UnitReport.objects.count()}").reports.get()
    return submit_report(actor=None, report_id=report.pk)


BLANK = {"kind": "blank_sheet", "subject_id": 4}
"""A criteria sheet: everybody who is let in may have one printed."""

ROWS = {
    "api:plan_progress": Row(get=readers, kwargs=_plan, is_api=True),
    "api:document_list": Row(
        get=signed_in,
        post=signed_in,
        data=BLANK,
        post_status=(202,),
        marked=True,
        more=_more_documents,
        is_api=True,
    ),
    "api:document_asks": Row(get=signed_in, query="?kind=blank_sheet&subject_id=4", is_api=True),
    "api:document_detail": Row(get=readers, kwargs=_document, marked=True, is_api=True),
    "api:document_pdf": Row(get=readers, kwargs=_document, is_api=True),
    "api:document_docx": Row(get=readers, kwargs=_document, is_api=True),
    "api:job_list": Row(get=signed_in, marked=True, sees_mark=asked_it, more=_more_jobs, is_api=True),
    "api:job_detail": Row(get=asked_it, kwargs=_job, marked=True, sees_mark=asked_it, is_api=True),
    "api:report_list": Row(get=signed_in, more=_more_reports, is_api=True),
    "api:report_detail": Row(get=readers, kwargs=_report, marked=True, is_api=True),
    "api:period_report": Row(get=readers, kwargs=_period, is_api=True),
}
