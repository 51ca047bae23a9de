"""Where an issued plan was sent and who has received it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from programs.domain.bodies_time import exists_on
from programs.domain.deliveries import addresses_of, can_receive, receive_delivery, send_version
from programs.enums import VersionState
from programs.forms.approval import SendForm
from programs.models import Delivery, PlanVersion
from programs.rules import can_edit_plan
from programs.views.plan_common import page_context, put_errors

MOST_SHOWN = 40
"""Addresses shown before sending; the count says how many there are."""


@require_http_methods(["GET", "HEAD", "POST"])
def deliveries(request: HttpRequest, slug: str) -> HttpResponse:
    """Rows of the last issued version the person may see (a unit below: its own), receipts; POST sends it."""
    context = page_context(request, slug)
    version = _issued(context["versions"])
    if version is None:
        raise Http404
    sends = can_edit_plan(request.user, context["plan"])
    form, status = SendForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        if not sends:
            raise Http404
        if form.is_valid() and _send(request, version, form):
            return redirect("programs:plan_deliveries", slug=slug)
        status = 422
    found = Delivery.objects.visible_to(request.user).filter(version=version)
    rows = list(found.select_related("unit", "body", "read_by", "version__plan__unit").order_by("id"))
    context |= {
        "version": version,
        "rows": rows,
        "read": sum(row.read_at is not None for row in rows),
        "own": _receivable(request, rows),
        "sends": sends,
        "form": form,
        **(_planned(version) if sends and not rows else {}),
    }
    return render(request, "programs/approval/deliveries.html", context, status=status)


def _issued(versions: list[PlanVersion]) -> PlanVersion | None:
    return next((one for one in versions if one.state == VersionState.ISSUED), None)


def _send(request: HttpRequest, version: PlanVersion, form: SendForm) -> bool:
    try:
        rows = send_version(version=version, actor=request.user, sent_on=form.cleaned_data["sent_on"])
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        put_errors(form, error)
        return False
    messages.success(request, _("Đã gửi đến %d nơi nhận.") % len(rows))
    return True


def _receivable(request: HttpRequest, rows: list[Delivery]) -> set[int]:
    """Rows not received yet whose receipt the person confirms; asked once a unit."""
    known: dict[int | None, bool] = {}
    found = set()
    for row in rows:
        if row.read_at is None and (row.unit is None or len(known) < MOST_SHOWN):
            if row.unit_id not in known:
                known[row.unit_id] = can_receive(request.user, row)
            if known[row.unit_id]:
                found.add(row.pk)
    return found


def _planned(version: PlanVersion) -> dict[str, object]:
    """Whom the version would go to today, and names among them that are no bodies of the day."""
    day = timezone.localdate()
    found = addresses_of(version, day)
    doubts = []
    for text in dict.fromkeys(row.text for row in version.recipient_set.all()):
        known = exists_on(text, version.plan.unit, day)
        if known.known and not known.exists:
            doubts.append((text, known))
    return {"planned": found[:MOST_SHOWN], "planned_count": len(found), "doubts": doubts}


@require_POST
def receive(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm the receipt for the unit."""
    rows = Delivery.objects.visible_to(request.user).filter(version__plan__slug=slug)
    delivery = get_object_or_404(rows.select_related("version__plan__unit", "unit"), pk=pk)
    try:
        receive_delivery(delivery=delivery, actor=request.user)
    except PermissionDenied as error:
        raise Http404 from error
    messages.success(request, _("Đã ghi nhận."))
    return redirect("programs:plan_deliveries", slug=slug)
