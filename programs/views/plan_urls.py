"""Addresses of plans, all below /ke-hoach/ (included by programs.urls)."""

from django.urls import path

from programs.views import (
    cascade_urls,
    plan_batches,
    plan_edit,
    plan_issue,
    plan_list,
    plan_pages,
    plan_sections,
    reading_urls,
    target_sheet,
    work_giving,
)
from programs.views.approval_urls import urlpatterns as approval_urls

urlpatterns = [
    path("", plan_list.plans, name="plan_list"),
    path("lap-moi/", plan_list.new_plan, name="plan_new"),
    *reading_urls.urlpatterns,
    *cascade_urls.urlpatterns,
    path("<slug:slug>/", plan_pages.content, name="plan_detail"),
    path("<slug:slug>/chi-tieu/", plan_pages.targets, name="plan_targets"),
    path("<slug:slug>/dot/", plan_pages.batches, name="plan_batches"),
    path("<slug:slug>/nhiem-vu/", plan_pages.tasks, name="plan_tasks"),
    path("<slug:slug>/giao-viec/", work_giving.give, name="work_give"),
    path("<slug:slug>/kinh-phi/", plan_pages.funding, name="plan_funding"),
    path("<slug:slug>/phien-ban/", plan_pages.versions, name="plan_versions"),
    path("<slug:slug>/ban-hanh/", plan_issue.issue, name="plan_issue"),
    *approval_urls,
    path("<slug:slug>/sua/", plan_edit.head, name="plan_edit"),
    path("<slug:slug>/sua/phan/", plan_sections.sections, name="plan_sections"),
    path("<slug:slug>/sua/phan/moi/", plan_sections.section, name="plan_section_new"),
    path("<slug:slug>/sua/phan/xem-thu/", plan_sections.preview, name="plan_preview"),
    path("<slug:slug>/sua/phan/toan-van/", plan_sections.whole, name="plan_whole"),
    path("<slug:slug>/sua/phan/toan-van/xem-thu/", plan_sections.whole_preview, name="plan_whole_preview"),
    path("<slug:slug>/sua/phan/<int:pk>/", plan_sections.section, name="plan_section"),
    path("<slug:slug>/sua/can-cu/", plan_edit.rows, {"part": "bases"}, name="plan_bases"),
    path("<slug:slug>/sua/hoat-dong/", plan_edit.rows, {"part": "activities"}, name="plan_activities"),
    path("<slug:slug>/sua/kinh-phi/", plan_edit.rows, {"part": "funding"}, name="plan_money"),
    path("<slug:slug>/sua/noi-nhan/", plan_edit.rows, {"part": "recipients"}, name="plan_recipients"),
    path("<slug:slug>/sua/chi-tieu/", target_sheet.sheet, name="plan_targets_edit"),
    path("<slug:slug>/sua/dot/", plan_batches.batches, name="plan_batches_edit"),
    path("<slug:slug>/sua/dot/moi/", plan_batches.batch, name="plan_batch_new"),
    path("<slug:slug>/sua/dot/<int:pk>/", plan_batches.batch, name="plan_batch"),
    path("<slug:slug>/sua/nhiem-vu/", plan_edit.tasks, name="plan_tasks_edit"),
    path("<slug:slug>/sua/nhiem-vu/moi/", plan_edit.task, name="plan_task_new"),
    path("<slug:slug>/sua/nhiem-vu/<int:pk>/", plan_edit.task, name="plan_task"),
    path("<slug:slug>/sua/phan/<int:pk>/bo/", plan_edit.remove, {"part": "section"}, name="plan_section_remove"),
    path("<slug:slug>/sua/nhiem-vu/<int:pk>/bo/", plan_edit.remove, {"part": "task"}, name="plan_task_remove"),
    path("<slug:slug>/sua/dot/<int:pk>/bo/", plan_edit.remove, {"part": "batch"}, name="plan_batch_remove"),
]
