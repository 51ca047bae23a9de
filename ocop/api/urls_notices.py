"""Urls of the pages about notices to connected systems."""

from django.urls import path

from .pages import webhooks

app_name = "notices"
urlpatterns = [
    path("he-thong-ket-noi/<int:client_id>/thong-bao/", webhooks.log, name="log"),
    path("he-thong-ket-noi/<int:client_id>/thong-bao/<uuid:pk>/gui-lai/", webhooks.again, name="again"),
    path("he-thong-ket-noi/<int:client_id>/dia-chi/<uuid:pk>/gui-thu/", webhooks.send_test, name="test"),
    path("he-thong-ket-noi/<int:client_id>/dia-chi/<uuid:pk>/bat-tat/", webhooks.switch, name="switch"),
]
