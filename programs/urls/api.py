"""Urls of the REST interface under /api/v1/ (ocop/urls.py)."""

from django.urls import path

from ..api import bodies, plans, promises, tasks, units

LIST, DETAIL = {"get": "list"}, {"get": "retrieve"}

urlpatterns = [
    path("units/", units.UnitResource.as_view(LIST), name="unit_list"),
    path("units/<slug:code>/", units.UnitResource.as_view(DETAIL), name="unit_detail"),
    path("units/<slug:code>/lineage/", units.Lineage.as_view(), name="unit_lineage"),
    path("units/<slug:code>/became/", units.WhatBecame.as_view(), name="unit_became"),
    path("bodies/", bodies.BodyResource.as_view(LIST), name="body_list"),
    path("bodies/<int:pk>/", bodies.BodyResource.as_view(DETAIL), name="body_detail"),
    path("plans/", plans.PlanResource.as_view(LIST), name="plan_list"),
    path("plans/<slug:slug>/", plans.PlanResource.as_view(DETAIL), name="plan_detail"),
    path("plans/<slug:slug>/targets/", promises.TargetResource.as_view(LIST), name="plan_targets"),
    path("plans/<slug:slug>/batches/", promises.BatchResource.as_view(LIST), name="plan_batches"),
    path("tasks/", tasks.TaskResource.as_view(LIST), name="task_list"),
    path("tasks/<int:pk>/", tasks.TaskResource.as_view(DETAIL | {"patch": "partial_update"}), name="task_detail"),
    path("tasks/<int:pk>/done/", tasks.TaskDoneResource.as_view({"post": "done"}), name="task_done"),
]
