"""What a document is about: finding the record a person may see, and where its documents are filed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from evaluations.models import (
    CouncilSession,
    EvaluationResult,
    Recognition,
    RecognitionDecision,
    ScoreSheet,
    Withdrawal,
)
from products.models import CommuneReport, Dossier
from programs.enums import Tier
from programs.models import PlanVersion, Unit, UnitReach
from reporting.enums import SubjectKind

PRODUCT_SETS = 26
"""Product sets of QĐ 148/QĐ-TTg and of QĐ 26/2026/QĐ-TTg (Phụ lục I)."""


@dataclass(frozen=True)
class SubjectSpec:
    """How a kind of subject is read: its model, what is read with it, and the unit its documents are filed under."""

    model: type[Model]
    related: tuple[str, ...]
    unit: Callable[[Any], Unit]


SUBJECTS: dict[str, SubjectSpec] = {
    SubjectKind.PLAN_VERSION: SubjectSpec(PlanVersion, ("plan__unit",), lambda version: version.plan.unit),
    SubjectKind.DOSSIER: SubjectSpec(Dossier, ("unit", "product__producer"), lambda dossier: dossier.unit),
    SubjectKind.COMMUNE_REPORT: SubjectSpec(CommuneReport, ("dossier__unit",), lambda report: report.dossier.unit),
    SubjectKind.SCORE_SHEET: SubjectSpec(
        ScoreSheet, ("entry__session__council__unit",), lambda sheet: sheet.entry.session.council.unit
    ),
    SubjectKind.SESSION: SubjectSpec(CouncilSession, ("council__unit",), lambda session: session.council.unit),
    SubjectKind.RESULT: SubjectSpec(EvaluationResult, ("dossier__unit",), lambda result: result.dossier.unit),
    SubjectKind.DECISION: SubjectSpec(RecognitionDecision, ("unit",), lambda decision: decision.unit),
    SubjectKind.RECOGNITION: SubjectSpec(
        Recognition, ("unit", "product__producer"), lambda recognition: recognition.unit
    ),
    SubjectKind.WITHDRAWAL: SubjectSpec(Withdrawal, ("recognition__unit",), lambda case: case.recognition.unit),
    SubjectKind.UNIT: SubjectSpec(Unit, (), lambda unit: unit),
}
"""Criteria sheets are not here: their documents are of the whole country and made from a law pack, not from a row."""


def visible_subjects(user: Any, subject: str) -> QuerySet[Any]:
    """Records of that kind which the person may see, through their own gate."""
    spec = SUBJECTS[subject]
    if subject == SubjectKind.UNIT:
        return Unit.objects.filter(pk__in=UnitReach.objects.of(user))
    if subject == SubjectKind.PLAN_VERSION:  # who only reads the plan of a unit above makes no documents of it
        return PlanVersion.objects.in_territory(user).select_related(*spec.related)
    rows: QuerySet[Any] = spec.model._default_manager.visible_to(user)  # type: ignore[attr-defined]
    return rows.select_related(*spec.related)


def all_subjects(subject: str) -> QuerySet[Any]:
    """Records of that kind for workers and the command line, which answer to nobody."""
    spec = SUBJECTS[subject]
    return spec.model._default_manager.select_related(*spec.related)


def unit_of(subject: str, record: Any) -> Unit:
    """Where the documents of the record are filed; for a criteria sheet (record: a product set) the whole country."""
    if subject == SubjectKind.LAW_SHEET:
        return Unit.objects.get(tier=Tier.NATION)
    return SUBJECTS[subject].unit(record)


@dataclass(frozen=True)
class LawSheet:
    """A criteria sheet as the subject of a document: the number of its product set."""

    pk: int


def find_subject(subject: str, pk: int) -> Any | None:
    """The record for a worker or the command line; None when there is none."""
    if subject == SubjectKind.LAW_SHEET:
        return LawSheet(pk) if 1 <= pk <= PRODUCT_SETS else None
    return all_subjects(subject).filter(pk=pk).first()


def visible_subject(user: Any, subject: str, pk: int) -> Any | None:
    """The record if the person may see it; None otherwise, and for one that does not exist."""
    if subject == SubjectKind.LAW_SHEET:
        return find_subject(subject, pk) if getattr(user, "is_authenticated", False) else None
    return visible_subjects(user, subject).filter(pk=pk).first()
