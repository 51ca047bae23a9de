"""Urls of the app."""

from django.urls import path

from reporting.views import documents

app_name = "reporting"
urlpatterns = [
    path("van-ban/", documents.document_list, name="document_list"),
    path("van-ban/<int:pk>/", documents.document_detail, name="document_detail"),
    path("van-ban/<int:pk>/tep.pdf", documents.document_file, {"kind": "pdf"}, name="document_pdf"),
    path("van-ban/<int:pk>/tep.docx", documents.document_file, {"kind": "docx"}, name="document_docx"),
    path("ke-hoach/<slug:slug>/lap-van-ban/", documents.plan_document_create, name="plan_document_create"),
    path("tien-do/<slug:slug>/lap-bao-cao/", documents.progress_document_create, name="progress_document_create"),
]
