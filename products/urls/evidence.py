"""Urls of the evidence vault."""

from django.urls import path

from ..views import evidence, uploads

urlpatterns = [
    path("chu-the/<int:pk>/kho-minh-chung/", evidence.vault, name="vault"),
    path("chu-the/<int:pk>/kho-minh-chung/tai-len/", uploads.upload_open, name="upload_open"),
    path("tai-len/<uuid:upload_id>/", uploads.upload_piece, name="upload_piece"),
    path("tai-len/<uuid:upload_id>/xong/", uploads.upload_finish, name="upload_finish"),
    path("minh-chung/<int:pk>/", evidence.evidence_detail, name="evidence_detail"),
    path("minh-chung/<int:pk>/sua/", evidence.evidence_edit, name="evidence_edit"),
    path("minh-chung/<int:pk>/bo/", evidence.evidence_remove, name="evidence_remove"),
    path("minh-chung/<int:pk>/tep/", evidence.evidence_file, name="evidence_file"),
    path("tep/<str:token>/", evidence.evidence_bytes, name="evidence_bytes"),
]
