"""Urls of producers, products, evidence and dossiers."""

from . import dossiers, duplicates, evidence, personal, producers, products, reports

app_name = "products"
# Words before numbers: "gop/" must not be taken for a record.
urlpatterns = [
    *duplicates.urlpatterns,
    *personal.urlpatterns,
    *evidence.urlpatterns,
    *reports.urlpatterns,
    *dossiers.urlpatterns,
    *producers.urlpatterns,
    *products.urlpatterns,
]
