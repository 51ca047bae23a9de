"""What the OAuth package asks at the token endpoint: which client is behind a key, and whether it is still let in."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator

from .auth import is_live
from .models import ApiCredential


class ClientValidator(OAuth2Validator):  # type: ignore[misc]
    """A key works as long as it and its client are live; whoever stands behind it is left on the request."""

    def _load_application(self, client_id: str, request: Any) -> Any:
        """The application of a live key, else None: to the outside the same as a key that does not exist."""
        if "\0" in (client_id or "\0"):  # PostgreSQL refuses the character; no key has it
            return None
        found = super()._load_application(client_id, request)
        if found is None:
            return None
        credential = ApiCredential.objects.select_related("client__user").filter(application=found).first()
        if credential is None or not is_live(credential):
            request.client = None
            return None
        found.credential = credential  # the scopes are asked for through it
        return found
