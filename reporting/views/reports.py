"""Reports of units on periods: choosing one, its tables, the rows behind a figure, spreadsheets, having it made."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from evaluations.models import Recognition
from ocop.accounts.access import grants_of
from ocop.accounts.enums import TERRITORIAL
from ocop.site.registry import read_once
from ocop.spreadsheets.merged import Head, write_merged_xlsx
from ocop.spreadsheets.writer import CONTENT_TYPES
from ocop.ui.paging import paginate
from products.models import Dossier, Producer
from programs.enums import Tier
from programs.models import HeldActivity, MoneyEntry, Unit, UnitReach
from reporting.domain.contents.period import PARTS, prefilled_asks
from reporting.domain.documents import request_document
from reporting.domain.period import TABLES, Period, PeriodReport, compute_period, latest_period
from reporting.domain.period.types import FIRST_YEAR, Table
from reporting.enums import DocumentKind, SubjectKind
from reporting.forms.make import MakeForm
from reporting.models import Document

from .report_table import figure_name, lines_html

SHOWN = 30
"""Lines of each part of a long list on the page; the others are behind its figure."""
SHEET_CHARACTERS = 150


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Choose unit (`don-vi`, its code) and period (`ky`, `nam`); reports made before."""
    today = timezone.localdate()
    latest = latest_period(today)
    if request.GET.get("don-vi"):
        return _chosen(request)
    documents = Document.objects.visible_to(request.user, subjects=[SubjectKind.UNIT])
    made = documents.filter(kind=DocumentKind.PERIOD_REPORT).select_related("unit")
    context = {
        "units": list(_units(request.user)),
        "parts": PARTS,
        "years": range(today.year, FIRST_YEAR - 1, -1),
        "latest": latest,
        "page": paginate(made, request, order=("-created_at", "-id")),
    }
    return render(request, "reporting/report_list.html", context)


def _chosen(request: HttpRequest) -> HttpResponseRedirect:
    """To the report named by the fields of the form."""
    code, year, part = (request.GET.get(name, "") for name in ("don-vi", "nam", "ky"))
    period = _period(f"{year}-{part}")
    unit = _unit(request, code, period)
    return redirect("reporting:report", code=unit.code, period=period.slug)


def _units(user: Any) -> QuerySet[Unit]:
    """The units of today at which one holds a role, and those one level below."""
    today = timezone.localdate()
    wanted = Q(pk__in=[])
    for grant in grants_of(user):
        if grant.role in TERRITORIAL:
            tier = Tier.PROVINCE if grant.unit.tier == Tier.NATION else Tier.COMMUNE
            wanted |= Q(pk=grant.unit_id) | Q(path__startswith=grant.unit.path, tier=tier)
    return Unit.objects.on(today).filter(wanted).order_by("path", "sort_key").only("code", "name", "tier", "path")


def _period(slug: str) -> Period:
    try:
        return Period.parse(slug)
    except ValueError as error:
        raise Http404 from error


def _unit(request: HttpRequest, code: str, period: Period) -> Unit:
    """The unit of that code on the last counted day, if the person's territory holds it."""
    day = period.as_of(timezone.localdate())
    reached = UnitReach.objects.of(request.user)
    return get_object_or_404(Unit.objects.on(day).filter(code=code, pk__in=reached))


def _report(request: HttpRequest, code: str, slug: str) -> PeriodReport:
    period = _period(slug)
    return compute_period(unit=_unit(request, code, period), period=period)


