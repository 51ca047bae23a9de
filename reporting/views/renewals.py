"""Proposals of re-recognition targets from the radar of 36 months, put into a draft."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ocop.site.registry import read_once
from programs.enums import VersionState
from programs.models import PlanVersion
from programs.rules import can_edit_plan
from reporting.domain.renewals import MOST, propose_renewals, renewals_for, unplaced
from reporting.forms.batches import RenewalForm
from reporting.views.batches import board_url, tell


def _draft(request: HttpRequest, slug: str) -> PlanVersion:
    versions = PlanVersion.objects.in_territory(request.user).filter(plan__slug=slug, state=VersionState.DRAFT)
    version = get_object_or_404(versions.select_related("plan__unit"))
    if not can_edit_plan(request.user, version.plan):
        raise Http404
    return version


@require_http_methods(["GET", "HEAD", "POST"])
def renewals(request: HttpRequest, slug: str) -> HttpResponse:
    """Certificates that end in the plan's year by unit and star; the chosen ones go into a batch of the draft."""
    version = _draft(request, slug)
    form = RenewalForm(request.POST or None, version=version, initial={"revision": version.revision})
    if request.method == "POST" and form.is_valid():
        try:
            made = propose_renewals(
                version=version,
                revision=form.cleaned_data["revision"],
                actor=request.user,
                products=form.products,
                batch=form.chosen_batch,
                with_targets=form.cleaned_data["with_targets"],
            )
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Đã đưa %s sản phẩm vào đợt để công nhận lại.") % len(made))
            return redirect(board_url(version))
    with read_once():  # each gate asks whether illustration data is shown
        found = renewals_for(version, request.user)
    context = {
        "plan": version.plan,
        "version": version,
        "form": form,
        "found": found,
        "unplaced": unplaced(found),
        "most": MOST,
        "today": timezone.localdate(),
        "picked": set(form.products) if form.is_bound else {one.product_id for one in found.open},
        "back": board_url(version),
    }
    return render(request, "reporting/renewals.html", context, status=422 if form.errors else 200)
