"""All urls of the project; each app keeps its own list."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("allauth.urls")),
    path("", include("programs.urls")),
    path("", include("products.urls")),
    path("", include("evaluations.urls")),
    path("", include("reporting.urls")),
]
