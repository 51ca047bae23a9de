"""Pages of records that may be one: candidates, two side by side, what was merged and how to take it back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..domain.comparing import compare
from ..domain.duplicates import find_duplicates, mark_not_duplicate, writable
from ..domain.merge import MODELS, PRODUCER, PRODUCT, merge_producers, merge_products, merges_for, undo_merge
from ..domain.queries import Filters, filter_producers, filter_products
from ..forms.filters import FilterForm
from .gate import editors_only

KINDS = {"chu-the": PRODUCER, "san-pham": PRODUCT}
SLUGS = {kind: slug for slug, kind in KINDS.items()}
NARROW = {PRODUCER: filter_producers, PRODUCT: filter_products}
DETAIL = {PRODUCER: "products:producer_detail", PRODUCT: "products:product_detail"}
RELATED = {PRODUCER: "unit", PRODUCT: "producer__unit"}
SHOWN = 100


def _kind(slug: str) -> str:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


@editors_only
@require_safe
def duplicates(request: HttpRequest, slug: str) -> HttpResponse:
    """Pairs of the person's own territory with the reasons; `q` and `don-vi` narrow them."""
    kind = _kind(slug)
    narrow: Any = NARROW[kind]
    form = FilterForm(request.GET)
    records = narrow(writable(kind, request.user), Filters.from_query(request.GET))
    context = {
        "slug": slug,
        "form": form,
        "found": find_duplicates(kind, records),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "products/duplicate_list.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate_pair(request: HttpRequest, slug: str, first: int, second: int) -> HttpResponse:
    """Two records side by side. `viec=gop` merges into `giu`, `viec=khong-trung` remembers that they are two."""
    kind = _kind(slug)
    if first == second:
        raise Http404
    mine = writable(kind, request.user).select_related(RELATED[kind])
    one, two = (get_object_or_404(mine, pk=pk) for pk in (first, second))
    if request.method == "POST":
        answer = _decide(request, kind, (first, second))
        if answer is not None:
            return answer
    context = {"slug": slug, "first": one, "second": two, "lines": compare(kind, one, two)}
    return render(request, "products/duplicate_pair.html", context)


def _decide(request: HttpRequest, kind: str, ids: tuple[int, int]) -> HttpResponse | None:
    kept = int(request.POST["giu"]) if request.POST.get("giu") in map(str, ids) else None
    try:
        if request.POST.get("viec") == "khong-trung":
            mark_not_duplicate(actor=request.user, kind=kind, first_id=ids[0], second_id=ids[1])
            messages.success(request, _("Đã ghi: hai bản ghi này không trùng nhau."))
            return redirect("products:duplicates", SLUGS[kind])
        if kept is None:
            messages.error(request, _("Hãy chọn bản ghi giữ lại."))
            return None
        verb = merge_producers if kind == PRODUCER else merge_products
        verb(actor=request.user, kept_id=kept, merged_id=ids[0] if kept == ids[1] else ids[1])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    messages.success(request, _("Đã gộp. Có thể tách lại ở trang “Đã gộp”."))
    return redirect(DETAIL[kind], pk=kept)


@editors_only
@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    """The last merges into records of the person's territory."""
    rows = list(merges_for(request.user)[:SHOWN])
    wanted = {kind: {pk for row in rows if row.kind == kind for pk in (row.kept_id, row.merged_id)} for kind in MODELS}
    names = {
        (kind, pk): name
        for kind, ids in wanted.items()
        for pk, name in MODELS[kind]._base_manager.filter(pk__in=ids).values_list("pk", "name")
    }
    lines = [(row, names.get((row.kind, row.kept_id), ""), names.get((row.kind, row.merged_id), "")) for row in rows]
    return render(request, "products/duplicate_merges.html", {"lines": lines})


@editors_only
@require_POST
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    done = get_object_or_404(merges_for(request.user), pk=pk)
    try:
        undo_merge(actor=request.user, merge_id=done.pk)
        messages.success(request, _("Đã tách lại như trước khi gộp."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("products:merges")
