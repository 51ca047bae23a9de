"""Urls of scoring sheets and of the producer's self-assessment."""

from django.urls import URLPattern, path

from ..views import assessment, sheets

urlpatterns: list[URLPattern] = [
    # "tu-danh-gia/" holds the texts of the same report (products); its part III is the sheet.
    path("ho-so/<int:pk>/tu-danh-gia/tieu-chi/", assessment.assessment, name="assessment"),
    path("ho-so/<int:pk>/tu-danh-gia/tieu-chi/luu/", assessment.assessment_save, name="assessment_save"),
    path("danh-gia/phieu/<int:pk>/", sheets.sheet_edit, name="sheet_edit"),
    path("danh-gia/phieu/<int:pk>/luu/", sheets.sheet_save, name="sheet_save"),
    path("danh-gia/phieu/<int:pk>/nop/", sheets.sheet_submit, name="sheet_submit"),
    path("danh-gia/phieu/<int:pk>/minh-chung/<int:evidence>/", sheets.sheet_evidence, name="sheet_evidence"),
]
