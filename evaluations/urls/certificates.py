"""Urls of the life of a certificate and of the radar."""

from django.urls import path

from ..views import certificates, radar

urlpatterns = [
    path("cong-nhan/sap-het-han/", radar.radar_page, name="radar"),
    path("cong-nhan/sap-het-han/xuat.xlsx", radar.radar_file, name="radar_xlsx"),
    path("cong-nhan/thu-hoi/", certificates.withdrawal_list, name="withdrawal_list"),
    path("cong-nhan/<int:pk>/", certificates.recognition_detail, name="recognition_detail"),
    path("cong-nhan/<int:pk>/gia-han/", certificates.recognition_extend, name="recognition_extend"),
    path("cong-nhan/<int:pk>/thu-hoi/", certificates.recognition_withdraw, name="recognition_withdraw"),
]
