"""Tasks given out: who does what until when, with progress, evidence and difficulties passed up."""

from datetime import date
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop.accounts.access import territory_grants
from ocop.audit.history import track
from ocop.audit.models import Record

from ..enums import UNFINISHED, BodyRole, Recurrence, WorkState
from ..rules import WORKERS
from .body import Body
from .money import FundingLine
from .plan import Plan, PlanVersion
from .tasks import Task
from .unit import Unit, UnitReach


def worked_units(user: Any) -> Any:
    """Subquery of the units whose tasks the user does: by a role that writes or signs, held at a unit of the same tier
    (a province does not do a commune's tasks for it); those of a tier that ended are done by who took over."""
    own = Q(unit__tier=F("member__tier")) | Q(member__valid_to__lt=timezone.localdate())
    return UnitReach.objects.filter(own, unit__in=territory_grants(user, WORKERS)).values("member")


class WorkItemQuerySet(models.QuerySet["WorkItem"]):
    def visible_to(self, user: Any) -> Self:
        """Those of plans the user reaches, and those the user's units have a part in."""
        reached = UnitReach.objects.of(user)
        takes_part = WorkPart.objects.filter(unit__in=reached).values("item")
        return self.filter(Q(plan__unit__in=reached) | Q(unit__in=reached) | Q(pk__in=takes_part))

    def leaves(self) -> Self:
        """Those that are done themselves, not gathered from others."""
        return self.filter(children=None)

    def worked_by(self, user: Any) -> Self:
        """Those the user does or helps to do: on the desk of a unit he or she works for."""
        return self.filter(unit__in=worked_units(user))

    def unfinished(self) -> Self:
        """Neither done nor given up."""
        return self.filter(state__in=UNFINISHED)

    def late(self, on: date) -> Self:
        """Unfinished with their day before `on`."""
        return self.unfinished().filter(due_on__lt=on)


