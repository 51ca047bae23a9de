"""Urls of duplicates and merges."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
