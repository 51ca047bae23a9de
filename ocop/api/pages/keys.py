"""Keys of a client: given, changed, taken. A secret is in one answer and nowhere else."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ..domain import credentials
from ..forms import KeyForm
from ..models import ApiClient, ApiCredential
from .clients import show_client, told
from .gate import add_errors, admins_only, seen_revision, the_client


@require_http_methods(["GET", "POST"])
@admins_only
def key_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new key; the answer shows its secret."""
    client = the_client(request, pk)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        revision = seen_revision(request)
        try:
            made = credentials.new_credential(actor=request.user, client=client, revision=revision, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return _with_secret(request, client, made)
    return render(request, "api/client_key.html", {"form": form, "connected": client})


@require_POST
@admins_only
def key_rotate(request: HttpRequest, pk: int, key_id: int) -> HttpResponse:
    """A new key in place of an old one, which ends some hours later."""
    client, key = _key(request, pk, key_id)
    try:
        made = credentials.rotate_credential(
            actor=request.user, client=client, revision=seen_revision(request), credential=key
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("clients:client", pk=client.pk)
    return _with_secret(request, client, made)


@require_POST
@admins_only
def key_revoke(request: HttpRequest, pk: int, key_id: int) -> HttpResponse:
    """A key ends at once."""
    client, key = _key(request, pk, key_id)
    return told(
        request,
        client,
        lambda: credentials.revoke_credential(
            actor=request.user, client=client, revision=seen_revision(request), credential=key
        ),
        _("Đã thu hồi khóa. Mã truy cập lấy bằng khóa này không dùng được nữa."),
    )


def _key(request: HttpRequest, pk: int, key_id: int) -> tuple[ApiClient, ApiCredential]:
    client = the_client(request, pk)
    return client, get_object_or_404(client.credentials, pk=key_id)


def _with_secret(request: HttpRequest, client: ApiClient, made: Any) -> HttpResponse:
    client.refresh_from_db()
    response = show_client(request, client, *made)
    response["Cache-Control"] = "no-store, private"
    return response
