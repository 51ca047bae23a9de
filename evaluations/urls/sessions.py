"""Urls of sessions: preparing, the board, the roll, interests."""

from django.urls import path

from ..views import session_work, sessions

urlpatterns = [
    path("danh-gia/", sessions.session_list, name="session_list"),
    path("danh-gia/phien/them/", sessions.session_create, name="session_create"),
    path("danh-gia/phien/<int:pk>/", sessions.session_detail, name="session_detail"),
    path("danh-gia/phien/<int:pk>/tien-do/", sessions.session_progress, name="session_progress"),
    path("danh-gia/phien/<int:pk>/sua/", sessions.session_edit, name="session_edit"),
    path("danh-gia/phien/<int:pk>/huy/", sessions.session_cancel, name="session_cancel"),
    path("danh-gia/phien/<int:pk>/ho-so/", session_work.session_batch, name="session_batch"),
    path("danh-gia/phien/<int:pk>/diem-danh/", session_work.session_roll, name="session_roll"),
    path("danh-gia/phien/<int:pk>/bat-dau/", session_work.session_begin, name="session_begin"),
    path("danh-gia/ho-so/<int:pk>/bo/", session_work.entry_remove, name="entry_remove"),
    path("danh-gia/ho-so/<int:pk>/loi-ich/", session_work.interest_declare, name="interest_declare"),
    path("danh-gia/loi-ich/<int:pk>/rut/", session_work.interest_withdraw, name="interest_withdraw"),
]
