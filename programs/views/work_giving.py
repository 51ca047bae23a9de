"""Giving out the tasks of an issued plan: what is proposed, confirmed row by row."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from programs.domain.work.giving import Choice
from programs.domain.work.giving_later import GIVE_WORK, give_out_or_later
from programs.domain.work.proposals import BODIES, SENTENCES, giving_day, propose
from programs.enums import Recurrence, VersionState
from programs.forms.work import GiveRow, funding_lines
from programs.models import PlanVersion
from programs.rules import can_give_work
from programs.views.plan_common import page_context


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """Proposals of the last issued version; for those who write or sign the plan."""
    context = page_context(request, slug)
    plan = context["plan"]
    if not can_give_work(request.user, plan):
        raise Http404
    issued = [version for version in context["versions"] if version.state == VersionState.ISSUED]
    by = BODIES if request.GET.get("cach") == BODIES else SENTENCES
    rows: list[dict[str, Any]] = []
    faults: list[str] = []
    if issued and plan.closed_on is None:
        context["version"] = issued[0]
        rows = _rows(request, issued[0], by)
        if request.method == "POST" and all(row["form"].is_valid() for row in rows if row["form"]):
            try:
                return _give(request, issued[0], by, rows)
            except ValidationError as error:
                faults = error.messages
        elif request.method == "POST":
            faults = [_("Có dòng ghi chưa đúng, xem bên dưới.")]
    context |= {"rows": rows, "by": by, "faults": faults, "day": giving_day(issued[0]) if issued else None}
    context["left"] = sum(row["form"] is not None for row in rows)
    context["job"] = _job(request, issued[0]) if context["left"] else None
    return render(request, "programs/work/give.html", context, status=422 if request.method == "POST" else 200)


def _rows(request: HttpRequest, version: PlanVersion, by: str) -> list[dict[str, Any]]:
    """Every proposal with its form; what has been given out has none."""
    lines = funding_lines(version.plan)
    data = request.POST if request.method == "POST" else None
    return [
        {"proposal": one, "form": None if one.item else GiveRow(data, proposal=one, lines=lines)}
        for one in propose(version, by)
    ]


def _give(request: HttpRequest, version: PlanVersion, by: str, rows: list[dict[str, Any]]) -> HttpResponse:
    chosen = {}
    for row in rows:
        data = row["form"].cleaned_data if row["form"] else {}
        if data.get("chosen"):
            often = Recurrence(data["recurrence"])
            chosen[row["proposal"].key] = Choice(data["due_on"], often, data["funding"])
    try:
        made = give_out_or_later(version=version, actor=request.user, chosen=chosen, by=by)
    except PermissionDenied as error:
        raise Http404 from error
    if isinstance(made, Job):
        messages.success(request, _("Nhiều nhiệm vụ nên được giao trong tác vụ nền; trang này cho biết tiến độ."))
        return redirect("programs:work_give", slug=version.plan.slug)
    text = ngettext("Đã giao %d nhiệm vụ.", "Đã giao %d nhiệm vụ.", len(made)) % len(made)
    messages.success(request, text if made else _("Không có nhiệm vụ mới nào được giao."))
    return redirect(f"{reverse('programs:work_list')}?xem=da-giao&ke-hoach={version.plan.slug}")


def _job(request: HttpRequest, version: PlanVersion) -> Job | None:
    """One's own last job that gives out this version's tasks, unless it ended well: something is still left."""
    jobs = Job.objects.filter(requested_by=request.user.pk, kind=GIVE_WORK, params__version=version.pk)
    last = jobs.order_by("-created_at").first()
    return None if last is None or last.state == JobState.DONE else last
