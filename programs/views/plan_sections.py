"""The outline editor of a draft: its sections, one by one or as one text, with live preview and offers to mend."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programs.domain.outline import OutlineError
from programs.domain.outline_paste import clean_paste
from programs.domain.outline_preview import Preview, hints, line_faults, preview_section
from programs.domain.outline_tree import renumber
from programs.domain.outline_whole import Part, raw_bodies, read_whole, renumber_whole, repeated_numbers, write_whole
from programs.domain.plans_content import version_content
from programs.domain.plans_labels import fact_label
from programs.domain.plans_parts import kinds_of, save_section, save_whole
from programs.domain.plans_text import facts_of, writing_facts
from programs.enums import SectionKind
from programs.forms.plan import SectionForm, WholeForm
from programs.models import PlanVersion, Section
from programs.views.plan_common import draft_of, edit_context, save_or_show
from programs.views.plan_pages import shown_blocks

page = require_http_methods(["GET", "HEAD", "POST"])
MENDS: Mapping[str, tuple[Callable[[str], str], str]] = {
    "renumber": (renumber, "Đã đánh số lại, chưa lưu. Số mục nhắc trong câu (“theo mục 2.1”) không tự đổi."),
    "clean": (clean_paste, "Đã dọn dấu đầu dòng và dấu cách của Word, chưa lưu."),
    "preview": (str, "Bản xem thử của nội dung đang nhập, chưa lưu."),
}
"""What the editor offers beside saving: change of the text, and what is told after it."""
WHOLE_MENDS = {**MENDS, "renumber": (renumber_whole, MENDS["renumber"][1])}


def mended(
    request: HttpRequest, form: Callable[..., forms.Form], mends: Mapping[str, tuple[Callable[[str], str], str]] = MENDS
) -> tuple[forms.Form, str] | None:
    """The form with what was typed and its `body` mended, when the person asked for that; nothing is saved."""
    mend = mends.get(request.POST.get("action", ""))
    if mend is None:
        return None
    change, told = mend
    typed = {name: request.POST[name] for name in request.POST if name not in ("action", "csrfmiddlewaretoken")}
    return form(initial={**typed, "body": change(typed.get("body", ""))}), _(told)


def preview_context(shown: Iterable[Preview]) -> dict[str, Any]:
    """Context of the preview's fragment."""
    shown = list(shown)
    blocks = [block._replace(anchor=f"xem-muc-{index}") for index, one in enumerate(shown, 1) for block in one.blocks]
    return {
        "blocks": shown_blocks(blocks),
        "faults": [fault for one in shown for fault in one.faults],
        "hints": [hint for one in shown for hint in one.hints],
    }


def typed_section(values: Mapping[str, Any]) -> dict[str, str]:
    """A section as typed, for its preview."""
    section = {name: str(values.get(name) or "") for name in ("number", "heading", "kind", "body")}
    return section | {"kind": section["kind"] or SectionKind.TEXT}


def fact_rows(facts: Mapping[str, Any]) -> list[tuple[str, str, Any, bool]]:
    """(name, what it is, value, whether it is a number below ten: written with two digits) for the picker."""
    return [(name, fact_label(name), value, isinstance(value, int) and value < 10) for name, value in facts.items()]


@require_safe
def sections(request: HttpRequest, slug: str) -> HttpResponse:
    """The sections of a draft in order."""
    draft = draft_of(request, slug)
    context = edit_context(draft, "plan_sections") | {"sections": draft.section_set.all()}
    return render(request, "programs/plan/sections.html", context)


@page
def section(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """One section, new or stored: fields, outline text, preview."""
    draft = draft_of(request, slug)
    stored = get_object_or_404(Section, pk=pk, version=draft) if pk else None
    data = version_content(draft)
    context = edit_context(draft, "plan_sections") | {
        "part": stored,
        "facts": fact_rows(facts_of(data)),
        "remove": "section",
        "preview_url": reverse("programs:plan_preview", args=[slug]),
    }
    template = "programs/plan/section_edit.html"
    mend = mended(request, SectionForm)
    form, told = mend or (SectionForm(request.POST or None, initial=SectionForm.of(stored, draft)), "")
    values = form.data if form.is_bound else form.initial
    context |= preview_context([preview_section(data, typed_section(values), writing_facts(data))])
    if mend:
        return render(request, template, {**context, "form": form, "told": told})

    def save() -> None:
        save_section(version=draft, section=stored, actor=request.user, **form.cleaned_data)

    return save_or_show(request, form, save, reverse("programs:plan_sections", args=[slug]), template, context)


@require_POST
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Fragment: how the typed outline text will read, or why it cannot. Writes nothing."""
    data = version_content(draft_of(request, slug))
    shown = preview_section(data, typed_section(request.POST), writing_facts(data))
    return render(request, "programs/plan/preview.html", preview_context([shown]))


def _whole_preview(draft: PlanVersion, text: str) -> dict[str, Any]:
    data = version_content(draft)
    try:
        parts = read_whole(text)
    except OutlineError as error:
        return {"blocks": [], "faults": [str(error)], "hints": []}
    kinds, known = kinds_of(parts, list(draft.section_set.all())), writing_facts(data)
    shown = [
        preview_section(data, part._asdict() | {"kind": kind}, known) for part, kind in zip(parts, kinds, strict=True)
    ]
    hints_of_parts = [hint for raw in raw_bodies(text, parts) for hint in hints(raw)]
    twice = [_("Dòng %(row)s: số mục “%(number)s” dùng hai lần.") % part._asdict() for part in repeated_numbers(parts)]
    return preview_context(shown) | {
        "faults": [fault for _row, fault in line_faults(text, known)],
        "hints": list(dict.fromkeys(hints_of_parts + twice)),
    }


@page
def whole(request: HttpRequest, slug: str) -> HttpResponse:
    """All sections as one text: read, pasted from a word processor, saved as sections."""
    draft = draft_of(request, slug)
    stored = [Part(one.number, one.heading, one.body) for one in draft.section_set.all()]
    context = edit_context(draft, "plan_sections") | {
        "facts": fact_rows(facts_of(version_content(draft))),
        "preview_url": reverse("programs:plan_whole_preview", args=[slug]),
    }
    template = "programs/plan/section_edit.html"
    mend = mended(request, WholeForm, WHOLE_MENDS)
    initial = {"revision": draft.revision, "body": write_whole(stored)}
    form, told = mend or (WholeForm(request.POST or None, initial=initial), "")
    values = form.data if form.is_bound else form.initial
    context |= _whole_preview(draft, str(values.get("body") or ""))
    if mend:
        return render(request, template, {**context, "form": form, "told": told})

    def save() -> None:
        data = form.cleaned_data
        save_whole(version=draft, revision=data["revision"], actor=request.user, text=data["body"])

    return save_or_show(request, form, save, reverse("programs:plan_sections", args=[slug]), template, context)


@require_POST
def whole_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Fragment: how the whole text will read as sections, or why it cannot. Writes nothing."""
    context = _whole_preview(draft_of(request, slug), request.POST.get("body", ""))
    return render(request, "programs/plan/preview.html", context)
