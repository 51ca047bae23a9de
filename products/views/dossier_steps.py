"""What is done to a dossier: its steps, its papers, the answers to what was asked."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.site.registry import get_setting

from ..domain.dossiers.completeness import completeness
from ..domain.dossiers.evidence_links import link_evidence, unlink_evidence
from ..domain.dossiers.guards import GUARDS, step_warnings
from ..domain.dossiers.guide import papers_for, requirement_of
from ..domain.dossiers.queries import levels_of
from ..domain.dossiers.steps import article_of, steps_for, take_step
from ..domain.dossiers.supplements import answer_item
from ..domain.law import Requirement
from ..enums import DossierStep
from ..forms.dossiers import AnswerForm, AskItems, LinkForm, StepForm
from ..models import Dossier, Evidence, EvidenceLink, SupplementItem
from ..rules import TRANSITIONS, Transition
from .dossier_common import anchor_of, dossier_of, head, optional_url, writable_of
from .gate import posted, save, sent

ENDING = {DossierStep.WITHDRAW, DossierStep.REJECT}
HIGHEST = 5
EFFECTS = {
    DossierStep.SUBMIT: _lazy("Nội dung lúc nộp được giữ nguyên; sau đó chỉ sửa được khi có yêu cầu bổ sung."),
    DossierStep.ACCEPT: _lazy("Hệ thống cấp số phiếu tiếp nhận của xã; thời hạn 15 ngày làm việc bắt đầu chạy."),
    DossierStep.ASK: _lazy("Hồ sơ trở lại cho chủ thể sửa; thời hạn xử lý tạm dừng cho đến khi nộp bổ sung."),
    DossierStep.RESUBMIT: _lazy("Nội dung lúc nộp được giữ nguyên; thời hạn xử lý chạy tiếp."),
    DossierStep.PROPOSE: _lazy("Hồ sơ sản phẩm, báo cáo và văn bản đề nghị của xã được chuyển lên và giữ nguyên."),
    DossierStep.RECEIVE: _lazy("Hệ thống cấp số phiếu tiếp nhận của tỉnh."),
    DossierStep.WITHDRAW: _lazy("Hồ sơ đóng lại, không mở lại được; có thể lập hồ sơ khác cho sản phẩm."),
    DossierStep.REJECT: _lazy("Hồ sơ đóng lại, không mở lại được; có thể lập hồ sơ khác cho sản phẩm."),
}
"""What a step does beyond the state, told before it is taken."""


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One step: what it asks for, then done once. 404 for whoever acts for no level that takes it."""
    dossier = dossier_of(request, pk)
    wanted = _step_of(request, dossier, step)
    row = next((each for each in steps_for(request.user, dossier) if each.step == wanted), None)
    if row is None and request.method != "POST":
        messages.info(request, _("Bước này hiện không làm được: hồ sơ %s.") % dossier.get_state_display())
        return redirect("products:dossier_detail", pk=pk)
    row = row or next(each for each in TRANSITIONS if each.step == wanted)
    form, items = _forms(request, dossier, row)
    if _is_sent(request, form, items) and save(form, lambda: _take(request, dossier, wanted, form, items)):
        messages.success(request, _("Đã xong: %s.") % wanted.label)
        return redirect("products:dossier_detail", pk=pk)
    return render(request, "products/dossier_step.html", _step_context(dossier, row, form, items))


def _step_of(request: HttpRequest, dossier: Dossier, step: str) -> DossierStep:
    """The step of the url when the person acts for a level that takes it in some state; 404 otherwise."""
    levels = levels_of(request.user, dossier)
    rows = [row for row in TRANSITIONS if row.step == step and row.levels & levels]
    if not rows or "report" in rows[0].needs:
        raise Http404
    return rows[0].step


def _forms(request: HttpRequest, dossier: Dossier, row: Transition) -> tuple[StepForm, Any]:
    asks = "items" in row.needs
    today = timezone.localdate()
    due_on = today + timedelta(days=get_setting("supplement_days")) if asks else None
    initial = {"on": today, "revision": dossier.revision}
    form = StepForm(sent(request), initial=initial, needs_note="note" in row.needs, due_on=due_on)
    if not asks:
        return form, None
    listed = completeness(dossier, HIGHEST).items
    lacking = completeness(dossier).lacking_papers
    rows = [{"requirement": item.requirement.key, "text": _ask_text(item)} for item in lacking]
    choices = [(item.requirement.key, str(item.requirement.title)) for item in listed]
    return form, AskItems(sent(request), prefix="muc", initial=rows, form_kwargs={"requirements": choices})


def _ask_text(item: Any) -> str:
    word = _("Bổ sung: %s") if item.state == "missing" else _("Thay bản còn hiệu lực: %s")
    return word % item.requirement.title