@require_safe
@read_once()
def report(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """All tables; every figure leads to its rows."""
    found = _report(request, code, period)
    today = timezone.localdate()
    if not found.unit.is_valid_on(today):
        request.map_day = found.as_of  # type: ignore[attr-defined]  # shown in the top bar
    context = {
        "report": found,
        "sections": [_section(found, key, request.user) for key in TABLES],
        "parts": _parts(found),
        "shown": SHOWN,
    }
    return render(request, "reporting/report.html", context)


def _section(found: PeriodReport, key: str, user: Any) -> dict[str, Any]:
    table = found.expiry(user=user, most=SHOWN) if key == "het-han" else found.table(key)
    base = reverse("reporting:report", args=[found.unit.code, found.period.slug])
    names = {}
    if key in ("dia-ban", "ke-hoach") and found.unit.tier != Tier.COMMUNE:
        names = {row: reverse("reporting:report", args=[row, found.period.slug]) for row, _name, _pk in found.rows}
    return {"table": table, "lines": lines_html(table, base, names)}


def _parts(found: PeriodReport) -> list[dict[str, Any]]:
    """Other periods of the year, and the same one a year before and after."""
    year, part = found.period.year, found.period.part
    today = timezone.localdate()
    periods = [(label, Period(year, each)) for each, label in PARTS]
    beside = [(str(other), Period(other, part)) for other in (year - 1, year + 1)]
    return [
        {
            "label": label,
            "url": reverse("reporting:report", args=[found.unit.code, period.slug]),
            "here": period == found.period,
        }
        for label, period in (beside[0], *periods, beside[1])
        if period.year >= FIRST_YEAR and period.first <= today and found.unit.is_valid_on(period.as_of(today))
    ]


@dataclass(frozen=True)
class _Rows:
    """How the rows behind figures of one kind are read and shown."""

    model: Any
    related: tuple[str, ...]
    order: tuple[str, ...]


_ROWS: dict[str, _Rows] = {
    "recognition": _Rows(Recognition, ("unit", "product__producer"), ("-decided_on", "-id")),
    "dossier": _Rows(Dossier, ("unit", "product__producer"), ("-year", "-id")),
    "producer": _Rows(Producer, ("unit",), ("sort_key", "id")),
    "held": _Rows(HeldActivity, ("unit",), ("-starts_on", "-id")),
    "money": _Rows(MoneyEntry, ("line__unit", "line__plan"), ("-on", "-id")),
}


@require_safe
@read_once()
def report_rows(request: HttpRequest, code: str, period: str, figure: str) -> HttpResponse:
    """The rows behind one figure, those the person may see."""
    found = _report(request, code, period)
    try:
        table, cell = found.figure(figure)
    except KeyError as error:
        raise Http404 from error
    rows = _ROWS[cell.of]
    seen = rows.model.objects.visible_to(request.user).filter(pk__in=cell.ids or ())
    count = seen.count()
    name, column = figure_name(table, figure)
    context = {
        "report": found,
        "table": table,
        "name": name,
        "column": column,
        "kind": cell.of,
        "number": len(cell.ids or ()),
        "hidden": len(cell.ids or ()) - count,
        "page": paginate(seen.select_related(*rows.related), request, order=rows.order),
    }
    return render(request, "reporting/report_rows.html", context)


@require_safe
@read_once()
def report_sheet(request: HttpRequest, code: str, period: str, table: str) -> HttpResponse:
    """One table as a spreadsheet with the header of the document."""
    found = _report(request, code, period)
    if table not in TABLES:
        raise Http404
    made = found.expiry(user=request.user) if table == "het-han" else found.table(table)
    response = HttpResponse(table_xlsx(made), content_type=CONTENT_TYPES["xlsx"])
    name = f"bao-cao-{found.unit.code.lower()}-{found.period.slug}-{table}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def table_xlsx(table: Table) -> bytes:
    """The table as a sheet; zero and unknown are empty, as in the document."""
    header = [[Head(cell.text, cell.colspan, cell.rowspan) for cell in row] for row in table.header]
    widths = [max(6, round(width * SHEET_CHARACTERS)) for width in table.widths]
    rows = [[cell.value or None for cell in line.cells] for line in table.lines]
    bold = frozenset(number for number, line in enumerate(table.lines) if line.look == "total")
    return write_merged_xlsx(header, widths, rows, title=table.key, bold=bold)


@require_http_methods(["GET", "HEAD", "POST"])
def report_create(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The words of the report to look through, then the job that makes PDF and DOCX."""
    found = _report(request, code, period)
    form = MakeForm(request.POST if request.method == "POST" else None, asks=prefilled_asks(found), record=found.unit)
    if request.method == "POST" and form.is_valid():
        try:
            job = request_document(
                user=request.user, kind=DocumentKind.PERIOD_REPORT, record=found.unit, params=form.cleaned_data
            )
        except ValidationError as error:
            form.tell(error)
        else:
            return redirect("jobs:detail", job_id=job.pk)
    return render(request, "reporting/report_create.html", {"report": found, "form": form})
