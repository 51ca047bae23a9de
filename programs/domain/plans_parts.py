"""Verbs on the parts of a draft: sections, lists (bases, activities, funding, recipients), batches, tasks."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from ocop.text import fold
from programs.domain.batches.moves import check_capacity, paired
from programs.domain.bodies_roles import check_once, set_bodies
from programs.domain.outline import OutlineError, fill, normalise
from programs.domain.outline_whole import Part, read_whole
from programs.domain.plans_content import version_content
from programs.domain.plans_lock import open_draft
from programs.domain.plans_text import writing_facts
from programs.enums import BodyRole, SectionKind
from programs.models import (
    Activity,
    Batch,
    BatchProduct,
    FundingSource,
    LegalBasis,
    PlanVersion,
    Recipient,
    Section,
    Task,
)

Rows = Sequence[Mapping[str, Any]]
LISTS: dict[str, type[models.Model]] = {
    "bases": LegalBasis,
    "activities": Activity,
    "funding": FundingSource,
    "recipients": Recipient,
}


def check_facts(*, version: PlanVersion, text: str, where: str, field: str) -> None:
    """Refuse a text that names a fact this plan cannot have, or writes one badly. Facts still empty are allowed.

    Raises ValidationError on `field`, naming section and line.
    """
    try:
        fill(text, writing_facts(version_content(version)), where=where)
    except OutlineError as error:
        raise ValidationError({field: str(error)}, code="fact") from error


def _next(manager: Any) -> int:
    return int(manager.aggregate(last=models.Max("order"))["last"] or 0) + 1


def _own(manager: Any, part: Any) -> Any:
    """The stored row of a part of this version; a part of another version is refused."""
    return manager.get(pk=part.pk)


@transaction.atomic
def save_section(
    *,
    version: PlanVersion,
    revision: int,
    actor: Any,
    number: str,
    heading: str,
    kind: str,
    body: str,
    section: Section | None = None,
    order: int | None = None,
) -> Section:
    """Add a section or change one; the body is stored as normal outline text.

    Raises PermissionDenied, StaleVersion, ValidationError (frozen; fact on `body`; field errors).
    """
    locked = open_draft(version=version, actor=actor, revision=revision)
    check_facts(version=locked, text=body, where=_("Mục %s") % number, field="body")
    saved = _own(locked.section_set, section) if section else Section(version=locked, order=_next(locked.section_set))
    saved.number, saved.heading, saved.kind, saved.body = number, heading, kind, normalise(body)
    saved.order = order or saved.order
    saved.full_clean()
    saved.save()
    return saved


def kinds_of(parts: Sequence[Part], stored: Sequence[Section]) -> list[str]:
    """The kind of each part of a whole text: that of the section with its heading, else with its number, else text."""
    headings = {fold(one.heading): one.kind for one in stored}
    numbers = {one.number: one.kind for one in reversed(stored)}
    return [headings.get(fold(part.heading)) or numbers.get(part.number) or SectionKind.TEXT for part in parts]


@transaction.atomic
def save_whole(*, version: PlanVersion, revision: int, actor: Any, text: str) -> PlanVersion:
    """Write all sections of a draft from one outline text ("I. …" begins a section); those it lacks are taken out.

    Raises PermissionDenied, StaleVersion, ValidationError (frozen; fact or heading on `body`, naming the line).
    """
    locked = open_draft(version=version, actor=actor, revision=revision)
    check_facts(version=locked, text=text, where="", field="body")
    try:
        parts = read_whole(text)
    except OutlineError as error:
        raise ValidationError({"body": str(error)}, code="heading") from error
    if not parts:
        raise ValidationError({"body": _("Kế hoạch phải có ít nhất một phần.")}, code="heading")
    old = list(locked.section_set.order_by("order", "pk"))
    rows = [
        {"number": part.number, "heading": part.heading, "body": part.body, "kind": kind}
        for part, kind in zip(parts, kinds_of(parts, old), strict=True)
    ]
    _sync(Section, old, rows, {"version": locked})
    return locked


@transaction.atomic
def set_list(*, version: PlanVersion, revision: int, actor: Any, part: str, rows: Rows) -> PlanVersion:
    """Write a whole list of a draft in order; `part` is a key of LISTS, each row the fields of its model.

    Rows keep their identity by place, so that the history shows what changed. Raises as save_section.
    """
    locked = open_draft(version=version, actor=actor, revision=revision)
    model: Any = LISTS[part]
    old = list(model.objects.filter(version=locked).order_by("order", "pk"))
    _sync(model, old, rows, {"version": locked})
    return locked


def _sync(model: Any, old: list[Any], rows: Rows, owner: Mapping[str, Any]) -> None:
    """Make the stored rows equal to `rows` in order: change in place, add, delete what is left over."""
    for index, row in enumerate(rows):
        item = (old[index] if index < len(old) else None) or model(**owner)
        item.order = index + 1
        for name, value in row.items():
            setattr(item, name, value)
        item.full_clean()
        item.save()
    model.objects.filter(pk__in=[item.pk for item in old[len(rows) :]]).delete()


@transaction.atomic
def save_batch(
    *,
    version: PlanVersion,
    revision: int,
    actor: Any,
    fields: Mapping[str, Any],
    products: Rows,
    batch: Batch | None = None,
) -> Batch:
    """Add a batch or change one, with its whole list of named products.

    `fields`: number, label, window_from, window_to, capacity, wording; a product: name, producer_name, place, unit,
    star_sought, kind. Raises as save_section (fact on `wording`); code capacity.
    """
    locked = open_draft(version=version, actor=actor, revision=revision)
    saved = _own(locked.batch_set, batch) if batch else Batch(version=locked, order=_next(locked.batch_set))
    for name, value in fields.items():
        setattr(saved, name, value)
    saved.full_clean()
    saved.save()
    old = list(saved.products.order_by("order", "pk"))
    kept = paired(old, products)
    _sync(BatchProduct, [*kept, *(row for row in old if row not in kept)], products, {"batch": saved})
    check_capacity(saved, len(products))
    check_facts(version=locked, text=saved.wording, where=saved.label, field="wording")
    return saved


@transaction.atomic
def save_task(
    *,
    version: PlanVersion,
    revision: int,
    actor: Any,
    fields: Mapping[str, Any],
    lead: str,
    coordinating: Sequence[str],
    leads: Sequence[str] = (),
    requested: Sequence[str] = (),
    task: Task | None = None,
) -> Task:
    """Add a task or change one: `fields` heading, intro, items, due_on; bodies are given by name.

    `leads`: bodies that lead together with `lead`; `requested`: those asked to take part. Raises as save_section; codes
    lead_twice, body_twice when a body is named in two roles.
    """
    locked = open_draft(version=version, actor=actor, revision=revision)
    roles = {BodyRole.LEAD: leads, BodyRole.COORDINATING: coordinating, BodyRole.REQUESTED: requested}
    body = check_once(unit=locked.plan.unit, lead=lead, roles=roles)
    saved = _own(locked.task_set, task) if task else Task(version=locked, order=_next(locked.task_set))
    saved.body = body
    for name, value in fields.items():
        setattr(saved, name, value)
    saved.full_clean(exclude=["items"])  # a duty may be one sentence, in `intro`
    saved.save()
    set_bodies(task=saved, roles=roles)
    return saved


@transaction.atomic
def remove_part(*, version: PlanVersion, revision: int, actor: Any, part: Section | Batch | Task) -> PlanVersion:
    """Take a section, batch or task out of a draft; the history keeps it. Raises as save_section."""
    locked = open_draft(version=version, actor=actor, revision=revision)
    _own(type(part).objects.filter(version=locked), part).delete()
    return locked
