"""Urls of the REST interface under /api/v1/ (ocop/urls.py)."""

from django.urls import path

from ..api import exchange, open_data, recognitions, results, scoring, sheets

LIST, DETAIL = {"get": "list"}, {"get": "retrieve"}

urlpatterns = [
    path("sheets/<int:entry>/", sheets.SheetResource.as_view(), name="sheet"),
    path("sheets/<int:entry>/submit/", sheets.SheetSubmitResource.as_view(), name="sheet_submit"),
    path("opened-sheets/", results.OpenedSheetResource.as_view(LIST), name="opened_sheet_list"),
    path("opened-sheets/<int:pk>/", results.OpenedSheetResource.as_view(DETAIL), name="opened_sheet_detail"),
    path("results/", results.ResultResource.as_view(LIST), name="result_list"),
    path("results/<int:pk>/", results.ResultResource.as_view(DETAIL), name="result_detail"),
    path("recognitions/", recognitions.RecognitionResource.as_view(LIST), name="recognition_list"),
    path("recognitions/<int:pk>/", recognitions.RecognitionResource.as_view(DETAIL), name="recognition_detail"),
    path("certificates/", recognitions.CertificateResource.as_view(LIST), name="certificate_list"),
    path("certificates/<int:pk>/", recognitions.CertificateResource.as_view(DETAIL), name="certificate_detail"),
    path(
        "public/certificates/<str:code>/",
        recognitions.PublicCertificateResource.as_view(),
        name="public_certificate",
    ),
    path("exchange/ptnt-ocop/", exchange.PtntResource.as_view(LIST), name="exchange_ptnt"),
    path("open-data/", open_data.OpenDataResource.as_view(), name="open_data"),
    path("open-data/<str:name>", open_data.OpenDataFile.as_view(), name="open_data_file"),
    path("scoring/preview/", scoring.PreviewResource.as_view(), name="scoring_preview"),
    path("lawpacks/", scoring.PacksResource.as_view(), name="lawpacks"),
    path("lawpacks/<str:code>/sheets/<int:product_set>/", scoring.SheetFormResource.as_view(), name="lawpack_sheet"),
]
