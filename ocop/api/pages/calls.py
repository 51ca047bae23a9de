"""What a client asked: every call with its end, and how many a day."""

from datetime import timedelta
from typing import Any

from django.db.models import Avg, Count, Q
from django.db.models.functions import TruncDate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ocop.ui.paging import paginate

from ..models import ApiCall, ApiClient
from .gate import admins_only, the_client

DAYS = 14
ENDS = {
    "duoc": (_("được trả lời"), Q(status__lt=400)),
    "tu-choi": (_("bị từ chối"), Q(status__gte=400, status__lt=500)),
    "loi": (_("lỗi của hệ thống"), Q(status__gte=500)),
}


@require_GET
@admins_only
def client_calls(request: HttpRequest, pk: int) -> HttpResponse:
    """Calls, newest first, by day, end and address; above them the counts of the last days."""
    client = the_client(request, pk)
    end, route = request.GET.get("ket-qua", ""), request.GET.get("dia-chi", "").strip()
    day = _day(request.GET.get("ngay", ""))
    found = ApiCall.objects.filter(client=client)
    if end in ENDS:
        found = found.filter(ENDS[end][1])
    if route:
        found = found.filter(route__icontains=route)
    if day:
        found = found.filter(at__date=day)
    context = {
        "connected": client,
        "page": paginate(found, request, order=("-at", "-id")),
        "days": per_day(client),
        "ends": [(value, words) for value, (words, _rule) in ENDS.items()],
        "chosen": {"end": end, "route": route, "day": day},
    }
    return render(request, "api/client_calls.html", context)


def per_day(client: ApiClient) -> list[dict[str, Any]]:
    """{"day", "all", "refused", "failed", "milliseconds"} of the last DAYS days with calls, newest first."""
    since = timezone.localdate() - timedelta(days=DAYS - 1)
    calls = ApiCall.objects.filter(client=client, at__date__gte=since)
    counts = calls.annotate(day=TruncDate("at")).values("day").order_by("-day")
    return list(
        counts.annotate(
            all=Count("id"),
            refused=Count("id", filter=ENDS["tu-choi"][1]),
            failed=Count("id", filter=ENDS["loi"][1]),
            milliseconds=Avg("milliseconds"),
        )
    )


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None
