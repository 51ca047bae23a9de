"""All urls of the project; each app keeps its own list."""

from django.urls import include, path

from ocop.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("cong-viec/", include("ocop.jobs.urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("", include("programs.urls")),
    path("", include("products.urls")),
    path("", include("evaluations.urls")),
    path("", include("reporting.urls")),
]
