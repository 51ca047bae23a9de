"""The public lookup: no login, no personal data, small enough for a phone in a shop."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ocop.accounts.guesses import too_many
from ocop.accounts.net import client_ip
from ocop.ui.paging import paginate

from ..domain.certificates.chains import Link, link_of
from ..domain.certificates.codes import public_code
from ..domain.certificates.lookup import (
    LONGEST,
    find_certificate,
    is_too_often,
    search_public,
    show_certificate,
)

View = Callable[..., HttpResponse]
PER_PAGE = 20


def for_everybody(view: View) -> View:
    """Open without a login, LOOKUP_LIMIT times a minute from one address; search engines keep away from the names."""

    @login_not_required
    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if is_too_often(client_ip(request)):
            return too_many(request, settings.LOOKUP_SECONDS)
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return guarded


@for_everybody
def lookup(request: HttpRequest) -> HttpResponse:
    """Search by `q`; a code leads straight to its certificate."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = find_certificate(text) if text else None
    if found is not None:
        return redirect("evaluations:lookup_detail", code=public_code(found.pk))
    page = paginate(search_public(text), request, order=("sort_key", "id"), per_page=PER_PAGE) if text else None
    today = timezone.localdate()
    lines: list[tuple[Link, str]] = []
    for product in page or ():
        newest = product.recognitions.all()[0]
        newest.product = product
        lines.append((link_of(newest, today), public_code(newest.pk)))
    links = page.links(request) if page is not None else {"first": "", "previous": "", "next": ""}
    return render(request, "evaluations/lookup.html", {"text": text, "lines": lines, "page_links": links})


@for_everybody
def lookup_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One certificate by its public code, or the product's last one by the official code."""
    found = find_certificate(code[:LONGEST])
    if found is None:
        return render(request, "evaluations/lookup_none.html", {"code": code[:LONGEST]}, status=404)
    shown = show_certificate(found, timezone.localdate())
    return render(request, "evaluations/lookup_detail.html", {"shown": shown, "recognition": found})
