"""Kinds of recognition and the bodies competent for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecognitionKind(models.TextChoices):
    """Counted separately in every report (reports.md §12)."""

    NEW = "new", _("công nhận mới")
    UPGRADE = "upgrade", _("nâng hạng")
    RENEWAL = "renewal", _("công nhận lại")


class RecognitionBody(models.TextChoices):
    """Who decided: stored per decision, never derived from the stars (rules.md §0.5)."""

    DISTRICT = "district", _("UBND cấp huyện")
    PROVINCE = "province", _("UBND cấp tỉnh")
    CENTRAL = "central", _("Trung ương (Bộ)")


class RecognitionState(models.TextChoices):
    """Derived from dates on a day."""

    VALID = "valid", _("còn hiệu lực")
    EXPIRING = "expiring", _("sắp hết hạn")
    EXPIRED = "expired", _("đã hết hạn")
