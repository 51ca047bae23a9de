"""The steps of a dossier: one function takes any of them through the table of rules.py."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import format_date

from ...enums import DossierState, DossierStep, Level
from ...models import Dossier, DossierMove
from ...rules import DISTRICTS_UNTIL, Transition, ways
from ..law import PackFacts, law_book
from ..records import StaleError
from .clock import refresh_clock
from .freeze import freeze_submission
from .guards import GUARDS, newest_recognition, pack_for
from .queries import levels_of
from .receipts import assign_receipt
from .supplements import close_request, open_request, same_request

EVERY_LEVEL = frozenset(Level) - {Level.COUNCIL}
"""Levels nobody's account is asked for: the council acts through take_council_step only."""


def pack_of(dossier: Dossier) -> PackFacts | None:
    """The law pack of a dossier; None while no pack is known for it."""
    try:
        return law_book().pack(dossier.law_pack)
    except LookupError:
        return None


def has_district(dossier: Dossier, on: date) -> bool:
    """Whether the district takes part in the dossier on a day: under QĐ 148, until 05/07/2025."""
    pack = pack_of(dossier)
    return pack is not None and pack.has_district and on <= DISTRICTS_UNTIL


def article_of(dossier: Dossier, row: Transition) -> str:
    """The citation of a step under the dossier's law pack: "Điều 7.2, Quyết định 26/2026/QĐ-TTg"."""
    pack = pack_of(dossier)
    if pack is None:
        return ""
    named = DossierStep.TO_COUNCIL if Level.COUNCIL in row.levels else row.step
    return pack.articles.get(row.step) or pack.articles.get(named) or pack.title


def lock_dossier(dossier_id: int) -> Dossier:
    """The dossier under lock, with product, producer and unit; raises Dossier.DoesNotExist."""
    rows = Dossier.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("product__producer__unit", "unit").get(pk=dossier_id)


def steps_for(user: Any, dossier: Dossier, on: date | None = None) -> list[Transition]:
    """Steps the person may take now, in the order of the table; one row for each step."""
    rows = ways(None, dossier.state, with_district=has_district(dossier, on or timezone.localdate()))
    if not rows:
        return []
    levels = levels_of(user, dossier)
    found: dict[DossierStep, Transition] = {}
    for row in rows:
        if row.levels & levels and (row.step != DossierStep.REPORT or may_report(dossier)):
            found.setdefault(row.step, row)
    return list(found.values())


def may_report(dossier: Dossier) -> bool:
    """A second report is written only where the first has been issued and somebody above the commune asks."""
    if dossier.state != DossierState.SUPPLEMENT:
        return True
    return dossier.requests.filter(closed_on=None).exclude(level=Level.COMMUNE).exists()


@transaction.atomic
def take_step(
    *,
    actor: Any,
    dossier_id: int,
    step: str,
    revision: int | None = None,
    on: date | None = None,
    note: str = "",
    items: Iterable[Mapping[str, str]] = (),
    due_on: date | None = None,
) -> Dossier:
    """Take a step: lock, table, level, guards, then move, snapshot, receipt, clock and legal act, all or nothing.

    `items` (ASK): {"requirement": key or "", "text": what to mend}; `on`: the day of the step, today by default, only
    an office may give an earlier one. The same step sent twice by the same person is done once. Raises StaleError or
    ValidationError with every fault ("wrong_state", "not_allowed", "needs", "day", and those of guards.py).
    """
    dossier = lock_dossier(dossier_id)
    wanted = DossierStep(step)
    asked = [dict(item) for item in items]
    if _is_repeat(dossier, wanted, actor, asked, due_on):
        return dossier
    if revision is not None and dossier.revision != revision:
        raise StaleError(dossier.revision)
    today = timezone.localdate()
    row = find_way(dossier, wanted, actor, on or today)
    if "report" in row.needs:
        raise ValidationError(_("Bước này thực hiện bằng cách ban hành báo cáo của xã."), code="use_report")
    _check_needs(row, note, asked, due_on)
    if wanted == DossierStep.SUBMIT:
        _hand_in(dossier, on or today)
    guard = GUARDS.get(wanted)
    faults = guard(dossier, on or today) if guard else []
    if faults:
        raise ValidationError(faults)
    if wanted == DossierStep.ASK and due_on is not None:
        open_request(actor=actor, dossier=dossier, level=_acts_as(row), items=asked, on=on or today, due_on=due_on)
    return move(actor=actor, dossier=dossier, row=row, on=on or today, note=note)


@transaction.atomic
def take_council_step(*, actor: Any, dossier_id: int, step: str, on: date, note: str = "") -> Dossier:
    """What the council does with a dossier: TO_COUNCIL when scoring begins, CONCLUDE, or RETURN with the reason. The
    caller has checked who acts.

    `on` is the council's day, moved to that of the last step when it lies before it. Done twice = once (a dossier
    already concluded, or returned by the same person). ValidationError "wrong_state", "needs", "day".
    """
    dossier = lock_dossier(dossier_id)
    wanted = DossierStep(step)
    if wanted not in (DossierStep.TO_COUNCIL, DossierStep.CONCLUDE, DossierStep.RETURN):
        raise ValueError(step)
    if _is_repeat(dossier, wanted, actor, [], None):
        return dossier
    row = next(iter(ways(wanted, dossier.state, with_district=False)), None)
    if row is None:
        raise _wrong_state(dossier, wanted)
    _check_needs(row, note, [], None)
    last = dossier.moves.last()
    day = max(on, last.on) if last is not None else on
    _check_day(dossier, day, is_office=True)
    return move(actor=actor, dossier=dossier, row=row, on=day, note=note)


