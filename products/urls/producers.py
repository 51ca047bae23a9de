"""Urls of producers."""

from django.urls import path

from ..views import personal, producers

urlpatterns = [
    path("chu-the/", producers.producer_list, name="producer_list"),
    path("chu-the/them/", producers.producer_create, name="producer_create"),
    path("chu-the/<int:pk>/", producers.producer_detail, name="producer_detail"),
    path("chu-the/<int:pk>/sua/", producers.producer_edit, name="producer_edit"),
    path("chu-the/<int:pk>/loai-hinh/", producers.producer_change_form, name="producer_change_form"),
    path("chu-the/<int:pk>/dia-diem/", producers.producer_move, name="producer_move"),
    path("chu-the/<int:pk>/so-lieu/", personal.producer_years, name="producer_years"),
    path("chu-the/<int:pk>/tai-khoan/", personal.producer_members, name="producer_members"),
    path("chu-the/tai-khoan/<int:pk>/ket-thuc/", personal.member_end, name="member_end"),
]
