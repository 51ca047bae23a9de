"""A job is a row, written with the request that wants it; the broker is only a bell (ADR 0006)."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .enums import ACTIVE, JobState


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: Any) -> Self:
        """One's own; an administrator also those of people all of whose grants lie within the administrator's units."""
        from ocop.accounts.access import has_role, territory_grants
        from ocop.accounts.enums import Role
        from ocop.accounts.models import Grant

        if not getattr(user, "is_authenticated", False):
            return self.none()
        mine = Q(requested_by=user)
        if has_role(user, Role.ADMIN):
            reached = Q(unit__reached_by__unit__in=territory_grants(user, frozenset({Role.ADMIN})))
            inside = Grant.objects.filter(reached).values("user")
            outside = Grant.objects.exclude(reached).values("user")
            mine |= Q(requested_by__in=inside) & ~Q(requested_by__in=outside)
        return self.filter(mine)

    def active(self) -> Self:
        """Queued or running."""
        return self.filter(state__in=ACTIVE)

    def claimable(self) -> Self:
        """Queued ones whose waiting time after a failed attempt is over, by the database's clock."""
        return self.filter(Q(lease_until=None) | Q(lease_until__lt=Now()), state=JobState.QUEUED)

    def abandoned(self) -> Self:
        """Running ones nobody gave a sign of life for."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=Now())


class Job(models.Model):
    """Work that takes over a second: who wants what, how far it is, what came out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("loại"), max_length=60)
    label = models.CharField(_("tên việc"), max_length=200)
    params = models.JSONField(_("tham số"), default=dict)
    key = models.CharField(_("khóa trùng"), max_length=128, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs", verbose_name=_("người yêu cầu")
    )
    state = models.CharField(_("trạng thái"), max_length=12, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveIntegerField(_("đã làm"), default=0)
    total = models.PositiveIntegerField(_("tổng số bước"), default=0)
    message = models.CharField(_("đang làm gì"), max_length=300, blank=True)
    result = models.JSONField(_("kết quả"), null=True)
    result_url = models.CharField(_("mở kết quả"), max_length=300, blank=True)
    error = models.TextField(_("lỗi"), blank=True)
    attempt = models.PositiveSmallIntegerField(_("lần chạy"), default=0)
    """Grows with every start and never falls: also the fencing token that keeps a slow old attempt from writing."""
    attempt_limit = models.PositiveSmallIntegerField(default=3, db_default=3)
    steps = models.JSONField(default=dict, db_default={})
    """Results of finished steps by name, committed with the step: a later attempt does not repeat them."""
    cancel_requested = models.BooleanField(default=False)
    lease_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(_("lúc yêu cầu"), auto_now_add=True)
    started_at = models.DateTimeField(_("bắt đầu"), null=True)
    finished_at = models.DateTimeField(_("kết thúc"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("công việc nền")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state__in=["queued", "running"]) & ~Q(key=""), name="job_one_active_per_key"
            )
        ]
        indexes = [
            models.Index(fields=["state", "lease_until"]),
            models.Index(fields=["requested_by", "-created_at"]),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE


class Pulse(models.Model):
    """The last sign of life of a worker or of beat; read by `/health/`."""

    name = models.CharField(primary_key=True, max_length=120)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("nhịp của tiến trình nền")

    def __str__(self) -> str:
        return self.name
