"""Two versions of a plan side by side: changed fields first, then the text paragraph by paragraph."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programs.domain.plans_changes import field_changes
from programs.domain.plans_compare import compare
from programs.domain.plans_content import version_content
from programs.domain.plans_text import draft_facts, plan_blocks
from programs.forms.approval import CompareForm
from programs.models import PlanVersion
from programs.views.plan_common import page_context


@require_safe
def versions_compared(request: HttpRequest, slug: str) -> HttpResponse:
    """`?truoc=` and `?sau=` (ids of versions): by default the last two; `?tat-ca=1` also shows equal paragraphs."""
    context = page_context(request, slug)
    versions = sorted(context["versions"], key=lambda one: one.pk)
    before, after = _chosen(request, versions)
    everything = request.GET.get("tat-ca") == "1"
    form = CompareForm({"truoc": str(before.pk if before else ""), "sau": str(after.pk if after else "")}, versions)
    context |= {"form": form, "before": before, "after": after, "everything": everything}
    if before and after:
        old, new = version_content(before), version_content(after)
        pairs = compare(plan_blocks(old, draft_facts(old)), plan_blocks(new, draft_facts(new)))
        context |= {
            "changes": field_changes(old, new),
            "pairs": [pair for pair in pairs if everything or pair.kind != "same"],
            "same": sum(pair.kind == "same" for pair in pairs),
            "query": f"truoc={before.pk}&sau={after.pk}",
        }
    return render(request, "programs/approval/compare.html", context)


def _chosen(request: HttpRequest, versions: list[PlanVersion]) -> tuple[PlanVersion | None, PlanVersion | None]:
    """The two versions asked for, else the last two; 404 for an id that is none of this plan the person may see."""
    found = {str(one.pk): one for one in versions}
    asked = [request.GET.get(name, "") for name in ("truoc", "sau")]
    if any(one and one not in found for one in asked):
        raise Http404
    if len(versions) < 2:
        return None, None
    before, after = (found.get(one) or default for one, default in zip(asked, versions[-2:], strict=True))
    return before, after
