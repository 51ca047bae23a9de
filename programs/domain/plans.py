"""Verbs of a plan's life: made, its head edited, issued, taken up again as a draft."""

import hashlib
import json
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.site.registry import get_setting
from ocop.text import fold, lower_kind, nfc
from programs.domain.cascade.building import build_on_parent
from programs.domain.cascade.settled import assignment_faults
from programs.domain.plans_content import version_content
from programs.domain.plans_copy import copy_parts
from programs.domain.plans_lock import check_draft, check_not_closed, check_revision, lock_version, open_draft
from programs.domain.plans_number import enter_version
from programs.domain.plans_text import text_faults
from programs.domain.proof import FAULT, open_findings
from programs.domain.templates import apply_template, templates_for
from programs.enums import PlanStage, SectionKind, VersionPurpose, VersionState
from programs.models import Plan, PlanTemplate, PlanVersion, Section, Unit, VersionStep
from programs.rules import can_edit_plan, can_issue_plan, can_write_plans_of

HEAD_FIELDS = (
    "symbol",
    "place",
    "issuer_parent",
    "issuer",
    "abstract",
    "opening",
    "closing",
    "annex_title",
    "signer_authority",
    "signer_title",
    "signer_name",
)
_FIRST_SECTIONS = (
    ("I", "MỤC ĐÍCH, YÊU CẦU", SectionKind.TEXT),
    ("II", "MỤC TIÊU", SectionKind.TARGETS),
    ("III", "NỘI DUNG", SectionKind.TEXT),
    ("IV", "KINH PHÍ THỰC HIỆN", SectionKind.FUNDING),
    ("V", "TỔ CHỨC THỰC HIỆN", SectionKind.TASKS),
)
ISSUING = "Nghị định 30/2020/NĐ-CP, Điều 13 và Điều 15"


def default_title(unit: Unit, year: int) -> str:
    """The usual title of a yearly plan."""
    return _("Kế hoạch thực hiện Chương trình mỗi xã một sản phẩm (OCOP) năm %(year)s, %(unit)s") % {
        "year": year,
        "unit": lower_kind(unit.name),
    }


def _abstract(title: str) -> str:
    """What stands under the words KẾ HOẠCH: the title without them."""
    rest = title.removeprefix("Kế hoạch ")
    return rest[:1].upper() + rest[1:]


