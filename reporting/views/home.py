"""«Việc của tôi»: the first page, and everything that waits for a person."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reporting.domain.home import home_of
from reporting.domain.inbox.item import LATE, LATER, WEEK
from reporting.domain.inbox.sources import inbox_of

from .progress_sentence import sentence

PER_PAGE = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is late, due this week and later, and how the person's own plan stands."""
    found = home_of(request.user)
    groups = [(_("Quá hạn"), "late", found.due(LATE)), (_("Tuần này"), "week", found.due(WEEK))]
    groups.append((_("Sắp tới"), "later", found.due(LATER)))
    context = {
        "home": found,
        "groups": [group for group in groups if group[2]],
        "today": timezone.localdate(),
        "sentence": sentence(found.progress) if found.progress else None,
    }
    return render(request, "reporting/home.html", context)


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything that waits, late first; filters by kind (?loai=) and by time (?khi=), fifty a page (?trang=)."""
    kind, when = request.GET.get("loai", ""), request.GET.get("khi", "")
    when = when if when in (LATE, WEEK, LATER) else ""
    found = inbox_of(request.user, kind=kind, when=when)
    asked = request.GET.get("trang", "1")
    pages = max(1, -(-len(found.items) // PER_PAGE))
    number = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 5 else 1
    context = {
        "items": found.items[(number - 1) * PER_PAGE : number * PER_PAGE],
        "count": len(found.items),
        "kinds": [(label, count, _query(slug, when), slug == kind) for slug, label, count in found.counts],
        "everything": _query("", when),
        "times": [(label, _query(kind, value), value == when) for value, label in _times()],
        "kind": kind,
        "when": when,
        "number": number,
        "pages": pages,
        "previous": _query(kind, when, number - 1) if number > 1 else "",
        "next": _query(kind, when, number + 1) if number < pages else "",
    }
    return render(request, "reporting/inbox.html", context)


def _times() -> list[tuple[str, str]]:
    return [("", _("Tất cả")), (LATE, _("Quá hạn")), (WEEK, _("Tuần này")), (LATER, _("Sắp tới"))]


def _query(kind: str, when: str, number: int = 1) -> str:
    chosen = {"loai": kind, "khi": when, "trang": str(number) if number > 1 else ""}
    return "?" + urlencode({name: value for name, value in chosen.items() if value})
