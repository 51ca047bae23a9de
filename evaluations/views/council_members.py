"""Pages of the members of a council: find a person, give a place, mend it, end it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ocop.accounts.access import is_admin

from ..domain.councils.members import add_member, eligible_people, end_member, find_people, update_member
from ..forms.councils import EndForm, MemberForm
from ..models import Council, CouncilMember
from .councils import organised_of
from .saving import posted, save, sent


def _member_of(request: HttpRequest, pk: int) -> CouncilMember:
    """A member of a council the person prepares; 404 otherwise."""
    councils = Council.objects.organised_by(request.user)
    return get_object_or_404(CouncilMember.objects.select_related("council", "user"), pk=pk, council__in=councils)


@require_http_methods(["GET", "HEAD", "POST"])
def member_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Find an account by name (`?q=`), choose it (`?nguoi=`), give it a place."""
    council = organised_of(request, pk)
    chosen = request.GET.get("nguoi", "")
    if not chosen:
        text = request.GET.get("q", "")[:100]
        context = {"council": council, "text": text, "found": find_people(request.user, text)}
        return render(request, "evaluations/council_person.html", context)
    people = eligible_people(request.user)
    person = get_object_or_404(people, pk=int(chosen) if chosen.isdigit() and len(chosen) < 10 else 0)
    form = MemberForm(sent(request), council=council, person=person, may_grant=is_admin(request.user))
    if posted(form, request) and save(
        form, lambda: add_member(actor=request.user, council_id=pk, user=person, **form.cleaned_data)
    ):
        messages.success(request, _("Đã thêm %s.") % form.cleaned_data["name"])
        return redirect("evaluations:council_detail", pk=pk)
    return render(request, "evaluations/council_member.html", {"council": council, "form": form, "person": person})


@require_http_methods(["GET", "HEAD", "POST"])
def member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend name, office, place and order of a member."""
    member = _member_of(request, pk)
    form = MemberForm(sent(request), council=member.council, member=member)
    if posted(form, request) and save(
        form, lambda: update_member(actor=request.user, member_id=pk, **form.cleaned_data)
    ):
        messages.success(request, _("Đã lưu."))
        return redirect("evaluations:council_detail", pk=member.council_id)
    context: dict[str, Any] = {"council": member.council, "form": form, "person": member.user, "member": member}
    return render(request, "evaluations/council_member.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a member."""
    member = _member_of(request, pk)
    form = EndForm(sent(request), label=_("Ngày cuối cùng tham gia"))
    if posted(form, request) and save(
        form,
        lambda: end_member(actor=request.user, member_id=pk, valid_to=form.cleaned_data["on"]),
        {"valid_to": "on"},
    ):
        messages.success(request, _("%s thôi tham gia hội đồng.") % member.name)
        return redirect("evaluations:council_detail", pk=member.council_id)
    title = _("Thôi tham gia: %s") % member.name
    effect = _("Sau ngày này không chấm điểm được nữa. Phiếu đã nộp vẫn được tính.")
    context = {"form": form, "council": member.council, "title": title, "effect": effect}
    return render(request, "evaluations/council_end.html", context)
