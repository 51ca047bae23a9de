"""Who does what: the section «Tổ chức thực hiện» as rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track

from ..enums import BodyRole
from .body import Body
from .plan import PlanPart


@track
class Task(PlanPart):
    """The duties of one body in a plan: an intro line and the sentences in order."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="tasks", verbose_name=_("cơ quan chủ trì"))
    heading = models.CharField(_("tên ghi trong kế hoạch"), max_length=300)
    intro = models.TextField(_("câu dẫn"), blank=True)
    items = models.JSONField(_("các nhiệm vụ"), default=list)
    due_on = models.DateField(_("hạn"), null=True, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = _("nhiệm vụ")

    def __str__(self) -> str:
        return self.heading

    def bodies_by_role(self) -> list[tuple[BodyRole, list[Body]]]:
        """Bodies with their role in order, `body` first among the leads; roles without a body are left out."""
        found: dict[str, list[Body]] = {BodyRole.LEAD: [self.body], BodyRole.COORDINATING: [], BodyRole.REQUESTED: []}
        for entry in sorted(self.coordinating.all(), key=lambda entry: entry.pk):
            found[entry.role].append(entry.body)
        return [(BodyRole(role), bodies) for role, bodies in found.items() if bodies]


@track
class TaskBody(models.Model):
    """A body that has a part in a task besides its `body`: a further lead, one that coordinates, one that is asked."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="coordinating", verbose_name=_("nhiệm vụ"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="coordinated_tasks", verbose_name=_("cơ quan phối hợp"))
    role = models.CharField(_("vai trò"), max_length=12, choices=BodyRole, default=BodyRole.COORDINATING)

    class Meta:
        verbose_name = _("cơ quan phối hợp")
        constraints = [models.UniqueConstraint(fields=["task", "body"], name="task_body_once")]

    def __str__(self) -> str:
        return str(self.body)
