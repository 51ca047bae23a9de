"""A generated document: PDF and DOCX of one content tree, stored privately, named by the hash of what went in."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record
from programs.models import Plan, UnitReach

from ..enums import DocumentKind, DocumentState


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Any) -> Self:
        """Documents of plans whose unit the user reaches."""
        return self.filter(plan__unit__in=UnitReach.objects.of(user))


@track
class Document(Record):
    """One generated document. `content_hash` = SHA-256 of kind, parameters and every datum that went in."""

    kind = models.CharField(_("loại"), max_length=12, choices=DocumentKind)
    state = models.CharField(_("trạng thái"), max_length=8, choices=DocumentState, default=DocumentState.DRAFT)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="documents", verbose_name=_("kế hoạch"))
    version_id_used = models.BigIntegerField(_("bản kế hoạch"), null=True)
    title = models.CharField(_("trích yếu"), max_length=400)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày"), null=True)
    params = models.JSONField(_("tham số"), default=dict)
    content_hash = models.CharField(max_length=64)
    pdf = models.FileField(_("PDF"), upload_to="documents/")
    docx = models.FileField(_("DOCX"), upload_to="documents/")
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    docx_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(_("số trang"), default=0)
    uses_illustration = models.BooleanField(_("có dữ liệu minh họa"), default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản")
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["kind", "content_hash"], name="document_once_per_content")]

    def __str__(self) -> str:
        return self.title
