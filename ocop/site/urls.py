"""Urls of the settings and the working calendar."""

from django.urls import path

from . import views

app_name = "site"
urlpatterns = [
    path("quan-tri/thiet-lap/", views.settings_page, name="settings"),
    path("quan-tri/lich-lam-viec/", views.calendar_page, name="calendar"),
    path("quan-tri/lich-lam-viec/them/", views.calendar_day_new, name="calendar_day_new"),
    path("quan-tri/lich-lam-viec/<int:pk>/", views.calendar_day, name="calendar_day"),
    path("quan-tri/lich-lam-viec/<int:pk>/bo/", views.calendar_day_remove, name="calendar_day_remove"),
]
