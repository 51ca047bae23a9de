"""What waits for a person today: read from every app, grouped by when it is due."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations.domain.certificates.keepers import KEEPERS, kept_by
from evaluations.domain.certificates.radar import Wanted, ending
from evaluations.domain.certificates.withdraw import open_cases
from evaluations.domain.sessions.board import chaired, my_sheets
from evaluations.models import CouncilSession, Recognition
from ocop.accounts.access import grants_of, has_role
from ocop.accounts.enums import EDITORS, Role
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from ocop.text import fold, format_date
from products.domain.dossiers.queries import Waiting, waiting_for
from products.models import Product
from programs.domain.reform import GRANT
from programs.enums import ReformState, VersionState
from programs.models import BatchProduct, PlanVersion, ReformItem, Task, Unit

from .progress import Progress, compute_progress, default_day
from .progress_find import versions_in_force

LATE, WEEK, LATER = "late", "week", "later"
SOON = timedelta(days=7)
EXPIRY = timedelta(days=120)
"""A dossier of renewal needs its time: certificates are announced 120 days before they end."""
MOST = 5
"""Lines of one kind shown; the rest is behind a link."""


@dataclass(frozen=True)
class Item:
    """One thing to do. `when`: late, week or later; `kind` groups and names it; `url` is where it is done."""

    when: str
    kind: str
    text: str
    note: str = ""
    url: str = ""
    icon: str = "check2-square"


@dataclass
class Numbers:
    """The three numbers of a commune officer for one plan: target of the year, under way, recognised."""

    plan: PlanVersion
    target: int
    under_way: int
    achieved: int


@dataclass
class Home:
    """Everything of the first page."""

    items: list[Item] = field(default_factory=list)
    progress: Progress | None = None
    numbers: Numbers | None = None

    def due(self, when: str) -> list[Item]:
        """Items of one time."""
        return [item for item in self.items if item.when == when]


def home_of(user: Any) -> Home:
    """The first page of a person: items, the plan of the widest grant, the three numbers of a commune."""
    today = timezone.localdate()
    home = Home()
    if has_role(user, *EDITORS):
        home.items += [*_drafts(user), *_tasks(user, today), *_reform(user)]
    home.items += [*_sheets(user, today), *_sessions(user, today)]
    home.items += [*_dossiers(user, today), *_expiring(user, today)]
    home.items += [*(_withdrawals(user, today) if has_role(user, *KEEPERS) else ()), *_jobs(user)]
    version = _own_plan(user, today)
    if version is not None:
        home.progress = compute_progress(plan_version=version, as_of=default_day(version.plan.year))
        if has_role(user, Role.COMMUNE_OFFICER):
            home.numbers = _numbers(version, home.progress, user)
    return home


def _own_plan(user: Any, today: date) -> PlanVersion | None:
    """The plan with targets of the newest year at the unit of the widest grant; this year's when there is one."""
    grants = sorted(grants_of(user), key=lambda grant: len(grant.unit.path))
    if not grants:
        return None
    visible = PlanVersion.objects.in_territory(user).filter(plan__year__lte=today.year, targets__isnull=False)
    with_targets = versions_in_force(visible.filter(plan__unit__code=grants[0].unit.code))
    return with_targets.order_by("-plan__year", "-pk").first()


def _numbers(version: PlanVersion, progress: Progress, user: Any) -> Numbers:
    """Under way: products named in the plan's batches without a recognition in its year yet."""
    named = {fold(name) for name in BatchProduct.objects.filter(batch__version=version).values_list("name", flat=True)}
    year = version.plan.year
    recognised = Recognition.objects.visible_to(user).filter(decided_on__year=year)
    done = Product.objects.filter(recognitions__in=recognised).values_list("name", flat=True)
    under_way = len(named - {fold(name) for name in done})
    total = progress.totals.total
    return Numbers(version, total.committed, under_way, total.achieved)


def _drafts(user: Any) -> list[Item]:
    """Drafts of plans that have no issued version yet."""
    issued = PlanVersion.objects.filter(plan=OuterRef("plan"), state=VersionState.ISSUED)
    drafts = PlanVersion.objects.in_territory(user).filter(~Exists(issued), state=VersionState.DRAFT)
    year = timezone.localdate().year
    return [
        Item(
            LATE if draft.plan.year < year else WEEK,
            _("Kế hoạch chờ ban hành"),
            draft.plan.title,
            _("dự thảo, chưa có số và ngày"),
            f"/ke-hoach/{draft.plan.slug}/",
            "journal-text",
        )
        for draft in drafts.select_related("plan").order_by("-plan__year", "-pk")[:MOST]
    ]


def _tasks(user: Any, today: date) -> list[Item]:
    """Duties of plans in force with a date that has come near."""
    versions = versions_in_force(PlanVersion.objects.in_territory(user).filter(plan__year__gte=today.year - 1))
    near = Task.objects.filter(version__in=versions, due_on__lte=today + SOON * 4).select_related("version__plan")
    return [
        Item(
            _when(task.due_on, today),
            _("Nhiệm vụ kế hoạch"),
            task.heading,
            _("hạn %s") % format_date(task.due_on),
            f"/ke-hoach/{task.version.plan.slug}/",
            "list-task",
        )
        for task in near.order_by("due_on", "pk")[:MOST]
        if task.due_on
    ]


