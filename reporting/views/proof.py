"""What the prover found in a plan, and the explanations of the one who issues it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from programs.domain.proof import FAULT, NOTE, WARNING, Finding
from programs.domain.proof_explain import explain_finding
from programs.models import PlanVersion, ProofExplanation
from programs.rules import can_edit_plan, can_issue_plan
from reporting.domain.proof.load import proof_day, prove_version
from reporting.forms.proof import ExplainForm


@dataclass(frozen=True)
class Shown:
    """A finding as the page shows it: its explanation, or the form for one where the person may give it."""

    finding: Finding
    said: ProofExplanation | None
    form: ExplainForm | None


def _versions(request: HttpRequest, slug: str) -> QuerySet[PlanVersion]:
    """Versions of a plan of the person's own territory, the draft first: what is proved is not what is published."""
    mine = PlanVersion.objects.in_territory(request.user).filter(plan__slug=slug)
    return mine.select_related("plan__unit", "based_on__plan").order_by("state", "-issued_on", "-id")


def _version(request: HttpRequest, slug: str) -> PlanVersion:
    versions = _versions(request, slug)
    asked = request.POST.get("version") or request.GET.get("ban")
    if asked:
        versions = versions.filter(pk=asked) if asked.isdigit() else versions.none()
    found = versions.first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def plan_proof(request: HttpRequest, slug: str) -> HttpResponse:
    """The findings of one version (`?ban=`, else the draft, else the last issued); POST: one explanation."""
    version = _version(request, slug)
    if request.method == "POST":
        return _explain(request, version)
    return _page(request, version)


def _explain(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    if not can_issue_plan(request.user, version.plan):
        raise Http404
    form = _form(version, data=request.POST)
    if form.is_valid():
        fields = form.cleaned_data
        try:
            explain_finding(version=version, key=fields["finding"], text=fields["text"], actor=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Đã ghi giải trình."))
            return redirect(f"{request.path}?ban={version.pk}")
    return _page(request, version, form)


def _form(version: PlanVersion, **kwargs: Any) -> ExplainForm:
    form = ExplainForm(auto_id=f"gt-{kwargs.pop('number', 0)}-%s", **kwargs)
    form.fields["version"].queryset = PlanVersion.objects.filter(pk=version.pk)  # type: ignore[attr-defined]
    return form


def _page(request: HttpRequest, version: PlanVersion, bound: ExplainForm | None = None) -> HttpResponse:
    explains = version.is_draft and can_issue_plan(request.user, version.plan)
    findings = prove_version(version)
    groups = [
        (_("Lỗi"), _("Phải sửa hoặc giải trình trước khi ban hành."), FAULT),
        (_("Cảnh báo"), _("Nên xem lại; không ngăn việc ban hành."), WARNING),
        (_("Ghi chú"), _("Để biết; không phải mâu thuẫn."), NOTE),
    ]
    rows = _shown(version, findings, explains, bound)
    context = {
        "plan": version.plan,
        "version": version,
        "versions": _versions(request, version.plan.slug),
        "day": proof_day(version),
        "groups": [
            (title, note, kind, [row for row in rows if row.finding.severity == kind]) for title, note, kind in groups
        ],
        "count": len(findings),
        "open": sum(row.finding.severity == FAULT and row.said is None for row in rows),
        "can_edit": version.is_draft and can_edit_plan(request.user, version.plan),
        "bound": bound,
    }
    return render(request, "reporting/proof.html", context, status=422 if bound else 200)


def _shown(version: PlanVersion, findings: list[Finding], explains: bool, bound: ExplainForm | None) -> list[Shown]:
    said = {one.finding: one for one in version.explanations.select_related("actor")}
    shown = []
    for number, finding in enumerate(findings, 1):
        form = None
        if explains and finding.severity == FAULT and finding.key not in said:
            is_sent = bound is not None and bound.data.get("finding") == finding.key
            initial = {"version": version.pk, "finding": finding.key}
            form = bound if is_sent else _form(version, initial=initial, number=number)
        shown.append(Shown(finding, said.get(finding.key), form))
    return shown
