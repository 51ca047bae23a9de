"""Addresses of activities held, points of sale and support norms."""

from django.urls import path

from programs.views import held, norms, points

urlpatterns = [
    path("hoat-dong/", held.held_list, name="held_list"),
    path("hoat-dong/xuat.xlsx", held.held_export, name="held_xlsx"),
    path("hoat-dong/them/", held.held_new, name="held_new"),
    path("hoat-dong/<int:pk>/", held.held_detail, name="held_detail"),
    path("hoat-dong/<int:pk>/sua/", held.held_edit, name="held_edit"),
    path("hoat-dong/<int:pk>/tham-du/", held.held_came, name="held_came"),
    path("hoat-dong/<int:pk>/bo/", held.held_remove, name="held_remove"),
    path("diem-ban/", points.point_list, name="point_list"),
    path("diem-ban/them/", points.point_new, name="point_new"),
    path("diem-ban/<int:pk>/sua/", points.point_edit, name="point_edit"),
    path("dinh-muc/", norms.norm_list, name="norm_list"),
    path("dinh-muc/them/", norms.norm_new, name="norm_new"),
    path("dinh-muc/<int:pk>/sua/", norms.norm_edit, name="norm_edit"),
]
