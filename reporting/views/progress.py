"""Pages of progress: chooser, dashboard of a plan, products of one unit, XLSX."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import F, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from evaluations.enums import RecognitionKind
from ocop.spreadsheets import Column, write_xlsx
from ocop.text import format_date
from ocop.ui.context import read_day
from ocop.ui.paging import paginate
from programs.enums import VersionState
from programs.models import PlanVersion
from reporting.domain.progress import STARS, Progress, compute_progress, default_day
from reporting.domain.progress_find import version_on, versions_in_force
from reporting.domain.progress_list import APART, WHOLE, behind_figure
from reporting.domain.progress_types import KINDS

from .progress_chart import draw
from .progress_parts import batch_rows, kind_rows
from .progress_sentence import gauges, sentence
from .progress_table import line

MODES = {"khi-do": "as-was", "hien-nay": "restated"}
KIND_WORDS = {"moi": "new", "nang-hang": "upgrade", "cong-nhan-lai": "renewal"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Filters:
    """`ngay` (day), `che_do` (khi-do | hien-nay), `sao` (3 | 4 | 5), `loai` (moi | nang-hang | cong-nhan-lai), `ban_do`
    (day of the map) of the url."""

    def __init__(self, request: HttpRequest, year: int) -> None:
        wanted = request.GET.get("ngay", "")
        self.day = read_day(wanted) or default_day(year)
        if wanted and read_day(wanted) is None:
            messages.warning(request, _("Ngày “%s” không đọc được; trang tính đến ngày mặc định.") % wanted[:40])
        self.given_day = self.day if read_day(wanted) else None
        self.mode = request.GET.get("che_do", "khi-do")
        if self.mode not in MODES:
            raise Http404
        star = request.GET.get("sao", "")
        if star not in ("", "3", "4", "5"):
            raise Http404
        self.star = int(star) if star else None
        self.kind_word = request.GET.get("loai", "")
        if self.kind_word not in ("", *KIND_WORDS):
            raise Http404
        self.kind = KIND_WORDS.get(self.kind_word)
        self.map_date = read_day(request.GET.get("ban_do", ""))

    def query(self, **change: str | None) -> str:
        """The query string of this view with something changed (None removes it)."""
        values: dict[str, str | None] = {
            "ngay": self.given_day.isoformat() if self.given_day else None,
            "che_do": self.mode if self.mode != "khi-do" else None,
            "sao": str(self.star) if self.star else None,
            "loai": self.kind_word or None,
            "ban_do": self.map_date.isoformat() if self.map_date else None,
        }
        kept = {name: value for name, value in (values | change).items() if value}
        return f"?{urlencode(kept)}" if kept else "?"


def _load(request: HttpRequest, slug: str) -> tuple[PlanVersion, Filters, Progress]:
    """The plan the person may see, the filters of the url, and the figures; 404 otherwise."""
    versions = versions_in_force(PlanVersion.objects.in_territory(request.user).filter(plan__slug=slug))
    version = get_object_or_404(versions)
    filters = Filters(request, version.plan.year)
    version = version_on(version, filters.day)
    progress = compute_progress(
        plan_version=version, as_of=filters.day, mode=MODES[filters.mode], map_date=filters.map_date
    )
    if progress.is_past_map:
        request.map_day = progress.map_date  # type: ignore[attr-defined]  # shown in the top bar
    return version, filters, progress


@require_safe
def chooser(request: HttpRequest) -> HttpResponse:
    """Plans with their targets, newest first; a draft for a coming year has no progress yet."""
    begun = Q(state=VersionState.ISSUED) | Q(plan__year__lte=timezone.localdate().year)
    visible = PlanVersion.objects.in_territory(request.user).filter(begun)
    own = Q(targets__unit=F("plan__unit"))
    versions = versions_in_force(visible).annotate(
        headline=Sum("targets__committed", filter=own), given=Sum("targets__committed", filter=~own)
    )
    page = paginate(versions.filter(Q(headline__gt=0) | Q(given__gt=0)), request, order=("-pk",))
    return render(request, "reporting/progress_chooser.html", {"page": page})


@require_safe
def dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    """Sentence, gauges, line, map, table of one plan."""
    version, filters, progress = _load(request, slug)
    base = reverse("reporting:progress", kwargs={"slug": slug})
    context = {
        "version": version,
        "plan": version.plan,
        "filters": filters,
        "progress": progress,
        "sentence": sentence(progress, filters.star),
        "gauges": gauges(progress),
        "chart": draw(progress, filters.star),
        "lines": _lines(progress, filters, slug),
        "total_line": _total_line(progress, filters, slug),
        "batches": batch_rows(progress, base, filters.query()),
        "kinds": kind_rows(progress, KIND_WORDS, base, filters.query),
        "links": _links(filters),
        "ground": " ".join(f"{lat:.2f},{lon:.2f}" for lat, lon in progress.ground),
        "map_day": format_date(progress.map_date),
    }
    return render(request, "reporting/progress.html", context)


def _total_line(progress: Progress, filters: Filters, slug: str) -> str:
    base = reverse("reporting:progress", kwargs={"slug": slug})
    url = f"{base}{WHOLE}/{filters.query().rstrip('?')}"
    return line(progress.totals, url, filters.star, kind=filters.kind, css="total")


def _lines(progress: Progress, filters: Filters, slug: str) -> list[str]:
    """The rows of the table; what belongs to no unit comes first, where nobody has to scroll to see it."""
    query = filters.query().rstrip("?")
    base = reverse("reporting:progress", kwargs={"slug": slug})
    lines = []
    if progress.unattributable:
        note = _("vì sao: xem dưới bảng")
        url = f"{base}{APART}/{query}"
        lines.append(line(progress.unattributable, url, filters.star, kind=filters.kind, css="apart", note=note))
    if progress.unallocated:
        lines.append(line(progress.unallocated, "", filters.star, kind=filters.kind, css="apart"))
    rows = progress.rows
    return lines + [line(row, f"{base}{row.code}/{query}", filters.star, kind=filters.kind) for row in rows]


def _links(filters: Filters) -> dict[str, Any]:
    return {
        "as_was": filters.query(che_do=None, ban_do=None),
        "restated": filters.query(che_do="hien-nay"),
        "stars": [(None, filters.query(sao=None)), *((star, filters.query(sao=str(star))) for star in STARS)],
        "kinds": [
            (_("Tất cả"), "", filters.query(loai=None)),
            *((RecognitionKind(kind).label, word, filters.query(loai=word)) for word, kind in KIND_WORDS.items()),
        ],
        "query": filters.query().rstrip("?"),
    }


@require_safe
def unit_products(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Recognitions behind one figure: of a row's code, of `khong-quy-duoc` (what belongs to no unit), of `ca-ke-hoach`
    (all), of `dot-<id>` and `ngoai-dot` (by batch)."""
    version, filters, progress = _load(request, slug)
    behind = behind_figure(progress, code, request.user)
    if behind is None:
        raise Http404
    found = behind.recognitions.select_related("product__producer", "unit")
    if filters.star:
        found = found.filter(star=filters.star)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    context = {
        "version": version,
        "plan": version.plan,
        "filters": filters,
        "progress": progress,
        "row": behind.row,
        "cell": behind.row.cell(filters.star, filters.kind),
        "page": paginate(found, request, order=("-decided_on", "-id")),
        "back": reverse("reporting:progress", kwargs={"slug": slug}) + filters.query().rstrip("?"),
        "is_apart": code == APART,
        "links": _links(filters),
    }
    return render(request, "reporting/progress_unit.html", context)


