"""Urls of scoring sheets and of the producer's self-assessment."""

from django.urls import URLPattern, path

from ..views import assessment

urlpatterns: list[URLPattern] = [
    # "tu-danh-gia/" holds the texts of the same report (products); its part III is the sheet.
    path("ho-so/<int:pk>/tu-danh-gia/tieu-chi/", assessment.assessment, name="assessment"),
    path("ho-so/<int:pk>/tu-danh-gia/tieu-chi/luu/", assessment.assessment_save, name="assessment_save"),
]
