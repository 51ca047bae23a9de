"""Urls of sessions: preparing, the board, the roll."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
