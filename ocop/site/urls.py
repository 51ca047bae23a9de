"""Urls of the settings."""

from django.urls import path

from . import views

app_name = "site"
urlpatterns = [path("quan-tri/thiet-lap/", views.settings_page, name="settings")]
