"""Verbs on lines of money and their entries.

The figures of a line are the sums of its entries. An entry never changes; a mistake is entered back with a minus and
why, as books do (ghi số âm: Luật Kế toán 88/2015/QH13, Điều 27.1b).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.site.registry import get_setting

from ...enums import MoneyStage
from ...models import Activity, FundingLine, FundingSource, MoneyEntry, Plan, PlanVersion, Unit
from ...rules import SPENDER_STAGES, can_edit_plan, can_spend_line
from ..saving import put_values
from .sums import Amounts
from .words import show_amount

FIELDS = ("kind", "content", "unit", "source", "activity")
ARTICLE = "Luật Kế toán 88/2015/QH13, Điều 27"


def spoken_version(plan: Plan) -> PlanVersion | None:
    """The version that speaks for the plan: the last issued one, else the draft."""
    order = ("-state", "-issued_on", "-id")  # "issued" stands behind "draft" in the alphabet
    return plan.versions.order_by(*order).first()


def create_line(
    *,
    actor: Any,
    plan: Plan,
    kind: str,
    content: str,
    unit: Unit,
    source: FundingSource | None = None,
    activity: Activity | None = None,
    is_illustration: bool = False,
) -> FundingLine:
    """A line of a plan's money. The same again gives the one stored.

    Raises PermissionDenied, ValidationError (code part: source or activity of another plan; field errors).
    """
    values = {"kind": kind, "content": content.strip(), "unit": unit, "source": source, "activity": activity}
    return _create(actor, plan, values, is_illustration)


@transaction.atomic
def _create(actor: Any, plan: Plan, values: Mapping[str, Any], is_illustration: bool) -> FundingLine:
    _check_keeper(actor, plan)
    _check_parts(plan, values)
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    known = {name: values[name] for name in ("kind", "content", "unit")}
    stored = FundingLine.objects.filter(plan=plan, **known).first()
    if stored is not None:
        return stored
    line = FundingLine(plan=plan, is_illustration=is_illustration, **values)
    line.full_clean()
    line.save()
    return line


@transaction.atomic
def update_line(*, actor: Any, line_id: int, revision: int, **values: Any) -> FundingLine:
    """Correct FIELDS of a line. Raises PermissionDenied, StaleRecord, ValidationError (once; part; field errors)."""
    line = FundingLine.objects.select_for_update(of=("self",)).select_related("plan__unit").get(pk=line_id)
    _check_keeper(actor, line.plan)
    _check_parts(line.plan, values)
    if not put_values(line, revision, {name: value for name, value in values.items() if name in FIELDS}):
        return line
    same = FundingLine.objects.filter(plan=line.plan, unit=line.unit, kind=line.kind, content=line.content)
    if same.exclude(pk=line.pk).exists():
        message = _("Kế hoạch đã có dòng kinh phí như vậy của đơn vị này.")
        raise ValidationError({"content": ValidationError(message, code="once")})
    line.full_clean(validate_unique=False, validate_constraints=False)
    line.save()
    return line


def _check_keeper(actor: Any, plan: Plan) -> None:
    if actor is not None and not can_edit_plan(actor, plan):
        raise PermissionDenied


def _check_parts(plan: Plan, values: Mapping[str, Any]) -> None:
    for name in ("source", "activity"):
        part = values.get(name)
        if part is not None and part.version.plan_id != plan.pk:
            raise ValidationError({name: ValidationError(_("Không thuộc kế hoạch này."), code="part")})


@transaction.atomic
def lines_from_plan(*, actor: Any, plan: Plan) -> list[FundingLine]:
    """A line for each source the plan names, with the plan's amount as estimate where it gives one.

    Lines that are there stay as they are. Returns the new ones. Raises PermissionDenied.
    """
    _check_keeper(actor, plan)
    version = spoken_version(plan)
    if version is None:
        return []
    known = set(FundingLine.objects.filter(plan=plan, unit=plan.unit).values_list("kind", "content"))
    made = []
    for source in version.fundingsource_set.order_by("order"):
        content = _short(source.text)
        if (source.kind, content) in known:
            continue
        known.add((source.kind, content))
        line = create_line(actor=actor, plan=plan, kind=source.kind, content=content, unit=plan.unit, source=source)
        if source.amount:
            day, paper = version.issued_on or timezone.localdate(), version.document_number
            add_entry(actor=actor, line_id=line.pk, stage="estimate", amount=source.amount, on=day, paper=paper)
        made.append(line)
    return made


def _short(text: str) -> str:
    """A source's text as content of a line: at most 300 characters, whole words."""
    clean = " ".join(text.split()).rstrip(".;")
    return clean if len(clean) <= 300 else clean[:299].rsplit(" ", 1)[0] + "…"


