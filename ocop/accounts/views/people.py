"""Administration of accounts: list, new, page, change, stop, link for a password, second factor taken away."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ocop.text import fold
from ocop.ui.paging import paginate

from ..domain import grants, people
from ..enums import PEOPLE
from ..forms.people import NewPersonForm, PersonForm
from ..models import Grant, User
from .gate import admins_only


def _person(request: HttpRequest, user_id: int) -> User:
    person: User = get_object_or_404(User.objects.visible_to(request.user).filter(is_machine=False), pk=user_id)
    return person


def add_errors(form: Any, error: ValidationError) -> None:
    """Put the errors of a domain verb where the form has such a field, else above the form."""
    errors = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, texts in errors.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


@require_GET
@admins_only
def administration(request: HttpRequest) -> HttpResponse:
    """The entry of the rail leads to the accounts."""
    return redirect("accounts:people")


@require_GET
@admins_only
def people_list(request: HttpRequest) -> HttpResponse:
    """Accounts in the administrator's reach, by name, filtered by text, role and state."""
    found = User.objects.visible_to(request.user).filter(is_machine=False)
    text, role, state = (request.GET.get(name, "").strip() for name in ("q", "vai-tro", "trang-thai"))
    if text:
        found = found.filter(Q(fold__contains=fold(text)) | Q(username__icontains=text) | Q(email__icontains=text))
    if role in PEOPLE:
        found = found.filter(pk__in=Grant.objects.filter(role=role).values("user"))
    if state in ("dang-dung", "ngung"):
        found = found.filter(is_active=state == "dang-dung")
    found = found.prefetch_related(Prefetch("grants", Grant.objects.select_related("unit").order_by("valid_from")))
    context = {
        "page": paginate(found, request, order=("username", "id")),
        "roles": [(role.value, role.label) for role in PEOPLE],
        "chosen": {"text": text, "role": role, "state": state},
    }
    return render(request, "accounts/people.html", context)


@require_http_methods(["GET", "POST"])
@admins_only
def person_new(request: HttpRequest) -> HttpResponse:
    """A new account with its first role; ends on the page of the account with the link for a password."""
    form = NewPersonForm(request.POST or None, admin=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                who = {name: data[name] for name in ("username", "full_name", "position", "email")}
                user = people.create_user(**who)
                where = {name: data[name] for name in ("role", "unit", "valid_from", "valid_to", "note")}
                grants.grant_role(actor=request.user, user=user, **where)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Đã tạo tài khoản %s.") % user.username)
            return _with_link(request, user)
    return render(request, "accounts/person_new.html", {"form": form})


@require_GET
@admins_only
def person_page(request: HttpRequest, user_id: int) -> HttpResponse:
    """One account: facts, roles, last events at the door."""
    return _page(request, _person(request, user_id))


def _page(request: HttpRequest, person: User, link: str = "") -> HttpResponse:
    context = {
        "person": person,
        "grants": person.grants.select_related("unit").order_by("valid_from", "pk"),
        "events": person.login_events.order_by("-at", "-id")[:10],
        "has_second_factor": Authenticator.objects.filter(user=person).exists(),
        "link": link,
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "POST"])
@admins_only
def person_edit(request: HttpRequest, user_id: int) -> HttpResponse:
    """Name, position, e-mail."""
    person = _person(request, user_id)
    initial = {name: getattr(person, name) for name in ("full_name", "position", "email")}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            people.update_user(actor=request.user, user=person, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Đã lưu thông tin tài khoản."))
            return redirect("accounts:person", user_id=person.pk)
    return render(request, "accounts/person_edit.html", {"form": form, "person": person})


@require_POST
@admins_only
def person_state(request: HttpRequest, user_id: int) -> HttpResponse:
    """Stop the account, or let it work again (`active` = 1)."""
    person = _person(request, user_id)
    active = request.POST.get("active") == "1"
    try:
        people.set_active(actor=request.user, user=person, active=active)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Tài khoản đã hoạt động lại.") if active else _("Đã ngừng tài khoản."))
    return redirect("accounts:person", user_id=person.pk)


@require_POST
@admins_only
def person_link(request: HttpRequest, user_id: int) -> HttpResponse:
    """Make a link for a new password and show it once."""
    return _with_link(request, _person(request, user_id))


def _with_link(request: HttpRequest, person: User) -> HttpResponse:
    try:
        uid, key = people.make_password_link(actor=request.user, user=person, request=request)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("accounts:person", user_id=person.pk)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
    return _page(request, person, link=request.build_absolute_uri(path))


@require_POST
@admins_only
def person_second_factor(request: HttpRequest, user_id: int) -> HttpResponse:
    """Take away the second factor of a person who lost the telephone."""
    person = _person(request, user_id)
    try:
        people.remove_second_factor(actor=request.user, user=person, request=request)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã gỡ xác thực hai lớp."))
    return redirect("accounts:person", user_id=person.pk)
