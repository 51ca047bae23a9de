"""The board of a plan's batches: where each named product stands, moving it, joining it to its record."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.site.registry import read_once
from ocop.ui.paging import paginate
from products.domain.planned_batches import candidates, join_by_name, join_product
from products.models import PlannedProduct, Product
from programs.domain.batches.moves import NAMED_FIELDS, add_named, move_in_draft, move_product
from programs.domain.batches.standing import carried_into, standing_of
from programs.domain.plans_lock import StaleVersion
from programs.enums import VersionState
from programs.models import Batch, BatchProduct, PlanVersion
from programs.rules import can_edit_plan
from reporting.domain.batch_board import batch_board
from reporting.domain.progress_find import versions_in_force
from reporting.forms.batches import MoveForm, read_ids


def board_url(version: PlanVersion) -> str:
    """The board of this version (a draft beside an issued one is named by `ban`)."""
    return f"{reverse('reporting:batch_board', args=[version.plan.slug])}?ban={version.pk}"


def version_of(request: HttpRequest, slug: str) -> PlanVersion:
    """The version asked for by `?ban=`, else the one in force; 404 for what the person may not see."""
    versions = PlanVersion.objects.in_territory(request.user).filter(plan__slug=slug)
    asked = request.GET.get("ban", "") or request.POST.get("ban", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 19:
        return get_object_or_404(versions.select_related("plan__unit"), pk=int(asked))
    return get_object_or_404(versions_in_force(versions))


def _editable(request: HttpRequest, version: PlanVersion) -> PlanVersion:
    """404 for who may not change the plan, or when it is ended or replaced."""
    if not can_edit_plan(request.user, version.plan):
        raise Http404
    return version


def _item(request: HttpRequest, slug: str, pk: int) -> BatchProduct:
    versions = PlanVersion.objects.in_territory(request.user).filter(plan__slug=slug)
    found = BatchProduct.objects.filter(batch__version__in=versions)
    item = get_object_or_404(found.select_related("batch__version__plan__unit", "unit"), pk=pk)
    _editable(request, item.batch.version)
    return item


@require_safe
def board_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every batch with its products: dossier, recognised or not, moved or carried over."""
    version = version_of(request, slug)
    edits = can_edit_plan(request.user, version.plan)
    with read_once():  # each gate asks whether illustration data is shown
        board = batch_board(version, request.user, timezone.localdate())
    context = {
        "plan": version.plan,
        "version": version,
        "board": board,
        "can_edit": edits and not version.plan.closed_on,
        "can_move": not version.is_draft or len(board.batches) > 1,
        "arrivals": _arrivals(version) if edits and version.is_draft else [],
        "versions": PlanVersion.objects.in_territory(request.user).filter(plan=version.plan).exclude(pk=version.pk),
        "progress_url": reverse("reporting:progress", args=[slug]),
    }
    return render(request, "reporting/batch_board.html", context)


