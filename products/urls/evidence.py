"""Urls of the evidence vault."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
