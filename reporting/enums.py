"""Kinds and states of generated documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """Documents the office can make."""

    PLAN = "plan", _("kế hoạch")
    PROGRESS = "progress", _("báo cáo tiến độ")


class DocumentState(models.TextChoices):
    """A document of a draft is itself a draft; of an issued version it is frozen."""

    DRAFT = "draft", _("bản dự thảo")
    ISSUED = "issued", _("bản ban hành")
