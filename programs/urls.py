"""Urls of the app."""

from django.urls import include, path

app_name = "programs"
urlpatterns = [
    path("ke-hoach/mau/", include("programs.views.template_urls")),
    path("ke-hoach/", include("programs.views.plan_urls")),
    path("", include("programs.views.unit_urls")),
]
