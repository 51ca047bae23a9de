"""Urls of dossiers."""

from django.urls import path

from ..views import dossier_steps, dossiers

urlpatterns = [
    path("ho-so/", dossiers.dossier_list, name="dossier_list"),
    path("ho-so/xuat.xlsx", dossiers.dossier_export, {"file_format": "xlsx"}, name="dossier_xlsx"),
    path("ho-so/xuat.csv", dossiers.dossier_export, {"file_format": "csv"}, name="dossier_csv"),
    path("san-pham/<int:pk>/lap-ho-so/", dossiers.dossier_create, name="dossier_create"),
    path("ho-so/<int:pk>/", dossiers.dossier_detail, name="dossier_detail"),
    path("ho-so/<int:pk>/tu-danh-gia/", dossiers.dossier_texts, name="dossier_texts"),
    path("ho-so/<int:pk>/qua-trinh/", dossiers.dossier_history, name="dossier_history"),
    path("ho-so/<int:pk>/lan-nop/<int:number>/", dossiers.submission_detail, name="submission_detail"),
    path("ho-so/<int:pk>/so-sanh/", dossiers.submission_compare, name="submission_compare"),
    path("ho-so/<int:pk>/minh-chung/", dossier_steps.dossier_picker, name="dossier_picker"),
    path("ho-so/<int:pk>/gan/", dossier_steps.dossier_link, name="dossier_link"),
    path("ho-so/<int:pk>/go/<int:link>/", dossier_steps.dossier_unlink, name="dossier_unlink"),
    path("ho-so/<int:pk>/tra-loi/<int:item>/", dossier_steps.dossier_answer, name="dossier_answer"),
    path("ho-so/<int:pk>/buoc/<slug:step>/", dossier_steps.dossier_step, name="dossier_step"),
]
