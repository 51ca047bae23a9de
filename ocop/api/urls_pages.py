"""Pages about other systems that connect here."""

from django.urls import path

from .pages import calls, clients, keys

app_name = "clients"
urlpatterns = [
    path("he-thong-ket-noi/", clients.client_list, name="list"),
    path("he-thong-ket-noi/moi/", clients.client_new, name="new"),
    path("he-thong-ket-noi/<int:pk>/", clients.client_page, name="client"),
    path("he-thong-ket-noi/<int:pk>/sua/", clients.client_edit, name="edit"),
    path("he-thong-ket-noi/<int:pk>/don-vi/", clients.unit_add, name="unit_add"),
    path("he-thong-ket-noi/<int:pk>/don-vi/<int:grant_id>/bo/", clients.unit_end, name="unit_end"),
    path("he-thong-ket-noi/<int:pk>/thu-hoi/", clients.client_revoke, name="revoke"),
    path("he-thong-ket-noi/<int:pk>/khoa/", keys.key_new, name="key_new"),
    path("he-thong-ket-noi/<int:pk>/khoa/<int:key_id>/doi/", keys.key_rotate, name="key_rotate"),
    path("he-thong-ket-noi/<int:pk>/khoa/<int:key_id>/thu-hoi/", keys.key_revoke, name="key_revoke"),
    path("he-thong-ket-noi/<int:pk>/nhat-ky/", calls.client_calls, name="calls"),
]
