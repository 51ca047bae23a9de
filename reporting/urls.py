"""Urls of the app."""

from django.urls import path

from reporting.views import documents, make, progress, reports, search, sets

app_name = "reporting"
urlpatterns = [
    path("van-ban/", documents.document_list, name="document_list"),
    path("van-ban/bo/", sets.set_list, name="set_list"),
    path("van-ban/bo/lap/", sets.set_new, name="set_new"),
    path("van-ban/bo/<int:pk>/", sets.set_detail, name="set_detail"),
    path("van-ban/bo/<int:pk>/tien-do/", sets.set_progress, name="set_progress"),
    path("van-ban/bo/<int:pk>/tat-ca.zip", sets.set_archive, name="set_archive"),
    path("van-ban/bo/<int:pk>/lap-tiep/", sets.set_resume, name="set_resume"),
    path("van-ban/<int:pk>/", documents.document_detail, name="document_detail"),
    path("van-ban/<int:pk>/tep.pdf", documents.document_file, {"kind": "pdf"}, name="document_pdf"),
    path("van-ban/<int:pk>/tep.docx", documents.document_file, {"kind": "docx"}, name="document_docx"),
    path("van-ban/lap/<slug:kind>/<int:pk>/", make.document_create, name="document_create"),
    path("van-ban/ve/<slug:subject>/<int:pk>/", make.subject_documents, name="subject_documents"),
    path("ke-hoach/<slug:slug>/lap-van-ban/", make.plan_document_create, name="plan_document_create"),
    path("tien-do/<slug:slug>/lap-bao-cao/", make.progress_document_create, name="progress_document_create"),
    path("bao-cao/", reports.report_list, name="report_list"),
    path("bao-cao/<slug:code>/<slug:period>/", reports.report, name="report"),
    path("bao-cao/<slug:code>/<slug:period>/lap/", reports.report_create, name="report_create"),
    path("bao-cao/<slug:code>/<slug:period>/bang/<slug:table>.xlsx", reports.report_sheet, name="report_sheet"),
    path("bao-cao/<slug:code>/<slug:period>/<str:figure>/", reports.report_rows, name="report_rows"),
    path("tim-kiem/", search.search, name="search"),
    path("tien-do/", progress.chooser, name="progress_chooser"),
    path("tien-do/<slug:slug>/", progress.dashboard, name="progress"),
    path("tien-do/<slug:slug>/bang.xlsx", progress.Export.as_view(), name="progress_export"),
    path("tien-do/<slug:slug>/<slug:code>/", progress.unit_products, name="progress_unit"),
]
