"""Which results wait for a decision, which go on to the Ministry, and which get no recognition."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from ocop.site.registry import get_setting
from products.enums import DossierState
from programs.models import Unit, UnitReach

from ... import rules
from ...enums import CouncilLevel, RecognitionBody, ReferralOutcome, ReturnBasis
from ...models import EvaluationResult, MinistryReferral
from ..scoring import shown_total
from .who import LEVEL_OF, body_of, units_of

FOR_PAGES = ("dossier__product__producer", "dossier__unit", "entry__session__council__unit")
STARS_OF = {RecognitionBody.DISTRICT: (3,), RecognitionBody.PROVINCE: (3, 4)}
"""What a body may ever recognise (Điều 4 and, for districts, QĐ 148); on which day: rules.competent_bodies."""


def with_star(results: QuerySet[Any]) -> QuerySet[Any]:
    """Results with `star_due`: the star a decision would give, None while the Ministry has the dossier.

    After the Ministry returned it (QĐ 26/2026, Điều 7.4) the star is the one the province chose then.
    """
    returned = When(referral__outcome=ReferralOutcome.RETURNED, then=F("referral__star_after"))
    cases = [returned, When(referral__isnull=False, then=Value(None, output_field=IntegerField()))]
    return results.annotate(star_due=Case(*cases, default=F("star"), output_field=IntegerField()))


def star_due(result: EvaluationResult) -> int | None:
    """`with_star` for one result."""
    referral = result.own_referral
    if referral is None:
        return result.star
    return referral.star_after if referral.outcome == ReferralOutcome.RETURNED else None


def decidable_results(unit: Unit) -> QuerySet[Any]:
    """Results of the unit's councils (or of those it took over) with a star its body recognises, in no decision yet.

    Withdrawn dossiers and products merged away are left out.
    """
    body = body_of(unit)
    reached = UnitReach.objects.filter(unit=unit).values("member")
    found = EvaluationResult.objects.filter(
        entry__session__council__level=LEVEL_OF[body],
        entry__session__council__unit__in=reached,
        decision_item=None,
        dossier__state=DossierState.EVALUATED,
        dossier__product__merged_into=None,
    )
    return with_star(found).filter(star_due__in=STARS_OF[body])


def pending_results(user: Any, unit: Unit, day: date | None = None) -> QuerySet[EvaluationResult]:
    """Results the person sees that wait for a decision of the unit, with `star_due`, in the order they were reached.

    `day`: of the decision (today when not given): only stars the unit's body may recognise then (rules.md §2), all when
    the setting `body_by_date` only warns.
    """
    found = decidable_results(unit)
    if get_setting("body_by_date") == "error":
        body, on = body_of(unit), day or timezone.localdate()
        found = found.filter(star_due__in=[star for star in STARS_OF[body] if rules.is_competent(body, star, on)])
    visible = EvaluationResult.objects.visible_to(user).values("pk")
    return found.filter(pk__in=visible).select_related(*FOR_PAGES, "referral").order_by("decided_on", "pk")


def potential_fives(user: Any) -> QuerySet[EvaluationResult]:
    """Results of 90 points or more with all gates («tiềm năng 5 sao», Điều 7.3e) at provinces one organises, not yet
    referred."""
    reached = UnitReach.objects.filter(unit__in=units_of(user)).values("member")
    found = EvaluationResult.objects.filter(
        star=5,
        referral=None,
        decision_item=None,
        entry__session__council__level=CouncilLevel.PROVINCE,
        entry__session__council__unit__in=reached,
    )
    visible = EvaluationResult.objects.visible_to(user).values("pk")
    return found.filter(pk__in=visible).select_related(*FOR_PAGES).order_by("decided_on", "pk")


def refused_results(user: Any) -> QuerySet[EvaluationResult]:
    """Results that get no decision and no certificate (Điều 4.1): excluded, one or two stars, or returned by the
    Ministry and not recognised by the province either. After a central council it is the province that decides."""
    low = Q(star=None) | Q(star__in=(1, 2))
    not_taken = Q(referral__outcome=ReferralOutcome.RETURNED, referral__star_after=None)
    visible = EvaluationResult.objects.visible_to(user).filter(low | not_taken)
    own = visible.exclude(entry__session__council__level=CouncilLevel.CENTRAL)
    return own.select_related(*FOR_PAGES, "referral")


def central_result(referral: MinistryReferral) -> EvaluationResult | None:
    """What a council of the Ministry concluded on the dossier in this installation; None when it sat elsewhere."""
    found = EvaluationResult.objects.filter(
        dossier=referral.result.dossier_id, entry__session__council__level=CouncilLevel.CENTRAL
    )
    return found.order_by("-decided_on", "-pk").first()


def mean_of(result: EvaluationResult) -> Fraction:
    """The exact mean of the members' totals."""
    return Fraction(result.points_sum, result.sheet_count)


def score_of(result: EvaluationResult) -> Decimal:
    """The score a recognition keeps: two decimals, cut off, so that no band appears which was not reached.

    Recognised on the basis of the central council's result (Điều 7.4): the points of that council.
    """
    referral = result.own_referral
    if referral is not None and referral.basis == ReturnBasis.CENTRAL and referral.outcome_score is not None:
        return referral.outcome_score
    return truncated(mean_of(result))


def truncated(value: Fraction) -> Decimal:
    """69.996 → Decimal("69.99")."""
    return Decimal(shown_total(value).replace(",", "."))
