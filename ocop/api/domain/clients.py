"""Other systems that are let in: made, changed, narrowed, sent away. Their keys: credentials.py. Who may: an
administrator whose reach holds every unit of the client (rules of accounts); PermissionDenied else."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from oauth2_provider.models import AccessToken

from ocop.accounts.domain.grants import end_grant, grant_role
from ocop.accounts.enums import Role
from ocop.accounts.models import Grant, User
from ocop.accounts.rules import can_manage
from ocop.audit.acts import record_act
from ocop.text import nfc

from ..enums import scopes as all_scopes
from ..models import ApiClient


class StaleClient(ValidationError):
    """Somebody else changed the client since the page was opened, or the form was sent twice."""

    def __init__(self) -> None:
        super().__init__(
            _("Có người khác vừa thay đổi hệ thống kết nối này. Hãy xem lại rồi làm lại nếu vẫn cần."), code="stale"
        )


@transaction.atomic
def create_client(
    *,
    actor: User,
    name: str,
    units: Iterable[Any],
    scopes: Iterable[str],
    contact: str = "",
    purpose: str = "",
    expires_on: date | None = None,
    per_minute: int = 600,
    is_illustration: bool = False,
) -> ApiClient:
    """A client with its account and its grants at the units, without a key yet.

    ValidationError: no unit, a scope that does not exist, a name that a live client has already, a day that is past."""
    places, today = list(units), timezone.localdate()
    if not places:
        raise ValidationError({"unit": _("Hãy chọn ít nhất một đơn vị.")})
    client = ApiClient(
        name=nfc(name).strip(),
        contact=nfc(contact).strip(),
        purpose=nfc(purpose).strip(),
        scopes=checked_scopes(scopes),
        expires_on=checked_end(expires_on),
        per_minute=per_minute,
        is_illustration=is_illustration,
    )
    client.full_clean(exclude=["user"])
    user = User(username=f"ket-noi-{secrets.token_hex(8)}", full_name=client.name, is_machine=True)
    user.set_unusable_password()
    user.save()
    client.user = user
    client.save()
    for unit in places:
        grant_role(actor=actor, user=user, role=Role.API_CLIENT, unit=unit, valid_from=today)
    record_act(verb="create_api_client", actor=actor, subject=client, payload=facts(client))
    return client


@transaction.atomic
def update_client(
    *,
    actor: User,
    client: ApiClient,
    revision: int | None,
    name: str,
    contact: str,
    purpose: str,
    expires_on: date | None,
    per_minute: int,
    scopes: Iterable[str],
) -> ApiClient:
    """Change what is known of a client and what it may do; scopes taken away are gone from its tokens at once."""
    locked = lock_client(actor=actor, client=client, revision=revision)
    locked.name, locked.contact, locked.purpose = nfc(name).strip(), nfc(contact).strip(), nfc(purpose).strip()
    if expires_on != locked.expires_on:
        locked.expires_on = checked_end(expires_on)
    locked.per_minute, locked.scopes = per_minute, checked_scopes(scopes)
    locked.full_clean()
    locked.save()
    User.objects.filter(pk=locked.user_id).update(full_name=locked.name)
    record_act(verb="change_api_client", actor=actor, subject=locked, payload=facts(locked))
    return locked


@transaction.atomic
def add_unit(*, actor: User, client: ApiClient, revision: int | None, unit: Any) -> Grant:
    """Let the client in to one more unit of the actor's reach from today."""
    locked = lock_client(actor=actor, client=client, revision=revision)
    locked.save()
    return grant_role(actor=actor, user=locked.user, role=Role.API_CLIENT, unit=unit, valid_from=timezone.localdate())


@transaction.atomic
def remove_unit(*, actor: User, client: ApiClient, revision: int | None, grant: Grant) -> None:
    """Shut the client out of a unit at once: the grant ended yesterday; one given today is taken back whole.

    ValidationError `last_unit` for its only unit: then the client itself is revoked."""
    locked = lock_client(actor=actor, client=client, revision=revision)
    today = timezone.localdate()
    live = Grant.objects.filter(user=locked.user).on(today)
    if not live.filter(pk=grant.pk).exists():
        raise ValidationError(_("Đơn vị này đã được bỏ trước đó."), code="ended")
    if live.count() == 1:
        raise ValidationError(
            _("Đây là đơn vị duy nhất. Muốn ngừng hẳn thì thu hồi hệ thống kết nối."), code="last_unit"
        )
    locked.save()
    if grant.valid_from < today:
        end_grant(actor=actor, grant=grant, last_day=today - timedelta(days=1))
        return
    payload = {"user": grant.user_id, "role": grant.role, "unit": grant.unit_id, "taken_back": True}
    record_act(verb="end_grant", actor=actor, subject=grant, payload=payload)
    grant.delete()


@transaction.atomic
def revoke_client(*, actor: User, client: ApiClient, revision: int | None) -> ApiClient:
    """Send a client away for good: keys and tokens end at once, the account stops, its grants end today."""
    locked = lock_client(actor=actor, client=client, revision=revision)
    now = timezone.now()
    locked.revoked_at = now
    locked.save()
    locked.credentials.filter(revoked_at=None).update(revoked_at=now)
    AccessToken.objects.filter(application__credential__client=locked).delete()
    Grant.objects.filter(user=locked.user, valid_to=None).update(valid_to=timezone.localdate(now))
    User.objects.filter(pk=locked.user_id).update(is_active=False)
    record_act(verb="revoke_api_client", actor=actor, subject=locked, payload={"name": locked.name})
    return locked


def lock_client(*, actor: User, client: ApiClient, revision: int | None) -> ApiClient:
    """The row under lock with its revision counted up (the caller saves it).

    PermissionDenied outside the actor's reach, StaleClient for another `revision` (None: not asked), ValidationError
    `revoked` when it was sent away."""
    locked = ApiClient.objects.select_for_update(of=("self",)).select_related("user").get(pk=client.pk)
    if not can_manage(actor, locked.user):
        raise PermissionDenied
    if revision is not None and revision != locked.revision:
        raise StaleClient
    if locked.revoked_at is not None:
        raise ValidationError(_("Hệ thống kết nối này đã bị thu hồi."), code="revoked")
    locked.revision += 1
    return locked


def checked_scopes(given: Iterable[str]) -> list[str]:
    """The scopes in order; ValidationError when there is none or one does not exist."""
    chosen, known = set(given), all_scopes()
    if not chosen:
        raise ValidationError({"scopes": _("Hãy chọn ít nhất một phạm vi.")})
    if chosen - set(known):
        raise ValidationError({"scopes": _("Có phạm vi không tồn tại.")})
    return [scope for scope in known if scope in chosen]


def checked_end(day: date | None) -> date | None:
    """The last day of use; ValidationError when it is past."""
    if day is not None and day < timezone.localdate():
        raise ValidationError({"expires_on": _("Ngày cuối phải từ hôm nay trở đi.")})
    return day


def facts(client: ApiClient) -> dict[str, Any]:
    """What the chain of legal acts keeps of a client."""
    return {
        "name": client.name,
        "scopes": client.scopes,
        "expires_on": client.expires_on.isoformat() if client.expires_on else None,
        "per_minute": client.per_minute,
        "units": sorted(client.user.grants.values_list("unit", flat=True)),
    }
