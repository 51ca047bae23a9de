"""The rail: where one can go. An entry appears once its address exists, so parts can be delivered one by one."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.urls import Resolver404, get_urlconf, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ocop.accounts.enums import EDITORS, Role


@dataclass(frozen=True)
class Entry:
    """`key` is the letter after `g`; `roles`: who finds something there (none named: everybody); pages under `also`
    belong to it too."""

    path: str
    label: str | Promise
    icon: str
    key: str
    roles: frozenset[str] = frozenset()
    also: str = ""


ENTRIES = (
    Entry("/", _("Việc của tôi"), "check2-square", "v"),
    Entry("/ke-hoach/", _("Kế hoạch"), "journal-text", "k"),
    Entry("/nhiem-vu/", _("Nhiệm vụ"), "list-task", "m"),
    Entry("/tien-do/", _("Tiến độ"), "graph-up-arrow", "t"),
    Entry("/hoat-dong/", _("Hoạt động"), "calendar3", "a"),
    Entry("/san-pham/", _("Sản phẩm"), "box-seam", "s"),
    Entry("/chu-the/", _("Chủ thể"), "shop", "c"),
    Entry("/cong-nhan/", _("Công nhận"), "award", "n"),
    Entry("/ho-so/", _("Hồ sơ"), "folder2-open", "h"),
    Entry("/danh-gia/", _("Đánh giá"), "clipboard-check", "e"),
    Entry("/van-ban/", _("Văn bản"), "file-earmark-text", "b"),
    Entry("/bao-cao/", _("Báo cáo"), "table", "o"),
    Entry("/don-vi/", _("Đơn vị"), "geo-alt", "d"),
    Entry("/nhap-du-lieu/", _("Nhập dữ liệu"), "upload", "i", EDITORS),
    Entry("/cong-viec/", _("Tác vụ"), "arrow-repeat", "w"),
    Entry("/quan-tri/", _("Quản trị"), "gear", "q", frozenset({Role.ADMIN}), also="/he-thong-ket-noi/"),
)
PHONE_ENTRIES = 4
"""How many entries stand in the bottom bar of a phone; the rest are behind "Thêm"."""


@lru_cache(maxsize=256)
def address_exists(path: str, urlconf: str | None) -> bool:
    """Whether some view answers at `path`."""
    try:
        resolve(path, urlconf)
    except Resolver404:
        return False
    return True


def entries(*, path: str, roles: Collection[str]) -> list[dict[str, object]]:
    """Entries for the page at `path` and a person of these roles: `entry` and `active` (at most one is active, the
    longest match)."""
    urlconf = get_urlconf()
    open_to = [entry for entry in ENTRIES if not entry.roles or not entry.roles.isdisjoint(roles)]
    shown = [entry for entry in open_to if address_exists(entry.path, urlconf)]
    here = max(
        (entry.path for entry in shown if path.startswith((entry.path, entry.also or entry.path))),
        key=len,
        default="",
    )
    if here == "/" and path != "/":
        here = ""
    return [{"entry": entry, "active": entry.path == here} for entry in shown]
