"""Editing the batches of a draft with their named products."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from programs.domain.plans_parts import save_batch
from programs.forms.plan_lists import BatchForm, ProductRow, place_units, rows_formset
from programs.models import Batch
from programs.views.plan_common import draft_of, edit_context, save_or_show


@require_safe
def batches(request: HttpRequest, slug: str) -> HttpResponse:
    """The batches of a draft in order."""
    draft = draft_of(request, slug)
    context = edit_context(draft, "plan_batches_edit") | {"batches": draft.batch_set.prefetch_related("products")}
    return render(request, "programs/plan/batches_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """One batch, new or stored, with its products."""
    draft = draft_of(request, slug)
    stored = get_object_or_404(Batch, pk=pk, version=draft) if pk else None
    form = BatchForm(request.POST or None, instance=stored, initial={"revision": draft.revision})
    products = list(stored.products.order_by("order", "pk").values(*ProductRow.Meta.fields)) if stored else []
    formset = rows_formset(ProductRow, request.POST or None, products)

    def save() -> None:
        data = dict(form.cleaned_data)
        revision = data.pop("revision")
        rows = place_units(draft.plan, formset.rows())
        save_batch(version=draft, revision=revision, actor=request.user, fields=data, products=rows, batch=stored)

    context = edit_context(draft, "plan_batches_edit") | {"formset": formset, "part": stored, "remove": "batch"}
    done = reverse("programs:plan_batches_edit", args=[slug])
    template = "programs/plan/edit_rows.html"
    return save_or_show(request, form, save, done, template, context, others_valid=formset.is_valid)
