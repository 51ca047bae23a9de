"""The ministry's product table PTNT_OCOP: what it holds, for which time, to take away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop.site.registry import DECLARED, get_settings, read_once
from ocop.text import format_number
from ocop.ui.paging import paginate
from products.models import Product

from ..domain.exchange.periods import Period, parse_time, period_of, recent_periods
from ..domain.exchange.table import COLUMNS, TABLE, TABLES, Wording, export_table, listed, rows_of
from ..domain.exports import MAX_ROWS
from .downloads import download

TIME, WHICH = "thoi-gian", "bang"
NAME_WIDTH = 40
"""A column as wide as this holds a name: it is not squeezed by the others."""
SETTINGS = ("ptnt_time_code", "ptnt_state", "ptnt_revenue", "ptnt_revenue_unit")


def _asked(request: HttpRequest, written: str) -> tuple[Period, str]:
    """The period asked for and what is wrong with it; the present one for a code that is none."""
    try:
        return parse_time(request.GET.get(TIME, "") or period_of(timezone.localdate(), written).code), ""
    except ValidationError as error:
        return period_of(timezone.localdate(), written), " ".join(error.messages)


@require_safe
@read_once()
def exchange_table(request: HttpRequest) -> HttpResponse:
    """The rows of the person's territory as the file has them, the choices made where the standard is silent."""
    values = dict(zip(SETTINGS, get_settings(*SETTINGS), strict=True))
    period, fault = _asked(request, values["ptnt_time_code"])
    products = listed(Product.objects.visible_to(request.user), period)
    page = paginate(products, request, order=("id",))
    are_names = [width >= NAME_WIDTH for _help, width in COLUMNS.values()]
    context = {
        "period": period,
        "fault": fault,
        "day": period.day(timezone.localdate()),
        "periods": recent_periods(timezone.localdate(), values["ptnt_time_code"]),
        "page": page,
        "rows": [
            list(zip(row.values(), are_names, strict=True))
            for row in rows_of([one.pk for one in page], period, Wording.load())
        ],
        "columns": [{"name": name, "help": text} for name, (text, _width) in COLUMNS.items()],
        "choices": [
            {"label": DECLARED[key].label, "value": dict(DECLARED[key].choices)[value]} for key, value in values.items()
        ],
        "catalogues": [name for name in TABLES if name != TABLE],
    }
    return render(request, "evaluations/exchange_table.html", context, status=400 if fault else 200)


@require_safe
@read_once()
def exchange_file(request: HttpRequest, file_format: str) -> HttpResponse:
    """The table of a time (`?thoi-gian=2026`) or one of its catalogues (`&bang=DM_CoSo`), in the person's territory."""
    table = request.GET.get(WHICH, TABLE)
    period, fault = _asked(request, get_settings("ptnt_time_code")[0])
    if fault or table not in TABLES:
        raise Http404
    products: Any = Product.objects.visible_to(request.user)
    count = listed(products, period).count()
    if count > MAX_ROWS:
        text = _("Có %(count)s dòng, mỗi lần chỉ xuất được %(limit)s. Hãy nhờ người quản trị xuất bằng dòng lệnh.")
        messages.error(request, text % {"count": format_number(count), "limit": format_number(MAX_ROWS)})
        return redirect(f"{reverse('evaluations:exchange_table')}?{TIME}={period.code}")
    data, _rows = export_table(products, period, file_format, table=table)
    return download(data, file_format, f"{table}_{period.code}")
