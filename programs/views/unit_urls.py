"""Addresses of units and of their reforms."""

from django.urls import path

from . import reform, units

REFORM = "quan-tri/sap-nhap/"
urlpatterns = [
    path("don-vi/", units.unit_list, name="unit_list"),
    path("don-vi/<str:code>/", units.unit_detail, name="unit_detail"),
    path(REFORM, reform.reform_list, name="reform_list"),
    path(f"{REFORM}<str:code>/", reform.reform_detail, name="reform_detail"),
    path(f"{REFORM}<str:code>/ap-dung/", reform.reform_apply, name="reform_apply"),
    path(f"{REFORM}<str:code>/hoan-tac/", reform.reform_revert, name="reform_revert"),
    path(f"{REFORM}<str:code>/xac-nhan/", reform.reform_confirm, name="reform_confirm"),
    path(f"{REFORM}<str:code>/quyet-dinh/<int:item_id>/", reform.reform_decide, name="reform_decide"),
]
