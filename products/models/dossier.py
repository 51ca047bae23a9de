"""Dossiers, what they point to, and the frozen record of each step."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.api.enums import FeedResource
from ocop.api.feed import noted
from ocop.audit.history import track
from ocop.audit.models import Record
from programs.models import Unit

from ..enums import CLOSED_STATES, ClockKind, DossierKind, DossierState, DossierStep, Level
from .evidence import Evidence
from .product import PLACES_OF_PRODUCT, Product


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, user: Any) -> Self:
        """Dossiers of visible products."""
        return self.filter(product__in=Product.objects.visible_to(user))

    def open(self) -> Self:
        """Neither concluded by the council, nor withdrawn, nor rejected."""
        return self.exclude(state__in=CLOSED_STATES)


@noted(FeedResource.DOSSIERS, moves=("product_id",), places=PLACES_OF_PRODUCT)
@track
class Dossier(Record):
    """The dossier (hồ sơ) of one product for one evaluation (QĐ 26/2026, Điều 6.1).

    `unit` is the commune of its day; `law_pack` is decided when it is handed in (rules.md §2). `clock_*` repeat the
    legal clock that runs now, so that lists can sort by it; `domain/dossiers/clock.py` keeps them.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="dossiers", verbose_name=_("sản phẩm"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dossiers", verbose_name=_("xã, phường, thị trấn"))
    kind = models.CharField(_("loại hồ sơ"), max_length=8, choices=DossierKind, default=DossierKind.FIRST)
    year = models.PositiveSmallIntegerField(_("năm đánh giá"))
    star_sought = models.PositiveSmallIntegerField(
        _("hạng sao đăng ký"), choices=[(3, _("3 sao")), (4, _("4 sao")), (5, _("5 sao"))], default=3
    )
    law_pack = models.CharField(_("bộ quy định"), max_length=40, blank=True)
    state = models.CharField(_("trạng thái"), max_length=20, choices=DossierState, default=DossierState.DRAFT)
    report = models.JSONField(_("nội dung báo cáo tự đánh giá"), default=dict, blank=True)  # section key → text
    assessment = models.JSONField(_("tự đánh giá theo bộ tiêu chí"), default=dict, blank=True)  # {"answers", "notes"}
    samples = models.PositiveSmallIntegerField(_("số sản phẩm mẫu"), null=True, blank=True)
    certificate_expires_on = models.DateField(_("hạn giấy chứng nhận đang có"), null=True, blank=True)
    submitted_on = models.DateField(_("ngày nộp"), null=True, blank=True)
    clock_kind = models.CharField(_("thời hạn đang chạy"), max_length=12, choices=ClockKind, blank=True)
    clock_due_on = models.DateField(_("đến hạn ngày"), null=True, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("hồ sơ")
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "year", "kind"],
                condition=~Q(state__in=sorted(map(str, CLOSED_STATES), reverse=True)),
                name="dossier_open_once",
                violation_error_message=_("Sản phẩm đã có hồ sơ cùng loại trong năm này."),
            ),
            models.CheckConstraint(condition=Q(star_sought__in=[3, 4, 5]), name="dossier_star"),
        ]
        indexes = [
            models.Index(fields=["clock_due_on", "id"], name="dossier_clock"),
            models.Index(fields=["unit", "state"], name="dossier_place"),
        ]

    def __str__(self) -> str:
        return f"{self.product} – {self.get_kind_display()} {self.year}"


