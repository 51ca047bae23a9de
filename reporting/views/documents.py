"""Pages of documents: the list, one document with its PDF in the page, the files."""

from datetime import date
from io import BytesIO
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from ocop.text import fold
from ocop.ui.paging import paginate
from programs.models import Plan, PlanVersion
from reporting.enums import DocumentKind, DocumentState, SubjectKind
from reporting.models import Document

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    """Documents the person may see, newest first; narrowed by kind, state, part of a unit's name, plan (slug)."""
    chosen = {name: request.GET.get(name, "").strip() for name in ("loai", "trang-thai", "don-vi", "ke-hoach")}
    documents = _narrowed(Document.objects.visible_to(request.user).select_related("unit"), chosen)
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
        versions = PlanVersion.objects.filter(plan__slug=chosen["ke-hoach"]).values("pk")
        documents = documents.filter(subject=SubjectKind.PLAN_VERSION, subject_id__in=versions)
    if chosen["don-vi"]:
        documents = documents.filter(unit__fold__contains=fold(chosen["don-vi"]))
    return documents


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
    return render(request, "reporting/document_detail.html", context)


@require_safe
@xframe_options_sameorigin
@cache_control(private=True, max_age=0, must_revalidate=True)
def document_file(request: HttpRequest, pk: int, kind: str) -> FileResponse:
    """The PDF (shown in the page, or saved with `?tai=1`) or the DOCX (always saved)."""
    document = _document(request, pk)
    field: Any = getattr(document, kind)
    if not field:
        raise Http404
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
    kind = str(document.get_kind_display())
    number = document.number.replace("/", "-") or _("(dự thảo)")
    return f"{kind[:1].upper()}{kind[1:]} {number} {_('năm')} {document.year} - {document.unit.name}"
