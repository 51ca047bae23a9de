"""A system that reads or writes here, its ways in, and what it asked."""

from datetime import date
from functools import partial
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop.accounts.models import User
from ocop.audit.history import track
from ocop.audit.models import Record


class ApiClientQuerySet(models.QuerySet["ApiClient"]):
    def visible_to(self, admin: Any) -> Self:
        """Clients whose account lies in the administrator's reach."""
        return self.filter(user__in=User.objects.visible_to(admin))


@track
class ApiClient(Record):
    """Another system. Its account (`user`, a machine's: no password, no page) holds the grants at units, so that every
    gate of the pages holds for it; `scopes` say what of that it may use."""

    name = models.CharField(_("tên hệ thống"), max_length=120)
    contact = models.CharField(_("đầu mối liên hệ"), max_length=200, blank=True)
    purpose = models.CharField(_("mục đích, căn cứ kết nối"), max_length=300, blank=True)
    user = models.OneToOneField(User, models.PROTECT, related_name="api_client", verbose_name=_("tài khoản"))
    scopes = ArrayField(models.CharField(max_length=40), verbose_name=_("phạm vi"), default=list)
    expires_on = models.DateField(_("dùng đến hết ngày"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    per_minute = models.PositiveIntegerField(_("số yêu cầu mỗi phút"), default=600)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = ApiClientQuerySet.as_manager()

    class Meta:
        verbose_name = _("hệ thống kết nối")
        constraints = [
            models.CheckConstraint(condition=Q(per_minute__gte=1), name="api_client_rate_at_least_one"),
            models.UniqueConstraint(
                Lower("name"),
                condition=Q(revoked_at=None),
                name="api_client_live_name",
                violation_error_message=_("Đã có hệ thống kết nối mang tên này."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_live(self, day: date | None = None) -> bool:
        """Whether it may come in on a day (default: today)."""
        day = day or timezone.localdate()
        return self.revoked_at is None and (self.expires_on is None or day <= self.expires_on)


class ApiCredentialQuerySet(models.QuerySet["ApiCredential"]):
    def live(self) -> Self:
        """Those that open the door now."""
        now = timezone.now()
        return self.filter(revoked_at=None).filter(Q(expires_at=None) | Q(expires_at__gt=now))


@partial(track, exclude=("last_used_at",))
class ApiCredential(models.Model):
    """One client id with its secret (the OAuth package keeps its hash). Rotation: a second one, then the first ends."""

    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="credentials", verbose_name=_("hệ thống"))
    application = models.OneToOneField(
        settings.OAUTH2_PROVIDER_APPLICATION_MODEL, models.PROTECT, related_name="credential"
    )
    note = models.CharField(_("ghi chú"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("cấp lúc"), auto_now_add=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("người cấp"))
    expires_at = models.DateTimeField(_("hết hạn lúc"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("dùng lần cuối"), null=True, blank=True)

    objects = ApiCredentialQuerySet.as_manager()

    class Meta:
        verbose_name = _("khóa kết nối")

    def __str__(self) -> str:
        return f"{self.client}: {self.created_at:%d/%m/%Y}"


class ApiCallQuerySet(models.QuerySet["ApiCall"]):
    def visible_to(self, admin: Any) -> Self:
        """Calls of visible clients."""
        return self.filter(client__in=ApiClient.objects.visible_to(admin))


class ApiCall(models.Model):
    """One request of a client: which route, how it ended. No query string and no body are kept."""

    client = models.ForeignKey(ApiClient, models.CASCADE, related_name="calls", verbose_name=_("hệ thống"))
    at = models.DateTimeField(_("lúc"), default=timezone.now)
    method = models.CharField(_("phương thức"), max_length=8)
    route = models.CharField(_("địa chỉ"), max_length=120)
    status = models.PositiveSmallIntegerField(_("kết quả"))
    milliseconds = models.PositiveIntegerField(_("thời gian (ms)"))
    ip = models.GenericIPAddressField(_("địa chỉ mạng"), null=True)
    request_id = models.CharField(_("mã yêu cầu"), max_length=64, blank=True)

    objects = ApiCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("lượt gọi")
        indexes = [models.Index(fields=["client", "-at", "-id"], name="api_call_of_client")]

    def __str__(self) -> str:
        return f"{self.method} {self.route} {self.status}"
