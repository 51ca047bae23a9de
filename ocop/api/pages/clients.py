"""Other systems: list, new, page, change, units, sent away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Max, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ocop.accounts.models import Grant
from ocop.ui.paging import paginate

from ..domain import clients
from ..enums import scopes
from ..forms import ClientForm, NewClientForm, UnitForm
from ..models import ApiClient
from .gate import add_errors, admins_only, seen_revision, the_client, visible_clients

FIELDS = ("name", "contact", "purpose", "scopes", "expires_on", "per_minute")


def live_grants() -> Any:
    """Grants in force today with their units."""
    return Grant.objects.on(timezone.localdate()).select_related("unit").order_by("unit__path", "pk")


@require_GET
@admins_only
def client_list(request: HttpRequest) -> HttpResponse:
    """Clients of the administrator's reach, by name; filtered by text and state."""
    text, state = (request.GET.get(name, "").strip() for name in ("q", "trang-thai"))
    found, today = visible_clients(request), timezone.localdate()
    if text:
        found = found.filter(Q(name__icontains=text) | Q(contact__icontains=text) | Q(purpose__icontains=text))
    live = Q(revoked_at=None) & (Q(expires_on=None) | Q(expires_on__gte=today))
    if state in ("dang-dung", "ngung"):
        found = found.filter(live if state == "dang-dung" else ~live)
    found = found.annotate(last_used=Max("credentials__last_used_at"))
    found = found.prefetch_related(Prefetch("user__grants", live_grants(), to_attr="live_grants"))
    context = {
        "page": paginate(found.select_related("user"), request, order=("name", "id")),
        "chosen": {"text": text, "state": state},
    }
    return render(request, "api/clients.html", context)


@require_http_methods(["GET", "POST"])
@admins_only
def client_new(request: HttpRequest) -> HttpResponse:
    """A new client with its first unit; a key is given on its page."""
    form = NewClientForm(request.POST or None, admin=request.user)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            client = clients.create_client(actor=request.user, units=[given.pop("unit")], **given)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Đã lập hệ thống kết nối. Cấp khóa để hệ thống bắt đầu dùng."))
            return redirect("clients:client", pk=client.pk)
    return render(request, "api/client_form.html", {"form": form, "connected": None})


@require_GET
@admins_only
def client_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One client: what it may do where, and its keys."""
    return show_client(request, the_client(request, pk))


def show_client(request: HttpRequest, client: ApiClient, key: Any = None, secret: str = "") -> HttpResponse:
    """The page; `key` and `secret` only in the answer to the request that made them."""
    now, words = timezone.now(), scopes()
    keys = client.credentials.select_related("application", "created_by").order_by("-created_at", "-pk")
    context = {
        "connected": client,
        "is_live": client.is_live(),
        "grants": list(live_grants().filter(user=client.user)),
        "keys": [
            {"row": row, "is_live": row.revoked_at is None and (row.expires_at is None or row.expires_at > now)}
            for row in keys
        ],
        "scopes": [(name, words.get(name, name)) for name in client.scopes],
        "new_key": key,
        "secret": secret,
    }
    return render(request, "api/client.html", context)


@require_http_methods(["GET", "POST"])
@admins_only
def client_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, contact, purpose, scopes, end, rate."""
    client = the_client(request, pk)
    initial = {name: getattr(client, name) for name in (*FIELDS, "revision")}
    form = ClientForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in FIELDS}
        try:
            clients.update_client(actor=request.user, client=client, revision=seen_revision(request), **given)
        except ValidationError as error:
            if isinstance(error, clients.StaleClient):  # sent again it is meant for the client as it is now
                form.data = {**form.data.dict(), "scopes": given["scopes"], "revision": client.revision}
            add_errors(form, error)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("clients:client", pk=client.pk)
    return render(request, "api/client_form.html", {"form": form, "connected": client})


@require_http_methods(["GET", "POST"])
@admins_only
def unit_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more unit."""
    client = the_client(request, pk)
    form = UnitForm(request.POST or None, admin=request.user)
    if request.method == "POST" and form.is_valid():
        unit = form.cleaned_data["unit"]
        try:
            clients.add_unit(actor=request.user, client=client, revision=seen_revision(request), unit=unit)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Đã thêm đơn vị."))
            return redirect("clients:client", pk=client.pk)
    return render(request, "api/client_unit.html", {"form": form, "connected": client})


@require_POST
@admins_only
def unit_end(request: HttpRequest, pk: int, grant_id: int) -> HttpResponse:
    """One unit less, at once."""
    client = the_client(request, pk)
    grant = get_object_or_404(live_grants(), user=client.user, pk=grant_id)
    return told(
        request,
        client,
        lambda: clients.remove_unit(actor=request.user, client=client, revision=seen_revision(request), grant=grant),
        _("Đã bỏ đơn vị."),
    )


@require_POST
@admins_only
def client_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """The client is sent away; its tokens end at once."""
    client = the_client(request, pk)
    return told(
        request,
        client,
        lambda: clients.revoke_client(actor=request.user, client=client, revision=seen_revision(request)),
        _("Đã thu hồi. Mọi khóa và mã truy cập của hệ thống này không dùng được nữa."),
    )


def told(request: HttpRequest, client: ApiClient, work: Any, words: str) -> HttpResponse:
    """Do it and go back to the page of the client with a message, the refusal's own when it was refused."""
    try:
        work()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, words)
    return redirect("clients:client", pk=client.pk)
