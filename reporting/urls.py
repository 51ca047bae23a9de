"""Urls of the app."""

from django.urls import path

from reporting.views import batch_urls, blank_sheets, documents, issue, make, progress, register, reports, search, sets

app_name = "reporting"
urlpatterns = [
    path("van-ban/", documents.document_list, name="document_list"),
    path("van-ban/phieu-danh-gia/", blank_sheets.blank_sheets, name="blank_sheets"),
    path("van-ban/bang.xlsx", documents.document_export, name="document_export"),
    path("van-ban/so/", register.register_list, name="register_list"),
    path("van-ban/so/<int:pk>/", register.register_book, name="register_book"),
    path("van-ban/so/<int:pk>/bang.xlsx", register.register_export, name="register_export"),
    path("van-ban/so/<int:pk>/vao-so/", register.register_enter, name="register_enter"),
    path("van-ban/so/<int:pk>/cach-ghi/", register.register_mode, name="register_mode"),
    path("van-ban/so/huy/<int:pk>/", register.register_void, name="register_void"),
    path("van-ban/<int:pk>/ban-hanh/", issue.document_issue, name="document_issue"),
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
    *batch_urls.urlpatterns,
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