def free_slug(unit: Unit, year: int) -> str:
    base = slugify(f"{fold(unit.short_name)}-{year}")
    taken = set(Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return base if base not in taken else f"{base}-{unit.code.lower()}"


def _template(unit: Unit, year: int, asked: PlanTemplate | None) -> PlanTemplate | None:
    """The template to begin with; one that is not for this unit and year is refused."""
    usable = templates_for(unit=unit, year=year)
    if asked is None:
        return usable[0] if usable else None
    if asked not in usable:
        raise ValidationError({"template": _("Mẫu này không dùng cho đơn vị và năm đã chọn.")}, code="template")
    return asked


@transaction.atomic
def create_plan(*, unit: Unit, year: int, actor: Any, title: str = "", template: PlanTemplate | None = None) -> Plan:
    """Make the plan of a unit for a year, with a draft made from a template.

    `template`: one of `templates.templates_for(unit, year)`, None for the first of them; where there is none the draft
    has the usual five parts, empty.
    Raises PermissionDenied, or ValidationError when the unit has a plan of that year or did not exist in it.
    """
    if not can_write_plans_of(actor, unit):
        raise PermissionDenied
    if unit.valid_from.year > year or (unit.valid_to and unit.valid_to.year < year):
        message = _("%(unit)s không tồn tại trong năm %(year)s.") % {"unit": unit.name, "year": year}
        raise ValidationError({"year": message}, code="unit_not_in_year")
    plan = Plan(unit=unit, year=year, slug=free_slug(unit, year), title=title or default_title(unit, year))
    plan.full_clean()
    plan.save()
    name = lower_kind(unit.name)
    version = PlanVersion.objects.create(
        plan=plan,
        place=unit.short_name,
        issuer=_("Ủy ban nhân dân %s") % name,
        abstract=_abstract(plan.title),
    )
    chosen = _template(unit, year, template)
    if chosen:
        apply_template(version=version, template=chosen)
    else:
        Section.objects.bulk_create(
            Section(version=version, order=order, number=number, heading=heading, kind=kind)
            for order, (number, heading, kind) in enumerate(_FIRST_SECTIONS, 1)
        )
    build_on_parent(version)
    return plan


@transaction.atomic
def save_head(*, version: PlanVersion, revision: int, actor: Any, **fields: str) -> PlanVersion:
    """Change the head of a draft; `fields` are of HEAD_FIELDS. Facts in opening and closing must be known ones."""
    locked = open_draft(version=version, actor=actor, revision=revision)
    unknown = set(fields) - set(HEAD_FIELDS)
    if unknown:
        raise TypeError(f"not a field of the head: {sorted(unknown)}")
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean(exclude=["plan"])
    locked.save()
    return locked


def issue_faults(version: PlanVersion, day: date | None = None) -> list[str]:
    """What keeps a draft from being issued on a day (None: today), in Vietnamese: faults the prover found and nobody
    explained (`proof.open_findings`: sums that do not agree …), facts without value, no signer."""
    content = version_content(version)
    faults = [finding.message for finding in open_findings(version, day) if finding.severity == FAULT]
    faults += text_faults(content)
    faults += assignment_faults(version)
    if not version.signer_name:
        faults.append(_("Chưa ghi người ký."))
    if not content["recipients"]:
        faults.append(_("Chưa ghi nơi nhận."))
    return faults


def _check_number(version: PlanVersion, number: int | None, issued_on: date) -> None:
    """A number is used once a year in one unit's series; nothing is issued in the future (NĐ 30/2020, Điều 15)."""
    if number is not None and number < 1:
        raise ValidationError({"number": _("Số văn bản phải từ 1 trở lên.")}, code="number")
    if issued_on > timezone.localdate():
        raise ValidationError({"issued_on": _("Ngày ban hành không được ở tương lai.")}, code="future")
    if issued_on.year not in (version.plan.year - 1, version.plan.year):
        message = _("Kế hoạch năm %(year)s phải được ban hành trong năm đó hoặc năm trước.") % {
            "year": version.plan.year
        }
        raise ValidationError({"issued_on": message}, code="year")
    others = PlanVersion.objects.filter(
        plan__unit=version.plan.unit, number=number, symbol=version.symbol, issued_on__year=issued_on.year
    )
    if number is not None and others.exists():
        message = _("Số %(number)s đã dùng cho một kế hoạch khác trong năm.") % {
            "number": f"{number:02d}/{version.symbol}"
        }
        raise ValidationError({"number": message}, code="number_used")


def content_hash(version: PlanVersion) -> str:
    """SHA-256 of everything the version says: proves later that the frozen text is the one issued."""
    text = json.dumps(version_content(version), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _check_way(version: PlanVersion) -> None:
    """What is being appraised is not issued; with the setting, neither is what nobody has appraised."""
    check_not_closed(version.plan)
    if version.stage == PlanStage.APPRAISAL:
        raise ValidationError(_("Dự thảo đang thẩm định; thẩm định xong mới ban hành được."), code="on_the_way")
    if version.stage == PlanStage.DRAFTING and get_setting("plan_appraisal_required"):
        raise ValidationError(_("Kế hoạch phải qua thẩm định trước khi ban hành (Thiết lập)."), code="on_the_way")


@transaction.atomic
def issue_version(
    *, version: PlanVersion, revision: int, actor: Any, number: int | None, issued_on: date
) -> PlanVersion:
    """Issue a draft: give it number and date and freeze it, as one legal act.

    `number` None: the next of the register, where it gives numbers. Raises PermissionDenied, StaleVersion, or
    ValidationError (codes frozen, on_the_way, number…, future, year, incomplete – the last lists everything that is
    missing or does not add up; those of the register).
    """
    # The plan before its version, as `adjust_targets` does: a decision is in the draft before it is issued, or waits.
    Plan.objects.select_for_update(of=("self",)).get(pk=version.plan_id)
    locked = lock_version(version)
    if not can_issue_plan(actor, locked.plan):
        raise PermissionDenied
    check_draft(locked)
    check_revision(locked, revision)
    _check_way(locked)
    _check_number(locked, number, issued_on)
    faults = issue_faults(locked, issued_on)
    if faults:
        raise ValidationError([ValidationError(fault, code="incomplete") for fault in faults])
    before, number = locked.stage, enter_version(locked, issued_on, actor=actor, number=number)
    locked.state, locked.number, locked.issued_on = VersionState.ISSUED, number, issued_on
    locked.revision += 1
    locked.save()
    VersionStep.objects.create(
        version=locked, before=before, after=locked.stage, paper=locked.document_number, actor=actor
    )
    payload = {"number": locked.document_number, "issued_on": str(issued_on), "sha256": content_hash(locked)}
    record_act(verb="issue_plan", actor=actor, subject=locked, article=ISSUING, payload=payload)
    return locked


@transaction.atomic
def copy_issued_to_draft(
    *, plan: Plan, actor: Any, purpose: str = VersionPurpose.ADJUST, reason: str = ""
) -> PlanVersion:
    """A new draft with everything the latest issued version says, to adjust or supplement the plan during the year.

    `purpose`: ADJUST or SUPPLEMENT. The draft names the version it replaces. Raises PermissionDenied, or
    ValidationError (codes closed, draft_exists, not_issued; keyed by `purpose`).
    """
    locked = Plan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    if not can_edit_plan(actor, locked):
        raise PermissionDenied
    check_not_closed(locked)
    if purpose not in (VersionPurpose.ADJUST, VersionPurpose.SUPPLEMENT):
        raise ValidationError({"purpose": ValidationError(_("Hãy chọn điều chỉnh hoặc bổ sung."), code="purpose")})
    if locked.versions.filter(state=VersionState.DRAFT).exists():
        raise ValidationError(_("Kế hoạch này đã có dự thảo; hãy sửa dự thảo đó."), code="draft_exists")
    issued = locked.versions.filter(state=VersionState.ISSUED).order_by("-issued_on", "-id").first()
    if issued is None:
        raise ValidationError(_("Kế hoạch chưa có bản ban hành để sao thành dự thảo."), code="not_issued")
    draft = copy_parts(issued)
    draft.purpose, draft.reason = VersionPurpose(purpose), nfc(reason).strip()[:2000]
    draft.save(update_fields=["purpose", "reason", "updated_at"])
    payload = {"replaces": issued.document_number, "purpose": draft.purpose, "reason": draft.reason}
    record_act(verb="adjust_plan", actor=actor, subject=draft, payload=payload)
    return draft
