"""Pages of councils: the list, one council with its members and rules, founding, mending, dissolving."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.accounts.access import has_role
from ocop.ui.paging import paginate

from ..domain.councils.councils import create_council, end_council, update_council
from ..domain.councils.members import account_role, without_role
from ..domain.councils.procedure import rules_on, set_rules
from ..domain.sessions.board import with_counts
from ..forms.councils import CouncilForm, EndForm, RulesForm
from ..models import Council
from ..models.council import ORGANISERS
from .saving import posted, save, sent

NEWEST = 10


def organised_of(request: HttpRequest, pk: int) -> Council:
    """The council the person prepares; 404 otherwise."""
    return get_object_or_404(Council.objects.organised_by(request.user).select_related("unit"), pk=pk)


@require_safe
def council_list(request: HttpRequest) -> HttpResponse:
    """Councils one sits in or prepares, newest first."""
    today = timezone.localdate()
    in_force = Q(members__valid_from__lte=today) & (Q(members__valid_to=None) | Q(members__valid_to__gte=today))
    councils = Council.objects.visible_to(request.user).select_related("unit")
    context = {
        "page": paginate(councils.annotate(places=Count("members", filter=in_force)), request, order=ORDER),
        "can_create": has_role(request.user, *ORGANISERS),
    }
    return render(request, "evaluations/council_list.html", context)


ORDER = ("-decided_on", "-id")


@require_http_methods(["GET", "HEAD", "POST"])
def council_create(request: HttpRequest) -> HttpResponse:
    """Found a council by its decision."""
    if not has_role(request.user, *ORGANISERS):
        raise Http404
    form = CouncilForm(sent(request), user=request.user)
    if posted(form, request):
        values = {name: value for name, value in form.cleaned_data.items() if name != "revision"}
        council = save(form, lambda: create_council(actor=request.user, **values))
        if council is not None:
            messages.success(request, _("Đã lập hội đồng. Hãy thêm chủ tịch, thư ký và các thành viên."))
            return redirect("evaluations:council_detail", pk=council.pk)
    return render(request, "evaluations/council_form.html", {"form": form, "council": None})


@require_safe
def council_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Members, rules of procedure with their dates, sessions."""
    council = get_object_or_404(Council.objects.visible_to(request.user).select_related("unit"), pk=pk)
    today = timezone.localdate()
    members: list[Any] = list(council.members.select_related("user"))
    lacking = without_role(members)
    for member in members:
        member.is_over = member.valid_to is not None and member.valid_to < today
        member.lacks = account_role(member.role).label if member.pk in lacking and not member.is_over else ""
    sessions = with_counts(council.sessions.all())
    context = {
        "council": council,
        "members": members,
        "rules": council.rules.all(),
        "rules_now": rules_on(council, today),
        "sessions": sessions.order_by("-held_on", "-id")[:NEWEST],
        "can_edit": Council.objects.organised_by(request.user).filter(pk=pk).exists(),
        "today": today,
    }
    return render(request, "evaluations/council_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def council_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what was typed of the founding decision."""
    council = organised_of(request, pk)
    form = CouncilForm(sent(request), user=request.user, council=council)
    if posted(form, request) and save(
        form, lambda: update_council(actor=request.user, council_id=pk, **form.cleaned_data)
    ):
        messages.success(request, _("Đã lưu."))
        return redirect("evaluations:council_detail", pk=pk)
    return render(request, "evaluations/council_form.html", {"form": form, "council": council})


@require_http_methods(["GET", "HEAD", "POST"])
def council_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Dissolve a council after a day."""
    council = organised_of(request, pk)
    form = EndForm(sent(request), label=_("Ngày giải thể"))
    if posted(form, request) and save(
        form,
        lambda: end_council(actor=request.user, council_id=pk, ended_on=form.cleaned_data["on"]),
        {"ended_on": "on"},
    ):
        messages.success(request, _("Đã ghi ngày giải thể."))
        return redirect("evaluations:council_detail", pk=pk)
    effect = _("Các thành viên thôi tham gia từ ngày này. Phiên họp và kết quả đã có vẫn giữ nguyên.")
    context = {"form": form, "council": council, "title": _("Giải thể hội đồng"), "effect": effect}
    return render(request, "evaluations/council_end.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def council_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Rules of procedure from a day on."""
    council = organised_of(request, pk)
    form = RulesForm(sent(request), council=council)
    if posted(form, request) and save(form, lambda: set_rules(actor=request.user, council_id=pk, **form.cleaned_data)):
        messages.success(request, _("Đã ghi quy chế."))
        return redirect("evaluations:council_detail", pk=pk)
    context = {"form": form, "council": council, "rules": council.rules.all()}
    return render(request, "evaluations/council_rules.html", context)
