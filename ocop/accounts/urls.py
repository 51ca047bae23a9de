"""One's own account, and the administration of accounts (the entrance: urls_entrance.py)."""

from django.urls import path

from .views import entrance, grants, logins, people

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/dung-thu/", entrance.try_out, name="try_out"),
    path("tai-khoan/", entrance.profile, name="profile"),
    path("quan-tri/", people.administration, name="administration"),
    path("quan-tri/tai-khoan/", people.people_list, name="people"),
    path("quan-tri/tai-khoan/moi/", people.person_new, name="person_new"),
    path("quan-tri/tai-khoan/<int:user_id>/", people.person_page, name="person"),
    path("quan-tri/tai-khoan/<int:user_id>/sua/", people.person_edit, name="person_edit"),
    path("quan-tri/tai-khoan/<int:user_id>/trang-thai/", people.person_state, name="person_state"),
    path("quan-tri/tai-khoan/<int:user_id>/lien-ket/", people.person_link, name="person_link"),
    path("quan-tri/tai-khoan/<int:user_id>/hai-lop/", people.person_second_factor, name="person_second_factor"),
    path("quan-tri/tai-khoan/<int:user_id>/phan-quyen/", grants.grant_new, name="grant_new"),
    path("quan-tri/phan-quyen/<int:grant_id>/ket-thuc/", grants.grant_end, name="grant_end"),
    path("quan-tri/don-vi/", grants.unit_choices, name="unit_choices"),
    path("quan-tri/dang-nhap/", logins.login_log, name="login_log"),
]
