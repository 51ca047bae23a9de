"""Urls of the app."""

app_name = "programs"
urlpatterns: list = []
