"""Addresses of money below a plan (/ke-hoach/<slug>/kinh-phi/…)."""

from django.urls import path

from programs.views import money

urlpatterns = [
    path("<slug:slug>/kinh-phi/bang.xlsx", money.money_table, name="money_xlsx"),
    path("<slug:slug>/kinh-phi/tu-ke-hoach/", money.lines_take, name="money_take"),
    path("<slug:slug>/kinh-phi/dong/moi/", money.line_new, name="money_line_new"),
    path("<slug:slug>/kinh-phi/dong/<int:pk>/", money.line_detail, name="money_line"),
    path("<slug:slug>/kinh-phi/dong/<int:pk>/sua/", money.line_edit, name="money_line_edit"),
    path("<slug:slug>/kinh-phi/dong/<int:pk>/ghi/", money.line_enter, name="money_enter"),
]