def _arrivals(version: PlanVersion) -> list[BatchProduct]:
    """Carried over into the plan's year and not yet named by the draft."""
    named = set(BatchProduct.objects.filter(batch__version=version).values_list("name", "producer_name"))
    return [item for item in carried_into(version.plan) if (item.name, item.producer_name) not in named]


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another batch or a later year for one product."""
    item = _item(request, slug, pk)
    version = item.batch.version
    standing: Any = standing_of(version).get(pk=pk)
    form = MoveForm(
        request.POST or None, version=version, standing=standing.batch_now, initial={"revision": version.revision}
    )
    if request.method == "POST" and form.is_valid() and _moved(request, form, item):
        messages.success(request, _("Đã chuyển “%s”.") % item.name)
        return redirect(board_url(version))
    now = form.batches.get(str(standing.batch_now)) if standing.batch_now != item.batch_id else None
    context = {"plan": version.plan, "version": version, "item": standing, "form": form, "back": board_url(version)}
    context |= {"now": now, "has_goal": bool(form.fields["goal"].choices)}  # type: ignore[attr-defined]
    return render(request, "reporting/batch_move.html", context, status=422 if form.errors else 200)


def _moved(request: HttpRequest, form: MoveForm, item: BatchProduct) -> bool:
    """Whether the verb was done; its refusal stands at the form."""
    data = form.cleaned_data
    try:
        if item.batch.version.is_draft:
            if form.to_batch is None:
                raise Http404
            move_in_draft(item=item, revision=data["revision"], actor=request.user, to_batch=form.to_batch)
        else:
            goal = {"to_batch": form.to_batch, "to_year": form.to_year}
            move_product(item=item, actor=request.user, reason=data["reason"], **goal)
    except ValidationError as error:
        tell(form, error)
        return False
    return True


def tell(form: Any, error: ValidationError) -> None:
    """A refusal at the form; a stale form takes the present revision for the next try."""
    if isinstance(error, StaleVersion):
        form.data = form.data.copy()
        form.data["revision"] = str(error.revision)
    faults: dict[Any, Any] = error.error_dict if hasattr(error, "error_dict") else {None: error}
    for name, errors in faults.items():
        form.add_error(name if name in form.fields else None, errors)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Choose the record of a named product: search without accents, one button each; `san-pham` blank takes it away."""
    item = _item(request, slug, pk)
    version = item.batch.version
    if request.method == "POST":
        return _join(request, item)
    text = request.GET.get("q", item.name).replace("\0", "").strip()[:100]
    context = {
        "plan": version.plan,
        "version": version,
        "item": item,
        "joined": PlannedProduct.objects.filter(item=item).select_related("product__producer__unit").first(),
        "text": text,
        "page": paginate(candidates(request.user, text), request, order=("sort_key", "id"), per_page=20),
        "back": board_url(version),
    }
    return render(request, "reporting/batch_join.html", context)


def _join(request: HttpRequest, item: BatchProduct) -> HttpResponse:
    chosen = read_ids([request.POST.get("san-pham", "")])
    product = get_object_or_404(Product.objects.visible_to(request.user), pk=chosen[0]) if chosen else None
    try:
        join_product(item=item, product=product, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(request.path)
    messages.success(request, _("Đã ghép “%s” với sản phẩm.") % item.name if product else _("Đã bỏ ghép."))
    return redirect(board_url(item.batch.version))


@require_POST
def join_names(request: HttpRequest, slug: str) -> HttpResponse:
    """Join all products whose name fits one record only."""
    version = _editable(request, version_of(request, slug))
    number = join_by_name(version=version, actor=request.user)
    messages.success(
        request, _("Đã ghép %s sản phẩm theo tên. Tên hợp với nhiều sản phẩm thì chọn từng dòng.") % number
    )
    return redirect(board_url(version))


@require_POST
def take_in(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Name a product carried over from an earlier year in a batch of the draft."""
    drafts = PlanVersion.objects.in_territory(request.user).filter(plan__slug=slug, state=VersionState.DRAFT)
    version = _editable(request, get_object_or_404(drafts.select_related("plan__unit")))
    item = get_object_or_404(carried_into(version.plan), pk=pk)
    goal, revision = (read_ids([request.POST.get(name, "")]) for name in ("dot", "revision"))
    row = {name: getattr(item, name) for name in NAMED_FIELDS}
    try:
        batch = Batch.objects.filter(version=version, pk__in=goal).first()
        if batch is None:
            raise ValidationError(_("Chọn đợt nhận sản phẩm."), code="where")
        seen = revision[0] if revision else -1
        made = add_named(version=version, revision=seen, actor=request.user, batch=batch, rows=[row])
        _join_again(item, made[0], request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã đưa “%(name)s” vào %(batch)s.") % {"name": item.name, "batch": batch.label})
    return redirect(board_url(version))


def _join_again(old: BatchProduct, new: BatchProduct, actor: Any) -> None:
    joined = PlannedProduct.objects.filter(item=old).select_related("product").first()
    if joined:
        join_product(item=new, product=joined.product, actor=actor)
