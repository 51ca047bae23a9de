"""Reading the audit trail: the chain of legal acts, the history of one row. Only administrators; refusal is 404."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ocop.accounts.access import is_admin, is_national_admin
from ocop.ui.paging import paginate

from .acts import is_sound, verify_chain
from .models import LegalAct
from .rows import entries, event_models, tracked_model
from .verbs import VERBS, verb_name


@require_GET
def acts(request: HttpRequest) -> HttpResponse:
    """Legal acts, newest first, each with the state of its link."""
    if not is_admin(request.user):
        raise Http404
    found = LegalAct.objects.visible_to(request.user).select_related("actor")
    verb = request.GET.get("viec", "")
    if verb in VERBS:
        found = found.filter(verb=verb)
    page = paginate(found, request, order=("-sequence",))
    lines = [{"act": act, "verb": verb_name(act.verb), "sound": is_sound(act), **_subject(act)} for act in page]
    context = {
        "page": page,
        "lines": lines,
        "verbs": VERBS.items(),
        "verb": verb,
        "models": sorted((model._meta.label_lower, str(model._meta.verbose_name)) for model in event_models()),
        "may_verify": is_national_admin(request.user),
    }
    return render(request, "audit/acts.html", context)


def _subject(act: LegalAct) -> dict[str, Any]:
    model = tracked_model(act.subject_type)
    one_row = model is not None and act.subject_id.isdigit()  # an act on many rows at once names no row
    return {"kind": model._meta.verbose_name if model else act.subject_type, "tracked": one_row}


@require_GET
def verify(request: HttpRequest) -> HttpResponse:
    """Recompute the whole chain."""
    if not is_national_admin(request.user):
        raise Http404
    last = LegalAct.objects.order_by("-sequence").first()
    context = {"broken": list(verify_chain()), "count": LegalAct.objects.count(), "last": last}
    return render(request, "audit/verify.html", context)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """From the form "history of one object" to its page."""
    model, pk = request.GET.get("loai", ""), request.GET.get("ma", "").strip()
    if not is_admin(request.user) or tracked_model(model) is None or not pk:
        raise Http404
    return redirect("audit:row", model=model, pk=pk)


@require_GET
def row(request: HttpRequest, model: str, pk: str) -> HttpResponse:
    """History of one row, newest first: an object of the administrator's reach, or any (also deleted) for the whole
    country's administrator."""
    tracked = tracked_model(model)
    if tracked is None or not pk.isdigit() or not _may_read(request.user, tracked, int(pk)):
        raise Http404
    found = event_models()[tracked]._default_manager.filter(pgh_obj_id=int(pk))
    page = paginate(found.select_related("pgh_context"), request, order=("-pgh_id",), per_page=20)
    if not page.rows:
        raise Http404
    older = found.filter(pgh_id__lt=page.rows[-1].pgh_id).order_by("-pgh_id").first()
    context = {
        "page": page,
        "entries": entries(page.rows, older),
        "kind": tracked._meta.verbose_name,
        "pk": pk,
    }
    return render(request, "audit/row.html", context)


def _may_read(user: Any, model: type[models.Model], pk: int) -> bool:
    if is_national_admin(user):
        return True
    manager = model._default_manager
    return is_admin(user) and hasattr(manager, "visible_to") and manager.visible_to(user).filter(pk=pk).exists()
