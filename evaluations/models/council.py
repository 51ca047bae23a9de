"""Councils, their members and their rules of procedure."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import Role
from ocop.audit.history import track
from ocop.audit.models import Record
from ocop.site.models import SiteSetting
from programs.models import Unit, UnitReach

from ..enums import CouncilLevel, CouncilRole

ORGANISERS = frozenset({Role.ADMIN, Role.PROVINCE_COORDINATOR, Role.DISTRICT_COORDINATOR})
"""Roles that prepare the councils of units they hold; they see no mark before the chair opens it."""
READERS = ORGANISERS | {Role.SIGNER}


def shown_rows() -> Q:
    """Condition: illustration rows only while `show_illustration` (on by default) is not switched off. Read inside the
    statement: no page asks the database once more for it."""
    return Q(is_illustration=False) | ~Exists(SiteSetting.objects.filter(key="show_illustration", value=False))


class CouncilQuerySet(models.QuerySet["Council"]):
    def shown(self) -> Self:
        """Without illustration rows when they are switched off."""
        return self.filter(shown_rows())

    def visible_to(self, user: Any) -> Self:
        """Councils one sits in (any time), and those of units one organises or signs for."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        held = UnitReach.objects.filter(unit__in=territory_grants(user, READERS)).values("member")
        sat = CouncilMember.objects.filter(user=user).values("council")
        return self.shown().filter(Q(unit__in=held) | Q(pk__in=sat))

    def organised_by(self, user: Any) -> Self:
        """Councils one prepares: those of units where one holds an organising role."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(
            unit__in=UnitReach.objects.filter(unit__in=territory_grants(user, ORGANISERS)).values("member")
        )


@track
class Council(Record):
    """Hội đồng đánh giá, phân hạng sản phẩm OCOP of a level, at its unit, by its founding decision."""

    level = models.CharField(_("cấp"), max_length=8, choices=CouncilLevel)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="councils", verbose_name=_("đơn vị"))
    name = models.CharField(_("tên hội đồng"), max_length=250)
    decision_number = models.CharField(_("số quyết định thành lập"), max_length=60)
    decided_on = models.DateField(_("ngày quyết định"))
    ended_on = models.DateField(_("ngày giải thể"), null=True, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = _("hội đồng")
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "decision_number", "decided_on"],
                name="council_once",
                violation_error_message=_("Hội đồng theo quyết định này đã có."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CouncilMemberQuerySet(models.QuerySet["CouncilMember"]):
    def on(self, day: date) -> Self:
        """Members in force on a day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def of(self, user: Any) -> Self:
        """Places the account holds today."""
        return self.filter(user=user).on(timezone.localdate())


@track
class CouncilMember(Record):
    """A person in a council: the account, the body it comes from and its place. Advisers never score."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="members", verbose_name=_("hội đồng"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="council_places", verbose_name=_("tài khoản")
    )
    name = models.CharField(_("họ và tên"), max_length=120)
    position = models.CharField(_("chức vụ"), max_length=150, blank=True)
    body = models.CharField(_("cơ quan"), max_length=200, blank=True)
    role = models.CharField(_("vai trò"), max_length=10, choices=CouncilRole, default=CouncilRole.MEMBER)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = CouncilMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("thành viên hội đồng")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "user"],
                condition=Q(valid_to=None),
                name="council_member_once",
                violation_error_message=_("Người này đã có trong hội đồng."),
            ),
            models.UniqueConstraint(
                fields=["council"],
                condition=Q(role=CouncilRole.CHAIR, valid_to=None),
                name="council_one_chair",
                violation_error_message=_("Hội đồng đã có chủ tịch."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scores(self) -> bool:
        """Whether the place fills in sheets."""
        return self.role != CouncilRole.ADVISER


@track
class CouncilRules(Record):
    """Rules of procedure (Quy chế) from a day on; None = the rules say nothing, so nothing is required.

    Quorum of 75 % with the chair and a spread of 10 points are provincial practice, not law (rules.md §8).
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="rules", verbose_name=_("hội đồng"))
    valid_from = models.DateField(_("áp dụng từ ngày"))
    source = models.CharField(_("theo văn bản"), max_length=200, blank=True)
    quorum_percent = models.PositiveSmallIntegerField(
        _("tỷ lệ có mặt tối thiểu (%)"), null=True, blank=True, default=75
    )
    needs_chair = models.BooleanField(_("phải có chủ tịch hội đồng"), default=True)
    max_spread = models.PositiveSmallIntegerField(
        _("chênh lệch điểm tối đa giữa hai thành viên"), null=True, blank=True, default=10
    )

    class Meta:
        verbose_name = _("quy chế của hội đồng")
        verbose_name_plural = _("quy chế của hội đồng")
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "valid_from"],
                name="council_rules_once",
                violation_error_message=_("Hội đồng đã có quy chế áp dụng từ ngày này."),
            ),
            models.CheckConstraint(
                condition=Q(quorum_percent=None) | Q(quorum_percent__gte=1, quorum_percent__lte=100),
                name="council_rules_quorum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}: {self.valid_from}"
