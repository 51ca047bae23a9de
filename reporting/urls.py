"""Urls of the app."""

from django.urls import path

from reporting.views import documents, make, progress, search

app_name = "reporting"
urlpatterns = [
    path("van-ban/", documents.document_list, name="document_list"),
    path("van-ban/<int:pk>/", documents.document_detail, name="document_detail"),
    path("van-ban/<int:pk>/tep.pdf", documents.document_file, {"kind": "pdf"}, name="document_pdf"),
    path("van-ban/<int:pk>/tep.docx", documents.document_file, {"kind": "docx"}, name="document_docx"),
    path("van-ban/lap/<slug:kind>/<int:pk>/", make.document_create, name="document_create"),
    path("van-ban/ve/<slug:subject>/<int:pk>/", make.subject_documents, name="subject_documents"),
    path("ke-hoach/<slug:slug>/lap-van-ban/", make.plan_document_create, name="plan_document_create"),
    path("tien-do/<slug:slug>/lap-bao-cao/", make.progress_document_create, name="progress_document_create"),
    path("tim-kiem/", search.search, name="search"),
    path("tien-do/", progress.chooser, name="progress_chooser"),
    path("tien-do/<slug:slug>/", progress.dashboard, name="progress"),
    path("tien-do/<slug:slug>/bang.xlsx", progress.Export.as_view(), name="progress_export"),
    path("tien-do/<slug:slug>/<slug:code>/", progress.unit_products, name="progress_unit"),
]
