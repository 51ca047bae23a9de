"""Urls of the REST interface under /api/v1/ (ocop/urls.py)."""

from django.urls import path

from ..api import documents, jobs, progress, reports

LIST, DETAIL = {"get": "list"}, {"get": "retrieve"}

urlpatterns = [
    path("plans/<slug:slug>/progress/", progress.PlanProgress.as_view(), name="plan_progress"),
    path("documents/", documents.DocumentResource.as_view(LIST | {"post": "create"}), name="document_list"),
    path("documents/asks/", documents.DocumentAsks.as_view(), name="document_asks"),
    path("documents/<int:pk>/", documents.DocumentResource.as_view(DETAIL), name="document_detail"),
    path("documents/<int:pk>/pdf/", documents.DocumentPdf.as_view(), name="document_pdf"),
    path("documents/<int:pk>/docx/", documents.DocumentDocx.as_view(), name="document_docx"),
    path("jobs/", jobs.JobResource.as_view(LIST), name="job_list"),
    path("jobs/<uuid:pk>/", jobs.JobResource.as_view(DETAIL), name="job_detail"),
    path("reports/", reports.ReportResource.as_view(LIST), name="report_list"),
    path("reports/<int:pk>/", reports.ReportResource.as_view(DETAIL), name="report_detail"),
    path("period-reports/<slug:code>/<slug:period>/", reports.PeriodFigures.as_view(), name="period_report"),
]
