"""Pages of dossiers: list, export, a new one, the checklist, the self-report, what happened to it."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.spreadsheets.writer import CONTENT_TYPES
from ocop.text import format_number
from ocop.ui.paging import paginate

from ..domain.dossiers.assessment import self_score_of
from ..domain.dossiers.clock import clocks_of
from ..domain.dossiers.compare import compare_submissions, readable_lines
from ..domain.dossiers.completeness import completeness
from ..domain.dossiers.freeze import verify_submission
from ..domain.dossiers.guide import GUIDES, kind_choices
from ..domain.dossiers.listing import (
    MAX_ROWS,
    ORDERS,
    DossierFilters,
    clock_words,
    export_dossiers,
    filter_dossiers,
    in_order,
    with_clock_lines,
)
from ..domain.dossiers.queries import levels_of, preparable_products
from ..domain.dossiers.steps import article_of, steps_for
from ..domain.dossiers.verbs import create_dossier, update_dossier
from ..enums import DossierStep, ReportSection
from ..forms.dossiers import DossierFilterForm, DossierForm, SelfReportForm
from ..models import Dossier, Submission
from ..rules import TRANSITIONS, is_editor
from .dossier_common import can_write, dossier_of, groups_of, head, optional_url, pack_title, with_titles, writable_of
from .gate import posted, save, sent

STARS = (3, 4, 5)
ENDING = {DossierStep.WITHDRAW, DossierStep.REJECT}
SECONDARY = ENDING | {DossierStep.ASK}


@require_safe
def dossier_list(request: HttpRequest) -> HttpResponse:
    """Dossiers the person may see, the one due soonest first; the filters stand in the url."""
    form = DossierFilterForm(request.GET)
    filters = DossierFilters.from_query(request.GET)
    visible = Dossier.objects.visible_to(request.user)
    found = filter_dossiers(visible, filters)
    page = paginate(in_order(found), request, order=ORDERS[filters.order])
    late = Q(clock_due_on__lt=timezone.localdate())
    counts = found.aggregate(all=Count("pk"), overdue=Count("pk", filter=late))
    query = request.GET.copy()
    query["qua-han"] = "1"
    context = {
        "form": form,
        "page": page,
        "lines": with_clock_lines(page.rows),
        "count": counts["all"],
        "overdue": 0 if filters.is_overdue else counts["overdue"],
        "overdue_url": f"{request.path}?{query.urlencode()}",
        "can_create": preparable_products(request.user).exists(),
        "query": request.GET.urlencode(),
        "filtered": any(request.GET.get(name) for name in form.fields if name != "xep"),
    }
    return render(request, "products/dossier_list.html", context)


@require_safe
def dossier_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """The list with the same query as a file; with more rows than one file should hold, back with advice."""
    filters = DossierFilters.from_query(request.GET)
    found = in_order(filter_dossiers(Dossier.objects.visible_to(request.user), filters))
    count = found.count()
    if count > MAX_ROWS:
        text = _("Có %(count)s dòng, mỗi lần chỉ xuất được %(limit)s. Hãy lọc bớt (theo đơn vị, năm) rồi xuất.")
        messages.error(request, text % {"count": format_number(count), "limit": format_number(MAX_ROWS)})
        return redirect(f"{reverse('products:dossier_list')}?{request.GET.urlencode()}")
    data = export_dossiers(found.order_by(*ORDERS[filters.order]), file_format)
    response = HttpResponse(data, content_type=CONTENT_TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="ho-so.{file_format}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new dossier of a product, of one of the kinds that fit it today."""
    products = preparable_products(request.user).select_related("producer__unit")
    product = get_object_or_404(products, pk=pk)
    choices = kind_choices(product, timezone.localdate())
    fitting = [choice.kind for choice in choices if choice.fits]
    form = DossierForm(sent(request), kinds=fitting)
    if posted(form, request):
        dossier = save(form, lambda: create_dossier(actor=request.user, product=product, **form.cleaned_data))
        if dossier is not None:
            messages.success(request, _("Đã lập hồ sơ."))
            return redirect("products:dossier_detail", pk=dossier.pk)
    context = {"form": form, "product": product, "choices": choices, "fitting": fitting}
    return render(request, "products/dossier_form.html", context)


