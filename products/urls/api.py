"""Urls of the REST interface under /api/v1/ (ocop/urls.py)."""

from django.urls import path

from ..api import dossiers, evidence, producers, products

LIST, DETAIL = {"get": "list"}, {"get": "retrieve"}

urlpatterns = [
    path("producers/", producers.ProducerResource.as_view(LIST), name="producer_list"),
    path("producers/<int:pk>/", producers.ProducerResource.as_view(DETAIL), name="producer_detail"),
    path("products/", products.ProductResource.as_view(LIST), name="product_list"),
    path("products/<int:pk>/", products.ProductResource.as_view(DETAIL), name="product_detail"),
    path("dossiers/", dossiers.DossierResource.as_view(LIST), name="dossier_list"),
    path("dossiers/<int:pk>/", dossiers.DossierResource.as_view(DETAIL), name="dossier_detail"),
    path("evidence/", evidence.EvidenceResource.as_view(LIST), name="evidence_list"),
    path("evidence/<int:pk>/", evidence.EvidenceResource.as_view(DETAIL), name="evidence_detail"),
]
