"""All sources in the order of the first page, and the inbox made of them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import councils, plans, records, work
from .item import LATE, LATER, WEEK, Asked, Item, Source

MOST = 5
"""Lines of one kind on the first page; the rest is on the page of the inbox."""
MOST_ON_PAGE = 200
"""Lines of one kind on the page of the inbox; more than that is read in the kind's own list."""

SOURCES = (
    Source("du-thao", _("Kế hoạch chờ ban hành"), plans.drafts),
    Source("trinh-duyet", _("Kế hoạch trình duyệt"), plans.signatures),
    Source("chi-tieu", _("Chỉ tiêu chờ trả lời"), plans.assignments),
    Source("chot-chi-tieu", _("Trả lời chỉ tiêu chờ chốt"), plans.answers),
    Source("gui-den", _("Kế hoạch gửi đến"), plans.deliveries),
    Source("nhiem-vu", _("Nhiệm vụ được giao"), work.tasks),
    Source("phan-viec", _("Phần việc chờ nhận"), work.parts),
    Source("qua-han", _("Nhiệm vụ quá hạn lâu"), work.overdue),
    Source("da-giao", _("Nhiệm vụ đã giao quá hạn"), work.overdue_given),
    Source("kien-nghi", _("Khó khăn, kiến nghị"), work.difficulties),
    Source("ke-hoach", _("Nhiệm vụ kế hoạch"), plans.duties),
    Source("sap-xep", _("Sắp xếp đơn vị hành chính"), plans.reforms),
    Source("phieu", _("Phiếu chấm"), councils.sheets),
    Source("phien", _("Phiên họp cần kết luận"), councils.sessions),
    Source("ho-so", _("Hồ sơ chờ tôi"), records.dossiers),
    Source("bao-cao", _("Báo cáo"), records.reports),
    Source("giay-chung-nhan", _("Giấy chứng nhận sắp hết hạn"), records.certificates),
    Source("thu-hoi", _("Thu hồi giấy chứng nhận"), records.withdrawals),
    Source("tac-vu", _("Tác vụ"), records.jobs),
)
_RANK = {LATE: 0, WEEK: 1, LATER: 2}


def items_of(user: Any, *, most: int = MOST, kind: str = "") -> list[Item]:
    """What waits for a person, at most so many of each kind, in the order of SOURCES; `kind`: only of that source."""
    asked = Asked(user, timezone.localdate(), most)
    return [item for source in SOURCES if kind in ("", source.slug) for item in source.find(asked)]


@dataclass
class Inbox:
    """A page of the inbox: `items` late first, then by day; `counts`: kind → number, all of one choice of time."""

    items: list[Item]
    counts: list[tuple[str, str, int]] = field(default_factory=list)


def inbox_of(user: Any, *, kind: str = "", when: str = "") -> Inbox:
    """Everything that waits, filtered by a source's slug and by time (late, week, later). One query or a few a source,
    however many items there are; `counts` holds (slug, label, number) of the kinds that have items."""
    asked = Asked(user, timezone.localdate(), MOST_ON_PAGE)
    found: list[tuple[Source, Item]] = []
    counts = []
    for source in SOURCES:
        rows = [item for item in source.find(asked) if when in ("", item.when)]
        if rows:
            counts.append((source.slug, str(source.label), len(rows)))
        found += [(source, item) for item in rows]
    chosen = [item for source, item in found if kind in ("", source.slug)]
    chosen.sort(key=lambda item: (_RANK[item.when], item.day or date.max))
    return Inbox(chosen, counts)
