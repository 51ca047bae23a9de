"""Machine clients and their tokens for tests, without the token endpoint."""

import secrets
from datetime import timedelta
from typing import Any

from django.utils import timezone
from oauth2_provider.models import AccessToken, Application, set_token_value

from ocop.accounts.enums import Role
from ocop.api.enums import scopes
from ocop.api.models import ApiClient, ApiCredential
from tests import factories as make

ALL = tuple(scopes())


def make_client(*names: str, unit: Any = None, **fields: Any) -> ApiClient:
    """A live client with these scopes (all when none is named) and a grant at a unit (a new commune when none)."""
    user = make.make_user(Role.API_CLIENT, unit or make.make_unit(), is_machine=True)
    values = {"name": f"Cổng thử {user.pk}", "scopes": sorted(names or ALL), "user": user, **fields}
    client = ApiClient.objects.create(**values)
    make_credential(client)
    return client


def make_credential(client: ApiClient, **fields: Any) -> ApiCredential:
    """One more key of a client."""
    application = Application.objects.create(
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        name=client.name,
    )
    return ApiCredential.objects.create(client=client, application=application, **fields)


def make_token(client: ApiClient, *names: str, seconds: int = 3600) -> str:
    """A token of the client's first key with these scopes (all of the client's when none is named), as sent."""
    raw = secrets.token_urlsafe(24)
    token = AccessToken(
        application=client.credentials.order_by("pk")[0].application,
        scope=" ".join(names or client.scopes),
        expires=timezone.now() + timedelta(seconds=seconds),
    )
    set_token_value(token, raw)
    token.save()
    return raw


def bearer(given: ApiClient | str | None = None, *names: str, unit: Any = None) -> dict[str, str]:
    """Headers of a machine: of a client, or of a new one with the scopes named (all when none) at a unit:
    `client.get(url, headers=bearer("products:read", unit=commune))`."""
    if not isinstance(given, ApiClient):
        names = (given, *names) if given else names
        given, names = make_client(*names, unit=unit), ()
    return {"Authorization": f"Bearer {make_token(given, *names)}"}
