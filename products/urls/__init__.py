"""Urls of producers, products, evidence and dossiers."""

from . import dossiers, duplicates, evidence, personal, planned, producers, products, reports

app_name = "products"
# Words before numbers: "gop/" must not be taken for a record.
urlpatterns = [
    *duplicates.urlpatterns,
    *personal.urlpatterns,
    *evidence.urlpatterns,
    *reports.urlpatterns,
    *planned.urlpatterns,
    *dossiers.urlpatterns,
    *producers.urlpatterns,
    *products.urlpatterns,
]
