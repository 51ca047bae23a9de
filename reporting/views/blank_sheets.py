"""Blank criteria sheets: every product set under every decision, to be printed and filled in by hand."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evaluations.domain.lawpacks import load_pack
from reporting.domain.contents.sheets import sheet_names, sheet_packs
from reporting.enums import DocumentKind
from reporting.models import Document


@require_safe
def blank_sheets(request: HttpRequest) -> HttpResponse:
    """The sheets of the decision chosen (`bo`, else the newest) by sector, with those that have been made."""
    packs = sheet_packs()
    chosen = request.GET.get("bo", "")
    code = chosen if chosen in packs else packs[0]
    kept = Document.objects.visible_to(request.user).filter(kind=DocumentKind.BLANK_SHEET, params__pack=code)
    made = dict(kept.order_by("created_at", "pk").values_list("subject_id", "pk"))
    sectors = [
        {"name": name, "sheets": [(sheet, made.get(sheet.number)) for sheet in sheets]}
        for name, sheets in groupby(sheet_names(code), key=lambda sheet: sheet.sector)
    ]
    context = {
        "packs": [(pack, load_pack(pack).manifest.title) for pack in packs],
        "code": code,
        "law": load_pack(code).manifest.title,
        "sectors": sectors,
    }
    return render(request, "reporting/blank_sheets.html", context)
