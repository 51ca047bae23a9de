"""People and what they may do where and when."""

from datetime import date
from functools import partial
from typing import Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track

from .enums import Role


@partial(track, exclude=("password", "last_login"))
class User(AbstractUser):
    """A person. Rights come only from grants; Django's groups and permissions are not used."""

    first_name = None
    last_name = None
    full_name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    position = models.CharField(_("chức vụ"), max_length=120, blank=True)
    is_demo = models.BooleanField(_("tài khoản trình diễn"), default=False)

    objects = UserManager()

    class Meta:
        verbose_name = _("tài khoản")

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)


class GrantQuerySet(models.QuerySet["Grant"]):
    def on(self, day: date) -> Self:
        """Grants in force on a day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))

    def of(self, user: User) -> Self:
        """Grants of a user in force today; none for anonymous or inactive."""
        if not getattr(user, "is_active", False) or user.pk is None:
            return self.none()
        return self.filter(user=user).on(timezone.localdate())


@track
class Grant(models.Model):
    """A role at a unit between two dates. It reaches the unit, its descendants and what predecessors left to it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("tài khoản"))
    role = models.CharField(_("vai trò"), max_length=30, choices=Role)
    unit = models.ForeignKey("programs.Unit", models.PROTECT, related_name="grants", verbose_name=_("đơn vị"))
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("phân quyền")
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "unit", "valid_from"], name="grant_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="grant_dates_in_order",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.unit}"
