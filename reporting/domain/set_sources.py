"""Which sets of documents a person can ask for: plans of a year, certificates of a decision, blank criteria sheets."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.domain.lawpacks import load_pack
from evaluations.enums import DecisionState
from evaluations.models import DecisionItem, Recognition, RecognitionDecision
from ocop.accounts.access import grants_of, has_role
from ocop.accounts.enums import TERRITORIAL
from ocop.text import format_date
from programs.enums import Tier
from programs.models import PlanVersion, Unit, UnitReach
from reporting.domain.contents.sheets import sheet_names, sheet_packs
from reporting.domain.progress_find import versions_in_force
from reporting.domain.sets import request_set
from reporting.enums import DocumentKind
from reporting.models import DocumentSet

_DECISIONS = 100
"""The latest decisions one chooses among."""


def may_ask_sets(user: Any) -> bool:
    """Whoever reads the records of a territory."""
    return has_role(user, *TERRITORIAL)


def set_units(user: Any) -> list[Unit]:
    """Units whose plans can be asked for together: those of one's grants, and the provinces under the whole country."""
    own = {grant.unit.pk: grant.unit for grant in grants_of(user) if grant.role in TERRITORIAL}
    if any(unit.tier == Tier.NATION for unit in own.values()):
        provinces = Unit.objects.filter(tier=Tier.PROVINCE, valid_to=None).order_by("sort_key", "code")
        own |= {unit.pk: unit for unit in provinces}
    return list(own.values())


def plan_years(user: Any) -> list[int]:
    """Years of the plans one may see, the latest first."""
    years = PlanVersion.objects.in_territory(user).order_by("-plan__year").values_list("plan__year", flat=True)
    return list(years.distinct())


def plans_of(user: Any, *, year: int, unit: Unit, tier: str = "") -> QuerySet[PlanVersion]:
    """The version in force (else the draft) of each plan of the year, of the unit and all below it."""
    under = UnitReach.objects.filter(unit=unit).values("member")
    versions = PlanVersion.objects.in_territory(user).filter(plan__year=year, plan__unit__in=under)
    if tier:
        versions = versions.filter(plan__unit__tier=tier)
    return versions_in_force(versions).order_by("plan__unit__path", "pk")


def request_plans(*, user: Any, year: int, unit: Unit, tier: str = "") -> DocumentSet:
    """A set of plans. Raises ValidationError."""
    named = [(version.pk, version.plan.unit.name) for version in plans_of(user, year=year, unit=unit, tier=tier)]
    words = {"tier": f" {Tier(tier).label}" if tier else "", "year": year, "unit": unit.name}
    title = _("Kế hoạch%(tier)s năm %(year)d, %(unit)s") % words
    return request_set(user=user, kind=DocumentKind.PLAN, subjects=named, title=title, unit=unit, year=year)


def decisions_with_certificates(user: Any) -> QuerySet[RecognitionDecision]:
    """Issued decisions one may see that recognise something, the latest first."""
    issued = RecognitionDecision.objects.visible_to(user).filter(state=DecisionState.ISSUED)
    filled = issued.filter(pk__in=DecisionItem.objects.exclude(recognition=None).values("decision"))
    return filled.order_by("-decided_on", "-pk")


def decision_choices(user: Any) -> list[tuple[int, str]]:
    """(id, "123/QĐ-UBND ngày 12/05/2026 (25 giấy)") of the latest ones."""
    counted = decisions_with_certificates(user).annotate(certificates=Count("items__recognition"))
    rows = counted.values_list("pk", "number", "decided_on", "certificates")[:_DECISIONS]
    text = _("%(number)s ngày %(day)s (%(count)d giấy)")
    return [
        (pk, text % {"number": number, "day": day and format_date(day), "count": count})
        for pk, number, day, count in rows
    ]


def request_certificates(*, user: Any, decision: RecognitionDecision) -> DocumentSet:
    """A set of the certificates of a decision, in the order of its annex. Raises ValidationError."""
    rows = Recognition.objects.visible_to(user).filter(decision_item__decision=decision).select_related("product")
    named = [(row.pk, row.product.name) for row in rows.order_by("decision_item__order", "decision_item_id")]
    title = _("Giấy chứng nhận theo Quyết định %s") % decision.number
    kind, year = DocumentKind.CERTIFICATE, decision.decided_on.year if decision.decided_on else 0
    return request_set(user=user, kind=kind, subjects=named, title=title, unit=decision.unit, year=year)


def pack_choices() -> list[tuple[str, str]]:
    """(code, title) of the law packs with criteria sheets, the newest first."""
    return [(code, load_pack(code).manifest.title) for code in sheet_packs()]


def request_sheets(*, user: Any, pack: str) -> DocumentSet:
    """A set of the blank sheets of a law pack, one of `pack_choices`. Raises ValidationError."""
    text = _("Bộ %(number)d – %(name)s")
    named = [(sheet.number, text % {"number": sheet.number, "name": sheet.name}) for sheet in sheet_names(pack)]
    return request_set(
        user=user,
        kind=DocumentKind.BLANK_SHEET,
        subjects=named,
        title=_("Phiếu đánh giá các bộ sản phẩm, %s") % load_pack(pack).manifest.title,
        unit=Unit.objects.get(tier=Tier.NATION),
        year=timezone.localdate().year,
        params={"pack": pack},
    )
