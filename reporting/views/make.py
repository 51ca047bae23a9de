"""Having documents made: the panel of a subject, the form of what a person fills in first, the job."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programs.models import Plan, PlanVersion
from reporting.domain.contents import SPECS
from reporting.domain.documents import request_document
from reporting.domain.progress_find import versions_in_force
from reporting.domain.subjects import visible_subject
from reporting.enums import DocumentKind, SubjectKind
from reporting.forms.make import MakeForm
from reporting.models import Document

_SHOWN = 20


@require_safe
def subject_documents(request: HttpRequest, subject: str, pk: int) -> HttpResponse:
    """What can be made about a record and what has been made; a part of its page for htmx, else a page of its own."""
    record = _record(request, subject, pk)
    made = Document.objects.visible_to(request.user).filter(subject=subject, subject_id=pk).select_related("unit")
    context = {
        "subject": subject,
        "pk": pk,
        "record": record,
        "offers": _offers(request.user, subject, record),
        "made": made.order_by("-created_at", "-id")[:_SHOWN],
    }
    whole = "reporting/subject_documents.html"
    return render(request, "reporting/documents_made.html" if request.headers.get("HX-Request") else whole, context)


def _offers(user: Any, subject: str, record: Any) -> list[dict[str, Any]]:
    """Kinds the person may have made of this record, each with the reason why not yet, if any."""
    return [
        {"kind": kind, "label": DocumentKind(kind).label, "missing": spec.missing(record), "asks": spec.asks(record)}
        for kind, spec in SPECS.items()
        if spec.subject == subject and spec.may_make(user, record)
    ]


def _record(request: HttpRequest, subject: str, pk: int) -> Any:
    record = visible_subject(request.user, subject, pk) if subject in SubjectKind.values else None
    if record is None:
        raise Http404
    return record


@require_http_methods(["GET", "HEAD", "POST"])
def document_create(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Make one document: GET shows what to fill in, POST enqueues the job. What was typed stays on a fault."""
    spec = SPECS.get(kind)
    if spec is None:
        raise Http404
    record = _record(request, spec.subject, pk)
    if not spec.may_make(request.user, record):
        raise Http404
    form = MakeForm(request.POST if request.method == "POST" else None, asks=spec.asks(record), record=record)
    if request.method == "POST" and form.is_valid():
        try:
            job = request_document(user=request.user, kind=kind, record=record, params=form.cleaned_data)
        except ValidationError as error:
            form.tell(error)
        else:
            return redirect("jobs:detail", job_id=job.pk)
    context = {
        "form": form,
        "kind": kind,
        "label": DocumentKind(kind).label,
        "subject": spec.subject,
        "pk": pk,
        "missing": spec.missing(record),
    }
    return render(request, "reporting/document_make.html", context)


@require_POST
def plan_document_create(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    """Make PDF and DOCX of a plan: of the version named by `ban` (its id), else of the one in force."""
    return _create(request, slug, DocumentKind.PLAN, {})


@require_POST
def progress_document_create(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    """Make the progress report of a plan: `ngay` (ISO day), `cach-doc` (as-was, restated)."""
    params = {"as_of": request.POST.get("ngay", ""), "mode": request.POST.get("cach-doc", "")}
    return _create(request, slug, DocumentKind.PROGRESS, params)


def _create(request: HttpRequest, slug: str, kind: DocumentKind, params: Mapping[str, Any]) -> HttpResponseRedirect:
    plan = get_object_or_404(Plan.objects.in_territory(request.user), slug=slug)
    version = _version(plan, request.POST.get("ban", ""))
    try:
        job = request_document(user=request.user, kind=kind, record=version, params=params)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("reporting:document_list")
    return redirect("jobs:detail", job_id=job.pk)


def _version(plan: Plan, given: str) -> PlanVersion:
    versions = PlanVersion.objects.filter(plan=plan)
    if given:
        if not given.isdecimal():
            raise Http404
        return get_object_or_404(versions.select_related("plan__unit"), pk=int(given))
    version = versions_in_force(versions).first()
    if version is None:
        raise Http404
    return version
