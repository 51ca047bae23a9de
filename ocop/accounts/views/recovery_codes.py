"""The person's recovery codes. allauth's own view writes to the row on GET, so it is not used."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET


def _unused(request: HttpRequest) -> list[str]:
    codes: Any = get_object_or_404(Authenticator, user=request.user, type=Authenticator.Type.RECOVERY_CODES)
    return list(codes.wrap().get_unused_codes())


@require_GET
@reauthentication_required(app="allauth.mfa")
def show(request: HttpRequest) -> HttpResponse:
    """Codes not used yet."""
    return render(request, "mfa/recovery_codes/index.html", {"codes": _unused(request)})


@require_GET
@reauthentication_required(app="allauth.mfa")
def download(request: HttpRequest) -> HttpResponse:
    """The same as a text file to print or keep."""
    head = _("Mã dự phòng OCOP của %s. Mỗi mã dùng một lần.") % request.user.username  # type: ignore[union-attr]
    response = HttpResponse("\n".join([head, *_unused(request), ""]), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ma-du-phong-ocop.txt"'
    return response
