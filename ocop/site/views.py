"""The page of settings: administrators of the whole installation."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ocop.accounts.access import is_national_admin

from .domain import change_setting
from .forms import SettingsForm
from .models import SiteSetting
from .registry import DECLARED


@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """All settings with their reasons; each change is kept in the row history."""
    if not is_national_admin(request.user):
        raise Http404
    form = SettingsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            changed = [change_setting(actor=request.user, key=key, value=form.cleaned_data[key]) for key in DECLARED]
        names = [str(DECLARED[stored.key].label) for stored in changed if stored]
        messages.success(request, _("Đã đổi: %s.") % "; ".join(names) if names else _("Không có gì thay đổi."))
        return redirect("site:settings")
    stored = SiteSetting.objects.filter(key__in=DECLARED).order_by("key")
    changed_ones = [{"label": DECLARED[row.key].label, "row": row} for row in stored]
    return render(request, "site/settings.html", {"form": form, "changed": changed_ones})
