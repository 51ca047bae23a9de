"""Verbs of templates of plans: made (empty or from another), changed, and used for a new plan."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.text import lower_kind
from programs.domain.outline import normalise
from programs.domain.plans_lock import StaleVersion
from programs.domain.templates_text import (
    MAX_SECTIONS,
    basis_rows,
    law_faults,
    recipient_rows,
    text_fault,
    write_identity,
)
from programs.models import LegalBasis, PlanTemplate, PlanVersion, Recipient, Section, SectionTemplate, Unit
from programs.rules import can_write_template

HEAD_FIELDS = ("title", "valid_from", "valid_to", "is_active", "opening", "closing", "bases", "recipients")
_TEXTS = {"opening": "Lời dẫn", "closing": "Lời kết", "bases": "Căn cứ", "recipients": "Nơi nhận"}
_PRINTED = frozenset({"bases", "recipients"})


class StaleTemplate(StaleVersion):
    """Somebody saved the template after this person opened it; nothing was written. code: stale."""

    def __init__(self, template: PlanTemplate) -> None:
        saved = timezone.localtime(template.updated_at)
        message = _(
            "Mẫu đã được người khác lưu lúc %(time)s ngày %(day)s, sau khi bạn mở trang này. Chưa ghi gì; nội dung bạn "
            "nhập còn nguyên bên dưới. Hãy xem lại bản mới nhất; nếu vẫn đúng, bấm lưu lần nữa để thay."
        )
        facts = {"time": f"{saved:%H:%M}", "day": f"{saved:%d/%m/%Y}"}
        ValidationError.__init__(self, message % facts, code="stale")
        self.revision = template.revision


def _open(template: PlanTemplate, revision: int, actor: Any) -> PlanTemplate:
    """The template's row, locked for one change. Raises PermissionDenied or StaleTemplate."""
    locked = PlanTemplate.objects.select_for_update(of=("self",)).select_related("unit").get(pk=template.pk)
    if not can_write_template(actor, locked.unit):
        raise PermissionDenied
    if locked.revision != revision:
        raise StaleTemplate(locked)
    locked.revision += 1
    return locked


def _check(template: PlanTemplate) -> None:
    """Facts are known ones, acts are in force on the days of the template. Raises ValidationError by field."""
    faults = {
        name: text_fault(getattr(template, name), _(label), printed=name in _PRINTED) for name, label in _TEXTS.items()
    }
    errors: dict[str, Any] = {name: [fault] for name, fault in faults.items() if fault}
    laws = list(law_faults(template.bases, template.valid_from, template.valid_to))
    if laws:
        errors["bases"] = errors.get("bases", []) + laws
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def create_template(
    *,
    actor: Any,
    unit: Unit | None,
    tier: str,
    title: str,
    valid_from: date,
    source: PlanTemplate | None = None,
) -> PlanTemplate:
    """Make a template of a unit (None: the whole country), with everything another one says when `source` is given.

    Raises PermissionDenied or ValidationError (field errors; acts not in force).
    """
    if not can_write_template(actor, unit):
        raise PermissionDenied
    made = PlanTemplate(unit=unit, tier=tier, title=title, valid_from=valid_from)
    if source:
        made.valid_to = source.valid_to if source.valid_to and source.valid_to >= valid_from else None
        for name in _TEXTS:
            setattr(made, name, getattr(source, name))
    made.full_clean()
    _check(made)
    made.save()
    if source:
        SectionTemplate.objects.bulk_create(
            SectionTemplate(
                template=made, order=one.order, number=one.number, heading=one.heading, kind=one.kind, body=one.body
            )
            for one in source.sections.all()
        )
    return made


@transaction.atomic
def save_template(*, template: PlanTemplate, revision: int, actor: Any, **fields: Any) -> PlanTemplate:
    """Change what is not a section; `fields` are of HEAD_FIELDS.

    Raises PermissionDenied, StaleTemplate, ValidationError (a fact or an act that cannot stand there).
    """
    locked = _open(template, revision, actor)
    unknown = set(fields) - set(HEAD_FIELDS)
    if unknown:
        raise TypeError(f"not a field of a template: {sorted(unknown)}")
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean()
    _check(locked)
    locked.save()
    return locked


