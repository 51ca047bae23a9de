"""Plans by the name people use for them, and the version of a plan that counts."""

from datetime import date

from django.db.models import QuerySet

from ocop.text import parse_document_number
from programs.domain.cascade.promised import in_force_on
from programs.enums import VersionState
from programs.models import PlanVersion


class PlanNotFound(Exception):
    """No plan, or more than one, goes by that name; the message is Vietnamese."""


def versions_in_force(versions: QuerySet[PlanVersion]) -> QuerySet[PlanVersion]:
    """One version of each plan: the issued one issued last, else the draft; with plan and unit."""
    last = versions.order_by("plan_id", "-state", "-issued_on", "-pk").distinct("plan_id").values("pk")
    return PlanVersion.objects.filter(pk__in=last).select_related("plan__unit")


def version_on(version: PlanVersion, day: date) -> PlanVersion:
    """The version of the same plan that was in force on a day: issued last by then; else the given one."""
    if not version.issued_on or version.issued_on <= day:
        return version
    found = in_force_on(version.plan, day).first()
    if found is None:
        return version
    found.plan = version.plan
    return found


def find_version(name: str) -> PlanVersion:
    """The version in force of the plan called "36/KH-UBND" or "36-KH-UBND-2025" (slug).

    Raises PlanNotFound with the slugs to choose from when several units issued a plan of that number.
    """
    found = list(versions_in_force(PlanVersion.objects.filter(plan__slug=name)))
    number = parse_document_number(name)
    if not found and number:
        same = PlanVersion.objects.filter(state=VersionState.ISSUED, number=number[0], symbol__iexact=number[1])
        found = list(versions_in_force(same))
    if not found:
        raise PlanNotFound(f"Không có kế hoạch “{name}”.")
    if len(found) > 1:
        slugs = ", ".join(sorted(version.plan.slug for version in found))
        raise PlanNotFound(f"Có {len(found)} kế hoạch số “{name}”, hãy chọn theo đường dẫn: {slugs}.")
    return found[0]
