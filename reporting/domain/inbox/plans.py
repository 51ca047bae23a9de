"""What waits in the life of plans."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ocop.accounts.access import has_role
from ocop.accounts.enums import EDITORS
from ocop.text import format_date
from programs.domain.approval_waiting import WAITS, deliveries_unread, versions_waiting
from programs.domain.cascade.waiting import assignments_to_confirm, assignments_waiting
from programs.domain.reform import GRANT
from programs.enums import PlanStage, ReformState, VersionState
from programs.models import PlanVersion, ReformItem, Task, Unit

from ..progress_find import versions_in_force
from .item import LATE, SOON, WEEK, Asked, Item, when_due


def drafts(asked: Asked) -> list[Item]:
    """Drafts of plans that have no issued version yet and are with those who write them."""
    if not has_role(asked.user, *EDITORS):
        return []
    issued = PlanVersion.objects.filter(plan=OuterRef("plan"), state=VersionState.ISSUED)
    found = PlanVersion.objects.in_territory(asked.user).filter(~Exists(issued), stage=PlanStage.DRAFTING)
    rows = found.select_related("plan").order_by("-plan__year", "-pk")[: asked.most]
    return [
        Item(
            LATE if draft.plan.year < asked.today.year else WEEK,
            _("Kế hoạch chờ ban hành"),
            draft.plan.title,
            _("dự thảo, chưa có số và ngày"),
            f"/ke-hoach/{draft.plan.slug}/",
            "journal-text",
        )
        for draft in rows
    ]


def duties(asked: Asked) -> list[Item]:
    """Duties of plans in force with a date that has come near, as long as they are not given out."""
    if not has_role(asked.user, *EDITORS):
        return []
    recent = PlanVersion.objects.in_territory(asked.user).filter(plan__year__gte=asked.today.year - 1)
    near = Task.objects.filter(version__in=versions_in_force(recent), due_on__lte=asked.today + SOON * 4)
    near = near.filter(work_items=None).select_related("version__plan")
    return [
        Item(
            when_due(task.due_on, asked.today),
            _("Nhiệm vụ kế hoạch"),
            task.heading,
            _("hạn %s") % format_date(task.due_on),
            f"/ke-hoach/{task.version.plan.slug}/",
            "list-task",
            task.due_on,
        )
        for task in near.order_by("due_on", "pk")[: asked.most]
        if task.due_on
    ]


def reforms(asked: Asked) -> list[Item]:
    """Records in split communes whose new unit a person must decide."""
    if not has_role(asked.user, *EDITORS):
        return []
    territory = Unit.objects.in_territory(asked.user).values("pk")
    open_items = ReformItem.objects.filter(reform__state=ReformState.APPLIED, chosen=None, unit__in=territory)
    count = open_items.exclude(label=GRANT).count()
    if not count:
        return []
    text = ngettext("%d nơi cần quyết định đơn vị mới", "%d nơi cần quyết định đơn vị mới", count) % count
    note = _("xã cũ bị chia cho nhiều xã mới, hệ thống không tự quyết")
    return [Item(WEEK, _("Sắp xếp đơn vị hành chính"), text, note, "/don-vi/sap-xep/", "diagram-3")]


def signatures(asked: Asked) -> list[Item]:
    """Versions to appraise, to sign or to mend."""
    return [
        Item(
            WEEK,
            _("Kế hoạch trình duyệt"),
            version.plan.title,
            str(WAITS[version.waits_for]),  # type: ignore[attr-defined]  # annotated
            f"/ke-hoach/{version.plan.slug}/trinh-duyet/",
            "pencil",
        )
        for version in versions_waiting(asked.user)[: asked.most]
    ]


def assignments(asked: Asked) -> list[Item]:
    """Figures a plan above proposes to the person's unit: to be answered."""
    return [
        Item(
            when_due(one.answer_by or asked.today, asked.today),
            _("Chỉ tiêu chờ trả lời"),
            f"{one.unit.name}: {one.version.plan.title}",
            _("trả lời trước ngày %s") % format_date(one.answer_by) if one.answer_by else _("chờ đơn vị trả lời"),
            f"/ke-hoach/duoc-giao/{one.pk}/",
            "diagram-3",
            one.answer_by,
        )
        for one in assignments_waiting(asked.user).order_by("answer_by", "pk")[: asked.most]
    ]


def answers(asked: Asked) -> list[Item]:
    """Answers of units below, to be confirmed or taken over in the draft."""
    return [
        Item(
            WEEK,
            _("Trả lời chỉ tiêu chờ chốt"),
            f"{one.unit.name}: {one.version.plan.title}",
            one.get_state_display(),
            f"/ke-hoach/{one.version.plan.slug}/giao-chi-tieu/",
            "diagram-3",
        )
        for one in assignments_to_confirm(asked.user).order_by("pk")[: asked.most]
    ]


def deliveries(asked: Asked) -> list[Item]:
    """Issued plans sent to the person's unit and not received yet."""
    return [
        Item(
            WEEK,
            _("Kế hoạch gửi đến"),
            one.version.plan.title,
            _("số %(number)s, gửi %(unit)s")
            % {"number": one.version.document_number, "unit": one.unit.name if one.unit else one.text},
            f"/ke-hoach/{one.version.plan.slug}/gui/",
            "journal-text",
        )
        for one in deliveries_unread(asked.user)[: asked.most]
    ]
