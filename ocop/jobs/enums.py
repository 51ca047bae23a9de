"""States of a job."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Queued and running are active; the others are final (a failed or cancelled job may be tried again)."""

    QUEUED = "queued", _("đang chờ")
    RUNNING = "running", _("đang chạy")
    DONE = "done", _("đã xong")
    FAILED = "failed", _("không thành")
    CANCELLED = "cancelled", _("đã hủy")


ACTIVE = frozenset({JobState.QUEUED, JobState.RUNNING})
