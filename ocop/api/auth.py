"""Who asks: another system by its bearer token, or a person with a session of the web pages (docs/api-clients.md)."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from oauth2_provider.models import AccessToken
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from .errors import Problem
from .models import ApiClient

CHALLENGE = 'Bearer realm="ocop"'
WAY_TO_CLIENT = "application__credential__client__user"


class TokenRefused(Problem, AuthenticationFailed):
    """401 `token_invalid` or `token_expired`, with the challenge of the way in."""


@dataclass(frozen=True)
class ClientAccess:
    """What stands in `request.auth` of a machine: the client, the token's row, and the scopes both still have."""

    client: ApiClient
    token: Any
    scopes: frozenset[str]

    @property
    def scope(self) -> str:
        """The scopes as OAuth writes them: names between spaces."""
        return " ".join(sorted(self.scopes))

    def allows(self, scope: str) -> bool:
        """Whether the token and the client's record both name the scope."""
        return scope in self.scopes


class ClientToken(BaseAuthentication):
    """`Authorization: Bearer …` and nothing else: no token in an address or a body, no password (ADR 0012).

    One query. An unknown token, a revoked key and a revoked client are refused alike; only one that ran out says so."""

    def authenticate(self, request: Request) -> tuple[Any, ClientAccess] | None:
        """(account of the client, its access); None when the request brings no bearer token."""
        kind, _space, raw = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        token = find_token(raw.strip())
        if token is None:
            raise TokenRefused("token_invalid")
        client = token.application.credential.client
        request._request.api_client = client  # the log of calls names it, whatever becomes of the request
        if not is_live(token.application.credential):
            raise TokenRefused("token_invalid")
        if token.expires <= timezone.now():
            raise TokenRefused("token_expired")
        return client.user, ClientAccess(client, token, frozenset(token.scope.split()) & frozenset(client.scopes))

    def authenticate_header(self, request: Request) -> str:
        """The challenge of a 401 (RFC 6750, section 3)."""
        brought = request.META.get("HTTP_AUTHORIZATION", "").lower().startswith("bearer")
        return f'{CHALLENGE}, error="invalid_token"' if brought else CHALLENGE


class SessionOnly(SessionAuthentication):
    """The session cookie; whoever has none is answered 401, not sent to the login page."""

    def authenticate_header(self, request: Request) -> str:
        """What a 401 names as the way in."""
        return 'Session realm="ocop"'


def find_token(raw: str) -> Any:
    """The row of a token with its client (one query), None when there is none: only its SHA-256 is stored."""
    checksum = hashlib.sha256(raw.encode()).hexdigest()
    found = AccessToken.objects.filter(token_checksum=checksum, application__credential__isnull=False)
    return found.select_related(WAY_TO_CLIENT).first()


def is_live(credential: Any) -> bool:
    """Whether a key opens the door now: neither it nor its client is revoked or past its time."""
    now = timezone.now()
    in_time = credential.expires_at is None or credential.expires_at > now
    client = credential.client
    return credential.revoked_at is None and in_time and client.is_live() and client.user.is_active
