"""Urls of councils, their members and rules."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
