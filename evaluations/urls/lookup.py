"""Urls of the public lookup."""

from django.urls import path

from ..views import lookup

urlpatterns = [
    path("tra-cuu/", lookup.lookup, name="lookup"),
    path("tra-cuu/<str:code>/", lookup.lookup_detail, name="lookup_detail"),
]
