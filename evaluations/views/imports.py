"""Import pages: upload, see what was found, write, take back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.jobs.models import Job
from ocop.spreadsheets import write_xlsx
from products.enums import ImportState
from products.models import ImportBatch

from ..domain.imports import COLUMNS, apply_batch, obstacles, open_batch, template_columns, template_notes, undo_batch
from ..domain.imports.batches import JOB_ABOVE_BYTES, JOB_ABOVE_ROWS
from ..forms.upload import UploadForm
from .downloads import download
from .gate import editors_only
from .import_work import batch_of, check_now_or_later, later, page_after

RECENT = 20
SHOWN_FAULTS = 500


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_home(request: HttpRequest) -> HttpResponse:
    """Upload a file; the columns it may have; the person's last uploads."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        batch = open_batch(actor=request.user, data=upload.read(), name=upload.name)
        batch = check_now_or_later(request, batch, is_large=upload.size > JOB_ABOVE_BYTES)
        return page_after(batch)
    recent = ImportBatch.objects.visible_to(request.user).defer("parsed", "faults", "corrections", "written")[:RECENT]
    return render(request, "evaluations/import_home.html", {"form": form, "columns": COLUMNS, "recent": recent})


@editors_only
@require_safe
def import_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the check found: all faults by row and column, or what would be written, or what was."""
    batch = batch_of(request, pk)
    context = {
        "batch": batch,
        "faults": batch.faults[:SHOWN_FAULTS],
        "hidden": max(0, len(batch.faults) - SHOWN_FAULTS),
        "job": Job.objects.visible_to(request.user).filter(params__batch=str(batch.pk)).first(),
        "written": batch.summary if "new_producers" in batch.summary else None,
    }
    return render(request, "evaluations/import_detail.html", context)


@editors_only
@require_POST
def import_apply(request: HttpRequest, pk: UUID) -> HttpResponseRedirect:
    """Write a clean batch, once; a large one as a job."""
    batch = batch_of(request, pk)
    if batch.state == ImportState.READY and batch.rows > JOB_ABOVE_ROWS:
        later(request, batch, "apply_import", _("Ghi dữ liệu từ tệp %s") % batch.file_name)
        return redirect("evaluations:import_detail", pk=pk)
    try:
        batch = apply_batch(batch=batch, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        if batch.state == ImportState.APPLIED:
            messages.success(request, _("Đã ghi vào hệ thống."))
        else:
            messages.error(request, _("Dữ liệu trong hệ thống đã đổi sau lần kiểm tra. Chưa ghi gì; xem lỗi bên dưới."))
    return redirect("evaluations:import_detail", pk=pk)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What taking back would delete and what hinders it; then the taking back, a large one as a job."""
    batch = batch_of(request, pk)
    if batch.state != ImportState.APPLIED or not batch.written:
        return redirect("evaluations:import_detail", pk=pk)
    if request.method != "POST":
        context = {"batch": batch, "reasons": obstacles(batch)}
        return render(request, "evaluations/import_undo.html", context)
    if batch.rows > JOB_ABOVE_ROWS:
        later(request, batch, "undo_import", _("Hoàn tác tệp %s") % batch.file_name)
        return redirect("evaluations:import_detail", pk=pk)
    try:
        undo_batch(actor=request.user, batch_id=batch.pk)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return redirect("evaluations:import_undo", pk=pk)
    messages.success(request, _("Đã hoàn tác: dữ liệu trở lại như trước khi nhập tệp này."))
    return redirect("evaluations:import_detail", pk=pk)


@editors_only
@require_safe
def import_template(request: HttpRequest) -> HttpResponse:
    """An empty file with the columns, and a sheet that explains them."""
    return download(write_xlsx(template_columns(), [], title="OCOP", notes=template_notes()), "xlsx", "mau-nhap-ocop")
