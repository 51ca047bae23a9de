"""Keys of other systems: a client id and a secret which is shown once (the package keeps its hash)."""

import secrets
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from oauth2_provider.models import AccessToken, Application

from ocop.accounts.models import User
from ocop.audit.acts import record_act
from ocop.site.registry import get_setting
from ocop.text import nfc

from ..models import ApiClient, ApiCredential
from .clients import lock_client

SECRET_BYTES = 48
"""384 random bits."""


@transaction.atomic
def new_credential(
    *, actor: User, client: ApiClient, revision: int | None, note: str = "", last_day: date | None = None
) -> tuple[ApiCredential, str]:
    """One more key and its secret, which nobody can read again. Good to the end of `last_day` (None: setting
    `api_credential_days` from today, 0 days = as long as the client)."""
    locked = lock_client(actor=actor, client=client, revision=revision)
    locked.save()
    made = _make(actor, locked, note, _end(last_day))
    record_act(verb="issue_api_credential", actor=actor, subject=locked, payload=_facts(made[0]))
    return made


@transaction.atomic
def rotate_credential(
    *, actor: User, client: ApiClient, revision: int | None, credential: ApiCredential
) -> tuple[ApiCredential, str]:
    """A new key in place of one that ends after `api_rotation_hours`: time to carry the new secret over.

    ValidationError `ended` when the old one has ended."""
    locked = lock_client(actor=actor, client=client, revision=revision)
    old = _live(locked, credential)
    locked.save()
    until = timezone.now() + timedelta(hours=get_setting("api_rotation_hours"))
    old.expires_at = min(old.expires_at, until) if old.expires_at else until
    old.save(update_fields=["expires_at"])
    made = _make(actor, locked, old.note, _end(None))
    payload = {**_facts(made[0]), "old": _facts(old)}
    record_act(verb="rotate_api_credential", actor=actor, subject=locked, payload=payload)
    return made


@transaction.atomic
def revoke_credential(
    *, actor: User, client: ApiClient, revision: int | None, credential: ApiCredential
) -> ApiCredential:
    """End a key and every token got with it, at once. ValidationError `ended` when it has ended."""
    locked = lock_client(actor=actor, client=client, revision=revision)
    old = _live(locked, credential)
    locked.save()
    old.revoked_at = timezone.now()
    old.save(update_fields=["revoked_at"])
    AccessToken.objects.filter(application=old.application_id).delete()
    record_act(verb="revoke_api_credential", actor=actor, subject=locked, payload=_facts(old))
    return old


def _live(client: ApiClient, credential: ApiCredential) -> ApiCredential:
    found = client.credentials.live().select_for_update(of=("self",)).filter(pk=credential.pk).first()
    if found is None:
        raise ValidationError(_("Khóa này đã hết hiệu lực."), code="ended")
    return found


def _make(actor: User, client: ApiClient, note: str, expires_at: datetime | None) -> tuple[ApiCredential, str]:
    secret = secrets.token_urlsafe(SECRET_BYTES)
    application = Application.objects.create(
        name=client.name,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        client_secret=secret,
    )
    credential = ApiCredential(
        client=client, application=application, note=nfc(note).strip(), created_by=actor, expires_at=expires_at
    )
    credential.full_clean()
    credential.save()
    return credential, secret


def _end(last_day: date | None) -> datetime | None:
    """The first moment after a day; ValidationError when it is past."""
    if last_day is None:
        days = get_setting("api_credential_days")
        if not days:
            return None
        last_day = timezone.localdate() + timedelta(days=days)
    if last_day < timezone.localdate():
        raise ValidationError({"last_day": _("Ngày cuối phải từ hôm nay trở đi.")})
    return timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min))


def _facts(credential: ApiCredential) -> dict[str, Any]:
    return {
        "client_id": credential.application.client_id,
        "expires_at": credential.expires_at.isoformat() if credential.expires_at else None,
    }
