"""Import pages: upload, see all faults, write."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.jobs.domain import enqueue
from ocop.jobs.models import Job
from ocop.spreadsheets import Column, write_xlsx
from products.enums import ImportState
from products.models import ImportBatch

from ..domain.imports import COLUMNS, apply_batch, check_batch, open_batch, template_columns, template_notes
from ..domain.imports.batches import APPLY_JOB_ABOVE_ROWS, JOB_ABOVE_BYTES
from ..forms.upload import UploadForm
from .downloads import download
from .gate import editors_only

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
        if upload.size > JOB_ABOVE_BYTES:
            label = _("Kiểm tra tệp %s") % batch.file_name
            enqueue(
                kind="check_import", params={"batch": str(batch.pk)}, user=request.user, key=str(batch.pk), label=label
            )
        else:
            check_batch(batch=batch, actor=request.user)
        return redirect("evaluations:import_detail", pk=batch.pk)
    recent = ImportBatch.objects.visible_to(request.user).defer("parsed", "faults")[:RECENT]
    return render(request, "evaluations/import_home.html", {"form": form, "columns": COLUMNS, "recent": recent})


def _batch(request: HttpRequest, pk: UUID) -> ImportBatch:
    return get_object_or_404(ImportBatch.objects.visible_to(request.user).defer("parsed"), pk=pk)


@editors_only
@require_safe
def import_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the check found: all faults by row and column, or what would be written."""
    batch = _batch(request, pk)
    context = {
        "batch": batch,
        "faults": batch.faults[:SHOWN_FAULTS],
        "hidden": max(0, len(batch.faults) - SHOWN_FAULTS),
        "job": Job.objects.visible_to(request.user).filter(params__batch=str(batch.pk)).first(),
    }
    return render(request, "evaluations/import_detail.html", context)


@editors_only
@require_POST
def import_apply(request: HttpRequest, pk: UUID) -> HttpResponseRedirect:
    """Write a clean batch, once; a large one as a job."""
    batch = _batch(request, pk)
    if batch.state == ImportState.READY and batch.rows > APPLY_JOB_ABOVE_ROWS:
        label = _("Ghi dữ liệu từ tệp %s") % batch.file_name
        key = f"{batch.pk}"
        job = enqueue(kind="apply_import", params={"batch": str(batch.pk)}, user=request.user, key=key, label=label)
        return redirect("jobs:detail", job_id=job.pk)
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
@require_safe
def import_faults(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The faults as a table to take away."""
    batch = _batch(request, pk)
    columns = [Column(_("Dòng"), 8), Column(_("Cột"), 8), Column(_("Tên cột"), 24), Column(_("Lỗi"), 80)]
    rows = [(fault["row"], fault["column"], fault["header"], fault["message"]) for fault in batch.faults]
    return download(write_xlsx(columns, rows, title="Loi"), "xlsx", "loi-nhap-du-lieu")


@editors_only
@require_safe
def import_template(request: HttpRequest) -> HttpResponse:
    """An empty file with the columns, and a sheet that explains them."""
    return download(write_xlsx(template_columns(), [], title="OCOP", notes=template_notes()), "xlsx", "mau-nhap-ocop")
