"""Urls of producers."""

from django.urls import path

from ..views import producers

urlpatterns = [
    path("chu-the/", producers.producer_list, name="producer_list"),
    path("chu-the/them/", producers.producer_create, name="producer_create"),
    path("chu-the/<int:pk>/", producers.producer_detail, name="producer_detail"),
    path("chu-the/<int:pk>/sua/", producers.producer_edit, name="producer_edit"),
]
