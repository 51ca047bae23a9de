"""The schema of the REST interface and its page."""

from django.urls import path

from .views import Schema, docs

urlpatterns = [
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
]
