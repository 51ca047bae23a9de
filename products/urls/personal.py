"""Urls of personal data."""

from django.urls import path

from ..views import personal

urlpatterns = [
    path("chu-the/<int:pk>/nguoi-dai-dien/", personal.person_edit, name="person_edit"),
    path("chu-the/<int:pk>/xem-day-du/", personal.producer_reveal, name="producer_reveal"),
    path("chu-the/<int:pk>/du-lieu-ca-nhan/", personal.person_data, name="person_data"),
    path("chu-the/<int:pk>/du-lieu-ca-nhan/xuat/", personal.person_export, name="person_export"),
    path("chu-the/<int:pk>/du-lieu-ca-nhan/xoa/", personal.person_erase, name="person_erase"),
    path("chu-the/du-lieu-ca-nhan/<uuid:job_id>/", personal.person_file, name="person_file"),
]
