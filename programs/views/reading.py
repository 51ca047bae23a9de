"""Reading a plan in: the file, the proposal beside its text, the draft a person confirmed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.access import has_role
from ocop.accounts.enums import EDITORS
from ocop.jobs.domain import enqueue
from ocop.jobs.models import Job
from ocop.ui.paging import paginate
from programs.domain.reading.files import Unreadable
from programs.domain.reading.shown import proposal
from programs.domain.reading.verbs import READ_PLAN, drop_reading, open_reading, save_reading
from programs.enums import ReadingState
from programs.forms.reading import ConfirmForm, PlanFileForm
from programs.models import PlanReading
from programs.views.plan_common import put_errors


def _gate(request: HttpRequest) -> None:
    """For those who write records somewhere; absent for others."""
    if not has_role(request.user, *EDITORS):
        raise Http404


def _reading(request: HttpRequest, pk: int) -> PlanReading:
    _gate(request)
    readings = PlanReading.objects.visible_to(request.user).select_related("version__plan")
    return get_object_or_404(readings, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def readings(request: HttpRequest) -> HttpResponse:
    """Send a file to be read; one's own readings."""
    _gate(request)
    form = PlanFileForm(request.POST, request.FILES) if request.method == "POST" else PlanFileForm()
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            reading = open_reading(data=upload.read(), name=upload.name, actor=request.user)
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            return _read_later(request, reading)
    own = PlanReading.objects.visible_to(request.user).exclude(state=ReadingState.DROPPED).defer("text", "result")
    page = paginate(own.select_related("version__plan"), request, order=("-id",))
    status = 422 if form.is_bound else 200
    return render(request, "programs/reading/list.html", {"form": form, "page": page}, status=status)


def _read_later(request: HttpRequest, reading: PlanReading) -> HttpResponseRedirect:
    if not reading.result:
        label = _("Đọc tệp %s") % reading.file_name
        enqueue(kind=READ_PLAN, params={"reading": reading.pk}, user=request.user, key=str(reading.pk), label=label)
    return redirect("programs:reading_detail", pk=reading.pk)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal side by side with the text; while it is read, how far that is."""
    reading = _reading(request, pk)
    form = ConfirmForm(reading=reading) if _waits(reading) else None
    return render(request, "programs/reading/detail.html", _context(request, reading, form))


def _waits(reading: PlanReading) -> bool:
    return bool(reading.result) and reading.state == ReadingState.READ


def _context(request: HttpRequest, reading: PlanReading, form: ConfirmForm | None) -> dict[str, Any]:
    jobs = Job.objects.visible_to(request.user).filter(kind=READ_PLAN, params__reading=reading.pk)
    shown = proposal(reading.result) if reading.result else None
    return {"reading": reading, "form": form, "shown": shown, "job": None if reading.result else jobs.first()}


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the draft with what the person confirmed and typed."""
    reading = _reading(request, pk)
    if reading.state == ReadingState.SAVED and reading.version:
        return redirect("programs:plan_edit", slug=reading.version.plan.slug)
    if not _waits(reading):
        raise Http404
    form = ConfirmForm(request.POST, reading=reading)
    if form.is_valid():
        facts: dict[str, Any] = {"edits": form.edits, "confirmed": form.confirmed}
        try:
            version = save_reading(reading=reading, revision=form.cleaned_data["revision"], actor=request.user, **facts)
        except PermissionDenied:
            form.add_error("plan_0", _("Tài khoản của bạn không lập kế hoạch cho đơn vị này."))
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Đã lập dự thảo từ tệp đã đọc. Hãy xem lại từng phần trước khi trình."))
            return redirect("programs:plan_edit", slug=version.plan.slug)
    return render(request, "programs/reading/detail.html", _context(request, reading, form), status=422)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Throw the reading away with its text."""
    drop_reading(reading=_reading(request, pk), actor=request.user)
    messages.success(request, _("Đã bỏ bản đọc và chữ của tệp."))
    return redirect("programs:reading_list")
