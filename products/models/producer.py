"""Producers (chủ thể) and where a person decided they are after a split of their commune."""

from functools import partial
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop.api.enums import FeedResource
from ocop.api.feed import noted
from ocop.audit.history import track
from ocop.site.registry import get_setting
from programs.models import Reform, Unit, UnitReach

from ..enums import PERSONAL_FORMS, LegalForm, MemberRole
from ..validators import PERSONAL_NUMBER, mask, show_phone, show_tax_code
from .keyed import Keyed

# For the change feed (ocop/api/feed.py): where a producer is seen, as ids of units, and as its own id made negative:
# its own accounts see it wherever it stands.
ATTRIBUTED = "SELECT a.unit_id FROM products_producerattribution a WHERE a.producer_id = {producer}"


def places_of_producer(producer: str) -> str:
    """SQL of those ids, for the SQL of a producer's id."""
    return (
        f"SELECT p.unit_id FROM products_producer p WHERE p.id = {producer}"
        f" UNION {ATTRIBUTED.format(producer=producer)} UNION SELECT -{producer}"
    )


class ProducerQuerySet(models.QuerySet["Producer"]):
    def shown(self) -> Self:
        """Without what was merged away, and without illustration rows when they are switched off."""
        present = self.filter(merged_into=None)
        return present if get_setting("show_illustration") else present.filter(is_illustration=False)

    def visible_to(self, user: Any) -> Self:
        """Producers of the user's territory (unit of the day, or by decision after a split), and one's own."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        reach = UnitReach.objects.of(user)
        placed = ProducerAttribution.objects.filter(unit__in=reach).values("producer")
        own = ProducerMember.objects.of(user).values("producer")
        return self.shown().filter(Q(unit__in=reach) | Q(pk__in=placed) | Q(pk__in=own))


@noted(
    FeedResource.PRODUCERS,
    derived=("core", "fold", "sort_key", "found_by"),
    moves=("unit_id", "name", "merged_into_id", "is_illustration"),
    places=f"SELECT {{row}}.unit_id UNION SELECT -{{row}}.id UNION {ATTRIBUTED.format(producer='{row}.id')}",
)
@partial(track, exclude=("core", "found_by"))
class Producer(Keyed):
    """A producer (chủ thể) at the unit of the day of its last move; `locations` keeps where it was before.

    The legal form is the present one; `forms` keeps the ones before. Personal data stand apart in `representation`.
    """

    name = models.CharField(_("tên chủ thể"), max_length=250)
    legal_form = models.CharField(_("loại hình"), max_length=12, choices=LegalForm, default=LegalForm.UNKNOWN)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="producers", verbose_name=_("xã, phường, thị trấn"))
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    representative = models.CharField(_("người đại diện"), max_length=120, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    tax_code = models.CharField(_("mã số thuế"), max_length=14, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    founded_on = models.DateField(_("ngày thành lập, đăng ký"), null=True, blank=True)
    registration_number = models.CharField(_("số giấy đăng ký"), max_length=60, blank=True)
    found_by = models.CharField(max_length=1800, editable=False, default="")  # name and every name of its unit
    source_note = models.CharField(_("nguồn"), max_length=200, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", verbose_name=_("đã gộp vào")
    )

    objects = ProducerQuerySet.as_manager()

    class Meta:
        verbose_name = _("chủ thể")
        constraints = [
            models.UniqueConstraint(
                fields=["fold", "unit"],
                condition=Q(merged_into=None),
                name="producer_once_a_unit",
                violation_error_message=_("Đơn vị này đã có chủ thể cùng tên."),
            )
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="producer_order"),
            GinIndex(fields=["fold"], opclasses=["gin_trgm_ops"], name="producer_fold_trgm"),
            GinIndex(fields=["found_by"], opclasses=["gin_trgm_ops"], name="producer_found_trgm"),
            GinIndex(fields=["core"], opclasses=["gin_trgm_ops"], name="producer_core_trgm"),
        ]

    def __str__(self) -> str:
        return self.name

    def set_keys(self) -> Self:
        """`fold` is the name alone (the same name twice at a unit is refused); `found_by` is what a search reads."""
        super().set_keys()
        self.found_by = f"{self.fold} {self.unit.kin_fold}"
        return self

    @property
    def is_person(self) -> bool:
        """Whether the producer is a person or a household, so that its name, address and codes are personal data."""
        return self.legal_form in PERSONAL_FORMS

    @property
    def has_personal_tax_code(self) -> bool:
        """Whether the tax code is a personal number, or the one of a person or household."""
        return bool(self.tax_code) and (self.is_person or bool(PERSONAL_NUMBER.match(self.tax_code)))

    @property
    def phone_shown(self) -> str:
        """ "0912 345 678": only after the gate to personal data."""
        return show_phone(self.phone) if self.phone else ""

    @property
    def phone_masked(self) -> str:
        """ "•••••••678": for lists and for people who only read."""
        return mask(self.phone)

    @property
    def email_masked(self) -> str:
        """ "••••@gmail.com"."""
        name, at, domain = self.email.partition("@")
        return mask(name, shown=0) + at + domain

    @property
    def tax_code_shown(self) -> str:
        """ "0314409058-002": only after the gate to personal data."""
        return show_tax_code(self.tax_code)

    @property
    def tax_code_masked(self) -> str:
        """The code of an organisation as it is; that of a person masked."""
        return mask(self.tax_code) if self.has_personal_tax_code else self.tax_code_shown


@noted(
    FeedResource.PRODUCERS,
    owner="{row}.producer_id",
    moves=("unit_id", "producer_id"),
    places="SELECT {row}.unit_id",
    adds=True,
)
@track
class ProducerAttribution(models.Model):
    """The decision in which new unit a producer of a split commune lies (rules.md §0.10: never guessed)."""

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="attributions", verbose_name=_("chủ thể"))
    reform = models.ForeignKey(Reform, models.PROTECT, related_name="+", verbose_name=_("đợt sắp xếp"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="attributed_producers", verbose_name=_("đơn vị mới"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("quyết định đơn vị mới của chủ thể")
        constraints = [models.UniqueConstraint(fields=["producer", "reform"], name="attribution_once")]

    def __str__(self) -> str:
        return f"{self.producer} → {self.unit}"


class ProducerMemberQuerySet(models.QuerySet["ProducerMember"]):
    def of(self, user: Any) -> Self:
        """Links of an account in force today."""
        today = timezone.localdate()
        return self.filter(user=user, valid_from__lte=today).filter(Q(valid_to=None) | Q(valid_to__gte=today))


@track
class ProducerMember(models.Model):
    """An account that acts for a producer between two dates."""

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="members", verbose_name=_("chủ thể"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(_("vai trò"), max_length=8, choices=MemberRole, default=MemberRole.OWNER)
    valid_from = models.DateField(_("từ ngày"), default=timezone.localdate)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = ProducerMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("tài khoản của chủ thể")
        constraints = [
            models.UniqueConstraint(fields=["producer", "user", "valid_from"], name="member_once"),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="member_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.producer}"
