"""What a connected system was told of: its addresses, the log of messages, one more try."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ocop.ui.paging import paginate

from ..domain.webhooks import change_endpoint, ping, send_again
from ..enums import ChangeKind, DeliveryState, FeedResource
from ..models import ApiClient, WebhookDelivery, WebhookEndpoint

STATE, ADDRESS = "trang-thai", "dia-chi"


def _client(request: HttpRequest, client_id: int) -> ApiClient:
    """A system in the administrator's reach, else 404: for everybody who administers nothing there is none."""
    return get_object_or_404(ApiClient.objects.visible_to(request.user), pk=client_id)


def _endpoint(request: HttpRequest, client_id: int, pk: UUID) -> WebhookEndpoint:
    return get_object_or_404(_client(request, client_id).endpoints.filter(removed_at=None), pk=pk)


@require_safe
def log(request: HttpRequest, client_id: int) -> HttpResponse:
    """Addresses and messages of a system, newest first; by state and by address."""
    client = _client(request, client_id)
    waiting = Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING))
    endpoints = list(client.endpoints.annotate(waiting=waiting).order_by("-created_at", "-pk"))
    state, address = request.GET.get(STATE, ""), request.GET.get(ADDRESS, "")
    found = WebhookDelivery.objects.visible_to(request.user).filter(endpoint__client=client)
    page = paginate(_narrowed(found, endpoints, state, address), request, order=("-created_at", "-id"))
    for message in page.rows:
        message.words = words(message)
    context = {
        "client": client,
        "endpoints": endpoints,
        "page": page,
        "states": DeliveryState.choices,
        "chosen": {"state": state, "address": address},
    }
    return render(request, "api/webhooks.html", context)


def _narrowed(
    found: QuerySet[WebhookDelivery], endpoints: list[WebhookEndpoint], state: str, address: str
) -> QuerySet[WebhookDelivery]:
    found = found.select_related("endpoint")
    if state in DeliveryState.values:
        found = found.filter(state=state)
    if address in {str(endpoint.pk) for endpoint in endpoints}:
        found = found.filter(endpoint=address)
    return found


def words(message: WebhookDelivery) -> str:
    """What a message tells, for people."""
    data = message.payload.get("data", {})
    if data.get("resource") in FeedResource.values and data.get("kind") in ChangeKind.values:
        resource, kind = FeedResource(data["resource"]).label, ChangeKind(data["kind"]).label
        return _("%(resource)s số %(id)s: %(kind)s") % {"resource": resource, "id": data.get("id"), "kind": kind}
    if message.payload.get("type") == "ping":
        return _("Thông báo thử")
    if message.payload.get("type") == "reach.changed":
        return _("Báo đọc lại từ đầu: phạm vi được xem đã đổi")
    return _("Báo đọc lại từ đầu: thay đổi cũ không còn lưu")


def _back(client_id: int) -> HttpResponseRedirect:
    return redirect("notices:log", client_id=client_id)


@require_POST
def again(request: HttpRequest, client_id: int, pk: UUID) -> HttpResponseRedirect:
    """Send a message of the log once more, with the same id."""
    rows = WebhookDelivery.objects.visible_to(request.user).filter(endpoint__client=_client(request, client_id))
    try:
        send_again(delivery=get_object_or_404(rows, pk=pk))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Thông báo được xếp để gửi lại."))
    return _back(client_id)


@require_POST
def send_test(request: HttpRequest, client_id: int, pk: UUID) -> HttpResponseRedirect:
    """Send a test message."""
    ping(endpoint=_endpoint(request, client_id, pk))
    messages.success(request, _("Thông báo thử được xếp để gửi ngay; kết quả hiện ở nhật ký."))
    return _back(client_id)


@require_POST
def switch(request: HttpRequest, client_id: int, pk: UUID) -> HttpResponseRedirect:
    """Switch an address on or off (`bat` is "1" or "0")."""
    endpoint, turns_on = _endpoint(request, client_id, pk), request.POST.get("bat") == "1"
    change_endpoint(endpoint=endpoint, revision=endpoint.revision, is_active=turns_on)
    messages.success(request, _("Đã bật gửi thông báo.") if turns_on else _("Đã tắt gửi thông báo."))
    return _back(client_id)
