"""Urls of the app."""

from django.urls import include, path

app_name = "programs"
urlpatterns = [
    path("", include("programs.views.unit_urls")),
]
