"""Whether a text that was read is a version of a plan already here: same unit and year, and how much they share."""

from collections.abc import Iterable
from typing import Any

from ocop.text import fold
from programs.domain.plans_content import version_content
from programs.domain.plans_text import draft_facts, plan_blocks
from programs.models import Plan

from .edits import with_dates

_WORDS = 5
_SAME, _RELATED = 0.8, 0.4


def shingles(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Every five words in a row of the paragraphs, without accents: what two versions share."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = fold(text).split()
        found |= {tuple(words[i : i + _WORDS]) for i in range(max(1, len(words) - _WORDS + 1))}
    return found


def known_version(result: dict[str, Any], user: Any = None) -> dict[str, Any] | None:
    """The version most like the text among those of the unit and year; None when there is no such plan.

    `user` None: all plans (command line). {"plan", "slug", "title", "version", "state", "similarity" (share of the
    text's words found there), "relation"}: "issued_of_draft" (the text is the issued version of a draft here), "same"
    (the same version), "other" (a plan of the unit and year with other words)."""
    plans = Plan.objects.all() if user is None else Plan.objects.visible_to(user)
    code, year = result["plan"]["unit"]["code"], result["plan"]["year"]
    plan = plans.filter(unit__code=code, year=year).first() if code and year else None
    if plan is None:
        return None
    read = with_dates(result["version"]) | {"year": year, "unit_code": code}
    own = shingles(block.plain for block in plan_blocks(read, draft_facts(read)))
    best: tuple[float, Any] = (-1.0, None)
    for version in plan.versions.select_related("plan__unit").order_by("pk"):
        content = version_content(version)
        here = shingles(block.plain for block in plan_blocks(content, draft_facts(content)))
        best = max(best, (len(own & here) / max(len(own), 1), version), key=lambda pair: pair[0])
    share, version = best
    if version is None:
        return None
    read_issued = result["version"]["state"] == "issued"
    drafted = plan.versions.filter(state="draft").first() if read_issued and share >= _RELATED else None
    if drafted is not None and version.state == "issued" and version.number != result["version"]["number"]:
        version = drafted
    relation = _relation(share, read_issued, version.state)
    names = {"plan": plan.pk, "slug": plan.slug, "title": plan.title, "version": version.pk, "state": version.state}
    return {**names, "similarity": round(share, 3), "relation": relation}


def _relation(share: float, read_issued: bool, state: str) -> str:
    if share < _RELATED:
        return "other"
    if read_issued and state == "draft":
        return "issued_of_draft"
    return "same" if share >= _SAME else "other"
