"""Addresses of bodies, all below /co-quan/ (included by programs.urls)."""

from django.urls import path

from programs.views import bodies

urlpatterns = [
    path("", bodies.body_list, name="body_list"),
    path("moi/", bodies.body_new, name="body_new"),
    path("thay-doi/<int:pk>/bo/", bodies.change_remove, name="body_change_remove"),
    path("quyen-ky/<int:pk>/", bodies.delegation_edit, name="delegation_edit"),
    path("<int:pk>/", bodies.body_detail, name="body_detail"),
    path("<int:pk>/sua/", bodies.body_edit, name="body_edit"),
    path("<int:pk>/thay-doi/", bodies.change_new, name="body_change_new"),
    path("<int:pk>/quyen-ky/", bodies.delegation_new, name="delegation_new"),
]
