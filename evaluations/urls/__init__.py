"""Urls of councils, sessions, sheets, results, decisions, recognitions and certificates."""

from . import certificates, councils, decisions, exchange, lookup, register, results, sessions, sheets

app_name = "evaluations"
# Words before numbers: "quyet-dinh/" must not be taken for a record.
urlpatterns = [
    *councils.urlpatterns,
    *sessions.urlpatterns,
    *sheets.urlpatterns,
    *results.urlpatterns,
    *decisions.urlpatterns,
    *exchange.urlpatterns,
    *register.urlpatterns,
    *certificates.urlpatterns,
    *lookup.urlpatterns,
]
