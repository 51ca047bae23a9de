"""What every page's frame needs: the rail, the place of the person, the day of the map."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ocop.accounts.access import grants_of

from . import nav


def read_day(text: str) -> date | None:
    """A day in a url: "2025-06-30" or "30/06/2025"; None when it is neither."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def frame(request: HttpRequest) -> dict[str, Any]:
    """Variables of base.html, all under `frame`. Fragments (htmx) pay nothing: everything is computed when read."""
    return {"frame": Frame(request)}


class Frame:
    """Lazily read parts of the page frame."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def user(self) -> Any:
        """The signed-in person or None."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def entries(self) -> list[dict[str, object]]:
        """Entries of the rail; empty for people who are not signed in."""
        if self.user is None:
            return []
        return nav.entries(path=self.request.path, roles={grant.role for grant in grants_of(self.user)})

    @property
    def phone_entries(self) -> list[dict[str, object]]:
        """Entries of the bottom bar."""
        return self.entries[: nav.PHONE_ENTRIES]

    @property
    def more_entries(self) -> list[dict[str, object]]:
        """Entries behind "Thêm"."""
        return self.entries[nav.PHONE_ENTRIES :]

    @cached_property
    def unit(self) -> Any:
        """The unit of the widest grant in force, None without one."""
        grants = grants_of(self.user)
        return min(
            (grant.unit for grant in grants),
            key=lambda unit: len(unit.path),
            default=None,
        )

    @cached_property
    def map_day(self) -> date | None:
        """The day of the map when not today's: `request.map_day` set by a view, or `?ngay=` of a page of units."""
        day = getattr(self.request, "map_day", None)
        if day is None and self.request.path.startswith("/don-vi/"):
            day = read_day(self.request.GET.get("ngay", ""))
        return day if day and day != timezone.localdate() else None

    @cached_property
    def has_jobs(self) -> bool:
        """Whether the page of jobs exists."""
        return nav.address_exists("/cong-viec/", None)

    @cached_property
    def query(self) -> str:
        """What stands in the search box."""
        return self.request.GET.get("q", "") if self.request.path == "/tim-kiem/" else ""
