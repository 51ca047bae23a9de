"""Addresses of tasks given out and of difficulties."""

from django.urls import path

from programs.views import difficulties, work

urlpatterns = [
    path("nhiem-vu/", work.items, name="work_list"),
    path("nhiem-vu/<int:pk>/", work.detail, name="work_detail"),
    path("nhiem-vu/<int:pk>/bao-cao/", work.report, name="work_report"),
    path("nhiem-vu/<int:pk>/thoi/", work.drop, name="work_drop"),
    path("nhiem-vu/<int:pk>/sua/", work.change, name="work_change"),
    path("nhiem-vu/phan/<int:pk>/", work.part, name="work_part"),
    path("nhiem-vu/minh-chung/<int:pk>/", work.evidence, name="work_evidence"),
    path("kien-nghi/", difficulties.difficulties, name="difficulty_list"),
    path("kien-nghi/moi/", difficulties.new, name="difficulty_new"),
    path("kien-nghi/<int:pk>/", difficulties.detail, name="difficulty_detail"),
    path("kien-nghi/<int:pk>/tra-loi/", difficulties.answer, name="difficulty_answer"),
    path("kien-nghi/<int:pk>/chuyen/", difficulties.passing, name="difficulty_pass"),
]
