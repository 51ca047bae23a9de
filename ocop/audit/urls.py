"""Urls of the audit trail."""

from django.urls import path

from . import views

app_name = "audit"
urlpatterns = [
    path("quan-tri/nhat-ky/", views.acts, name="acts"),
    path("quan-tri/nhat-ky/kiem-tra/", views.verify, name="verify"),
    path("quan-tri/nhat-ky/doi-tuong/", views.find, name="find"),
    path("quan-tri/nhat-ky/doi-tuong/<str:model>/<str:pk>/", views.row, name="row"),
]
