"""The entrance, one's own account, and the administration of accounts."""

from typing import Any

from ocop.accounts.enums import LoginEventKind, Role
from ocop.accounts.models import LoginEvent
from tests import factories as make

from ..row import Row, admins, any_admin, nobody, public, signed_in
from ..world import World

FORMS = "allauth's form views answer PUT as POST"


def _own(**more: Any) -> Row:
    """A page of allauth about oneself: it may ask for the password first, or find nothing to do."""
    usual = {"get": signed_in, "post": signed_in, "get_status": (200, 302, 404), "post_status": (200, 302, 404)}
    return Row(**{**usual, "sees_mark": nobody, "other_methods": FORMS, **more})


def _entrance(**more: Any) -> Row:
    """A page before the login."""
    usual = {"get": public, "post": public, "get_status": (200, 302), "post_status": (200, 302)}
    return Row(**{**usual, "sees_mark": nobody, "other_methods": FORMS, **more})


def _person(world: World) -> dict[str, Any]:
    return {"user_id": world.person.pk}


def _grant(world: World) -> dict[str, Any]:
    return {"grant_id": world.person.grants.get().pk}


def _more_people(world: World) -> Any:
    return make.make_user(Role.VIEWER, world.units["own"])


def _more_events(world: World) -> Any:
    return LoginEvent.objects.create(kind=LoginEventKind.LOGIN, user=world.person)


def _key(world: World) -> dict[str, Any]:
    return {"uidb36": "1", "key": "khong-co"}


def _admin(**more: Any) -> Row:
    """A page about one account of the commune "own"."""
    return Row(**{"get": admins, "kwargs": _person, "sees_mark": admins, **more})


ALLAUTH = {
    "account_login": _entrance(),
    "account_logout": _own(get=public, post=public, get_status=(200, "login"), post_status=("login",)),
    "account_inactive": _entrance(post=None),
    "account_reauthenticate": _own(),
    "account_change_password": _own(),
    "account_reset_password_from_key": _entrance(kwargs=_key),
    "account_reset_password_from_key_done": _entrance(post=None),
    "mfa_authenticate": _entrance(),
    "mfa_reauthenticate": _own(),
    "mfa_index": _own(post=None),
    "mfa_activate_totp": _own(),
    "mfa_deactivate_totp": _own(),
    "mfa_view_recovery_codes": _own(post=None),
    "mfa_download_recovery_codes": _own(post=None),
    "mfa_generate_recovery_codes": _own(),
}

ROWS = {
    **ALLAUTH,
    "accounts:try_out": Row(post=nobody),
    "accounts:profile": Row(get=signed_in, sees_mark=nobody),
    "accounts:administration": Row(get=any_admin, get_status=(302,)),
    "accounts:people": Row(get=any_admin, marked=True, sees_mark=admins, more=_more_people),
    "accounts:person_new": Row(get=any_admin, post=any_admin),
    "accounts:person": _admin(marked=True),
    "accounts:person_edit": _admin(post=admins, marked=True),
    "accounts:person_state": _admin(get=None, post=admins),
    "accounts:person_link": _admin(get=None, post=admins),
    "accounts:person_second_factor": _admin(get=None, post=admins),
    "accounts:grant_new": _admin(post=admins),
    "accounts:grant_end": _admin(post=admins, kwargs=_grant),
    "accounts:unit_choices": Row(get=any_admin, query="?unit_tim=thu"),
    "accounts:login_log": Row(get=any_admin, sees_mark=admins, more=_more_events),
}
