"""Who asks: a person with a session of the web pages."""

from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class SessionOnly(SessionAuthentication):
    """The session cookie; whoever has none is answered 401, not sent to the login page."""

    def authenticate_header(self, request: Request) -> str:
        """What a 401 names as the way in."""
        return 'Session realm="ocop"'
