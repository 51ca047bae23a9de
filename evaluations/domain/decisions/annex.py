"""The annex of a decision as a person may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from programs.models import Unit

from ... import validators
from ...enums import RecognitionKind
from ...models import Certificate, DecisionItem, EvaluationResult, Recognition, RecognitionDecision
from ..scoring import shown_total
from .pending import mean_of, score_of, star_due

READ = (
    "result__dossier__product__producer",
    "result__dossier__unit",
    "result__referral",
    "recognition__certificate",
)


@dataclass(frozen=True)
class AnnexLine:
    """One product. `total`: the exact mean, cut off («73,00»). `recognition`, `certificate`: once issued. `fault`: why
    the body may not recognise this star on the day the draft is meant for; "" when it may."""

    number: int
    result: EvaluationResult
    star: int
    kind: str
    total: str
    recognition: Recognition | None = None
    certificate: Certificate | None = None
    fault: str = ""

    @property
    def note(self) -> str:
        """Why a result that went to the Ministry is recognised by the province after all; "" for any other."""
        referral = self.result.own_referral
        return referral.note if referral is not None and referral.star_after else ""

    @property
    def score(self) -> str:
        """The score a recognition keeps («73,00»): that of the central council where the province relies on it."""
        return f"{score_of(self.result)}".replace(".", ",")

    @property
    def unit(self) -> Unit:
        """The commune of the recognition, of a draft that of the dossier."""
        return self.recognition.unit if self.recognition else self.result.dossier.unit

    @property
    def kind_label(self) -> str:
        """ "công nhận mới"."""
        return str(RecognitionKind(self.kind).label)


def annex_of(decision: RecognitionDecision, user: Any) -> list[AnnexLine]:
    """The lines the person may see, numbered as in the whole annex; one query and the gate's own."""
    day = decision.decided_on or timezone.localdate()
    seen = DecisionItem.objects.visible_to(user).filter(decision=decision).select_related(*READ)
    return [_line(decision, item, day) for item in seen]


def whole_annex(decision: RecognitionDecision) -> list[AnnexLine]:
    """Every line, for the document of the decision (its own gate is narrower than the page's: ADR 0011)."""
    day = decision.decided_on or timezone.localdate()
    items = DecisionItem.objects.filter(decision=decision).select_related(*READ, "recognition__unit")
    return [_line(decision, item, day) for item in items]


def _line(decision: RecognitionDecision, item: DecisionItem, day: date) -> AnnexLine:
    recognition = getattr(item, "recognition", None)
    return AnnexLine(
        number=item.order,
        result=item.result,
        star=item.star,
        kind=item.kind,
        total=shown_total(mean_of(item.result)),
        recognition=recognition,
        certificate=recognition.own_certificate if recognition else None,
        fault="" if recognition else validators.body_fault(decision.body, item.star, day),
    )


def with_counts(decisions: QuerySet[RecognitionDecision], user: Any) -> QuerySet[RecognitionDecision]:
    """Decisions with `lines`: how many products of each the person may see."""
    seen = DecisionItem.objects.visible_to(user).filter(decision=OuterRef("pk")).order_by().values("decision")
    counted = seen.annotate(number=Count("pk")).values("number")
    return decisions.annotate(lines=Coalesce(Subquery(counted), 0))


@dataclass(frozen=True)
class Choice:
    """A result that can be put into a draft, with what it would get there."""

    result: EvaluationResult
    star: int
    total: str
    is_chosen: bool = False


def choices_of(results: Sequence[EvaluationResult], chosen: Sequence[int] = ()) -> list[Choice]:
    """In the order of an annex: stars falling, then commune, then product."""
    rows = [Choice(one, star_due(one) or 0, shown_total(mean_of(one)), one.pk in set(chosen)) for one in results]
    return sorted(rows, key=_in_annex)


def _in_annex(choice: Choice) -> Any:
    dossier = choice.result.dossier
    return (-choice.star, bytes(dossier.unit.sort_key), bytes(dossier.product.sort_key), choice.result.pk)
