"""Reading pages of a plan: text with its facts, targets, batches, tasks, money and activities, versions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programs.domain.cascade.differs import against_parent
from programs.domain.cascade.named import named_in_batches
from programs.domain.held.counts import planned_and_held
from programs.domain.plans_compare import compare
from programs.domain.plans_content import version_content
from programs.domain.plans_labels import segments
from programs.domain.plans_text import Block, draft_facts, plan_blocks, recipient_text, text_faults
from programs.domain.targets_grid import STARS, stored_rows
from programs.enums import VersionState
from programs.models import HeldActivity, PlanVersion
from programs.rules import can_give_work
from programs.views.money import money_context
from programs.views.plan_common import page_context


def shown_blocks(blocks: list[Block]) -> list[dict[str, Any]]:
    """Blocks for the template: kind, level, marker, anchor and the text cut at its facts."""
    return [{"block": block, "segments": segments(block)} for block in blocks]


@require_safe
def content(request: HttpRequest, slug: str) -> HttpResponse:
    """The text of a version with its facts marked, its outline at the left, its data at the right."""
    context = page_context(request, slug)
    version = context["version"]
    if version:
        data = version_content(version)
        blocks = plan_blocks(data, draft_facts(data))
        context |= {
            "blocks": shown_blocks(blocks),
            "outline": [block for block in blocks if block.kind == "section"],
            "faults": text_faults(data) if context["can_edit"] and version.state == VersionState.DRAFT else [],
            "recipients": [recipient_text(entry) for entry in data["recipients"]],
            "data": data,
            "totals": _totals(version),
            "against": against_parent(version),
        }
    return render(request, "programs/plan/content.html", context)


def _totals(version: PlanVersion) -> dict[str, Any]:
    """The headline by star: [(star, committed, working or None)] and the sums."""
    headline, _rows = stored_rows(version)
    stars = []
    for star in STARS:
        committed = sum(row.committed.get(star) or 0 for row in headline)
        working = sum((row.working or {}).get(star) or 0 for row in headline)
        if committed or working:
            stars.append((star, committed, working))
    return {
        "stars": stars,
        "committed": sum(one[1] for one in stars),
        "working": sum(one[2] for one in stars),
    }


@require_safe
def targets(request: HttpRequest, slug: str) -> HttpResponse:
    """The annex: units × stars, committed and working side by side, totals first, blanks for zero."""
    context = page_context(request, slug)
    if context["version"]:
        headline, rows = stored_rows(context["version"])
        lines = [_line(row) for row in rows]
        context |= {"headline": [_line(row) for row in headline], "rows": lines, "totals": _totals(context["version"])}
        context["sums"] = [sum(column) for column in zip(*(line["cells"] for line in lines), strict=True)]
        context["planned"] = [sum(column) for column in zip(*(line["working"] for line in lines), strict=True)]
        context["has_working"] = any(sum(line["working"]) for line in [*context["headline"], *lines])
        context["batches"] = named_in_batches(context["version"])
        context["adjusted"] = context["version"].adjustments.exists()
    return render(request, "programs/plan/targets.html", context)


def _line(row: Any) -> dict[str, Any]:
    cells = [row.committed.get(star) or 0 for star in STARS]
    working = [(row.working or {}).get(star) or 0 for star in STARS]
    return {"name": row.name, "kind": row.kind, "cells": [sum(cells), *cells], "working": [sum(working), *working]}


@require_safe
def batches(request: HttpRequest, slug: str) -> HttpResponse:
    """Batches with their named products."""
    context = page_context(request, slug)
    if context["version"]:
        context["batches"] = context["version"].batch_set.prefetch_related("products__unit")
    return render(request, "programs/plan/batches.html", context)


@require_safe
def tasks(request: HttpRequest, slug: str) -> HttpResponse:
    """Who does what."""
    context = page_context(request, slug)
    if context["version"]:
        found = context["version"].task_set.select_related("body").prefetch_related("coordinating__body")
        context["tasks"] = found
    context["can_give"] = can_give_work(request.user, context["plan"])
    return render(request, "programs/plan/tasks.html", context)


@require_safe
def funding(request: HttpRequest, slug: str) -> HttpResponse:
    """Sources of money, and activities."""
    context = page_context(request, slug)
    if context["version"]:
        seen = HeldActivity.objects.visible_to(request.user).filter(plan=context["plan"])
        context["funding"] = context["version"].fundingsource_set.all()
        context["activities"] = planned_and_held(context["version"], seen)
        context |= money_context(request, context["plan"])
    return render(request, "programs/plan/funding.html", context)


@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """All versions; draft and issued text paragraph by paragraph, with `?tat-ca=1` also those that are equal."""
    context = page_context(request, slug)
    found = context["versions"]
    draft = next((one for one in found if one.state == VersionState.DRAFT), None)
    issued = next((one for one in found if one.state == VersionState.ISSUED), None)
    if draft and issued:
        sides = []
        for version in (draft, issued):
            data = version_content(version)
            sides.append(plan_blocks(data, draft_facts(data)))
        pairs = compare(*sides)
        everything = request.GET.get("tat-ca") == "1"
        context |= {
            "before": draft,
            "after": issued,
            "pairs": [pair for pair in pairs if everything or pair.kind != "same"],
            "same": sum(pair.kind == "same" for pair in pairs),
            "everything": everything,
        }
    return render(request, "programs/plan/versions.html", context)
