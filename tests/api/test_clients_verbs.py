"""Verbs of other systems: who may, what is refused, what is kept; keys are shown once and end when they should."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from oauth2_provider.models import AccessToken

from ocop.accounts.enums import Role
from ocop.accounts.models import Grant, User
from ocop.api.auth import is_live
from ocop.api.domain import clients, credentials
from ocop.api.models import ApiClient
from ocop.audit.acts import verify_chain
from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from tests import factories as make

from .tokens import make_client, make_credential, make_token

pytestmark = pytest.mark.django_db
SCOPES = ["products:read"]


@pytest.fixture
def province() -> Any:
    """A province."""
    return make.make_unit("province")


@pytest.fixture
def admin(province: Any) -> User:
    """Its administrator."""
    return make.make_user(Role.ADMIN, province)


@pytest.fixture
def system(admin: User, province: Any) -> ApiClient:
    """A client at the province."""
    return clients.create_client(actor=admin, name=" Cổng thử ", units=[province], scopes=SCOPES)


def verbs() -> list[str]:
    """Verbs in the chain, oldest first."""
    return list(LegalAct.objects.order_by("sequence").values_list("verb", flat=True))


def test_a_client_is_an_account_with_grants_and_no_password(system: ApiClient, province: Any) -> None:
    user = system.user
    assert (system.name, user.full_name, user.is_machine, user.has_usable_password()) == (
        "Cổng thử",
        "Cổng thử",
        True,
        False,
    )
    assert [(grant.role, grant.unit) for grant in user.grants.all()] == [(Role.API_CLIENT, province)]
    assert verbs() == ["grant_role", "create_api_client"]
    assert list(verify_chain()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"units": []},
        {"scopes": []},
        {"scopes": ["all:read"]},
        {"name": "CỔNG THỬ"},
        {"name": ""},
        {"name": "x" * 121},
        {"expires_on": timezone.localdate() - timedelta(days=2)},
        {"per_minute": 0},
    ],
)
def test_what_makes_no_client(admin: User, province: Any, system: ApiClient, wrong: dict[str, Any]) -> None:
    values = {"name": "Khác", "units": [province], "scopes": SCOPES, **wrong}
    with pytest.raises(ValidationError):
        clients.create_client(actor=admin, **values)
    assert User.objects.filter(is_machine=True).count() == 1


def test_only_inside_the_own_reach(admin: User, province: Any, system: ApiClient) -> None:
    outside = make.make_unit()
    with pytest.raises(PermissionDenied):
        clients.create_client(actor=admin, name="Khác", units=[province, outside], scopes=SCOPES)
    with pytest.raises(PermissionDenied):
        clients.add_unit(actor=admin, client=system, revision=None, unit=outside)
    for stranger in (make.make_user(Role.ADMIN, outside), make.make_user(Role.PROVINCE_COORDINATOR, province)):
        with pytest.raises(PermissionDenied):
            clients.revoke_client(actor=stranger, client=system, revision=None)
        with pytest.raises(PermissionDenied):
            credentials.new_credential(actor=stranger, client=system, revision=None)


def test_a_change_on_an_old_revision_is_refused(admin: User, system: ApiClient) -> None:
    values = {"name": "Mới", "contact": "", "purpose": "", "expires_on": None, "per_minute": 5, "scopes": SCOPES}
    saved = clients.update_client(actor=admin, client=system, revision=0, **values)
    assert (saved.revision, saved.per_minute, User.objects.get(pk=saved.user_id).full_name) == (1, 5, "Mới")
    with pytest.raises(clients.StaleClient):
        clients.update_client(actor=admin, client=system, revision=0, **values)


def test_a_unit_taken_away_is_closed_at_once(admin: User, province: Any, system: ApiClient) -> None:
    commune = make.make_unit(parent=province)
    added = clients.add_unit(actor=admin, client=system, revision=0, unit=commune)
    first = system.user.grants.get(unit=province)
    clients.remove_unit(actor=admin, client=system, revision=1, grant=added)
    assert not Grant.objects.filter(pk=added.pk).exists()
    with pytest.raises(ValidationError, match="duy nhất"):
        clients.remove_unit(actor=admin, client=system, revision=None, grant=first)
    old = make.make_grant(system.user, Role.API_CLIENT, commune)
    clients.remove_unit(actor=admin, client=system, revision=None, grant=old)
    old.refresh_from_db()
    assert old.valid_to == timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError, match="bỏ trước đó"):
        clients.remove_unit(actor=admin, client=system, revision=None, grant=old)


def test_a_client_sent_away_is_gone_at_once_and_for_good(admin: User, system: ApiClient) -> None:
    credentials.new_credential(actor=admin, client=system, revision=0)
    make_token(system)
    clients.revoke_client(actor=admin, client=system, revision=1)
    system.refresh_from_db()
    assert not AccessToken.objects.exists()
    assert not is_live(system.credentials.get())
    assert not system.credentials.live().exists()
    assert not User.objects.get(pk=system.user_id).is_active
    assert not system.user.grants.filter(valid_to=None).exists()
    with pytest.raises(ValidationError, match="thu hồi"):
        credentials.new_credential(actor=admin, client=system, revision=None)
    assert ApiClient.objects.visible_to(admin).get() == system


def test_a_name_is_free_again_after_the_client_went(admin: User, province: Any, system: ApiClient) -> None:
    clients.revoke_client(actor=admin, client=system, revision=0)
    again = clients.create_client(actor=admin, name="Cổng thử", units=[province], scopes=SCOPES)
    assert again.pk != system.pk


def test_a_key_lasts_as_the_setting_says(admin: User, system: ApiClient) -> None:
    key, secret = credentials.new_credential(actor=admin, client=system, revision=0, note=" máy chính ")
    assert (key.note, len(secret)) == ("máy chính", 64)
    assert secret not in key.application.client_secret
    assert timezone.localdate(key.expires_at) == timezone.localdate() + timedelta(days=366)
    last = timezone.localdate() + timedelta(days=3)
    short, _secret = credentials.new_credential(actor=admin, client=system, revision=1, last_day=last)
    assert timezone.localtime(short.expires_at).date() == last + timedelta(days=1)
    SiteSetting.objects.create(key="api_credential_days", value=0)
    assert credentials.new_credential(actor=admin, client=system, revision=2)[0].expires_at is None
    with pytest.raises(ValidationError):
        credentials.new_credential(
            actor=admin, client=system, revision=3, last_day=timezone.localdate() - timedelta(days=1)
        )


def test_rotation_leaves_the_old_key_some_hours(admin: User, system: ApiClient) -> None:
    old, _secret = credentials.new_credential(actor=admin, client=system, revision=0)
    new, _secret = credentials.rotate_credential(actor=admin, client=system, revision=1, credential=old)
    old.refresh_from_db()
    assert timedelta(hours=71) < old.expires_at - timezone.now() <= timedelta(hours=72)
    assert is_live(old)
    assert is_live(new)
    again, _secret = credentials.rotate_credential(actor=admin, client=system, revision=2, credential=old)
    first_end = old.expires_at
    old.refresh_from_db()
    assert old.expires_at == first_end
    assert again.pk != new.pk
    endless = make_credential(system)
    credentials.rotate_credential(actor=admin, client=system, revision=3, credential=endless)
    endless.refresh_from_db()
    assert endless.expires_at is not None


def test_a_key_taken_back_ends_its_tokens_only(admin: User) -> None:
    system = make_client(unit=admin.grants.get().unit)
    other = make_client()
    make_token(system)
    make_token(other)
    key = system.credentials.get()
    credentials.revoke_credential(actor=admin, client=system, revision=0, credential=key)
    assert AccessToken.objects.get().application.credential.client == other
    for verb in (credentials.revoke_credential, credentials.rotate_credential):
        with pytest.raises(ValidationError, match="hết hiệu lực"):
            verb(actor=admin, client=system, revision=None, credential=key)


def test_every_step_is_in_the_chain(admin: User, system: ApiClient) -> None:
    key, _secret = credentials.new_credential(actor=admin, client=system, revision=0)
    new, _secret = credentials.rotate_credential(actor=admin, client=system, revision=1, credential=key)
    credentials.revoke_credential(actor=admin, client=system, revision=2, credential=new)
    clients.revoke_client(actor=admin, client=system, revision=3)
    assert verbs()[2:] == [
        "issue_api_credential",
        "rotate_api_credential",
        "revoke_api_credential",
        "revoke_api_client",
    ]
    assert list(verify_chain()) == []
