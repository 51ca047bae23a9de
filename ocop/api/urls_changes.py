"""The address of the change feed."""

from django.urls import path

from .changes import Changes

urlpatterns = [path("changes/", Changes.as_view(), name="changes")]
