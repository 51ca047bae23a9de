"""The scopes a machine client may ask a token for: those its record names, nothing else."""

from typing import Any

from oauth2_provider.scopes import BaseScopes

from .enums import scopes


class ClientScopes(BaseScopes):  # type: ignore[misc]
    """All scopes exist for everybody; a client gets those of its own record."""

    def get_all_scopes(self) -> dict[str, str]:
        """Every scope with its words."""
        return scopes()

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        """Those of the client the application belongs to; none for an application of nobody."""
        credential = getattr(application, "credential", None)
        return list(credential.client.scopes) if credential is not None else []

    def get_default_scopes(self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any) -> list[str]:
        """A client that names none gets all of its own."""
        return self.get_available_scopes(application, request)
