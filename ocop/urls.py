"""All urls of the project; each app keeps its own list."""

from django.urls import include, path

from ocop.health import health
from reporting.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("health/", health, name="health"),
    path("cong-viec/", include("ocop.jobs.urls")),
    path("", include("ocop.accounts.urls_entrance")),
    path("", include("ocop.accounts.urls")),
    path("", include("ocop.audit.urls")),
    path("", include("ocop.site.urls")),
    path("", include("ocop.api.urls_pages")),
    path("", include("ocop.api.urls_notices")),
    path("", include("programs.urls")),
    path("", include("products.urls")),
    path("", include("evaluations.urls")),
    path("", include("reporting.urls")),
]

# One namespace for the REST interface; each app keeps its own list.
api = [
    path("", include("programs.urls.api")),
    path("", include("products.urls.api")),
    path("", include("evaluations.urls.api")),
    path("", include("reporting.urls.api")),
    path("", include("ocop.api.urls_changes")),
    path("", include("ocop.api.urls")),
    path("", include("ocop.api.urls_oauth")),
]
urlpatterns.append(path("api/v1/", include((api, "api"))))

handler404 = "ocop.api.unmatched.not_found"
handler500 = "ocop.api.unmatched.failed"
handler429 = "ocop.accounts.views.entrance.too_many"
