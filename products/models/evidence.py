"""The vault: files by content, the evidence of a producer, uploads in pieces, and who read what is sensitive."""

import uuid
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import EDITORS
from ocop.api.enums import FeedResource
from ocop.api.feed import noted
from ocop.audit.history import track
from ocop.audit.models import Record
from programs.models import UnitReach

from ..enums import EvidenceKind, UploadState
from .producer import Producer, ProducerAttribution, ProducerMember, places_of_producer


class StoredFile(models.Model):
    """Bytes stored once, known by their SHA-256; never changed. Reached only through evidence."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("dung lượng (byte)"))
    content_type = models.CharField(_("loại nội dung"), max_length=80)
    pages = models.PositiveIntegerField(_("số trang"), null=True)
    file = models.FileField(_("tệp"), max_length=200)
    created_at = models.DateTimeField(_("lúc lưu"), auto_now_add=True)

    class Meta:
        verbose_name = _("tệp lưu trữ")
        triggers = [pgtrigger.Protect(name="never_rewritten", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return self.sha256[:12]


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: Any) -> Self:
        """Evidence of visible producers; sensitive papers only for those who keep the vault (its producer's own
        accounts, editors of the territory), not for who merely reads there."""
        seen = self.filter(producer__in=Producer.objects.visible_to(user))
        if not getattr(user, "is_authenticated", False):
            return seen
        reach = UnitReach.objects.filter(unit__in=territory_grants(user, EDITORS)).values("member")
        placed = ProducerAttribution.objects.filter(unit__in=reach).values("producer")
        own = ProducerMember.objects.of(user).values("producer")
        keepers = Q(producer__unit__in=reach) | Q(producer__in=placed) | Q(producer__in=own)
        return seen.filter(Q(is_sensitive=False) | keepers)

    def current(self) -> Self:
        """Not taken out of the vault."""
        return self.filter(removed_at=None)


@noted(
    FeedResource.EVIDENCE,
    moves=("producer_id", "is_sensitive", "removed_at"),
    places=places_of_producer("{row}.producer_id"),
)
@track
class Evidence(Record):
    """One paper of a producer, stored once and pointed to by criteria of many dossiers."""

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="evidence", verbose_name=_("chủ thể"))
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="evidence", verbose_name=_("tệp"))
    kind = models.CharField(_("loại minh chứng"), max_length=12, choices=EvidenceKind)
    title = models.CharField(_("tên tài liệu"), max_length=250)
    file_name = models.CharField(_("tên tệp"), max_length=250)
    issuer = models.CharField(_("cơ quan cấp"), max_length=200, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    issued_on = models.DateField(_("ngày cấp"), null=True, blank=True)
    expires_on = models.DateField(_("ngày hết hạn"), null=True, blank=True)
    is_sensitive = models.BooleanField(_("dữ liệu cá nhân nhạy cảm"), default=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(_("lúc bỏ khỏi kho"), null=True, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("minh chứng")
        ordering = ["kind", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["producer", "stored", "kind"], condition=Q(removed_at=None), name="evidence_once_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="evidence_dates",
                violation_error_message=_("Ngày hết hạn phải sau ngày cấp."),
            ),
        ]
        indexes = [models.Index(fields=["expires_on"], condition=Q(removed_at=None), name="evidence_expiry")]

    def __str__(self) -> str:
        return self.title


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: Any) -> Self:
        """A person continues what he or she began, for producers still visible."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(user=user, producer__in=Producer.objects.visible_to(user))


class Upload(models.Model):
    """A file coming in pieces. `received` counts the bytes safely on disk: a broken line goes on from there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    producer = models.ForeignKey(Producer, models.CASCADE, related_name="uploads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file_name = models.CharField(_("tên tệp"), max_length=250)
    size = models.PositiveBigIntegerField(_("dung lượng (byte)"))
    received = models.PositiveBigIntegerField(_("đã nhận (byte)"), default=0)
    details = models.JSONField(_("thông tin minh chứng"), default=dict)
    state = models.CharField(_("trạng thái"), max_length=8, choices=UploadState, default=UploadState.OPEN)
    refusal = models.CharField(_("lý do từ chối"), max_length=300, blank=True)
    evidence = models.ForeignKey(Evidence, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("lúc bắt đầu"), auto_now_add=True)
    touched_at = models.DateTimeField(_("lúc nhận gần nhất"), auto_now=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần tải lên")
        constraints = [models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_received")]

    def __str__(self) -> str:
        return self.file_name


class SensitiveRead(models.Model):
    """Who opened which personal data when (Nghị định 356/2025/NĐ-CP): identity papers, unmasked numbers, exports."""

    at = models.DateTimeField(_("lúc"), auto_now_add=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="sensitive_reads")
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="reads")
    what = models.CharField(_("nội dung"), max_length=120)

    class Meta:
        verbose_name = _("lượt xem dữ liệu cá nhân")
        ordering = ["-at", "-id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.user}: {self.what}"
