"""Import pages on which a person helps: which column is which, faulty cells typed anew, the faults to take away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.spreadsheets import Column, column_letter, write_xlsx
from ocop.text import format_number
from products.models import ImportBatch

from ..domain.imports import correct_cells, map_columns
from ..domain.imports.batches import CLOSED, JOB_ABOVE_ROWS
from ..domain.imports.corrections import annotated, faulty_page, file_faults
from ..domain.imports.mapping import choices
from ..domain.imports.sheet import Sheet
from .downloads import download
from .gate import editors_only
from .import_work import batch_of, check_now_or_later, page_after

CELL = "o:"
"""Names of the inputs of the correction page: "o:12:star"."""


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_map(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Each column of the file with sample values and what it is taken for; the person confirms or changes it."""
    batch = batch_of(request, pk)
    if batch.state in CLOSED or not batch.parsed:
        return redirect("evaluations:import_detail", pk=pk)
    mapping: dict[str, str] = batch.mapping
    error = None
    if request.method == "POST":
        mapping = {name[4:]: value for name, value in request.POST.items() if name.startswith("cot-")}
        revision = _number(request.POST.get("revision"))
        try:
            batch = map_columns(actor=request.user, batch_id=batch.pk, revision=revision, mapping=mapping)
        except ValidationError as caught:
            error = caught
        else:
            batch = check_now_or_later(request, batch, is_large=batch.rows > JOB_ABOVE_ROWS)
            return page_after(batch)
    context = {"batch": batch, "columns": _columns(batch, mapping), "choices": choices(), "error": error}
    return render(request, "evaluations/import_map.html", context, status=422 if error else 200)


def _columns(batch: ImportBatch, mapping: dict[str, str]) -> list[dict[str, Any]]:
    """Number, letter, title, samples and chosen key of every column with a title or a value."""
    rows = []
    header = batch.summary["header"]
    sheet = Sheet(header, batch.parsed["rows"])
    for number, (title, samples) in enumerate(zip(header, sheet.samples(), strict=True), 1):
        if title or samples:
            chosen = mapping.get(str(number), "")
            rows.append(
                {
                    "number": str(number),
                    "letter": column_letter(number),
                    "title": title,
                    "samples": samples,
                    "key": chosen,
                    "is_twice": bool(chosen) and list(mapping.values()).count(chosen) > 1,
                }
            )
    return rows


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Faulty cells of the next rows, to be typed anew; `?sau=` is the last row of the page before."""
    batch = batch_of(request, pk)
    if batch.state in CLOSED or not batch.parsed:
        return redirect("evaluations:import_detail", pk=pk)
    after = _number(request.GET.get("sau")) or 0
    if request.method == "POST":
        return _correct(request, batch, after)
    page = faulty_page(batch, after)
    if not page.rows:
        if after:
            return redirect("evaluations:import_correct", pk=pk)
        return redirect("evaluations:import_detail", pk=pk)
    context = {"batch": batch, "rows": page.rows, "after": page.after, "left": page.left, "start": after}
    return render(request, "evaluations/import_correct.html", context | {"whole": file_faults(batch)})


def _correct(request: HttpRequest, batch: ImportBatch, after: int) -> HttpResponse:
    cells = {name[len(CELL) :]: str(value) for name, value in request.POST.items() if name.startswith(CELL)}
    revision = _number(request.POST.get("revision"))
    try:
        batch = correct_cells(actor=request.user, batch_id=batch.pk, revision=revision, cells=cells)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(f"{reverse('evaluations:import_correct', args=[batch.pk])}?sau={after}")
    batch = check_now_or_later(request, batch, is_large=batch.rows > JOB_ABOVE_ROWS)
    if batch.faults:
        messages.success(request, _("Đã lưu. Còn %s lỗi trong tệp.") % format_number(len(batch.faults)))
        return redirect(f"{reverse('evaluations:import_correct', args=[batch.pk])}?sau={after}")
    if batch.rows <= JOB_ABOVE_ROWS:
        messages.success(request, _("Đã sửa hết lỗi."))
    return redirect("evaluations:import_detail", pk=batch.pk)


@editors_only
@require_safe
def import_faults(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The faults as a table to take away."""
    batch = batch_of(request, pk)
    columns = [Column(_("Dòng"), 8), Column(_("Cột"), 8), Column(_("Tên cột"), 24), Column(_("Lỗi"), 80)]
    rows = [(fault["row"], fault["column"], fault["header"], fault["message"]) for fault in batch.faults]
    return download(write_xlsx(columns, rows, title="Loi"), "xlsx", "loi-nhap-du-lieu")


@editors_only
@require_safe
def import_marked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows of the file with the faults marked; a file that could not be read has only its table of faults."""
    batch = batch_of(request, pk)
    if not batch.parsed:
        return redirect("evaluations:import_faults", pk=pk)
    return download(annotated(batch), "xlsx", "danh-dau-loi")