@transaction.atomic
def save_section_template(
    *,
    template: PlanTemplate,
    revision: int,
    actor: Any,
    number: str,
    heading: str,
    kind: str,
    body: str,
    section: SectionTemplate | None = None,
    order: int | None = None,
) -> SectionTemplate:
    """Add a section to a template or change one; an unknown fact is told with its line.

    Raises PermissionDenied, StaleTemplate, ValidationError (field errors; too many sections).
    """
    locked = _open(template, revision, actor)
    faults = {
        "heading": text_fault(heading, _("Tiêu đề"), printed=True),
        "body": text_fault(body, _("Mục %s") % number),
    }
    if any(faults.values()):
        raise ValidationError({name: fault for name, fault in faults.items() if fault}, code="fact")
    if section is None and locked.sections.count() >= MAX_SECTIONS:
        raise ValidationError(_("Mẫu có nhiều nhất %(limit)s phần.") % {"limit": MAX_SECTIONS}, code="sections")
    last = locked.sections.aggregate(last=Max("order"))["last"] or 0
    saved = locked.sections.get(pk=section.pk) if section else SectionTemplate(template=locked, order=last + 1)
    saved.number, saved.heading, saved.kind, saved.body = number, heading, kind, normalise(body)
    saved.order = order or saved.order
    saved.full_clean()
    saved.save()
    locked.save()
    return saved


@transaction.atomic
def remove_section_template(
    *, template: PlanTemplate, revision: int, actor: Any, section: SectionTemplate
) -> PlanTemplate:
    """Take a section out of a template; the history keeps it. Raises as save_section_template."""
    locked = _open(template, revision, actor)
    locked.sections.get(pk=section.pk).delete()
    locked.save()
    return locked


def drafting_day(year: int) -> date:
    """The day whose law a plan of a year rests on: today, or the last day of a year gone by."""
    return min(timezone.localdate(), date(year, 12, 31))


def templates_for(*, unit: Unit, year: int) -> list[PlanTemplate]:
    """Templates a plan can be made from, the default first: the newest, a unit's own before the country's."""
    found = PlanTemplate.objects.for_plan(unit, drafting_day(year)).select_related("unit")
    return sorted(found, key=lambda one: (one.valid_from, one.unit_id is not None, one.pk), reverse=True)


def identity_of(unit: Unit, year: int) -> dict[str, str]:
    """The unit's facts a template can name, written out."""
    day = drafting_day(year)
    province = Unit.objects.on(day).filter(code=unit.province_code).first() or unit
    return {
        "don_vi": lower_kind(unit.name),
        "dia_danh": unit.short_name,
        "tinh": lower_kind(province.name),
        "nam_truoc": str(year - 1),
    }


def apply_template(*, version: PlanVersion, template: PlanTemplate) -> None:
    """Fill a new, empty draft from a template: sections, bases, recipients, opening and closing words.

    Called inside the verb that makes the plan.
    """
    plan = version.plan
    identity = identity_of(plan.unit, plan.year)
    printed = identity | {"nam": str(plan.year)}
    version.opening = write_identity(template.opening, identity)
    version.closing = write_identity(template.closing, identity)
    version.save()
    Section.objects.bulk_create(
        Section(
            version=version,
            order=order,
            number=one.number,
            heading=write_identity(one.heading, printed),
            kind=one.kind,
            body=write_identity(one.body, identity),
        )
        for order, one in enumerate(template.sections.all(), 1)
    )
    bases = basis_rows(write_identity(template.bases, printed))
    LegalBasis.objects.bulk_create(LegalBasis(version=version, order=n, **row) for n, row in enumerate(bases, 1))
    recipients = recipient_rows(write_identity(template.recipients, printed))
    Recipient.objects.bulk_create(Recipient(version=version, order=n, **row) for n, row in enumerate(recipients, 1))
