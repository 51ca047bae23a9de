"""Urls of duplicates and merges."""

from django.urls import path

from ..views import duplicates

urlpatterns = [
    path("trung-lap/da-gop/", duplicates.merges, name="merges"),
    path("trung-lap/da-gop/<int:pk>/tach/", duplicates.merge_undo, name="merge_undo"),
    path("trung-lap/<slug:slug>/", duplicates.duplicates, name="duplicates"),
    path("trung-lap/<slug:slug>/<int:first>/<int:second>/", duplicates.duplicate_pair, name="duplicate_pair"),
]
