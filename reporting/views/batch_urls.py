"""Addresses of the board of batches, below /ke-hoach/<slug>/dot/ (included by reporting.urls)."""

from django.urls import path

from reporting.views import batches, renewals

urlpatterns = [
    path("ke-hoach/<slug:slug>/dot/theo-doi/", batches.board_page, name="batch_board"),
    path("ke-hoach/<slug:slug>/dot/ghep-theo-ten/", batches.join_names, name="batch_join_names"),
    path("ke-hoach/<slug:slug>/dot/dua-vao/<int:pk>/", batches.take_in, name="batch_take_in"),
    path("ke-hoach/<slug:slug>/dot/cong-nhan-lai/", renewals.renewals, name="renewals"),
    path("ke-hoach/<slug:slug>/dot/san-pham/<int:pk>/chuyen/", batches.move, name="batch_move"),
    path("ke-hoach/<slug:slug>/dot/san-pham/<int:pk>/ghep/", batches.join, name="batch_join"),
]
