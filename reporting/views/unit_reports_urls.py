"""Addresses of reports up the chain; they stand before those of period reports, whose first part is a unit's code."""

from django.urls import path

from reporting.views import unit_reports as calls
from reporting.views import unit_reports_own as own

CALL = "bao-cao/dinh-ky/<int:pk>/"
REPORT = "bao-cao/dinh-ky/gui/<int:pk>/"

urlpatterns = [
    path("bao-cao/dinh-ky/", calls.call_list, name="call_list"),
    path("bao-cao/dinh-ky/yeu-cau/", calls.call_new, name="call_new"),
    path(CALL, calls.call_detail, name="call_detail"),
    path(f"{CALL}nhac/", calls.call_remind, name="call_remind"),
    path(f"{CALL}tong-hop/", calls.call_whole, name="call_whole"),
    path(f"{CALL}tong-hop/bang.xlsx", calls.call_export, name="call_export"),
    path(f"{CALL}tong-hop/chot/", calls.call_freeze, name="call_freeze"),
    path(REPORT, own.unit_report, name="unit_report"),
    path(f"{REPORT}so-lieu/", own.unit_report_draft, name="unit_report_draft"),
    path(f"{REPORT}tong-hop/", own.unit_report_sums, name="unit_report_sums"),
    path(f"{REPORT}sua/", own.unit_report_edit, name="unit_report_edit"),
    path(f"{REPORT}nop/", own.unit_report_send, name="unit_report_send"),
    path(f"{REPORT}tra-lai/", own.unit_report_return, name="unit_report_return"),
    path(f"{REPORT}nhan/", own.unit_report_accept, name="unit_report_accept"),
]
