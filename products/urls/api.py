"""Urls of the REST interface under /api/v1/ (ocop/urls.py)."""

from django.urls import path

from ..api import dossier_work, dossiers, evidence, producers, products

LIST, DETAIL = {"get": "list"}, {"get": "retrieve"}
CREATE, UPDATE = {"post": "create"}, {"patch": "partial_update"}

urlpatterns = [
    path("producers/", producers.ProducerResource.as_view({**LIST, **CREATE}), name="producer_list"),
    path("producers/<int:pk>/", producers.ProducerResource.as_view({**DETAIL, **UPDATE}), name="producer_detail"),
    path(
        "producers/<int:pk>/moves/",
        producers.ProducerResource.as_view({"post": "move"}),
        name="producer_moves",
    ),
    path(
        "producers/<int:pk>/legal-forms/",
        producers.ProducerResource.as_view({"post": "change_form"}),
        name="producer_forms",
    ),
    path("products/", products.ProductResource.as_view({**LIST, **CREATE}), name="product_list"),
    path("products/<int:pk>/", products.ProductResource.as_view({**DETAIL, **UPDATE}), name="product_detail"),
    path("products/<int:pk>/codes/", products.ProductResource.as_view({"post": "number"}), name="product_codes"),
    path("dossiers/", dossiers.DossierResource.as_view({**LIST, "post": "create"}), name="dossier_list"),
    path(
        "dossiers/<int:pk>/",
        dossiers.DossierResource.as_view({**DETAIL, "patch": "partial_update"}),
        name="dossier_detail",
    ),
    path(
        "dossiers/<int:pk>/steps/",
        dossier_work.DossierSteps.as_view({"get": "open_steps", "post": "take"}),
        name="dossier_steps",
    ),
    path(
        "dossiers/<int:pk>/requirements/",
        dossier_work.DossierPapers.as_view({"get": "requirements"}),
        name="dossier_requirements",
    ),
    path("dossiers/<int:pk>/links/", dossier_work.DossierPapers.as_view({"post": "link"}), name="dossier_links"),
    path(
        "dossiers/<int:pk>/links/<int:link>/",
        dossier_work.DossierPapers.as_view({"delete": "unlink"}),
        name="dossier_link",
    ),
    path(
        "dossiers/<int:pk>/items/<int:item>/",
        dossier_work.DossierPapers.as_view({"patch": "answer_item"}),
        name="dossier_item",
    ),
    path("evidence/", evidence.EvidenceVault.as_view({**LIST, "post": "create"}), name="evidence_list"),
    path(
        "evidence/<int:pk>/",
        evidence.EvidenceResource.as_view({**DETAIL, "patch": "partial_update", "delete": "destroy"}),
        name="evidence_detail",
    ),
    path("evidence/<int:pk>/file/", evidence.EvidenceFile.as_view({"get": "file"}), name="evidence_file"),
]
