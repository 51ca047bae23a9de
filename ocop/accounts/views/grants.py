"""Roles of an account, and the search of units for them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ..access import administered_units
from ..domain import grants
from ..forms.people import EndGrantForm, GrantForm
from ..forms.unit_field import search_units
from ..models import Grant, User
from .gate import admins_only
from .people import add_errors


@require_http_methods(["GET", "POST"])
@admins_only
def grant_new(request: HttpRequest, user_id: int) -> HttpResponse:
    """One more role for an account."""
    person = get_object_or_404(User.objects.visible_to(request.user).filter(is_machine=False), pk=user_id)
    form = GrantForm(request.POST or None, admin=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            grants.grant_role(actor=request.user, user=person, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Đã phân quyền."))
            return redirect("accounts:person", user_id=person.pk)
    return render(request, "accounts/grant_new.html", {"form": form, "person": person})


@require_http_methods(["GET", "POST"])
@admins_only
def grant_end(request: HttpRequest, grant_id: int) -> HttpResponse:
    """End a role after a day."""
    people = User.objects.visible_to(request.user).filter(is_machine=False)
    grant = get_object_or_404(Grant.objects.filter(user__in=people).select_related("user", "unit"), pk=grant_id)
    form = EndGrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            grants.end_grant(actor=request.user, grant=grant, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Đã kết thúc phân quyền."))
            return redirect("accounts:person", user_id=grant.user_id)
    return render(request, "accounts/grant_end.html", {"form": form, "grant": grant})


@require_GET
@admins_only
def unit_choices(request: HttpRequest) -> HttpResponse:
    """Fragment: units found by `unit_tim`, to pick one."""
    typed = request.GET.get("unit_tim", "")[:100]
    found = search_units(administered_units(request.user), typed)
    return render(
        request, "accounts/unit_choices.html", {"name": "unit", "typed": typed, "found": found, "chosen": None}
    )
