"""Urls of products."""

from django.urls import path

from ..views import products

urlpatterns = [
    path("san-pham/", products.product_list, name="product_list"),
    path("san-pham/them/", products.product_create, name="product_create"),
    path("san-pham/<int:pk>/", products.product_detail, name="product_detail"),
    path("san-pham/<int:pk>/sua/", products.product_edit, name="product_edit"),
    path("san-pham/<int:pk>/ma-so/", products.product_codes, name="product_codes"),
]