def _is_sent(request: HttpRequest, form: StepForm, items: Any) -> bool:
    """Whether everything was posted and holds no fault of its own; both forms are looked at."""
    return all([posted(form, request), items is None or posted(items, request)])


def _take(request: HttpRequest, dossier: Dossier, step: DossierStep, form: StepForm, items: Any) -> Dossier:
    data = form.cleaned_data
    rows = [row.cleaned_data for row in items or () if row.cleaned_data.get("text", "").strip()]
    return take_step(
        actor=request.user,
        dossier_id=dossier.pk,
        step=step,
        revision=data["revision"],
        on=data["on"],
        note=data["note"],
        items=[{"requirement": row["requirement"], "text": row["text"]} for row in rows],
        due_on=data.get("due_on"),
    )


def _step_context(dossier: Dossier, row: Transition, form: StepForm, items: Any) -> dict[str, Any]:
    """The page of a step; before it is sent, what would refuse it and what is only worth knowing."""
    guard = GUARDS.get(row.step) if not form.is_bound else None
    faults = guard(dossier, timezone.localdate()) if guard else []
    return {
        **head(dossier, here=str(row.step.label)),
        "transition": {"step": row.step, "label": row.step.label},
        "form": form,
        "items": items,
        "faults": [message for fault in faults for message in fault.messages],
        "warnings": step_warnings(dossier, row.step),
        "effect": EFFECTS.get(row.step, ""),
        "article": article_of(dossier, row),
        "is_ending": row.step in ENDING,
    }


@require_POST
def dossier_answer(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """The producer's answer to one item that was asked for."""
    dossier = writable_of(request, pk)
    asked = get_object_or_404(SupplementItem, pk=item, request__dossier=dossier, request__closed_on=None)
    form = AnswerForm(request.POST)
    if form.is_valid() and save(form, lambda: answer_item(actor=request.user, item_id=asked.pk, **form.cleaned_data)):
        messages.success(request, _("Đã lưu trả lời."))
    else:
        messages.error(request, _words(form))
    return redirect(f"{reverse('products:dossier_detail', args=[pk])}#muc-{asked.pk}")


@require_safe
def dossier_picker(request: HttpRequest, pk: int) -> HttpResponse:
    """Papers of the vault for one requirement (`?yeu-cau=`), a fragment when the page asks for one."""
    dossier = writable_of(request, pk)
    requirement = _requirement(dossier, request.GET.get("yeu-cau", ""))
    kind = requirement.kinds[0] if requirement.kinds else ""
    context = {
        "dossier": dossier,
        "requirement": requirement,
        "papers": papers_for(dossier, requirement, timezone.localdate()),
        "upload_url": optional_url("products:vault", dossier.product.producer_id, loai=kind),
        "back_url": back_to(request.GET, dossier, requirement.key),
        "back": request.GET.get("ve", ""),
    }
    if request.headers.get("HX-Request"):
        return render(request, "products/dossier_picker_list.html", context)
    return render(request, "products/dossier_picker.html", {**head(dossier, str(requirement.title)), **context})


def _requirement(dossier: Dossier, key: str) -> Requirement:
    """The requirement of that key; 404 when there is none."""
    found = requirement_of(dossier, key)
    if found is None:
        raise Http404
    return found


def back_to(data: Any, dossier: Dossier, key: str) -> str:
    """Where a paper was asked for: a criterion of the self-assessment (`ve=tu-cham`), else a line of the checklist."""
    assessment = optional_url("evaluations:assessment", dossier.pk) if data.get("ve") == "tu-cham" else ""
    if assessment:
        return f"{assessment}#tc-{key.rpartition(':')[2]}"
    return f"{reverse('products:dossier_detail', args=[dossier.pk])}#{anchor_of(key)}"


@require_POST
def dossier_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a paper of the producer's vault for a requirement; back to its line."""
    dossier = writable_of(request, pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn một tài liệu của kho minh chứng."))
        return redirect("products:dossier_detail", pk=pk)
    data = form.cleaned_data
    vault = Evidence.objects.visible_to(request.user).current().filter(producer=dossier.product.producer_id)
    paper = get_object_or_404(vault, pk=data["evidence"])
    requirement = _requirement(dossier, data["requirement"])
    try:
        link_evidence(actor=request.user, dossier_id=pk, evidence_id=paper.pk, requirement=requirement.key)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(back_to(request.POST, dossier, requirement.key))


@require_POST
def dossier_unlink(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Take a paper off a requirement; it stays in the vault. Done already: nothing more."""
    dossier = writable_of(request, pk)
    found = EvidenceLink.objects.filter(dossier=dossier, pk=link).first()
    if found is None:
        return redirect("products:dossier_detail", pk=pk)
    key = found.requirement
    try:
        unlink_evidence(actor=request.user, link_id=found.pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(back_to(request.POST, dossier, key))


def _words(form: Any) -> str:
    return " ".join(str(message) for errors in form.errors.values() for message in errors)
