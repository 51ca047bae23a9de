"""Urls of councils, their members and rules."""

from django.urls import path

from ..views import council_members, councils

urlpatterns = [
    path("danh-gia/hoi-dong/", councils.council_list, name="council_list"),
    path("danh-gia/hoi-dong/them/", councils.council_create, name="council_create"),
    path("danh-gia/hoi-dong/<int:pk>/", councils.council_detail, name="council_detail"),
    path("danh-gia/hoi-dong/<int:pk>/sua/", councils.council_edit, name="council_edit"),
    path("danh-gia/hoi-dong/<int:pk>/giai-the/", councils.council_end, name="council_end"),
    path("danh-gia/hoi-dong/<int:pk>/quy-che/", councils.council_rules, name="council_rules"),
    path("danh-gia/hoi-dong/<int:pk>/thanh-vien/", council_members.member_add, name="council_member_add"),
    path("danh-gia/thanh-vien/<int:pk>/", council_members.member_edit, name="council_member_edit"),
    path("danh-gia/thanh-vien/<int:pk>/ket-thuc/", council_members.member_end, name="council_member_end"),
]
