"""Pages of sets of documents: the list, asking for one, one set with live progress, its archive, trying again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.jobs.models import Job
from ocop.ui.paging import paginate
from reporting.documents.archive import stream_zip
from reporting.domain.set_sources import may_ask_sets
from reporting.domain.sets import archive_names, count_items, resume_set, safe_name, set_documents
from reporting.enums import ItemState
from reporting.forms.sets import FORMS, SetForm
from reporting.models import Document, DocumentSet, DocumentSetItem

_FORMATS = ("pdf", "docx")
_NARROWED = {ItemState.MADE: "made", ItemState.FAILED: "failed", ItemState.WAITING: "waiting"}
"""Which method of the rows gives those of a state."""


@require_safe
def set_list(request: HttpRequest) -> HttpResponse:
    """Sets the person may see, newest first."""
    sets = DocumentSet.objects.visible_to(request.user).select_related("unit", "job", "created_by")
    page = paginate(sets, request, order=("-created_at", "-id"))
    return render(request, "reporting/set_list.html", {"page": page, "can_ask": may_ask_sets(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def set_new(request: HttpRequest) -> HttpResponse:
    """Ask for a set; `bo` names the form that is sent, the url may fill a form in (`?nam=2026`, `?quyet-dinh=5`)."""
    if not may_ask_sets(request.user):
        raise Http404
    sent = request.POST.get("bo", "")
    made = [form(request.user, request.POST if form.name == sent else None, request.GET.dict()) for form in FORMS]
    forms = [form for form in made if form.is_offered or form.is_bound]
    if request.method == "POST":
        bound = next((form for form in forms if form.is_bound), None)
        if bound is None:
            raise Http404
        document_set = _asked(bound)
        if document_set is not None:
            return redirect("reporting:set_detail", pk=document_set.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "reporting/set_new.html", {"forms": forms}, status=status)


def _asked(form: SetForm) -> DocumentSet | None:
    """The set, or None with the reason at the form."""
    if not form.is_valid():
        return None
    try:
        return form.ask()
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _set(request: HttpRequest, pk: int) -> DocumentSet:
    visible = DocumentSet.objects.visible_to(request.user).select_related("unit", "job", "created_by")
    return get_object_or_404(visible, pk=pk)


def _items(request: HttpRequest, document_set: DocumentSet) -> Any:
    return DocumentSetItem.objects.visible_to(request.user, [document_set.subject]).filter(set=document_set)


def _state(request: HttpRequest, document_set: DocumentSet, items: Any) -> dict[str, Any]:
    """What the part that renews itself shows."""
    job = document_set.job
    return {
        "document_set": document_set,
        "job": job,
        "active": job is not None and job.is_active,
        "counts": count_items(items),
        "own_job": job is not None and Job.objects.visible_to(request.user).filter(pk=job.pk).exists(),
    }


@require_safe
def set_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One set: progress, and its documents; `?trang-thai=` narrows them to one state."""
    document_set = _set(request, pk)
    items = _items(request, document_set)
    state = request.GET.get("trang-thai", "")
    shown = getattr(items, _NARROWED[ItemState(state)])() if state in ItemState.values else items
    page = paginate(shown, request, order=("order", "id"))
    visible = Document.objects.visible_to(request.user, [document_set.subject])
    documents = visible.in_bulk([row.document_id for row in page.rows])
    context = _state(request, document_set, items) | {
        "page": page,
        "rows": [(row, documents.get(row.document_id)) for row in page.rows],
        "states": ItemState.choices,
        "state": state,
    }
    return render(request, "reporting/set_detail.html", context)


@never_cache
@require_safe
def set_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of a set's page that changes; at the end of the job the whole page is asked for once."""
    document_set = _set(request, pk)
    context = _state(request, document_set, _items(request, document_set))
    response = render(request, "reporting/set_progress.html", context)
    if not context["active"] and request.headers.get("HX-Request"):
        response["HX-Refresh"] = "true"
    return response


@require_safe
def set_archive(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """All documents of the set the person may see in one ZIP, sent while it is made; `?dang=docx` for Word files."""
    document_set = _set(request, pk)
    form = request.GET.get("dang", "pdf")
    found = set_documents(user=request.user, document_set=document_set, form=form) if form in _FORMATS else []
    if not found:
        raise Http404
    names = archive_names(found, form)
    entries = (
        (name, timezone.localtime(document.created_at), getattr(document, form).open)
        for name, (document, _label) in zip(names, found, strict=True)
    )
    response = StreamingHttpResponse(stream_zip(entries), content_type="application/zip")
    name = f"{safe_name(document_set.title)}.zip"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def set_resume(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Try again what failed or was never reached."""
    document_set = _set(request, pk)
    try:
        resume_set(document_set=document_set, user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Các văn bản còn thiếu đã được xếp vào hàng chờ."))
    return redirect("reporting:set_detail", pk=document_set.pk)
