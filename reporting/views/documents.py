"""Pages of documents: the list, one document with its PDF in the page, the files, and asking for new ones."""

from datetime import date
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from ocop.text import fold
from ocop.ui.paging import paginate
from programs.models import Plan, PlanVersion
from reporting.domain.documents import request_document
from reporting.domain.progress_find import versions_in_force
from reporting.enums import DocumentKind, DocumentState
from reporting.models import Document

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """Documents the person may see, newest first; narrowed by kind, state, part of a unit's name, plan (slug)."""
    chosen = {name: request.GET.get(name, "").strip() for name in ("loai", "trang-thai", "don-vi", "ke-hoach")}
    documents = _narrowed(Document.objects.visible_to(request.user).select_related("plan__unit"), chosen)
    context = {
        "page": paginate(documents, request, order=("-created_at", "-id")),
        "kinds": DocumentKind.choices,
        "states": DocumentState.choices,
        "kind": chosen["loai"],
        "state": chosen["trang-thai"],
        "unit": chosen["don-vi"],
        "plan": chosen["ke-hoach"],
        "filtered": any(chosen.values()),
    }
    return render(request, "reporting/document_list.html", context)


def _narrowed(documents: QuerySet[Document], chosen: dict[str, str]) -> QuerySet[Document]:
    if chosen["loai"] in DocumentKind.values:
        documents = documents.filter(kind=chosen["loai"])
    if chosen["trang-thai"] in DocumentState.values:
        documents = documents.filter(state=chosen["trang-thai"])
    if chosen["ke-hoach"]:
        documents = documents.filter(plan__slug=chosen["ke-hoach"])
    if chosen["don-vi"]:
        documents = documents.filter(plan__unit__fold__contains=fold(chosen["don-vi"]))
    return documents


def _document(request: HttpRequest, pk: int) -> Document:
    visible = Document.objects.visible_to(request.user).select_related("plan__unit", "created_by")
    return get_object_or_404(visible, pk=pk)


@require_safe
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: its PDF, its files and its facts."""
    document = _document(request, pk)
    as_of = document.params.get("as_of")
    context = {"document": document, "as_of": date.fromisoformat(as_of) if as_of else None}
    return render(request, "reporting/document_detail.html", context)


@require_safe
@xframe_options_sameorigin
@cache_control(private=True, max_age=0, must_revalidate=True)
def document_file(request: HttpRequest, pk: int, kind: str) -> FileResponse:
    """The PDF (shown in the page, or saved with `?tai=1`) or the DOCX (always saved)."""
    document = _document(request, pk)
    field: Any = getattr(document, kind)
    try:
        with field.open("rb") as stored:
            data = BytesIO(stored.read())
    except FileNotFoundError as error:
        raise Http404 from error
    save = kind != "pdf" or bool(request.GET.get("tai"))
    name = f"{_file_name(document)}.{kind}"
    return FileResponse(data, as_attachment=save, filename=name, content_type=_TYPES[kind])


def _file_name(document: Document) -> str:
    """'Kế hoạch 36-KH-UBND năm 2025', 'Báo cáo tiến độ (dự thảo) năm 2025 - Tỉnh Thanh Hóa'."""
    plan = document.plan
    kind = str(document.get_kind_display())
    number = document.number.replace("/", "-") or _("(dự thảo)")
    return f"{kind[:1].upper()}{kind[1:]} {number} {_('năm')} {plan.year} - {plan.unit.name}"


@require_POST
def plan_document_create(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    """Make PDF and DOCX of a plan: of the version named by `ban` (its id), else of the one in force."""
    return _create(request, slug, DocumentKind.PLAN)


@require_POST
def progress_document_create(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    """Make the progress report of a plan: `ngay` (ISO day), `cach-doc` (as-was, restated)."""
    return _create(request, slug, DocumentKind.PROGRESS)


def _create(request: HttpRequest, slug: str, kind: DocumentKind) -> HttpResponseRedirect:
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    version = _version(plan, request.POST.get("ban", ""))
    params = {"as_of": request.POST.get("ngay", ""), "mode": request.POST.get("cach-doc", "")}
    try:
        job = request_document(user=request.user, kind=kind, subject=version, params=params)
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
