"""Urls of the app."""

app_name = "evaluations"
urlpatterns: list = []
