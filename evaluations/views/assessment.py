"""The producer's self-assessment (Mẫu 02, part III): written by who prepares the dossier, read by who sees it."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ocop.site.workdays import work_calendar
from products.domain.dossiers.assessment import assessment_revision
from products.domain.dossiers.listing import clock_line
from products.domain.dossiers.queries import writable_dossiers
from products.models import Dossier

from ..domain.lawpacks import Pack, Sheet
from ..domain.self_assessment import assess_dossier, self_score, sheet_of
from ..domain.sheet_rows import outcome, sheet_rows
from ..forms.marks import sent_answers, sent_notes, sent_revision
from .marks import is_autosave, live, refusal

CRITERION = "criterion:"


@require_safe
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet with the producer's marks: a form for who may write them now, else to be read."""
    dossier = get_object_or_404(_seen(request), pk=pk)
    found = sheet_of(dossier)
    if found is None:
        context = {**_head(dossier), "lacks_set": dossier.product.product_set is None}
        return render(request, "evaluations/assessment_none.html", context)
    marks = self_score(*found, dossier.assessment)
    context = _page(request, dossier, *found, answers=marks.answers, notes=marks.notes)
    return render(request, "evaluations/assessment.html", context)


@require_POST
def assessment_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the marks: the live result for the page's script, without it back to the page."""
    dossier = get_object_or_404(_seen(request).filter(pk__in=writable_dossiers(request.user).values("pk")), pk=pk)
    found = sheet_of(dossier)
    if found is None:
        raise Http404
    pack, sheet = found
    answers, notes = sent_answers(sheet, request.POST), sent_notes(sheet, request.POST)
    revision = sent_revision(request.POST)
    try:
        saved = assess_dossier(actor=request.user, dossier_id=pk, revision=revision, answers=answers, notes=notes)
    except ValidationError as error:
        if is_autosave(request):
            return refusal(request, error)
        page = _page(request, dossier, pack, sheet, answers=answers, notes=notes, faults=error.messages)
        return render(request, "evaluations/assessment.html", page)
    if is_autosave(request):
        return live(request, _live(saved, pack, sheet, answers))
    messages.success(request, _("Đã lưu phần tự chấm điểm."))
    return redirect("evaluations:assessment", pk=pk)


def _seen(request: HttpRequest) -> Any:
    return Dossier.objects.visible_to(request.user).select_related("product__producer__unit", "unit")


def _head(dossier: Dossier) -> dict[str, Any]:
    """What the head of a dossier's pages shows."""
    return {
        "dossier": dossier,
        "line": clock_line(dossier, timezone.localdate(), work_calendar()),
        "report": dossier.commune_reports.order_by("-pk").first(),
        "here": _("Tự chấm điểm"),
    }


def _live(dossier: Dossier, pack: Pack, sheet: Sheet, answers: Any) -> dict[str, Any]:
    return {
        "outcome": outcome(pack, sheet, answers),
        "link_base": "",
        "revision": assessment_revision(dossier),
        "saved_at": dossier.updated_at if assessment_revision(dossier) else None,
    }


def _page(
    request: HttpRequest,
    dossier: Dossier,
    pack: Pack,
    sheet: Sheet,
    *,
    answers: Any,
    notes: Any,
    faults: list[str] | None = None,
) -> dict[str, Any]:
    can_write = writable_dossiers(request.user).filter(pk=dossier.pk).exists()
    return {
        **_head(dossier),
        **_live(dossier, pack, sheet, answers),
        "pack": pack,
        "sheet": sheet,
        "rows": sheet_rows(sheet, answers, notes=notes, beside=_papers(dossier, sheet)),
        "can_write": can_write,
        "faults": faults,
        "draft_key": f"tu-cham-{dossier.pk}",
        "save_url": reverse("evaluations:assessment_save", args=[dossier.pk]),
    }


def _papers(dossier: Dossier, sheet: Sheet) -> dict[str, dict[str, Any]]:
    """By criterion: the papers shown for it, and where one is added."""
    links = defaultdict(list)
    current = dossier.links.filter(evidence__removed_at=None, requirement__startswith=CRITERION)
    for link in current.select_related("evidence__stored").order_by("pk"):
        links[link.requirement.removeprefix(CRITERION)].append(link)
    picker = reverse("products:dossier_picker", args=[dossier.pk])
    codes = [leaf.code for _path, leaf in sheet.leaves()]
    return {
        code: {
            "links": links[code],
            "add_url": f"{picker}?{urlencode({'yeu-cau': CRITERION + code, 've': 'tu-cham'})}",
        }
        for code in codes
    }
