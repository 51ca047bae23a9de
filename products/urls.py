"""Urls of the app."""

app_name = "products"
urlpatterns: list = []
