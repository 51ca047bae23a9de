"""Urls of producers and products."""

from django.urls import path

from .views import producers, products

app_name = "products"
urlpatterns = [
    path("san-pham/", products.product_list, name="product_list"),
    path("san-pham/them/", products.product_create, name="product_create"),
    path("san-pham/<int:pk>/", products.product_detail, name="product_detail"),
    path("san-pham/<int:pk>/sua/", products.product_edit, name="product_edit"),
    path("chu-the/", producers.producer_list, name="producer_list"),
    path("chu-the/them/", producers.producer_create, name="producer_create"),
    path("chu-the/<int:pk>/", producers.producer_detail, name="producer_detail"),
    path("chu-the/<int:pk>/sua/", producers.producer_edit, name="producer_edit"),
]
