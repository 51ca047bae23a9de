"""The gate of these pages: refusal looks like absence; what an administrator sees is cut to the own reach."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ocop.accounts.access import is_admin
from ocop.site.registry import get_setting

from ..models import ApiClient

View = Callable[..., HttpResponse]


def admins_only(view: View) -> View:
    """404 for everybody but administrators, and for what a verb refuses to this one."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_admin(request.user):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as error:
            raise Http404 from error

    return gated


def visible_clients(request: HttpRequest) -> Any:
    """Clients of the administrator's reach; those of the demonstration only where illustration is shown."""
    found = ApiClient.objects.visible_to(request.user)
    return found if get_setting("show_illustration") else found.filter(is_illustration=False)


def the_client(request: HttpRequest, pk: int) -> ApiClient:
    """One of them, or 404."""
    client: ApiClient = get_object_or_404(visible_clients(request).select_related("user"), pk=pk)
    return client


def seen_revision(request: HttpRequest) -> int:
    """The revision the page was made from; one that nothing has when it is missing, so that the verb refuses."""
    text = request.POST.get("revision") or request.GET.get("lan") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def add_errors(form: Any, error: ValidationError) -> None:
    """Put the errors of a verb where the form has such a field, else above the form."""
    errors = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, texts in errors.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)
