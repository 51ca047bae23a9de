"""Difficulties: raised with the unit above, answered or passed further up."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.ui.paging import paginate
from programs.domain.work.difficulties import answer_difficulty, chain_of, pass_difficulty, raise_difficulty
from programs.forms.work import AnswerForm, DifficultyForm, PassForm, speaking_units
from programs.models import Difficulty, WorkItem
from programs.rules import works_for
from programs.views.plan_common import save_or_show


@require_safe
def difficulties(request: HttpRequest) -> HttpResponse:
    """Those the person may read, newest first; `?cho=1` only those without an answer."""
    found = Difficulty.objects.visible_to(request.user).select_related("unit", "to_unit")
    waiting = request.GET.get("cho") == "1"
    if waiting:
        found = found.waiting()
    page = paginate(found, request, order=("-id",))
    context = {"page": page, "waiting": waiting, "can_raise": speaking_units(request.user).exists()}
    return render(request, "programs/work/difficulties.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Raise one, for a unit one works for; `?nhiem-vu=` names the task it is about."""
    units = speaking_units(request.user)
    first = units.order_by("sort_key").first()
    if first is None:
        raise Http404
    item = None
    if request.GET.get("nhiem-vu", "").isdigit():
        tasks = WorkItem.objects.visible_to(request.user).filter(unit__in=units.values("pk"))
        item = get_object_or_404(tasks, pk=int(request.GET["nhiem-vu"]))
    form = DifficultyForm(request.POST or None, user=request.user, initial={"unit": item.unit_id if item else first.pk})

    def save() -> None:
        raise_difficulty(actor=request.user, item=item, **form.cleaned_data)

    done = reverse("programs:work_detail", args=[item.pk]) if item else reverse("programs:difficulty_list")
    message = _("Đã gửi lên cấp trên.")
    context = {"item": item}
    return save_or_show(request, form, save, done, "programs/work/difficulty_new.html", context, message=message)


def _difficulty(request: HttpRequest, pk: int) -> Difficulty:
    rows = Difficulty.objects.visible_to(request.user).select_related("unit", "to_unit", "item")
    return get_object_or_404(rows, pk=pk)


def _page(request: HttpRequest, found: Difficulty, **forms: Any) -> HttpResponse:
    """The whole way of a difficulty, with the forms of who may answer it now."""
    chain = chain_of(found)
    visible = Difficulty.objects.visible_to(request.user).filter(pk__in=[one.pk for one in chain])
    seen = set(visible.values_list("pk", flat=True))
    last = chain[-1]
    may = found.pk == last.pk and found.answered_at is None and works_for(request.user, found.to_unit)
    item = WorkItem.objects.visible_to(request.user).filter(pk=found.item_id).first() if found.item_id else None
    context = {
        "difficulty": found,
        "chain": [one for one in chain if one.pk in seen],
        "item": item,
        "answer_form": (forms.get("answer") or AnswerForm()) if may else None,
        "pass_form": (forms.get("passing") or PassForm(difficulty=found)) if may and found.to_unit.path else None,
    }
    return render(request, "programs/work/difficulty.html", context, status=422 if forms else 200)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One difficulty with its way and its answer."""
    return _page(request, _difficulty(request, pk))


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer it."""
    found = _difficulty(request, pk)
    form = AnswerForm(request.POST)
    return _act(request, found, form, "answer", answer_difficulty)


@require_POST
def passing(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass it to the unit above."""
    found = _difficulty(request, pk)
    form = PassForm(request.POST, difficulty=found)
    return _act(request, found, form, "passing", pass_difficulty)


def _act(request: HttpRequest, found: Difficulty, form: Any, name: str, verb: Any) -> HttpResponse:
    if not works_for(request.user, found.to_unit):
        raise Http404
    if form.is_valid():
        try:
            verb(difficulty=found, actor=request.user, **form.cleaned_data)
        except PermissionDenied as error:
            raise Http404 from error
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("Đã ghi."))
        return redirect("programs:difficulty_detail", pk=found.pk)
    return _page(request, found, **{name: form})
