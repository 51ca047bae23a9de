"""Urls of the tables for other systems."""

from django.urls import path

from ..views import exchange, open_data

XLSX, CSV = {"file_format": "xlsx"}, {"file_format": "csv"}
urlpatterns = [
    path("cong-nhan/ptnt-ocop/", exchange.exchange_table, name="exchange_table"),
    path("cong-nhan/ptnt-ocop/xuat.xlsx", exchange.exchange_file, XLSX, name="exchange_xlsx"),
    path("cong-nhan/ptnt-ocop/xuat.csv", exchange.exchange_file, CSV, name="exchange_csv"),
    path("du-lieu-mo/", open_data.open_data, name="open_data"),
    path("du-lieu-mo/<str:name>", open_data.open_data_file, name="open_data_file"),
]