def find_way(dossier: Dossier, step: DossierStep, actor: Any, on: date) -> Transition:
    """The row the actor takes from here, or a refusal that says what is in the way."""
    levels = EVERY_LEVEL if actor is None else levels_of(actor, dossier)
    if not levels:
        raise ValidationError(_("Hồ sơ này ngoài phạm vi bạn được xử lý."), code="not_allowed")
    rows = ways(step, dossier.state, with_district=has_district(dossier, on))
    if not rows:
        raise _wrong_state(dossier, step)
    own = [row for row in rows if row.levels & levels]
    if not own:
        raise ValidationError(_("Bước “%s” thuộc thẩm quyền của cấp khác.") % step.label, code="not_allowed")
    _check_day(dossier, on, is_office=actor is None or bool(levels - {Level.PRODUCER}))
    return own[0]


def _wrong_state(dossier: Dossier, step: DossierStep) -> ValidationError:
    facts = {"state": DossierState(dossier.state).label, "step": step.label}
    text = _("Hồ sơ đang ở trạng thái “%(state)s”, không làm được bước “%(step)s”. Có thể người khác vừa xử lý.")
    return ValidationError(text % facts, code="wrong_state")


def move(*, actor: Any, dossier: Dossier, row: Transition, on: date, note: str = "") -> Dossier:
    """Carry out a row of the table on a locked dossier whose checks are done."""
    before = dossier.state
    after = row.target or (_returns_to(dossier) if row.step == DossierStep.RESUBMIT else DossierState(before))
    if before == DossierState.SUPPLEMENT and after != before:
        close_request(dossier, on)
    dossier.state = after
    dossier.revision += 1
    receipt = assign_receipt(actor=actor, dossier=dossier, level=row.receipt, on=on) if row.receipt else None
    frozen = freeze_submission(actor=actor, dossier=dossier, step=row.step) if row.freezes else None
    DossierMove.objects.create(
        dossier=dossier, step=row.step, before=before, after=after, on=on, actor=actor, note=note.strip()
    )
    dossier.save()
    refresh_clock(dossier)
    record_act(
        verb=f"dossier_{row.step}",
        actor=actor,
        subject=dossier,
        article=article_of(dossier, row),
        payload={
            "on": on.isoformat(),
            "before": str(before),
            "after": str(after),
            "note": note.strip(),
            "receipt": receipt.text if receipt else "",
            "submission": frozen.sha256 if frozen else "",
        },
    )
    return dossier


def _hand_in(dossier: Dossier, on: date) -> None:
    """The law and the certificate of the day it is handed in: the guards judge by them."""
    dossier.law_pack = pack_for(dossier.kind, on)
    dossier.submitted_on = on
    newest = newest_recognition(dossier.product, on)
    dossier.certificate_expires_on = newest.expires_on if newest else None


def _returns_to(dossier: Dossier) -> DossierState:
    return DossierState(dossier.requests.get(closed_on=None).returns_to)


def _acts_as(row: Transition) -> Level:
    return next(iter(row.levels))


def _check_needs(row: Transition, note: str, items: list[dict[str, str]], due_on: date | None) -> None:
    faults = {}
    if "note" in row.needs and not note.strip():
        faults["note"] = ValidationError(_("Hãy ghi lý do."), code="needs")
    if "items" in row.needs and not any(item.get("text", "").strip() for item in items):
        faults["items"] = ValidationError(_("Hãy ghi ít nhất một mục cần bổ sung."), code="needs")
    if "due_on" in row.needs and due_on is None:
        faults["due_on"] = ValidationError(_("Hãy chọn hạn bổ sung."), code="needs")
    if faults:
        raise ValidationError(faults)


def _check_day(dossier: Dossier, on: date, *, is_office: bool) -> None:
    """Not in the future, not before the last step; an earlier day than today is an office's to give."""
    today = timezone.localdate()
    last = dossier.moves.last()
    if on > today:
        raise ValidationError({"on": ValidationError(_("Ngày không thể ở tương lai."), code="day")})
    if last is not None and on < last.on:
        text = _("Ngày không thể trước bước liền trước (%s).") % format_date(last.on)
        raise ValidationError({"on": ValidationError(text, code="day")})
    if on < today and not is_office:
        raise ValidationError({"on": ValidationError(_("Bạn chỉ ghi được ngày hôm nay."), code="day")})


def _is_repeat(dossier: Dossier, step: DossierStep, actor: Any, items: list[dict[str, str]], due: date | None) -> bool:
    """Whether the same person's same step is the last that was done (a double click, a page sent again)."""
    last = dossier.moves.last()
    if last is None or last.step != step or last.after != dossier.state:
        return False
    if last.actor_id != getattr(actor, "pk", None):
        return False
    return step != DossierStep.ASK or same_request(dossier, items, due)