@require_safe
def dossier_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What comes next, and the checklist of a star (`?sao=`; the star sought without)."""
    dossier = dossier_of(request, pk)
    asked = request.GET.get("sao", "")
    star = int(asked) if asked in {"3", "4", "5"} else dossier.star_sought
    found = {each: completeness(dossier, each) for each in STARS}
    missing = {each: len(found[each].lacking) for each in STARS}
    producer = dossier.product.producer_id
    context = {
        **head(dossier),
        **_next(request, dossier),
        "can_write": can_write(request, dossier),
        "star": star,
        "missing": missing[star],
        "star_tabs": [{"star": each, "missing": missing[each]} for each in STARS],
        "groups": groups_of(dossier, found[star], edits_product=is_editor(request.user)),
        "open_requests": with_titles(dossier.requests.filter(closed_on=None).prefetch_related("items"), found[5]),
        "clocks": [clock_words(clock) for clock in clocks_of(dossier, timezone.localdate())],
        "receipts": dossier.receipts.order_by("pk"),
        "pack_title": pack_title(dossier),
        "results": dossier.results.select_related("decision_item__decision", "referral", "entry__session__council"),
        "self_score": self_score_of(dossier),
        "vault_url": optional_url("products:vault", producer),
    }
    return render(request, "products/dossier_detail.html", context)


def _next(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """The one primary step of this person, the others, and whether the commune's report is hers to write."""
    steps = [{"step": row.step, "label": DossierStep(row.step).label} for row in steps_for(request.user, dossier)]
    reporting = any(step["step"] == DossierStep.REPORT for step in steps)
    plain = [step for step in steps if step["step"] != DossierStep.REPORT]
    first = next((step for step in plain if step["step"] not in SECONDARY), None)
    primary = {"step": DossierStep.REPORT, "label": ""} if reporting and first is None else first
    return {
        "guide": GUIDES[dossier.state],
        "primary": primary,
        "can_report": reporting and first is None,
        "others": [step for step in plain if step is not first],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_texts(request: HttpRequest, pk: int) -> HttpResponse:
    """The texts of the self-report: a form for those who may write them now, else to be read."""
    dossier = dossier_of(request, pk) if request.method != "POST" else writable_of(request, pk)
    if not can_write(request, dossier):
        sections = [{"label": section.label, "text": dossier.report.get(section, "")} for section in ReportSection]
        return render(request, "products/dossier_texts.html", {**head(dossier), "sections": sections, "form": None})
    form = SelfReportForm(sent(request), dossier=dossier)
    if posted(form, request):
        revision, values = form.cleaned_data["revision"], form.values()
        if save(form, lambda: update_dossier(actor=request.user, dossier_id=pk, revision=revision or 0, **values)):
            messages.success(request, _("Đã lưu báo cáo tự đánh giá."))
            return redirect("products:dossier_texts", pk=pk)
    context = {**head(dossier), "form": form, "saved_at": dossier.updated_at}
    return render(request, "products/dossier_texts.html", context)


@require_safe
def dossier_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every step with day, person and article; receipts, what was asked, what was handed in."""
    dossier = dossier_of(request, pk)
    context = {
        **head(dossier),
        "moves": _moves(dossier),
        "receipts": _with_names(dossier.receipts.select_related("received_by").order_by("pk"), "received_by"),
        "requests": with_titles(
            dossier.requests.prefetch_related("items").order_by("-pk"), completeness(dossier, STARS[-1])
        ),
        "submissions": list(dossier.submissions.defer("content")),
    }
    return render(request, "products/dossier_history.html", context)


def _moves(dossier: Dossier) -> list[Any]:
    moves = _with_names(dossier.moves.select_related("actor"), "actor")
    rows = {row.step: row for row in TRANSITIONS}
    for move in moves:
        move.article = article_of(dossier, rows[move.step])
    return moves


def _with_names(records: Any, field: str) -> list[Any]:
    """The records, each with `who`: the name of the person in that field."""
    found = list(records)
    for record in found:
        person = getattr(record, field)
        record.who = person.get_full_name() or person.get_username() if person else ""
    return found


@require_safe
def submission_detail(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One submission as it was handed in, with its hash checked anew."""
    dossier = dossier_of(request, pk)
    submission = get_object_or_404(Submission.objects.select_related("submitted_by"), dossier=dossier, number=number)
    masked = not levels_of(request.user, dossier)
    context = {
        **head(dossier, here=_("Lần nộp %s") % number),
        "submission": _with_names([submission], "submitted_by")[0],
        "is_intact": verify_submission(submission),
        "rows": [{"label": label, "value": value} for label, value in readable_lines(submission, masked=masked)],
    }
    return render(request, "products/dossier_submission.html", context)


@require_safe
def submission_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs between two submissions (`?cu=1&moi=2`), item by item."""
    dossier = dossier_of(request, pk)
    older, newer = (_submission(dossier, request.GET.get(name, "")) for name in ("cu", "moi"))
    context = {
        **head(dossier, here=_("So sánh hai lần nộp")),
        "older": older,
        "newer": newer,
        "differences": compare_submissions(older, newer, masked=not levels_of(request.user, dossier)),
    }
    return render(request, "products/dossier_compare.html", context)


def _submission(dossier: Dossier, text: str) -> Submission:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
    return get_object_or_404(Submission, dossier=dossier, number=number)
