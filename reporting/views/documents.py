"""Pages of documents: the list, one document with its PDF in the page, the files."""

from datetime import date

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from ocop.ui.paging import paginate
from programs.models import Plan
from reporting.domain.document_files import CONTENT_TYPES, file_name, open_file
from reporting.domain.issue import can_issue
from reporting.domain.register import DOCUMENT_COLUMNS, DocumentFilter, document_rows
from reporting.enums import DocumentKind, DocumentState, SubjectKind
from reporting.models import Document
from reporting.views.sheet import spreadsheet


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """Documents the person may see, newest first; narrowed by kind, state, year, unit, plan and words."""
    chosen, documents = _chosen(request)
    context = {
        "page": paginate(documents, request, order=("-created_at", "-id")),
        "kinds": DocumentKind.choices,
        "states": DocumentState.choices,
        "chosen": chosen,
        "query": request.GET.urlencode(),
    }
    return render(request, "reporting/document_list.html", context)


def _chosen(request: HttpRequest) -> tuple[DocumentFilter, QuerySet[Document]]:
    chosen = DocumentFilter.of(request.GET.dict())
    return chosen, chosen.apply(Document.objects.visible_to(request.user).select_related("unit"))


@require_safe
def document_export(request: HttpRequest) -> HttpResponse:
    """The list as seen, as XLSX."""
    _filter, documents = _chosen(request)
    rows = document_rows(documents.order_by("-created_at", "-id").iterator(chunk_size=1000))
    return spreadsheet(DOCUMENT_COLUMNS, rows, name="van-ban", title=_("Văn bản"))


def _document(request: HttpRequest, pk: int) -> Document:
    visible = Document.objects.visible_to(request.user).select_related("unit", "created_by")
    return get_object_or_404(visible, pk=pk)


@require_safe
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: its PDF, its files and its facts."""
    document = _document(request, pk)
    as_of = document.params.get("as_of")
    plan = None
    if document.subject == SubjectKind.PLAN_VERSION:
        plan = Plan.objects.visible_to(request.user).filter(versions=document.subject_id).first()
    context = {"document": document, "plan": plan, "as_of": date.fromisoformat(as_of) if as_of else None}
    context["can_issue"] = document.state == DocumentState.DRAFT and can_issue(request.user, document)
    return render(request, "reporting/document_detail.html", context)


@require_safe
@xframe_options_sameorigin
@cache_control(private=True, max_age=0, must_revalidate=True)
def document_file(request: HttpRequest, pk: int, kind: str) -> FileResponse:
    """The PDF (shown in the page, or saved with `?tai=1`) or the DOCX (always saved)."""
    document = _document(request, pk)
    data = open_file(document, kind)
    if data is None:
        raise Http404
    save = kind != "pdf" or bool(request.GET.get("tai"))
    name = f"{file_name(document)}.{kind}"
    return FileResponse(data, as_attachment=save, filename=name, content_type=CONTENT_TYPES[kind])
