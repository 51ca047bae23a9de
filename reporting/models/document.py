"""A generated document: PDF and DOCX of one content tree, stored privately, named by the hash of what went in."""

from collections.abc import Collection
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from evaluations.models import (
    CouncilSession,
    EvaluationResult,
    Recognition,
    RecognitionDecision,
    ScoreSheet,
    Withdrawal,
)
from evaluations.models.decision import handled_units
from ocop.accounts.access import territory_grants
from ocop.accounts.enums import EDITORS
from ocop.audit.history import track
from ocop.audit.models import Record
from ocop.site.registry import read_once
from products.models import CommuneReport, Dossier, ProducerMember
from programs.models import PlanVersion, Unit, UnitReach

from ..enums import DocumentKind, DocumentState, SubjectKind

GATES: dict[str, type[models.Model]] = {
    SubjectKind.PLAN_VERSION: PlanVersion,
    SubjectKind.DOSSIER: Dossier,
    SubjectKind.COMMUNE_REPORT: CommuneReport,
    SubjectKind.SCORE_SHEET: ScoreSheet,
    SubjectKind.SESSION: CouncilSession,
    SubjectKind.RESULT: EvaluationResult,
    SubjectKind.DECISION: RecognitionDecision,
    SubjectKind.RECOGNITION: Recognition,
    SubjectKind.WITHDRAWAL: Withdrawal,
}
"""Subjects with a gate of their own. Criteria sheets are open to all who sign in; those of units go by territory."""


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Any, subjects: Collection[str] = SubjectKind.values) -> Self:
        """Documents whose subject the user may see; those with personal data only for its keepers (ADR 0011).

        `subjects`: of these kinds only, when no others are asked for; the gates of the others are then not read.
        """
        if not getattr(user, "is_authenticated", False):
            return self.none()
        reached = Q(subject=SubjectKind.UNIT, unit__in=UnitReach.objects.of(user))
        seen = Q(subject=SubjectKind.LAW_SHEET) | reached
        with read_once():
            for subject, model in GATES.items():
                if subject not in subjects:
                    continue
                gate: Any = model._default_manager
                # Issued plans are read below too, reports about them are not.
                rows = gate.in_territory(user) if model is PlanVersion else gate.visible_to(user)
                seen |= Q(subject=subject, subject_id__in=rows.order_by().values("pk"))
        return self.filter(seen, subject__in=subjects).filter(Q(is_personal=False) | _keeps(user))

    def visible_one(self, user: Any, pk: int) -> Self:
        """That document if the user may see it: only the gate of its own kind of subject is read, not all of them."""
        subject = Document.objects.filter(pk=pk).values_list("subject", flat=True)
        return self.visible_to(user, list(subject)).filter(pk=pk)


def _keeps(user: Any) -> Q:
    """Whose papers with phone, address and persons one may take away: where one writes, and one's own producer's.

    A decision holds every line of its annex, so its paper is for those who draft and sign it: others see their lines.
    """
    writes = UnitReach.objects.filter(unit__in=territory_grants(user, EDITORS)).values("member")
    own = Dossier.objects.filter(product__producer__in=ProducerMember.objects.of(user).values("producer"))
    handled = Q(subject=SubjectKind.DECISION, unit__in=handled_units(user))
    return handled | Q(unit__in=writes) | Q(subject=SubjectKind.DOSSIER, subject_id__in=own.values("pk"))


@track
class Document(Record):
    """One generated document.

    `subject`, `subject_id`: what it is about. `content_hash`: SHA-256 of kind, subject, parameters and every datum that
    went in. Of an issued one `content` keeps those data, so that it can be made again; a binder has no DOCX.
    """

    kind = models.CharField(_("loại"), max_length=16, choices=DocumentKind)
    state = models.CharField(_("trạng thái"), max_length=8, choices=DocumentState, default=DocumentState.DRAFT)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents", verbose_name=_("đơn vị"))
    year = models.PositiveSmallIntegerField(_("năm"))
    subject = models.CharField(_("về"), max_length=16, choices=SubjectKind)
    subject_id = models.BigIntegerField(_("mã đối tượng"))
    title = models.CharField(_("trích yếu"), max_length=400)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày"), null=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    signer = models.CharField(_("người ký"), max_length=200, blank=True)
    params = models.JSONField(_("tham số"), default=dict)
    content_hash = models.CharField(max_length=64)
    content = models.JSONField(_("dữ liệu đã ban hành"), null=True)
    pdf = models.FileField(_("PDF"), upload_to="documents/")
    docx = models.FileField(_("DOCX"), upload_to="documents/", blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    docx_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(_("số trang"), default=0)
    is_personal = models.BooleanField(_("có dữ liệu cá nhân"), default=False)
    uses_illustration = models.BooleanField(_("có dữ liệu minh họa"), default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "content_hash"], name="document_once_per_content"),
            models.CheckConstraint(
                condition=~Q(state=DocumentState.ISSUED) | Q(issued_on__isnull=False), name="document_issued_is_dated"
            ),
        ]
        indexes = [models.Index(fields=["subject", "subject_id"], name="document_subject")]
        triggers = [
            pgtrigger.Protect(
                name="issued_is_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=DocumentState.ISSUED),
            )
        ]

    def __str__(self) -> str:
        return self.title