@noted(FeedResource.DOSSIERS, owner="{row}.dossier_id")
@track
class EvidenceLink(models.Model):
    """A paper shown for one requirement of a dossier: "criterion:1.5" or "paper:dkkd"."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="links", verbose_name=_("hồ sơ"))
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="links", verbose_name=_("minh chứng"))
    requirement = models.CharField(_("yêu cầu"), max_length=40)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("minh chứng của hồ sơ")
        constraints = [models.UniqueConstraint(fields=["dossier", "evidence", "requirement"], name="link_once")]

    def __str__(self) -> str:
        return f"{self.requirement}: {self.evidence}"


class Submission(models.Model):
    """What was handed in, frozen: the dossier with its texts and the SHA-256 of every paper, hashed as a whole."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="submissions", verbose_name=_("hồ sơ"))
    number = models.PositiveSmallIntegerField(_("lần nộp"))
    step = models.CharField(_("bước"), max_length=20, choices=DossierStep)
    content = models.JSONField(_("nội dung"))
    sha256 = models.CharField(max_length=64)
    submitted_at = models.DateTimeField(_("lúc nộp"), auto_now_add=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("lần nộp hồ sơ")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="submission_number")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.dossier} #{self.number}"


class SubmittedPaper(models.Model):
    """A paper that was part of a submission: it may leave the vault, never the database."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="papers", verbose_name=_("lần nộp"))
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="submitted", verbose_name=_("minh chứng"))
    requirement = models.CharField(_("yêu cầu"), max_length=40)

    class Meta:
        verbose_name = _("minh chứng đã nộp")
        constraints = [
            models.UniqueConstraint(fields=["submission", "evidence", "requirement"], name="submitted_paper_once")
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.requirement}: {self.evidence}"


class DossierMove(models.Model):
    """One step of a dossier; never changed. The clocks are computed from these."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="moves", verbose_name=_("hồ sơ"))
    step = models.CharField(_("bước"), max_length=20, choices=DossierStep)
    before = models.CharField(_("trước"), max_length=20, choices=DossierState)
    after = models.CharField(_("sau"), max_length=20, choices=DossierState)
    on = models.DateField(_("ngày"))
    at = models.DateTimeField(_("lúc ghi"), auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("bước xử lý hồ sơ")
        ordering = ["id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.get_step_display()


@noted(FeedResource.DOSSIERS, owner="{row}.dossier_id")
@track
class Receipt(models.Model):
    """A receipt number of Mẫu 01: `…/PĐK-(Mã tỉnh)-(Mã xã)-(Năm)`, one by the commune and one by the province."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="receipts", verbose_name=_("hồ sơ"))
    level = models.CharField(_("cấp tiếp nhận"), max_length=8, choices=Level)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị tiếp nhận"))
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"))
    text = models.CharField(_("phiếu số"), max_length=60)
    received_on = models.DateField(_("ngày nhận"))
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("phiếu tiếp nhận")
        constraints = [
            models.UniqueConstraint(fields=["level", "unit", "year", "number"], name="receipt_number"),
            models.UniqueConstraint(fields=["dossier", "level"], name="receipt_once_a_level"),
        ]

    def __str__(self) -> str:
        return self.text


@track
class SupplementRequest(models.Model):
    """A list of what is missing, with a due date; the clock pauses while it is open."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="requests", verbose_name=_("hồ sơ"))
    level = models.CharField(_("cấp yêu cầu"), max_length=8, choices=Level)
    returns_to = models.CharField(_("trạng thái khi nộp lại"), max_length=20, choices=DossierState)
    asked_on = models.DateField(_("ngày yêu cầu"))
    due_on = models.DateField(_("hạn bổ sung"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(_("ngày nộp bổ sung"), null=True)

    class Meta:
        verbose_name = _("yêu cầu bổ sung")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(closed_on=None), name="supplement_open_once")
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.due_on}"


@track
class SupplementItem(models.Model):
    """One thing to add or mend, and the answer to it."""

    request = models.ForeignKey(SupplementRequest, models.CASCADE, related_name="items")
    requirement = models.CharField(_("yêu cầu"), max_length=40, blank=True)
    text = models.TextField(_("nội dung cần bổ sung"))
    answer = models.TextField(_("giải trình của chủ thể"), blank=True)
    is_done = models.BooleanField(_("đã bổ sung"), default=False)

    class Meta:
        verbose_name = _("mục cần bổ sung")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text
