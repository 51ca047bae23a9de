"""The list of activities: what a person sees, narrowed, as a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from ocop.site.registry import get_setting
from ocop.spreadsheets.writer import Column, write_xlsx
from ocop.text import fold

from ...enums import HeldKind
from ...models import HeldActivity


@dataclass(frozen=True)
class HeldFilters:
    """Empty fields narrow nothing."""

    text: str = ""
    kind: str = ""
    year: int | None = None
    unit: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """Read `q`, `loai`, `nam`, `don-vi`; nonsense narrows nothing."""
        text, kind, year, unit = (
            str(query.get(name) or "").replace("\0", "").strip()[:100] for name in ("q", "loai", "nam", "don-vi")
        )
        is_year = year.isascii() and year.isdigit() and len(year) == 4
        return cls(text, kind if kind in HeldKind.values else "", int(year) if is_year else None, unit)

    @property
    def is_set(self) -> bool:
        """Whether anything is narrowed."""
        return bool(self.text or self.kind or self.year or self.unit)


def shown_held(user: Any) -> QuerySet[HeldActivity]:
    """Activities the person may see with unit and people, without illustration when it is switched off."""
    found = HeldActivity.objects.visible_to(user).select_related("unit", "plan")
    if not get_setting("show_illustration"):
        found = found.filter(is_illustration=False)
    sums: Any = {"officials": Sum("attendances__officials"), "producers": Sum("attendances__producers")}
    return found.annotate(**sums)


def filter_held(held: QuerySet[HeldActivity], filters: HeldFilters) -> QuerySet[HeldActivity]:
    """Narrowed activities."""
    if filters.text:
        held = held.filter(title__icontains=filters.text)
    if filters.kind:
        held = held.filter(kind=filters.kind)
    if filters.year:
        held = held.filter(starts_on__year=filters.year)
    if filters.unit:
        held = held.filter(unit__kin_fold__contains=fold(filters.unit))
    return held


def held_xlsx(held: QuerySet[HeldActivity]) -> bytes:
    """One row an activity."""
    titles = (
        *(_("Loại"), _("Tên"), _("Đơn vị tổ chức"), _("Từ ngày"), _("Đến ngày"), _("Địa điểm"), _("Cơ quan thực hiện")),
        *(_("Báo, đài, nền tảng"), _("Liên kết"), _("Số lượng"), _("Cán bộ"), _("Người của chủ thể"), _("Ghi chú")),
    )
    rows = (
        [
            *(str(one.get_kind_display()), one.title, one.unit.name, one.starts_on, one.ends_on, one.place),
            *(one.organiser, one.medium, one.link, one.count),
            *(getattr(one, "officials", None), getattr(one, "producers", None)),
            _("dữ liệu minh họa") if one.is_illustration else one.note,
        ]
        for one in held.order_by("-starts_on", "-id")
    )
    return write_xlsx([Column(title, 20) for title in titles], rows, title="Hoat dong")
