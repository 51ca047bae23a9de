"""What is known of a producer beyond its name: who represents it, the forms and places it had, yearly figures."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ocop.api.enums import FeedResource
from ocop.api.feed import noted
from ocop.audit.history import track
from ocop.audit.models import Record
from programs.models import Unit

from ..enums import LegalForm, Sex
from .producer import Producer


@track
class Representation(Record):
    """Personal data of the legal representative (Mẫu 02 part I.5): masked in lists, erased on demand.

    Luật 91/2025/QH15 and Nghị định 356/2025/NĐ-CP. Sex, ethnicity and disability earn points in some sheets.
    """

    producer = models.OneToOneField(Producer, models.CASCADE, related_name="representation")
    position = models.CharField(_("chức vụ"), max_length=120, blank=True)
    sex = models.CharField(_("giới tính"), max_length=4, choices=Sex, blank=True)
    ethnicity = models.CharField(_("dân tộc"), max_length=40, blank=True)
    has_disability = models.BooleanField(_("là người khuyết tật"), default=False)
    residence = models.CharField(_("địa chỉ thường trú"), max_length=300, blank=True)
    personal_number = models.CharField(_("số định danh cá nhân"), max_length=12, blank=True)
    consented_on = models.DateField(_("ngày đồng ý xử lý dữ liệu"), null=True, blank=True)
    erased_at = models.DateTimeField(_("lúc xóa dữ liệu cá nhân"), null=True, editable=False)

    class Meta:
        verbose_name = _("người đại diện")

    def __str__(self) -> str:
        return self.producer.representative


@noted(FeedResource.PRODUCERS, owner="{row}.producer_id")
@track
class LegalFormPeriod(models.Model):
    """A legal form the producer has had from a day on; the newest is `producer.legal_form`."""

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="forms", verbose_name=_("chủ thể"))
    legal_form = models.CharField(_("loại hình"), max_length=12, choices=LegalForm)
    since = models.DateField(_("từ ngày"))
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("loại hình của chủ thể")
        ordering = ["-since", "-id"]
        constraints = [models.UniqueConstraint(fields=["producer", "since"], name="form_once_a_day")]

    def __str__(self) -> str:
        return self.get_legal_form_display()


@noted(FeedResource.PRODUCERS, owner="{row}.producer_id")
@track
class ProducerLocation(models.Model):
    """Where the producer has been from a day on: the unit of that day and the address as given then."""

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="locations", verbose_name=_("chủ thể"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("xã, phường, thị trấn"))
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    since = models.DateField(_("từ ngày"))
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("địa điểm của chủ thể")
        ordering = ["-since", "-id"]
        constraints = [models.UniqueConstraint(fields=["producer", "since"], name="location_once_a_day")]

    def __str__(self) -> str:
        return f"{self.address}, {self.unit.name}" if self.address else self.unit.name


@noted(FeedResource.PRODUCERS, owner="{row}.producer_id")
@track
class YearFigures(Record):
    """Workers (people) and money (đồng) of a producer in one year; empty = not known. They feed criteria 3.x."""

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="years", verbose_name=_("chủ thể"))
    year = models.PositiveSmallIntegerField(_("năm"))
    workers = models.PositiveIntegerField(_("số lao động"), null=True, blank=True)
    workers_local = models.PositiveIntegerField(_("trong đó lao động địa phương"), null=True, blank=True)
    capital = models.BigIntegerField(_("vốn (đồng)"), null=True, blank=True)
    capital_local = models.BigIntegerField(_("trong đó vốn góp của người địa phương (đồng)"), null=True, blank=True)
    revenue = models.BigIntegerField(_("doanh thu (đồng)"), null=True, blank=True)
    profit = models.BigIntegerField(_("lợi nhuận (đồng)"), null=True, blank=True)

    class Meta:
        verbose_name = _("số liệu năm của chủ thể")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["producer", "year"], name="figures_once_a_year"),
            models.CheckConstraint(
                condition=Q(workers_local=None) | Q(workers=None) | Q(workers_local__lte=F("workers")),
                name="figures_workers",
                violation_error_message=_("Lao động địa phương không thể nhiều hơn tổng số lao động."),
            ),
            models.CheckConstraint(
                condition=Q(capital_local=None) | Q(capital=None) | Q(capital_local__lte=F("capital")),
                name="figures_capital",
                violation_error_message=_("Vốn góp của người địa phương không thể nhiều hơn tổng vốn."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


@track
class Merge(models.Model):
    """Two records found to be one: what was moved, so that it can be moved back."""

    kind = models.CharField(_("loại"), max_length=8, choices=[("producer", _("chủ thể")), ("product", _("sản phẩm"))])
    kept_id = models.BigIntegerField(_("bản ghi giữ lại"))
    merged_id = models.BigIntegerField(_("bản ghi gộp vào"))
    # "app.model.field" → list of [from, to, ids]
    moved = models.JSONField(_("tham chiếu đã chuyển"), default=dict)
    before = models.JSONField(_("nội dung trước khi gộp"), default=dict)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(_("lúc gộp"), auto_now_add=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(_("lúc tách lại"), null=True)

    class Meta:
        verbose_name = _("lần gộp bản ghi")
        ordering = ["-done_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.merged_id} → {self.kept_id}"


@track
class NotDuplicate(models.Model):
    """Two records which a person found to be two: they are not proposed again. `first_id` < `second_id`."""

    kind = models.CharField(_("loại"), max_length=8, choices=[("producer", _("chủ thể")), ("product", _("sản phẩm"))])
    first_id = models.BigIntegerField(_("bản ghi thứ nhất"))
    second_id = models.BigIntegerField(_("bản ghi thứ hai"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("lúc quyết định"), auto_now_add=True)

    class Meta:
        verbose_name = _("quyết định không trùng")
        constraints = [
            models.UniqueConstraint(fields=["kind", "first_id", "second_id"], name="not_duplicate_once"),
            models.CheckConstraint(condition=Q(first_id__lt=F("second_id")), name="not_duplicate_order"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id} ≠ {self.second_id}"