@track
class WorkItem(Record):
    """A task given out under a plan. One with `children` is gathered from them: one a unit, or one a period.

    `unit`: whose desk it is on; `body`: the lead body as the plan names it. `task`, `line`: the sentence of the plan it
    comes from (line counts from 0).
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="work_items", verbose_name=_("kế hoạch"))
    version = models.ForeignKey(
        PlanVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bản kế hoạch")
    )
    task = models.ForeignKey(
        Task, models.SET_NULL, null=True, blank=True, related_name="work_items", verbose_name=_("phần kế hoạch")
    )
    line = models.PositiveSmallIntegerField(_("câu thứ"), null=True, blank=True)
    section_number = models.CharField(_("mục kế hoạch"), max_length=8, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("nhiệm vụ chung")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="work_items", verbose_name=_("đơn vị"))
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="work_items", verbose_name=_("cơ quan chủ trì")
    )
    content = models.TextField(_("nội dung"), max_length=4000)
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    recurrence = models.CharField(_("định kỳ"), max_length=12, choices=Recurrence, default=Recurrence.NONE)
    period = models.CharField(_("kỳ"), max_length=20, blank=True)
    funding = models.ForeignKey(
        FundingLine, models.SET_NULL, null=True, blank=True, related_name="work_items", verbose_name=_("kinh phí")
    )
    state = models.CharField(_("trạng thái"), max_length=8, choices=WorkState, default=WorkState.OPEN)
    progress = models.PositiveSmallIntegerField(_("tiến độ (%)"), default=0)
    done_at = models.DateTimeField(_("lúc hoàn thành"), null=True, blank=True)
    drop_reason = models.CharField(_("lý do thôi thực hiện"), max_length=300, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("nhiệm vụ được giao")
        ordering = [F("due_on").asc(nulls_last=True), "id"]
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="work_desk")]
        constraints = [
            models.UniqueConstraint(fields=["parent", "unit", "period"], name="work_once_a_unit_and_period"),
            models.UniqueConstraint(
                fields=["task", "line"],
                condition=Q(parent=None, task__isnull=False),
                nulls_distinct=False,
                name="work_given_once",
                violation_error_message=_("Nhiệm vụ này đã được giao."),
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="work_progress"),
            models.CheckConstraint(condition=~Q(state="done") | Q(done_at__isnull=False), name="work_done_at"),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(drop_reason=""), name="work_dropped_why"),
        ]

    def __str__(self) -> str:
        return self.content[:80]


class WorkPartQuerySet(models.QuerySet["WorkPart"]):
    def visible_to(self, user: Any) -> Self:
        """Those of visible tasks."""
        return self.filter(item__in=WorkItem.objects.visible_to(user))


@track
class WorkPart(Record):
    """The part of one body (or unit) in a task: it leads, coordinates or is asked, and confirms its part itself."""

    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="parts", verbose_name=_("nhiệm vụ"))
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="work_parts", verbose_name=_("cơ quan")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="work_parts", verbose_name=_("đơn vị")
    )
    role = models.CharField(_("vai trò"), max_length=12, choices=BodyRole)
    confirmed_at = models.DateTimeField(_("lúc nhận việc"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(_("lúc xong phần mình"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)

    objects = WorkPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("phần việc")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "body", "role"], name="work_part_body_once"),
            models.UniqueConstraint(
                fields=["item", "unit", "role"], condition=Q(body=None), name="work_part_unit_once"
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=False) | Q(unit__isnull=False), name="work_part_of_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body or self.unit}: {self.get_role_display()}"


class WorkReportQuerySet(models.QuerySet["WorkReport"]):
    def visible_to(self, user: Any) -> Self:
        """Those of visible tasks."""
        return self.filter(item__in=WorkItem.objects.visible_to(user))


class WorkReport(models.Model):
    """What was said of a task's progress at a moment, with a file as evidence when there is one; never changed."""

    item = models.ForeignKey(WorkItem, models.PROTECT, related_name="reports", verbose_name=_("nhiệm vụ"))
    state = models.CharField(_("trạng thái"), max_length=8, choices=WorkState)
    progress = models.PositiveSmallIntegerField(_("tiến độ (%)"))
    text = models.TextField(_("kết quả, ghi chú"), max_length=4000, blank=True)
    file = models.FileField(_("minh chứng"), upload_to="work/", blank=True)
    file_name = models.CharField(_("tên tệp"), max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    objects = WorkReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo tiến độ nhiệm vụ")
        ordering = ["id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.progress}%"


class DifficultyQuerySet(models.QuerySet["Difficulty"]):
    def visible_to(self, user: Any) -> Self:
        """Those raised by or brought before units the user reaches, and where they were passed on to: the answer is
        for everybody on the way (commune, district, province, nation: three steps at most)."""
        reached = UnitReach.objects.of(user)
        below = Q(passed_from__unit__in=reached) | Q(passed_from__passed_from__unit__in=reached)
        return self.filter(Q(unit__in=reached) | Q(to_unit__in=reached) | below)

    def waiting(self) -> Self:
        """Neither answered nor passed on."""
        return self.filter(answered_at=None, passed_to=None)


@track
class Difficulty(Record):
    """A difficulty a unit raises with the unit above, which answers it or passes it further up."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="difficulties", verbose_name=_("đơn vị"))
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="difficulties_received", verbose_name=_("gửi đến"))
    item = models.ForeignKey(
        WorkItem, models.PROTECT, null=True, blank=True, related_name="difficulties", verbose_name=_("nhiệm vụ")
    )
    passed_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="passed_to", verbose_name=_("chuyển từ")
    )
    text = models.TextField(_("khó khăn, kiến nghị"), max_length=4000)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(_("trả lời"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(_("lúc trả lời"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = DifficultyQuerySet.as_manager()

    class Meta:
        verbose_name = _("khó khăn, kiến nghị")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="difficulty_answered",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
