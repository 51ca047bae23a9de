"""Urls of commune reports."""

from django.urls import path

from ..views import reports

urlpatterns = [
    path("ho-so/<int:pk>/bao-cao-xa/", reports.report_start, name="report_start"),
    path("bao-cao-xa/<int:pk>/", reports.report_detail, name="report_detail"),
    path("bao-cao-xa/<int:pk>/sua/", reports.report_edit, name="report_edit"),
    path("bao-cao-xa/<int:pk>/ban-hanh/", reports.report_issue, name="report_issue"),
]
