"""Pages of a producer's people: representative, yearly figures, accounts, and what the law asks about personal data."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.site.workdays import work_calendar
from ocop.ui.paging import paginate

from ..domain.people import can_edit_own, end_member, link_member, save_representation
from ..domain.personal_data import (
    ANSWER_DAYS,
    finished_export,
    producer_of,
    record_read,
    request_erasure,
    request_export,
    reveal,
)
from ..domain.personal_erasure import has_legal_record
from ..domain.personal_export import export_name, is_fetchable
from ..domain.queries import writable_producers
from ..domain.years import save_years
from ..forms.producers import ErasureForm, MemberForm, RepresentationForm, YearForm, year_forms
from ..models import Producer, ProducerMember, Representation
from .gate import editors_only, posted, save, sent
from .producers import detail_page, editable


def _own(request: HttpRequest, pk: int) -> Producer:
    """The producer, for editors of its territory and its own accounts."""
    producer = get_object_or_404(Producer.objects.visible_to(request.user).select_related("unit"), pk=pk)
    if not can_edit_own(request.user, producer):
        raise Http404
    return producer


@never_cache
@require_POST
def producer_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The producer's page with phone, codes and personal data in full; every time it is logged."""
    _own(request, pk)
    reveal(user=request.user, producer_id=pk, what=_("Xem số điện thoại, mã số, dữ liệu người đại diện"))
    return detail_page(request, _own(request, pk), revealed=True)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The representative and how the producer is reached; opening the filled form is logged."""
    producer = _own(request, pk)
    person = Representation.objects.filter(producer=producer).first()
    if request.method == "GET" and (person or producer.phone or producer.email or producer.representative):
        record_read(user=request.user, producer=producer, what=_("Mở biểu mẫu người đại diện"))
    form = RepresentationForm(sent(request), instance=person, producer=producer)
    if posted(form, request):
        revision, values = form.cleaned_data["revision"], form.values()
        verb = save_representation
        if save(form, lambda: verb(actor=request.user, producer_id=pk, revision=revision or 0, **values)):
            messages.success(request, _("Đã lưu thay đổi."))
            return redirect("products:producer_detail", pk=pk)
    return render(request, "products/person_form.html", {"form": form, "producer": producer})


@require_http_methods(["GET", "HEAD", "POST"])
def producer_years(request: HttpRequest, pk: int) -> HttpResponse:
    """Workers and money, a line a year; all lines are stored or none."""
    producer = _own(request, pk)
    rows = year_forms(producer, sent(request))
    sound = [row.is_valid() for row in rows]  # every row tells its faults, not the first one only
    if request.method == "POST" and all(sound) and _save_years(request, pk, rows):
        messages.success(request, _("Đã lưu số liệu các năm."))
        return redirect("products:producer_detail", pk=pk)
    can_edit = writable_producers(request.user).filter(pk=pk).exists()
    faulty = any(row.errors for row in rows)
    context = {"producer": producer, "rows": rows, "faulty": faulty, "can_edit": can_edit}
    return render(request, "products/producer_years.html", context)


def _save_years(request: HttpRequest, pk: int, rows: list[YearForm]) -> bool:
    try:
        save_years(actor=request.user, producer_id=pk, lines=[row.values() for row in rows])
    except ValidationError as error:
        by_year = {str(row.line.year): row for row in rows}
        for key, faults in error.error_dict.items():
            year, _colon, name = key.partition(":")
            row = by_year[year]
            row.add_error(name if name in row.fields else None, faults)
        return False
    return True


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def producer_members(request: HttpRequest, pk: int) -> HttpResponse:
    """Accounts that act for the producer, and a form to add one."""
    producer = editable(request, pk)
    form = MemberForm(sent(request))
    if posted(form, request):
        values: dict[str, Any] = form.cleaned_data
        if save(form, lambda: link_member(actor=request.user, producer_id=pk, **values)):
            messages.success(request, _("Đã gắn tài khoản với chủ thể."))
            return redirect("products:producer_members", pk=pk)
    members = producer.members.select_related("user").order_by("-valid_from", "pk")
    today = timezone.localdate()
    context = {"producer": producer, "form": form, "members": members, "today": today, "can_edit": True}
    return render(request, "products/producer_members.html", context)


@editors_only
@require_POST
def member_end(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """End a link at once: yesterday was its last day."""
    linked = ProducerMember.objects.filter(producer__in=writable_producers(request.user))
    member = get_object_or_404(linked, pk=pk)
    end_member(actor=request.user, member_id=pk, last_day=timezone.localdate() - timedelta(days=1))
    messages.success(request, _("Tài khoản không còn làm việc cho chủ thể này."))
    return redirect("products:producer_members", pk=member.producer_id)


@require_safe
def person_data(request: HttpRequest, pk: int) -> HttpResponse:
    """What is held of the people (masked), who read it, and the way to give it out or to erase it."""
    producer = _own(request, pk)
    can_edit = writable_producers(request.user).filter(pk=pk).exists()
    reads = producer.sensitive_reads.select_related("user", "evidence")
    context = {
        "producer": producer,
        "person": getattr(producer, "representation", None),
        "papers": producer.evidence.filter(is_sensitive=True, removed_at=None).count(),
        "can_edit": can_edit,
        "page": paginate(reads if can_edit else reads.none(), request, order=("-at", "-id"), per_page=20),
        "due_on": work_calendar().add(timezone.localdate(), ANSWER_DAYS),
    }
    return render(request, "products/person_data.html", context)


@require_POST
def person_export(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Ask for everything known of the producer's people."""
    job = request_export(user=request.user, producer=_own(request, pk))
    return redirect("jobs:detail", job_id=job.pk)


@never_cache
@require_safe
def person_file(request: HttpRequest, job_id: UUID) -> FileResponse:
    """The archive, for the one who asked for it and still may; every fetch is logged."""
    job = finished_export(request.user, job_id)
    if job is None or not is_fetchable(job):
        raise Http404
    producer = _own(request, producer_of(job).pk)
    record_read(user=request.user, producer=producer, what=_("Tải tệp xuất dữ liệu cá nhân"))
    name = f"du-lieu-ca-nhan-{producer.pk}.zip"
    stored = default_storage.open(export_name(job), "rb")
    return FileResponse(stored, as_attachment=True, filename=name, content_type="application/zip")


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def person_erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will go and what stays, then erase in a job."""
    producer = editable(request, pk)
    form = ErasureForm(sent(request))
    if posted(form, request):
        job = request_erasure(user=request.user, producer=producer)
        return redirect("jobs:detail", job_id=job.pk)
    papers = producer.evidence.filter(is_sensitive=True, removed_at=None).count()
    name_goes = producer.is_person and not has_legal_record(producer)
    context = {"producer": producer, "form": form, "papers": papers, "name_goes": name_goes}
    return render(request, "products/person_erase.html", context)
