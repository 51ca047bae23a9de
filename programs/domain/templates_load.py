"""Loading the templates of plans that come with the software (`programs/seeds/templates/`); idempotent."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from programs.domain.outline import normalise
from programs.models import PlanTemplate, SectionTemplate

FOLDER = Path(__file__).resolve().parent.parent / "seeds" / "templates"


def read_templates() -> list[dict[str, Any]]:
    """The shipped templates: fields of PlanTemplate, and `sections`."""
    found: list[dict[str, Any]] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        shared = {name: data[name] for name in ("tier", "opening", "closing", "sections")}
        for entry in data["templates"]:
            lists = {name: "\n".join(entry[name]) for name in ("bases", "recipients")}
            found.append({**shared, "valid_to": None, **entry, **lists})
    return found


@transaction.atomic
def load_templates() -> int:
    """Add the shipped templates that are not there yet; those that people changed stay. Returns how many were added."""
    known = set(PlanTemplate.objects.exclude(key="").values_list("key", flat=True))
    added = 0
    for entry in read_templates():
        if entry["key"] in known:
            continue
        sections = entry.pop("sections")
        template = PlanTemplate.objects.create(**entry)
        SectionTemplate.objects.bulk_create(
            SectionTemplate(
                template=template,
                order=order,
                body=normalise(section["body"]),
                **{name: section[name] for name in ("number", "heading", "kind")},
            )
            for order, section in enumerate(sections, 1)
        )
        added += 1
    return added
