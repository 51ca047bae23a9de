"""What an upgrade or a re-ranking takes over: the last texts, and the papers still valid (QĐ 26/2026, Điều 6.1)."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from ...enums import DossierKind, EvidenceKind, ReportSection
from ...models import Dossier, Evidence, EvidenceLink
from ..law import Requirement, law_book

OF_PRODUCER = frozenset(
    {
        EvidenceKind.REGISTRATION,
        EvidenceKind.PRODUCTION_LICENCE,
        EvidenceKind.ENVIRONMENT,
        EvidenceKind.LOCAL_LABOUR,
        EvidenceKind.GROWTH,
        EvidenceKind.QUALITY_SYSTEM,
    }
)
"""Kinds that speak of the producer, whatever the product; the others are taken over unless of another product only."""

OF_ONE_ROUND = frozenset({EvidenceKind.REGISTRATION_FORM, EvidenceKind.SELF_REPORT})
"""Forms of one dossier (Mẫu 01, Mẫu 02): a new dossier has its own."""


def prefill(dossier: Dossier, on: date) -> None:
    """Fill a new dossier's texts and links; stores both."""
    previous = Dossier.objects.filter(product=dossier.product).exclude(pk=dossier.pk).order_by("-year", "-pk").first()
    if previous is not None:
        # What changed since the last recognition is told anew.
        kept = {key: text for key, text in previous.report.items() if key != ReportSection.CHANGES}
        dossier.report = kept
        # Marks of another sheet are carried over criterion by criterion when they are read (assessment.py).
        dossier.assessment = {**previous.assessment, "revision": 0} if previous.assessment else {}
        dossier.save(update_fields=["report", "assessment", "updated_at"])
    papers = list(valid_papers(dossier, on))
    EvidenceLink.objects.bulk_create(
        EvidenceLink(dossier=dossier, evidence=paper, requirement=requirement.key)
        for requirement in _requirements(dossier)
        for paper in papers
        if paper.kind in requirement.kinds
    )


def valid_papers(dossier: Dossier, on: date) -> QuerySet[Evidence]:
    """Papers of the vault still valid on a day that may speak for the dossier's product."""
    links = EvidenceLink.objects.filter(evidence=OuterRef("pk"))
    own = Exists(links.filter(dossier__product=dossier.product_id))
    free = Q(kind__in=OF_PRODUCER) | own | ~Exists(links)
    valid = Q(expires_on=None) | Q(expires_on__gte=on)
    vault = Evidence.objects.current().filter(producer=dossier.product.producer_id)
    return vault.exclude(kind__in=OF_ONE_ROUND).filter(valid, free).order_by("pk")


def _requirements(dossier: Dossier) -> tuple[Requirement, ...]:
    """What the new dossier's own law asks for the star sought."""
    try:
        return law_book().requirements(
            dossier.law_pack, dossier.product.product_set, DossierKind(dossier.kind), dossier.star_sought
        )
    except LookupError:
        return ()
