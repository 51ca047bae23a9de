"""The schema of the REST interface and its page."""

from django.urls import include, path

from .docs import docs, docs_area, schema
from .root import Root
from .webhooks import Deliveries, Endpoints, Ping, Replay, Rotate

webhooks = [
    path("", Endpoints.as_view({"get": "list", "post": "create"}), name="webhook_list"),
    path(
        "<uuid:pk>/",
        Endpoints.as_view({"get": "retrieve", "patch": "partial_update", "delete": "destroy"}),
        name="webhook_detail",
    ),
    path("<uuid:pk>/deliveries/", Deliveries.as_view({"get": "list"}), name="webhook_deliveries"),
    path("<uuid:pk>/rotate/", Rotate.as_view(), name="webhook_rotate"),
    path("<uuid:pk>/replay/", Replay.as_view(), name="webhook_replay"),
    path("<uuid:pk>/ping/", Ping.as_view(), name="webhook_ping"),
]

urlpatterns = [
    path("", Root.as_view(), name="root"),
    path("webhooks/", include(webhooks)),
    path("schema/", schema, name="schema"),
    path("docs/", docs, name="docs"),
    path("docs/<slug:area>/", docs_area, name="docs_area"),
]
