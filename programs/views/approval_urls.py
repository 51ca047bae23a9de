"""Addresses of a plan's way, its deliveries and the comparison of its versions (part of plan_urls)."""

from django.urls import path

from programs.views import approval, compare, deliveries, plan_signer

urlpatterns = [
    path("<slug:slug>/trinh-duyet/", approval.way, name="plan_way"),
    path("<slug:slug>/lap-du-thao/", approval.adjust, name="plan_copy"),
    path("<slug:slug>/ket-thuc/", approval.close, name="plan_close"),
    path("<slug:slug>/gui/", deliveries.deliveries, name="plan_deliveries"),
    path("<slug:slug>/gui/<int:pk>/da-nhan/", deliveries.receive, name="plan_receive"),
    path("<slug:slug>/so-sanh/", compare.versions_compared, name="plan_compare"),
    path("<slug:slug>/sua/nguoi-ky/", plan_signer.take_signer, name="plan_signer"),
]
