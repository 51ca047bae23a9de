"""The schema of the REST interface and its page."""

from django.urls import path

from .docs import docs, docs_area, schema

urlpatterns = [
    path("schema/", schema, name="schema"),
    path("docs/", docs, name="docs"),
    path("docs/<slug:area>/", docs_area, name="docs_area"),
]
