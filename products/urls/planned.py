"""Urls of producers at activities, products at points of sale, support and who was never trained."""

from django.urls import path

from ..views import participation, support

urlpatterns = [
    path("hoat-dong/chua-tap-huan/", participation.untrained, name="untrained"),
    path("hoat-dong/<int:pk>/chu-the/", participation.held_producers, name="held_producers"),
    path("hoat-dong/<int:pk>/chu-the/<int:row>/bo/", participation.held_producer_remove, name="held_producer_remove"),
    path("diem-ban/<int:pk>/", participation.point_products, name="point_products"),
    path("diem-ban/<int:pk>/san-pham/<int:row>/bo/", participation.point_product_remove, name="point_product_remove"),
    path("ho-tro/", support.support_list, name="support_list"),
    path("ho-tro/xuat.xlsx", support.support_export, name="support_xlsx"),
    path("ho-tro/them/", support.support_new, name="support_new"),
    path("ho-tro/<int:pk>/sua/", support.support_edit, name="support_edit"),
    path("ho-tro/<int:pk>/bo/", support.support_remove, name="support_remove"),
]