def _reform(user: Any) -> list[Item]:
    """Records in split communes whose new unit a person must decide."""
    territory = Unit.objects.in_territory(user).values("pk")
    open_items = ReformItem.objects.filter(reform__state=ReformState.APPLIED, chosen=None, unit__in=territory)
    count = open_items.exclude(label=GRANT).count()
    if not count:
        return []
    text = ngettext("%d nơi cần quyết định đơn vị mới", "%d nơi cần quyết định đơn vị mới", count) % count
    note = _("xã cũ bị chia cho nhiều xã mới, hệ thống không tự quyết")
    return [Item(WEEK, _("Sắp xếp đơn vị hành chính"), text, note, "/don-vi/sap-xep/", "diagram-3")]


def _sheets(user: Any, today: date) -> list[Item]:
    """Sessions under scoring in which sheets wait for the person; each opens at the first of them."""
    return [
        Item(
            _when(_session_day(one.session), today),
            _("Phiếu chấm"),
            str(one.session),
            _("đã nộp %(done)d/%(total)d phiếu") % {"done": one.done, "total": one.total},
            f"/danh-gia/phieu/{one.next_entry.pk}/",
            "clipboard-check",
        )
        for one in my_sheets(user)
        if one.next_entry is not None
    ][:MOST]


def _sessions(user: Any, today: date) -> list[Item]:
    """Sessions under scoring which the person chairs: theirs to open, to conclude and to close."""
    return [
        Item(
            _when(_session_day(session), today),
            _("Phiên họp cần kết luận"),
            str(session),
            ngettext("còn %d hồ sơ chưa kết luận", "còn %d hồ sơ chưa kết luận", session.left) % session.left,
            f"/danh-gia/phien/{session.pk}/",
            "people",
        )
        for session in chaired(user)[:MOST]
    ]


def _session_day(session: CouncilSession) -> date:
    """Until when: the end of a written opinion (Điều 7.6d), else the day of the meeting."""
    return session.due_on or session.held_on


def _dossiers(user: Any, today: date) -> list[Item]:
    """Dossiers whose next step is the person's, overdue first; without a clock they still wait now."""
    return [
        Item(
            _when(waiting.due_on or today, today),
            _("Hồ sơ chờ tôi"),
            waiting.dossier.product.name,
            _waiting_note(waiting),
            f"/ho-so/{waiting.dossier.pk}/",
            "folder2-open",
        )
        for waiting in waiting_for(user, today, MOST)
    ]


def _waiting_note(waiting: Waiting) -> str:
    """State, and the day when there is one: "đã nộp xã, hạn 14/08/2026"."""
    state = waiting.dossier.get_state_display()
    if waiting.due_on is None:
        return state
    words = _("%(state)s, quá hạn từ %(day)s") if waiting.is_overdue else _("%(state)s, hạn %(day)s")
    return words % {"state": state, "day": format_date(waiting.due_on)}


def _expiring(user: Any, today: date) -> list[Item]:
    """Certificates in force that end within 120 days; what replaced another or was withdrawn is not asked about."""
    return [
        Item(
            _when(found.expires_on, today),
            _("Giấy chứng nhận sắp hết hạn"),
            found.product.name,
            _("%(stars)d sao, hết hạn %(day)s") % {"stars": found.star, "day": format_date(found.expires_on)},
            f"/cong-nhan/{found.pk}/",
            "award",
        )
        for found in ending(user, Wanted(today, days=EXPIRY.days))
        .filter(expires_on__gte=today)
        .select_related("product")
        .order_by("expires_on", "pk")[:MOST]
    ]


def _withdrawals(user: Any, today: date) -> list[Item]:
    """Cases of withdrawal that wait for their decision, 15 days from the conclusion (QĐ 26/2026, Điều 8)."""
    cases = open_cases(user).filter(recognition__in=kept_by(user))
    return [
        Item(
            _when(case.due_on, today),
            _("Thu hồi giấy chứng nhận"),
            case.recognition.product.name,
            (_("quá hạn từ %s") if case.due_on < today else _("hạn quyết định %s")) % format_date(case.due_on),
            f"/cong-nhan/{case.recognition_id}/thu-hoi/",
            "slash-circle",
        )
        for case in cases[:MOST]
    ]


def _jobs(user: Any) -> list[Item]:
    """Jobs of the last week that failed, and those under way."""
    recent = timezone.now() - SOON
    wanted = Q(state=JobState.FAILED, finished_at__gte=recent) | Q(state__in=[JobState.QUEUED, JobState.RUNNING])
    jobs = Job.objects.visible_to(user).filter(wanted)
    return [
        Item(
            LATE if job.state == JobState.FAILED else WEEK,
            _("Tác vụ"),
            job.label,
            job.get_state_display(),
            f"/cong-viec/{job.pk}/",
            "arrow-repeat",
        )
        for job in jobs[:MOST]
    ]


def _when(day: date | None, today: date) -> str:
    if day is None or day > today + SOON:
        return LATER
    return LATE if day < today else WEEK
