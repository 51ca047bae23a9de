"""Urls of decisions, certificates, referrals to the Ministry and results without recognition."""

from django.urls import path

from ..views import certificate_print, decisions, referrals

urlpatterns = [
    path("cong-nhan/quyet-dinh/", decisions.decision_list, name="decision_list"),
    path("cong-nhan/quyet-dinh/them/", decisions.decision_create, name="decision_create"),
    path("cong-nhan/quyet-dinh/<int:pk>/", decisions.decision_detail, name="decision_detail"),
    path("cong-nhan/quyet-dinh/<int:pk>/sua/", decisions.decision_edit, name="decision_edit"),
    path("cong-nhan/quyet-dinh/<int:pk>/bo/", decisions.decision_discard, name="decision_discard"),
    path("cong-nhan/quyet-dinh/<int:pk>/ban-hanh/", decisions.decision_issue, name="decision_issue"),
    path("cong-nhan/de-nghi-trung-uong/", referrals.referral_list, name="referral_list"),
    path("cong-nhan/de-nghi-trung-uong/them/<int:pk>/", referrals.referral_create, name="referral_create"),
    path("cong-nhan/de-nghi-trung-uong/<int:pk>/sua/", referrals.referral_edit, name="referral_edit"),
    path("cong-nhan/de-nghi-trung-uong/<int:pk>/ket-qua/", referrals.referral_outcome, name="referral_outcome"),
    path("cong-nhan/khong-cong-nhan/", referrals.refused_list, name="refused_list"),
    path("cong-nhan/khong-cong-nhan/<int:pk>/", referrals.result_notice, name="result_notice"),
    path("cong-nhan/<int:pk>/giay-chung-nhan/", certificate_print.certificate_print, name="certificate_print"),
]
