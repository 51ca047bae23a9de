"""Support to producers: the list with sums, its spreadsheet, recording, correcting, taking out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.spreadsheets.writer import CONTENT_TYPES, Column, write_xlsx
from ocop.ui.paging import paginate

from .. import rules
from ..domain.planned.support import (
    create_support,
    filter_support,
    findings,
    remove_support,
    shown_support,
    sum_support,
    support_by_norm,
    update_support,
)
from ..domain.queries import writable_producers
from ..forms.planned import SupportForm
from ..models import SupportGrant
from .gate import editors_only, posted, save, sent

page = require_http_methods(["GET", "HEAD", "POST"])


def _found(request: HttpRequest) -> tuple[Any, dict[str, str]]:
    """Grants narrowed by `q`, `nam`, `dinh-muc` of the url, and what was asked."""
    names = {"text": "q", "year": "nam", "norm": "dinh-muc"}
    asked = {key: request.GET.get(name, "").replace("\0", "").strip()[:100] for key, name in names.items()}
    return filter_support(shown_support(request.user), **asked), asked


@require_safe
def support_list(request: HttpRequest) -> HttpResponse:
    """Support to producers the person may see, latest first, with sums by norm."""
    found, asked = _found(request)
    listed = found.select_related("producer__unit", "product", "norm")
    context = {
        "page": paginate(listed, request, order=("-on", "-id")),
        "count": found.count(),
        "total": sum_support(found),
        "by_norm": support_by_norm(found),
        "asked": asked,
        "filtered": any(asked.values()),
        "query": request.GET.urlencode(),
        "can_edit": rules.is_editor(request.user),
    }
    return render(request, "products/support_list.html", context)


@require_safe
def support_export(request: HttpRequest) -> HttpResponse:
    """The list with the same filters as XLSX."""
    found, _asked = _found(request)
    titles = (
        *(_("Chủ thể"), _("Đơn vị"), _("Sản phẩm"), _("Định mức"), _("Số tiền (đồng)"), _("Ngày chi")),
        *(_("Văn bản, chứng từ"), _("Ghi chú")),
    )
    rows = (
        [
            *(one.producer.name, one.producer.unit.name, one.product.name if one.product else "", one.norm.title),
            *(one.amount, one.on, one.paper, _("dữ liệu minh họa") if one.is_illustration else one.note),
        ]
        for one in found.select_related("producer__unit", "product", "norm").order_by("-on", "-pk")
    )
    data = write_xlsx([Column(title, 24) for title in titles], rows, title="Ho tro")
    response = HttpResponse(data, content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = 'attachment; filename="ho-tro-chu-the.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@editors_only
@page
def support_new(request: HttpRequest) -> HttpResponse:
    """Record what a producer received under a norm."""
    producers = writable_producers(request.user)
    form = SupportForm(sent(request), user=request.user, producers=producers, initial={"on": timezone.localdate()})
    if posted(form, request):
        values = {name: value for name, value in form.cleaned_data.items() if name != "revision"}
        if save(form, lambda: create_support(actor=request.user, **values)) is not None:
            messages.success(request, _("Đã ghi khoản hỗ trợ."))
            return redirect("products:support_list")
    return _show(request, form, _("Ghi khoản hỗ trợ"))


def _grant(request: HttpRequest, pk: int) -> SupportGrant:
    """A grant to a producer where the person writes; 404 otherwise."""
    producers = writable_producers(request.user).values("pk")
    grants = SupportGrant.objects.visible_to(request.user).filter(producer__in=producers)
    return get_object_or_404(grants.select_related("producer", "product", "norm"), pk=pk)


@editors_only
@page
def support_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a grant."""
    grant = _grant(request, pk)
    form = SupportForm(sent(request), user=request.user, producers=None, grant=grant)
    if posted(form, request):
        values = dict(form.cleaned_data)
        if save(form, lambda: update_support(actor=request.user, grant_id=pk, **values)) is not None:
            messages.success(request, _("Đã lưu."))
            return redirect("products:support_list")
    return _show(request, form, _("Sửa khoản hỗ trợ"), grant)


def _show(request: HttpRequest, form: Any, heading: str, grant: SupportGrant | None = None) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "grant": grant,
        "findings": findings(grant) if grant else [],
        "list_url": reverse("products:support_list"),
    }
    return render(request, "products/support_form.html", context, status=422 if form.errors else 200)


@editors_only
@require_POST
def support_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out a grant recorded by mistake."""
    grant = _grant(request, pk)
    remove_support(actor=request.user, grant_id=grant.pk)
    messages.success(request, _("Đã bỏ khoản hỗ trợ ghi nhầm."))
    return redirect("products:support_list")
