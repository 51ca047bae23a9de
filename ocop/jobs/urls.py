"""Urls of jobs."""

from django.urls import path

from . import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="list"),
    path("huy-hieu/", views.badge, name="badge"),
    path("<uuid:job_id>/", views.detail, name="detail"),
    path("<uuid:job_id>/tien-do/", views.fragment, name="fragment"),
    path("<uuid:job_id>/chay-lai/", views.retry_job, name="retry"),
    path("<uuid:job_id>/huy/", views.cancel_job, name="cancel"),
]
