"""Urls of the REST interface under /api/v1/ (ocop/urls.py)."""

from django.urls import path

from ..api import scoring, sheets

urlpatterns = [
    path("sheets/<int:entry>/", sheets.SheetResource.as_view(), name="sheet"),
    path("sheets/<int:entry>/submit/", sheets.SheetSubmitResource.as_view(), name="sheet_submit"),
    path("scoring/preview/", scoring.PreviewResource.as_view(), name="scoring_preview"),
    path("lawpacks/", scoring.PacksResource.as_view(), name="lawpacks"),
    path("lawpacks/<str:code>/sheets/<int:product_set>/", scoring.SheetFormResource.as_view(), name="lawpack_sheet"),
]
