"""The register of outgoing documents: series, the book of one, numbers entered by hand or struck out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.text import fold
from ocop.ui.paging import paginate
from programs.domain.register import enter_paper, lines_of, series_list, set_mode, void_number
from programs.enums import NumberState
from programs.models import NumberEntry, NumberSeries
from programs.rules import can_keep_register
from reporting.domain.register import BOOK_COLUMNS, book_rows, source_links
from reporting.forms.issue import ModeForm, PaperForm, VoidForm, sent
from reporting.views.saving import save
from reporting.views.sheet import spreadsheet

_LIMIT = 2000
"""Numbers of a book shown in the page; the whole of a longer one is in its XLSX."""


@require_safe
def register_list(request: HttpRequest) -> HttpResponse:
    """Registers the person may see, newest year first; narrowed by year, symbol and unit."""
    year, symbol, unit = (request.GET.get(name, "").strip() for name in ("nam", "ky-hieu", "don-vi"))
    found = series_list(request.user)
    if year.isdecimal() and len(year) == 4:
        found = found.filter(year=int(year))
    if symbol:
        found = found.filter(symbol__icontains=symbol)
    if unit:
        found = found.filter(unit__kin_fold__contains=fold(unit))
    context = {
        "page": paginate(found, request, order=("-year", "unit_code", "symbol", "id")),
        "year": year,
        "symbol": symbol,
        "unit": unit,
        "filtered": bool(year or symbol or unit),
    }
    return render(request, "reporting/register_list.html", context)


def _series(request: HttpRequest, pk: int, *, keeps: bool = False) -> NumberSeries:
    found = NumberSeries.objects.visible_to(request.user).select_related("unit")
    series = get_object_or_404(found, pk=pk)
    if keeps and not can_keep_register(request.user, series.unit):
        raise Http404
    return series


def _entries(request: HttpRequest, series: NumberSeries) -> Any:
    return NumberEntry.objects.visible_to(request.user).filter(series=series).select_related("series")


@require_safe
def register_book(request: HttpRequest, pk: int) -> HttpResponse:
    """The numbers of one series in order, with gaps and struck-out ones."""
    series = _series(request, pk)
    entries = _entries(request, series)
    lines = list(lines_of(series, entries))
    shown = lines[-_LIMIT:]
    links = source_links(request.user, [line.entry for line in shown if line.entry])
    context = {
        "series": series,
        "rows": [(line, links.get(line.entry.pk, "") if line.entry else "") for line in shown],
        "left_out": len(lines) - len(shown),
        "keeps": can_keep_register(request.user, series.unit),
        "today": timezone.localdate(),
    }
    return render(request, "reporting/register_book.html", context)


@require_safe
def register_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole book as XLSX."""
    series = _series(request, pk)
    rows = book_rows(series, lines_of(series, _entries(request, series)))
    name = f"so-van-ban-{fold(series.symbol).replace(' ', '-')}-{series.year}"
    return spreadsheet(BOOK_COLUMNS, rows, name=name, title=_("Sổ văn bản đi"))


@require_http_methods(["GET", "HEAD", "POST"])
def register_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a document made outside this software."""
    series = _series(request, pk, keeps=True)
    form = PaperForm(sent(request), initial={"issued_on": timezone.localdate()})

    def act() -> Any:
        return enter_paper(actor=request.user, series_id=pk, **form.cleaned_data)

    context = {"series": series, "heading": _("Vào sổ văn bản lập ngoài phần mềm"), "action": _("Vào sổ")}
    return _save_or_show(request, form, act, context, done=_("Đã vào sổ."))


@require_http_methods(["GET", "HEAD", "POST"])
def register_mode(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who gives the numbers of a series."""
    series = _series(request, pk, keeps=True)
    initial = {"mode": series.mode, "first": series.first, "revision": series.revision}
    form = ModeForm(sent(request), initial=initial)

    def act() -> Any:
        return set_mode(actor=request.user, series_id=pk, **form.cleaned_data)

    context = {"series": series, "heading": _("Cách ghi số của sổ"), "action": _("Lưu")}
    return _save_or_show(request, form, act, context, done=_("Đã lưu cách ghi số."))


@require_http_methods(["GET", "HEAD", "POST"])
def register_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike out a number; it stays in the book with the reason."""
    entry = get_object_or_404(NumberEntry.objects.visible_to(request.user).select_related("series__unit"), pk=pk)
    if not can_keep_register(request.user, entry.series.unit) or entry.state == NumberState.VOID:
        raise Http404
    form = VoidForm(sent(request))

    def act() -> Any:
        return void_number(actor=request.user, entry_id=pk, **form.cleaned_data)

    heading = _("Hủy số %s") % entry.text
    context = {"series": entry.series, "entry": entry, "heading": heading, "action": _("Hủy số")}
    return _save_or_show(request, form, act, context, done=_("Đã hủy số; số này không cấp lại."))


def _save_or_show(
    request: HttpRequest, form: Any, act: Callable[[], Any], context: dict[str, Any], *, done: str
) -> HttpResponse:
    """POST: do it and go to the book, or show the form again with what was typed (422)."""
    if request.method == "POST" and form.is_valid():
        try:
            result = save(form, act)
        except PermissionDenied as error:
            raise Http404 from error
        if result is not None:
            messages.success(request, done)
            return redirect("reporting:register_book", pk=context["series"].pk)
    status = 422 if form.errors else 200
    return render(request, "reporting/register_form.html", {**context, "form": form}, status=status)
