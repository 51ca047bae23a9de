"""Urls of the register: recognitions, imports and exports."""

from django.urls import path

from ..views import downloads, import_fixes, imports, recognitions

XLSX, CSV = {"file_format": "xlsx"}, {"file_format": "csv"}
urlpatterns = [
    path("cong-nhan/", recognitions.recognition_list, name="recognition_list"),
    path("cong-nhan/them/", recognitions.recognition_create, name="recognition_create"),
    path("cong-nhan/xuat.xlsx", downloads.export_recognitions, XLSX, name="recognition_xlsx"),
    path("cong-nhan/xuat.csv", downloads.export_recognitions, CSV, name="recognition_csv"),
    path("san-pham/xuat.xlsx", downloads.export_products, XLSX, name="product_xlsx"),
    path("san-pham/xuat.csv", downloads.export_products, CSV, name="product_csv"),
    path("chu-the/xuat.xlsx", downloads.export_producers, XLSX, name="producer_xlsx"),
    path("chu-the/xuat.csv", downloads.export_producers, CSV, name="producer_csv"),
    path("nhap-du-lieu/", imports.import_home, name="import_home"),
    path("nhap-du-lieu/mau.xlsx", imports.import_template, name="import_template"),
    path("nhap-du-lieu/<uuid:pk>/", imports.import_detail, name="import_detail"),
    path("nhap-du-lieu/<uuid:pk>/ghi/", imports.import_apply, name="import_apply"),
    path("nhap-du-lieu/<uuid:pk>/hoan-tac/", imports.import_undo, name="import_undo"),
    path("nhap-du-lieu/<uuid:pk>/ghep-cot/", import_fixes.import_map, name="import_map"),
    path("nhap-du-lieu/<uuid:pk>/sua-loi/", import_fixes.import_correct, name="import_correct"),
    path("nhap-du-lieu/<uuid:pk>/loi.xlsx", import_fixes.import_faults, name="import_faults"),
    path("nhap-du-lieu/<uuid:pk>/danh-dau.xlsx", import_fixes.import_marked, name="import_marked"),
]
