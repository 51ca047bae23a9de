"""Money of a plan: its lines, a line with its entries, entering amounts, the table as a spreadsheet."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.spreadsheets.writer import CONTENT_TYPES
from programs.domain.money.export import money_xlsx
from programs.domain.money.lines import (
    add_entry,
    create_line,
    figures_of,
    lines_from_plan,
    overrun_words,
    stages_for,
    update_line,
)
from programs.domain.money.sums import line_sums
from programs.domain.money.words import amount_in_words
from programs.enums import FundingKind, MoneyStage
from programs.forms.money import EntryForm, LineForm
from programs.models import FundingLine, HeldActivity, Plan
from programs.rules import can_edit_plan
from programs.views.plan_common import plan_of
from programs.views.saving import sent, stored

page = require_http_methods(["GET", "HEAD", "POST"])


def money_context(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """The money table of a plan as the person may see it."""
    sums = line_sums(FundingLine.objects.visible_to(request.user).filter(plan=plan))
    return {
        "money": sums,
        "kind_sums": [(FundingKind(kind).label, found) for kind, found in sums.by_kind().items()],
        "stages": [stage.label for stage in MoneyStage],
        "warnings": [(row.line, words) for row in sums.rows if (words := overrun_words(row.amounts.overruns))],
        "keeps_money": can_edit_plan(request.user, plan),
    }


def _crumbs(plan: Plan, *more: tuple[str, str]) -> list[tuple[str, str]]:
    funding = reverse("programs:plan_funding", args=[plan.slug])
    return [(_("Kế hoạch"), reverse("programs:plan_list")), (plan.title, funding), *more]


def _kept_plan(request: HttpRequest, slug: str) -> Plan:
    plan = plan_of(request, slug)
    if not can_edit_plan(request.user, plan):
        raise Http404
    return plan


def _line(request: HttpRequest, slug: str, pk: int) -> FundingLine:
    """A line the person sees, whether or not the whole plan is in the territory."""
    seen = FundingLine.objects.visible_to(request.user).filter(plan__slug=slug)
    return get_object_or_404(seen.select_related("plan__unit", "unit", "source", "activity"), pk=pk)


def _line_url(line: FundingLine) -> str:
    return reverse("programs:money_line", args=[line.plan.slug, line.pk])


@page
def line_new(request: HttpRequest, slug: str) -> HttpResponse:
    """A line of the plan's money that is not among its sources, or is spent by another unit."""
    plan = _kept_plan(request, slug)
    form = LineForm(sent(request), plan=plan)
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "revision"}
        line = stored(form, lambda: create_line(actor=request.user, plan=plan, **values))
        if line is not None:
            messages.success(request, _("Đã thêm dòng kinh phí."))
            return redirect(_line_url(line))
    heading = _("Thêm dòng kinh phí")
    context = {"form": form, "heading": heading, "crumbs": _crumbs(plan, (heading, ""))}
    return render(request, "programs/held/form.html", context, status=422 if form.errors else 200)


@require_POST
def lines_take(request: HttpRequest, slug: str) -> HttpResponse:
    """A line for every source the plan names."""
    plan = _kept_plan(request, slug)
    made = len(lines_from_plan(actor=request.user, plan=plan))
    text = _("Đã lập %d dòng từ nguồn ghi trong kế hoạch.") % made
    messages.success(request, text if made else _("Mọi nguồn ghi trong kế hoạch đã có dòng."))
    return redirect("programs:plan_funding", slug=slug)


@require_safe
def line_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A line: its five figures, in words, every entry, support paid from it, activities held with it."""
    line = _line(request, slug, pk)
    amounts = figures_of(line)
    context = {
        "line": line,
        "amounts": amounts,
        "figures": [(stage.label, amounts.of(stage), amount_in_words(amounts.of(stage))) for stage in MoneyStage],
        "warnings": overrun_words(amounts.overruns),
        "entries": line.entries.select_related("actor").order_by("-on", "-id"),
        "held": HeldActivity.objects.visible_to(request.user).filter(funding=line),
        "keeps": can_edit_plan(request.user, line.plan),
        "enters": bool(stages_for(request.user, line)),
        "crumbs": _crumbs(line.plan, (line.content, "")),
    }
    return render(request, "programs/money/line.html", context)


@page
def line_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct what a line is for."""
    line = _line(request, slug, pk)
    if not can_edit_plan(request.user, line.plan):
        raise Http404
    title = line.content
    form = LineForm(sent(request), plan=line.plan, line=line)
    if request.method == "POST" and form.is_valid():
        saved = stored(form, lambda: update_line(actor=request.user, line_id=pk, **form.cleaned_data))
        if saved is not None:
            messages.success(request, _("Đã lưu."))
            return redirect(_line_url(line))
    crumbs = _crumbs(line.plan, (title, _line_url(line)), (_("Sửa"), ""))
    context = {"form": form, "heading": _("Sửa dòng kinh phí"), "crumbs": crumbs}
    return render(request, "programs/held/form.html", context, status=422 if form.errors else 200)


@page
def line_enter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Enter an amount on a line; an overrun is written and told, or refused by setting."""
    line = _line(request, slug, pk)
    if not stages_for(request.user, line):
        raise Http404
    form = EntryForm(sent(request), user=request.user, line=line)
    if request.method == "POST" and form.is_valid():
        entry = stored(form, lambda: add_entry(actor=request.user, line_id=pk, **form.cleaned_data))
        if entry is not None:
            messages.success(request, _("Đã ghi: %s.") % amount_in_words(entry.amount))
            return redirect(_line_url(line))
    crumbs = _crumbs(line.plan, (line.content, _line_url(line)), (_("Ghi số tiền"), ""))
    context = {"form": form, "heading": _("Ghi số tiền"), "crumbs": crumbs, "lead": line.content}
    return render(request, "programs/held/form.html", context, status=422 if form.errors else 200)


@require_safe
def money_table(request: HttpRequest, slug: str) -> HttpResponse:
    """The money of a plan as XLSX: lines, sums by kind of source and by unit."""
    plan = plan_of(request, slug)
    sums = line_sums(FundingLine.objects.visible_to(request.user).filter(plan=plan))
    response = HttpResponse(money_xlsx(sums), content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="kinh-phi-{plan.slug}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
