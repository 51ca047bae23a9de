"""Where other systems get their tokens."""

from django.urls import path

from .oauth import RevokeView, TokenView

urlpatterns = [
    path("oauth/token/", TokenView.as_view(), name="token"),
    path("oauth/revoke/", RevokeView.as_view(), name="revoke"),
]
