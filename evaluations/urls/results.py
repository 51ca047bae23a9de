"""Urls of opened marks, conclusions and results."""

from django.urls import path

from ..views import entries, results

urlpatterns = [
    path("danh-gia/ho-so/<int:pk>/", entries.entry_detail, name="entry_detail"),
    path("danh-gia/ho-so/<int:pk>/mo/", entries.entry_open, name="entry_open"),
    path("danh-gia/ho-so/<int:pk>/vong-tiep/", entries.entry_next_round, name="entry_next_round"),
    path("danh-gia/ho-so/<int:pk>/ket-luan/", entries.entry_conclude, name="entry_conclude"),
    path("danh-gia/ho-so/<int:pk>/tra-lai/", entries.entry_return, name="entry_return"),
    path("danh-gia/phien/<int:pk>/mo-ket-qua/", results.session_open_all, name="session_open_all"),
    path("danh-gia/phien/<int:pk>/ket-thuc/", results.session_close, name="session_close"),
    path("danh-gia/ket-qua/", results.result_list, name="result_list"),
    path("danh-gia/ket-qua/xuat.xlsx", results.result_xlsx, name="result_xlsx"),
    path("danh-gia/ket-qua/<int:pk>/", results.result_detail, name="result_detail"),
]
