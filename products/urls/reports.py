"""Urls of commune reports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
