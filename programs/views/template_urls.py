"""Addresses of templates of plans, all below /ke-hoach/mau/ (included by programs.urls before those of plans)."""

from django.urls import path

from programs.views import templates

urlpatterns = [
    path("", templates.template_list, name="template_list"),
    path("moi/", templates.template_new, name="template_new"),
    path("<int:pk>/", templates.template_detail, name="template_detail"),
    path("<int:pk>/xem-thu/", templates.template_preview, name="template_preview"),
    path("<int:pk>/phan/moi/", templates.template_section, name="template_section_new"),
    path("<int:pk>/phan/<int:section>/", templates.template_section, name="template_section"),
    path("<int:pk>/phan/<int:section>/bo/", templates.template_section_remove, name="template_section_remove"),
]
