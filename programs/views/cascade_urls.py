"""Addresses of the cascade below /ke-hoach/: one's own assignments, the desk of a plan, its adjustments."""

from django.urls import path

from programs.views import cascade, cascade_adjust

urlpatterns = [
    path("duoc-giao/", cascade.assigned_list, name="assigned_list"),
    path("duoc-giao/<int:pk>/", cascade.assigned, name="assigned"),
    path("<slug:slug>/giao-chi-tieu/", cascade.desk, name="plan_cascade"),
    path("<slug:slug>/giao-chi-tieu/gui/", cascade.propose, name="plan_cascade_propose"),
    path("<slug:slug>/giao-chi-tieu/<int:pk>/chot/", cascade.confirm, name="plan_cascade_confirm"),
    path("<slug:slug>/dieu-chinh/", cascade_adjust.adjustments, name="plan_adjustments"),
    path("<slug:slug>/dieu-chinh/moi/", cascade_adjust.adjust, name="plan_adjust"),
]
