"""Where one can go inside a plan: rooms as tabs, and the pages of the room one is in."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from programs.models import Plan


@dataclass(frozen=True)
class Page:
    """A page of a plan."""

    label: str
    url: str
    here: bool


@dataclass(frozen=True)
class Room:
    """A tab: its first page is where it leads."""

    label: str
    pages: tuple[Page, ...]

    @property
    def url(self) -> str:
        """Where the tab leads."""
        return self.pages[0].url

    @property
    def here(self) -> bool:
        """Whether the page read is in this room."""
        return any(page.here for page in self.pages)


def rooms_of(plan: Plan, links: Mapping[str, str], *, path: str, suffix: str, is_issued: bool) -> list[Room]:
    """The rooms of a plan for the page at `path`; `links`: addresses of other parts, "" for those not for this person.

    `suffix` ("?ban=…") keeps the version that is read.
    """

    found = _parts(plan, links, suffix, is_issued)
    rooms = [
        Room(name, tuple(Page(label, url, url.partition("?")[0] == path) for label, url in pages if url))
        for name, pages in found
    ]
    return [room for room in rooms if room.pages]


def _parts(
    plan: Plan, links: Mapping[str, str], suffix: str, is_issued: bool
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every room with its pages as (label, address)."""

    def own(label: str, name: str) -> tuple[str, str]:
        return label, reverse(f"programs:{name}", args=[plan.slug]) + suffix

    sending = own(_("Gửi, nhận"), "plan_deliveries") if is_issued else ("", "")
    return [
        (_("Nội dung"), [own("", "plan_detail")]),
        (
            _("Chỉ tiêu"),
            [
                own(_("Bảng chỉ tiêu"), "plan_targets"),
                own(_("Giao chỉ tiêu"), "plan_cascade"),
                own(_("Điều chỉnh"), "plan_adjustments"),
            ],
        ),
        (
            _("Đợt"),
            [own(_("Theo kế hoạch"), "plan_batches"), (_("Theo dõi"), links["board"] and links["board"] + suffix)],
        ),
        (_("Nhiệm vụ"), [own("", "plan_tasks")]),
        (_("Kinh phí, hoạt động"), [own("", "plan_funding")]),
        (
            _("Ban hành"),
            [
                (_("Trình duyệt"), links["way"]),
                (_("Kiểm tra"), links["proof"]),
                sending,
                own(_("Phiên bản"), "plan_versions"),
            ],
        ),
        (_("Tiến độ"), [("", links["progress"])]),
        (_("Văn bản"), [("", links["documents"])]),
    ]
