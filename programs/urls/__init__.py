"""Urls of the app."""

from django.urls import include, path

app_name = "programs"
urlpatterns = [
    path("ke-hoach/mau/", include("programs.views.template_urls")),
    path("ke-hoach/", include("programs.views.plan_urls")),
    path("co-quan/", include("programs.views.bodies_urls")),
    path("", include("programs.views.work_urls")),
    path("ke-hoach/", include("programs.views.money_urls")),
    path("", include("programs.views.held_urls")),
    path("", include("programs.views.unit_urls")),
]
