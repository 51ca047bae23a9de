"""Addresses of reading a plan in, below /ke-hoach/."""

from django.urls import path

from programs.views import reading

urlpatterns = [
    path("doc-tep/", reading.readings, name="reading_list"),
    path("doc-tep/<int:pk>/", reading.detail, name="reading_detail"),
    path("doc-tep/<int:pk>/lap-du-thao/", reading.save, name="reading_save"),
    path("doc-tep/<int:pk>/bo/", reading.drop, name="reading_drop"),
]
