"""Reports of the commune: read with the dossier, written by the commune's officers and administrators."""

from typing import Any

from ocop.accounts.enums import Role
from products.enums import CommuneTopic
from products.models import CommuneReport, CommuneReportTopic

from ..row import Row, readers_and_member
from ..world import ABOVE, Actor, World
from .dossiers import dossier


def commune_writers(actor: Actor) -> bool:
    """Those who act for the commune of the dossier."""
    return actor.role in {Role.COMMUNE_OFFICER, Role.ADMIN} and actor.place in ABOVE


def _report(world: World) -> dict[str, Any]:
    report, is_new = CommuneReport.objects.get_or_create(dossier=world.dossier)
    if is_new:
        topics = (CommuneReportTopic(report=report, topic=topic) for topic in CommuneTopic)
        CommuneReportTopic.objects.bulk_create(topics)
    return {"pk": report.pk}


WRITTEN = {"kwargs": _report, "marked": True, "sees_mark": commune_writers}

ROWS = {
    "products:report_start": Row(post=commune_writers, kwargs=dossier),
    "products:report_detail": Row(get=readers_and_member, kwargs=_report, marked=True, sees_mark=readers_and_member),
    "products:report_edit": Row(get=commune_writers, post=commune_writers, **WRITTEN),
    "products:report_issue": Row(get=commune_writers, post=commune_writers, **WRITTEN),
}