@method_decorator(require_safe, name="dispatch")
class Export(View):
    """The table as seen, as XLSX."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        _version, filters, progress = _load(request, slug)
        response = HttpResponse(write_xlsx(*_sheet(progress)), content_type=XLSX)
        name = f"tien-do-{slug}-{filters.day.isoformat()}-{filters.mode}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def _sheet(progress: Progress) -> tuple[list[Column], list[list[Any]]]:
    names = (_("Chỉ tiêu"), _("Đã đạt"), _("Dự kiến đến ngày"), _("Còn thiếu"))
    columns = [Column(_("Mã"), 10), Column(_("Đơn vị"), 34)]
    columns += [
        Column(f"{name} – {group}", 14) for group in (_("tổng"), *(f"{s} sao" for s in STARS)) for name in names
    ]
    columns += [Column(f"{_('Đã đạt')} – {RecognitionKind(kind).label}", 14) for kind in KINDS]
    columns.append(Column(_("Trong đó dữ liệu minh họa"), 16))
    apart = [row for row in (progress.unattributable, progress.unallocated) if row]
    rows: list[list[Any]] = []
    for row in [*progress.rows, *apart, progress.totals]:
        is_total = row is progress.totals
        values: list[Any] = ["" if is_total else row.code, _("Tổng số") if is_total else row.name]
        values += [row.total.committed, row.total.achieved, float(row.total.expected), row.missing]
        for star in STARS:
            cell = row.stars[star]
            values += [cell.committed, cell.achieved, float(cell.expected), cell.missing]
        values += [row.cell(kind=kind).achieved for kind in KINDS]
        rows.append([*values, row.illustration])
    return columns, rows
