"""Templates of plans: the list, a template with its sections, and the outline editor of a section."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.ui.paging import paginate
from programs.domain.outline_preview import Preview, preview_section
from programs.domain.plans_content import version_content
from programs.domain.plans_text import writing_facts
from programs.domain.templates import (
    create_template,
    identity_of,
    remove_section_template,
    save_section_template,
    save_template,
)
from programs.domain.templates_text import EMPTY, template_labels, template_values
from programs.forms.plan import RevisionForm
from programs.forms.templates import NewTemplateForm, TemplateForm, TemplateSectionForm
from programs.models import Plan, PlanTemplate, SectionTemplate
from programs.rules import can_write_template, writes_templates
from programs.views.plan_common import put_errors, save_or_show
from programs.views.plan_sections import mended, preview_context, typed_section

page = require_http_methods(["GET", "HEAD", "POST"])


def _readable(request: HttpRequest, pk: int) -> PlanTemplate:
    """A template the person may read, for those who write templates somewhere; 404 otherwise."""
    if not writes_templates(request.user):
        raise Http404
    return get_object_or_404(PlanTemplate.objects.visible_to(request.user).select_related("unit"), pk=pk)


def _writable(request: HttpRequest, pk: int) -> PlanTemplate:
    template = _readable(request, pk)
    if not can_write_template(request.user, template.unit):
        raise Http404
    return template


@require_safe
def template_list(request: HttpRequest) -> HttpResponse:
    """Templates the person may read: the country's, those of units above and below."""
    if not writes_templates(request.user):
        raise Http404
    found = PlanTemplate.objects.visible_to(request.user).select_related("unit")
    return render(
        request, "programs/template/list.html", {"page": paginate(found, request, order=("tier", "-valid_from", "id"))}
    )


@page
def template_new(request: HttpRequest) -> HttpResponse:
    """Make a template, empty or from another (`?tu=` its id)."""
    if not writes_templates(request.user):
        raise Http404
    source = request.GET.get("tu", "")
    initial: dict[str, Any] = {}
    if source.isdecimal():
        copied = _readable(request, int(source))
        initial = {"source": copied, "tier": copied.tier, "title": copied.title, "valid_from": copied.valid_from}
    form = NewTemplateForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_template(actor=request.user, **form.cleaned_data)
        except PermissionDenied as error:
            raise Http404 from error
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("programs:template_detail", pk=made.pk)
    return render(request, "programs/template/new.html", {"form": form}, status=422 if form.is_bound else 200)


@page
def template_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A template: its sections, and what stands around them; the form is for those who may change it."""
    template = _writable(request, pk) if request.method == "POST" else _readable(request, pk)
    writes = can_write_template(request.user, template.unit)
    form = TemplateForm(request.POST or None, initial={"revision": template.revision}, instance=template)

    def save() -> None:
        data = dict(form.cleaned_data)
        save_template(template=template, revision=data.pop("revision"), actor=request.user, **data)

    context = {"template": template, "sections": template.sections.all(), "writes": writes}
    done = reverse("programs:template_detail", args=[pk])
    return save_or_show(request, form, save, done, "programs/template/detail.html", context)


def _preview(values: Mapping[str, Any], plan: Plan | None) -> Preview:
    """A section as typed, with the facts of a plan or with the names of facts."""
    known = template_values()
    content: Mapping[str, Any] = EMPTY
    version = plan.versions.order_by("-state", "-issued_on", "-id").first() if plan else None
    if plan and version:
        content = version_content(version)
        facts = writing_facts(content)
        known |= {name: facts[name] for name in known if name in facts} | identity_of(plan.unit, plan.year)
    return preview_section(content, typed_section(values), known)


def _plan(request: HttpRequest, template: PlanTemplate, asked: Any) -> Plan | None:
    """The plan chosen for the preview, among those the person may see."""
    if not str(asked or "").isdecimal():
        return None
    visible = Plan.objects.in_territory(request.user).select_related("unit")
    return visible.filter(unit__tier=template.tier, pk=int(asked)).first()


@page
def template_section(request: HttpRequest, pk: int, section: int | None = None) -> HttpResponse:
    """One section of a template, new or stored, in the outline editor."""
    template = _writable(request, pk)
    stored = get_object_or_404(SectionTemplate, pk=section, template=template) if section else None
    make_form = partial(TemplateSectionForm, user=request.user, tier=template.tier)
    mend = mended(request, make_form)
    form, told = mend or (make_form(request.POST or None, initial=TemplateSectionForm.of(stored, template)), "")
    values = form.data if form.is_bound else form.initial
    plan = _plan(request, template, values.get("plan"))
    context = {
        "template": template,
        "part": stored,
        "facts": [(name, label, "", False) for name, label in template_labels().items()],
        "preview_url": reverse("programs:template_preview", args=[pk]),
        **preview_context([_preview(values, plan)]),
    }
    if mend:
        return render(request, "programs/template/section.html", {**context, "form": form, "told": told})

    def save() -> None:
        data = {name: value for name, value in form.cleaned_data.items() if name != "plan"}
        save_section_template(template=template, actor=request.user, section=stored, **data)

    done = reverse("programs:template_detail", args=[pk])
    return save_or_show(request, form, save, done, "programs/template/section.html", context)


@require_POST
def template_section_remove(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """Take a section out of a template."""
    template = _writable(request, pk)
    stored = get_object_or_404(SectionTemplate, pk=section, template=template)
    form = RevisionForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        revision = form.cleaned_data["revision"]
        remove_section_template(template=template, revision=revision, actor=request.user, section=stored)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        put_errors(form, error)
        context = {"template": template, "form": form}
        return render(request, "programs/template/refused.html", context, status=422)
    return redirect("programs:template_detail", pk=pk)


@require_POST
def template_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Fragment: how a typed section of a template will read, with a plan's facts or their names. Writes nothing."""
    template = _writable(request, pk)
    shown = _preview(request.POST, _plan(request, template, request.POST.get("plan")))
    return render(request, "programs/plan/preview.html", preview_context([shown]))