def add_entry(
    *,
    actor: Any,
    line_id: int,
    stage: str,
    amount: int,
    on: date,
    paper: str = "",
    note: str = "",
    key: str = "",
) -> MoneyEntry:
    """Enter an amount (đồng, never 0; a minus takes back) at a stage. The same `key` again gives the entry stored.

    Raises PermissionDenied; ValidationError: nothing, future, note, below (a stage would sink under zero), overrun
    (only when the setting `money_overrun` refuses; else the excess is shown).
    """
    values = {"stage": MoneyStage(stage), "amount": amount, "on": on, "paper": paper.strip(), "note": note.strip()}
    return _enter(actor, line_id, values, key)


@transaction.atomic
def _enter(actor: Any, line_id: int, values: dict[str, Any], key: str) -> MoneyEntry:
    line = FundingLine.objects.select_for_update(of=("self",)).select_related("plan__unit", "unit").get(pk=line_id)
    if actor is not None and values["stage"] not in stages_for(actor, line):
        raise PermissionDenied
    stored = MoneyEntry.objects.filter(line=line, key=key).first() if key else None
    if stored is not None:
        return stored
    _check_entry(line, **values)
    entry = MoneyEntry(line=line, key=key, actor=actor if getattr(actor, "pk", None) else None, **values)
    entry.full_clean(exclude=["actor"])  # None: the command line
    entry.save()
    facts = {**values, "on": values["on"].isoformat(), "plan": line.plan.slug, "content": line.content}
    record_act(verb="enter_money", actor=actor, subject=entry, article=ARTICLE, payload=facts)
    return entry


def stages_for(actor: Any, line: FundingLine) -> list[MoneyStage]:
    """Stages this person may enter on a line: the plan's staff all, the spending unit's what it spent and settled."""
    if can_edit_plan(actor, line.plan):
        return list(MoneyStage)
    return [stage for stage in MoneyStage if stage in SPENDER_STAGES] if can_spend_line(actor, line) else []


def _check_entry(line: FundingLine, stage: MoneyStage, amount: int, on: date, paper: str, note: str) -> None:
    faults: dict[str, Any] = {}
    if amount == 0:
        faults["amount"] = ValidationError(_("Số tiền phải khác 0."), code="nothing")
    if on > timezone.localdate():
        faults["on"] = ValidationError(_("Ngày ghi không thể ở tương lai."), code="future")
    if amount < 0 and not note:
        faults["note"] = ValidationError(_("Ghi lùi (số âm) phải nói rõ lý do ở phần ghi chú."), code="note")
    before = figures_of(line)
    after = before.plus(stage, amount)
    if after.of(stage) < 0:
        message = _("Mục này mới ghi %(sum)s đồng, không ghi lùi nhiều hơn số đó.")
        faults["amount"] = ValidationError(message % {"sum": show_amount(before.of(stage))}, code="below")
    elif get_setting("money_overrun") == "refuse" and (grown := new_overruns(before, after)):
        faults["amount"] = ValidationError(grown, code="overrun")
    if faults:
        raise ValidationError(faults)


def figures_of(line: FundingLine) -> Amounts:
    """The five figures of one line, of all days."""
    return Amounts(**dict(line.entries.order_by().values_list("stage").annotate(Sum("amount"))))


def new_overruns(before: Amounts, after: Amounts) -> list[str]:
    """Sentences on the excesses that grew."""
    was = {(one, most): excess for one, most, excess in before.overruns}
    return overrun_words([found for found in after.overruns if found[2] > was.get(found[:2], 0)])


def overrun_words(found: list[tuple[MoneyStage, MoneyStage, int]]) -> list[str]:
    """ "Số đã chi vượt số đã giao 2.000.000 đồng.\""""
    text = _("Số %(one)s vượt số %(most)s %(excess)s đồng.")
    return [text % {"one": one.label, "most": most.label, "excess": show_amount(excess)} for one, most, excess in found]
