"""People and what they may do where and when."""

from datetime import date
from functools import partial
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.text import fold

from .enums import LoginEventKind, Role


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, admin: Any) -> Self:
        """Accounts an administrator may see and change: all with a grant of administration at the whole country,
        else those whose every grant (of any date) lies in what the administrator's grants reach."""
        grants = Grant.objects.of(admin).filter(role=Role.ADMIN) if getattr(admin, "is_authenticated", False) else None
        if grants is None:
            return self.none()
        if grants.filter(unit__path="").exists():
            return self
        own = Grant.objects.filter(user=OuterRef("pk"))
        reach = {"unit__reached_by__unit__in": grants.values("unit")}
        inside = own.filter(**reach)
        outside = own.exclude(pk__in=Grant.objects.filter(**reach).values("pk"))
        return self.filter(Exists(inside), ~Exists(outside))


class PeopleManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager of users with the queryset above."""


@partial(track, exclude=("password", "last_login"))
class User(AbstractUser):
    """A person. Rights come only from grants; Django's groups and permissions are not used."""

    first_name = None
    last_name = None
    full_name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    position = models.CharField(_("chức vụ"), max_length=120, blank=True)
    is_demo = models.BooleanField(_("tài khoản trình diễn"), default=False)
    is_machine = models.BooleanField(_("tài khoản của hệ thống kết nối"), default=False)
    fold = models.CharField(max_length=240, editable=False, default="")

    objects = PeopleManager()

    class Meta:
        verbose_name = _("tài khoản")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="username_any_case",
                violation_error_message=_("Tên đăng nhập này đã có người dùng."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="email_any_case",
                violation_error_message=_("Thư điện tử này đã thuộc về tài khoản khác."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the search key of the name with the name, in partial saves too."""
        self.fold = fold(self.full_name)
        fields = kwargs.get("update_fields")
        if fields is not None and "full_name" in fields:
            kwargs["update_fields"] = {*fields, "fold"}
        super().save(*args, **kwargs)


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


class LoginEventQuerySet(models.QuerySet["LoginEvent"]):
    def visible_to(self, admin: Any) -> Self:
        """Events of the accounts an administrator sees; those of no account only for the whole country's."""
        if Grant.objects.of(admin).filter(role=Role.ADMIN, unit__path="").exists():
            return self
        return self.filter(user__in=User.objects.visible_to(admin))


class LoginEvent(models.Model):
    """One event at the door: a login, a failure, a lock, a change of password or second factor. No password is kept,
    nor what was typed as a name when it names no account (people type passwords there)."""

    at = models.DateTimeField(_("lúc"), default=timezone.now)
    kind = models.CharField(_("sự kiện"), max_length=20, choices=LoginEventKind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="login_events", verbose_name=_("tài khoản")
    )
    ip = models.GenericIPAddressField(_("địa chỉ mạng"), null=True)
    agent = models.CharField(_("trình duyệt"), max_length=200, blank=True)
    request_id = models.CharField(_("mã yêu cầu"), max_length=64, blank=True)

    objects = LoginEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("nhật ký đăng nhập")
        indexes = [
            models.Index(fields=["-at", "-id"], name="login_event_order"),
            models.Index(fields=["user", "kind", "-at"], name="login_event_of_user"),
        ]
        # Rows may be removed once they are past their keeping time, never rewritten.
        triggers = [pgtrigger.Protect(name="never_rewritten", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.user or ''}"
