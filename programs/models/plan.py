"""A plan is data: a unit, a year, and versions whose numbers, names and dates are fields."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ocop.api.enums import FeedResource
from ocop.api.feed import noted
from ocop.audit.history import track
from ocop.audit.models import Record

from ..enums import PlanStage, SectionKind, VersionPurpose, VersionState
from .unit import Unit, UnitReach


class PlanQuerySet(models.QuerySet["Plan"]):
    def in_territory(self, user: Any) -> Self:
        """Plans of the units the user's territorial grants reach, drafts and all."""
        return self.filter(unit__in=UnitReach.objects.of(user))

    def visible_to(self, user: Any) -> Self:
        """Those of the territory, and those units above have issued: an issued plan is sent down, a draft is not."""
        issued = Exists(PlanVersion.objects.filter(plan=OuterRef("pk"), state=VersionState.ISSUED))
        return self.filter(Q(unit__in=UnitReach.objects.of(user)) | Q(issued, unit__in=UnitReach.objects.above(user)))


@noted(FeedResource.PLANS, moves=("unit_id",), places="SELECT {row}.unit_id")
@track
class Plan(Record):
    """The yearly OCOP plan of one unit; its texts are versions."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans", verbose_name=_("đơn vị"))
    year = models.PositiveSmallIntegerField(_("năm"))
    slug = models.SlugField(_("đường dẫn"), max_length=80, unique=True)
    title = models.CharField(_("tên"), max_length=250)
    closed_on = models.DateField(_("ngày kết thúc"), null=True, blank=True)
    closing_note = models.TextField(_("kết luận khi kết thúc"), max_length=2000, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("kế hoạch")
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="plan_one_a_year",
                violation_error_message=_("Đơn vị này đã có kế hoạch của năm đó."),
            ),
            models.CheckConstraint(condition=Q(year__gte=2018, year__lte=2100), name="plan_year"),
        ]

    def __str__(self) -> str:
        return self.title


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def in_territory(self, user: Any) -> Self:
        """Versions of plans of the user's territory."""
        return self.filter(plan__unit__in=UnitReach.objects.of(user))

    def visible_to(self, user: Any) -> Self:
        """Versions of the territory, and the issued ones of units above."""
        above = Q(state=VersionState.ISSUED, plan__unit__in=UnitReach.objects.above(user))
        return self.filter(Q(plan__unit__in=UnitReach.objects.of(user)) | above)


@noted(FeedResource.PLANS, owner="{row}.plan_id", where="{row}.state = 'issued'")
@track
class PlanVersion(Record):
    """One text of a plan: the draft people edit, or the issued, frozen one.

    `based_on`: the issued plan of the unit above it was built on. `replaces`: the issued version it changes.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions", verbose_name=_("kế hoạch"))
    state = models.CharField(_("trạng thái"), max_length=8, choices=VersionState, default=VersionState.DRAFT)
    stage = models.CharField(_("bước"), max_length=10, choices=PlanStage, default=PlanStage.DRAFTING)
    purpose = models.CharField(_("mục đích"), max_length=10, choices=VersionPurpose, default=VersionPurpose.FIRST)
    reason = models.TextField(_("lý do điều chỉnh, bổ sung"), max_length=2000, blank=True)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="built_upon", verbose_name=_("kế hoạch cấp trên")
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("bản được thay")
    )
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=40, default="KH-UBND")
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    place = models.CharField(_("địa danh"), max_length=80)
    issuer_parent = models.CharField(_("cơ quan chủ quản"), max_length=120, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=160)
    abstract = models.TextField(_("trích yếu"))
    opening = models.TextField(_("lời dẫn"), blank=True)
    closing = models.TextField(_("lời kết"), blank=True)
    annex_title = models.TextField(_("tên phụ lục chỉ tiêu"), blank=True)
    annex_columns = models.JSONField(_("tên cột phụ lục"), default=list, blank=True)
    signer_authority = models.CharField(_("quyền hạn ký"), max_length=60, blank=True)
    signer_title = models.CharField(_("chức vụ người ký"), max_length=80, blank=True)
    signer_name = models.CharField(_("người ký"), max_length=80, blank=True)
    source = models.CharField(_("nguồn"), max_length=120, blank=True)
    source_note = models.TextField(_("ghi chú nguồn"), blank=True)
    corrections = models.JSONField(_("chỗ đã sửa so với nguồn"), default=list, blank=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("bản kế hoạch")
        ordering = ["plan_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(state="draft"), name="plan_one_draft"),
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(number__isnull=False) & Q(issued_on__isnull=False)),
                name="plan_issued_is_numbered",
                violation_error_message=_("Bản ban hành phải có số và ngày."),
            ),
            models.CheckConstraint(
                condition=Q(state="issued", stage="issued") | (Q(state="draft") & ~Q(stage="issued")),
                name="plan_stage_of_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_number or self.get_state_display()} – {self.plan.title}"

    @property
    def document_number(self) -> str:
        """ "36/KH-UBND", or "" while the number is blank. Numbers below ten get a leading zero (NĐ 30/2020)."""
        return f"{self.number:02d}/{self.symbol}" if self.number else ""

    @property
    def is_draft(self) -> bool:
        """Whether it is not issued yet."""
        return self.state == VersionState.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it can still be edited: while it is appraised or waits for the signature it cannot."""
        return self.stage == PlanStage.DRAFTING

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.state == VersionState.ISSUED:
            self.stage = PlanStage.ISSUED
        super().save(*args, **kwargs)


class PlanPart(models.Model):
    """Base of the ordered parts of a version."""

    version = models.ForeignKey(
        PlanVersion, models.CASCADE, related_name="%(class)s_set", verbose_name=_("bản kế hoạch")
    )
    order = models.PositiveSmallIntegerField(_("thứ tự"))

    class Meta:
        abstract = True
        ordering = ["order"]


@track
class LegalBasis(PlanPart):
    """One legal basis (căn cứ) of the plan, as printed, with the instrument it names."""

    text = models.TextField(_("câu căn cứ"))
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày"), null=True, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=160, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = _("căn cứ")

    def __str__(self) -> str:
        return self.text[:80]


@track
class Section(PlanPart):
    """A top-level part ("II. NỘI DUNG"): outline text with placeholders, or text plus rows of its kind."""

    number = models.CharField(_("số mục"), max_length=8)
    heading = models.CharField(_("tiêu đề"), max_length=200)
    kind = models.CharField(_("loại"), max_length=8, choices=SectionKind, default=SectionKind.TEXT)
    body = models.TextField(_("nội dung"), blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = _("phần")

    def __str__(self) -> str:
        return f"{self.number}. {self.heading}"


@track
class Recipient(PlanPart):
    """A line of «Nơi nhận»."""

    text = models.CharField(_("nơi nhận"), max_length=250)
    purpose = models.CharField(_("để"), max_length=60, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = _("nơi nhận")

    def __str__(self) -> str:
        return f"{self.text} ({self.purpose})" if self.purpose else self.text
